"""One flipped bit anywhere, a missing file, an extra file, an older folder: each is found, and named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.canonical import canonical_json
from loftet.domain.checkpoint import SigningKey
from loftet.domain.edition import EDITION_FILE
from loftet.domain.finding import Finding, PublicFolder
from loftet.domain.ledger_files import CHECKPOINT
from loftet.domain.manifest import MANIFEST
from loftet.domain.tiles import bundle
from loftet.domain.verification import Verified, verify
from loftet.domain.withdrawals import WITHDRAWALS
from tests.domain.editions import make_envelope
from tests.domain.public_folders import (
    KEY,
    Files,
    document,
    edition_file,
    envelopes,
    head_of,
    ledger_folder,
    make_folder,
    named,
    sign,
)

WHOLE = make_folder()
SECOND = named(edition_file(envelopes(3), 2))


def check(files: Files, *, key: str = str(KEY.public), known: str = "", listed: bool = True) -> Verified:
    notes = [known] if known else []
    return verify(PublicFolder(files.get, files.keys() if listed else None), key=key, known=notes)


def codes(files: Files, **options: str) -> set[str]:
    return {finding.code for finding in check(files, **options).findings}  # type: ignore[arg-type]


def test_a_whole_folder_has_nothing_to_find() -> None:
    result = check(WHOLE)
    assert result.findings == []
    assert result.files == len(WHOLE) - 1
    assert result.checkpoint == head_of(envelopes(3))


def test_without_a_key_the_one_in_the_folder_is_used_and_told() -> None:
    result = check(WHOLE, key="")
    assert (result.findings, result.key) == ([], KEY.public)


def test_a_folder_is_checked_also_where_it_cannot_be_listed() -> None:
    extra = {**WHOLE, "extra.html": b""}
    assert check(extra, listed=False).findings == []


@given(st.data())
def test_one_flipped_bit_anywhere_is_found(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(WHOLE)))
    content = bytearray(WHOLE[path])
    bit = data.draw(st.integers(0, len(content) * 8 - 1))
    content[bit // 8] ^= 1 << bit % 8
    altered = {**WHOLE, path: bytes(content)}
    assert check(altered).findings
    assert check(altered, key="").findings


@pytest.mark.parametrize("path", sorted(WHOLE))
def test_a_missing_file_is_named(path: str) -> None:
    files = {each: content for each, content in WHOLE.items() if each != path}
    named = {finding.parameters["path"] for finding in check(files).findings if "path" in finding.parameters}
    assert path in named


@pytest.mark.parametrize("path", ["extra.html", "kommun/0580/lofte/2.html", "kommun/9999/manifest.txt"])
def test_an_extra_file_is_named(path: str) -> None:
    (finding,) = check({**WHOLE, path: b"x"}).findings
    assert (finding.code, dict(finding.parameters)) == (Finding.FILE_EXTRA, {"path": path})


def test_an_older_folder_than_the_known_checkpoint_is_found() -> None:
    known = KEY.sign(head_of(envelopes(4)).text)
    (finding,) = check(WHOLE, known=known).findings
    assert dict(finding.parameters) == {"size": 3, "known": 4}
    assert codes(make_folder(4), known=known) == set()
    assert codes(make_folder(9), known=known) == set()


def test_a_rewritten_past_is_found_by_the_known_checkpoint_alone() -> None:
    ledger = envelopes(4)
    ledger[1] = replace(ledger[1], published_for="Någon annan")
    rewritten = make_folder(ledger=ledger)
    assert codes(rewritten) == set()
    assert codes(rewritten, known=KEY.sign(head_of(envelopes(3)).text)) == {Finding.REWRITTEN}


def test_a_known_checkpoint_of_another_ledger_is_told() -> None:
    other = SigningKey("other", b"o" * 32).sign(head_of(envelopes(3)).text)
    assert codes(WHOLE, known=other) == {Finding.SIGNATURE_WRONG}
    assert codes(WHOLE, known="x") == {Finding.CHECKPOINT_UNREADABLE}


def test_a_folder_signed_by_somebody_else_is_found() -> None:
    other = SigningKey(KEY.name, b"o" * 32).public
    assert codes(WHOLE, key=str(other)) == {Finding.SIGNATURE_WRONG}
    assert codes(WHOLE, key="no key") == {Finding.KEY_MISSING}


HEAD = head_of(envelopes(3))


def resigned(change: Callable[[Files], Files]) -> Files:
    """What somebody who has the key could sign: only the parts above the manifests are theirs to change."""
    top = {path: content for path, content in WHOLE.items() if not _is_below(path) and path != MANIFEST}
    below = {path: content for path, content in WHOLE.items() if _is_below(path)}
    return {**sign(change(top), HEAD), **below}


def _is_below(path: str) -> bool:
    return path.startswith("kommun/0580/") and not path.endswith(MANIFEST)


BUNDLE, TILE = "ledger/tile/entries/000.p/3", "ledger/tile/0/000.p/3"


def ordered(*numbers: int) -> Files:
    """Another ledger under the same checkpoint."""
    made = ledger_folder([make_envelope(number=number) for number in numbers])
    bundles = [content for path, content in made.items() if "entries" in path]
    return {**made, BUNDLE: bundles[0], CHECKPOINT: KEY.sign(HEAD.text).encode()}


def another(top: Files, content: bytes) -> Files:
    """With other bytes in place of the second edition, under the name that they have by their digest."""
    return {path: top[path] for path in top if path != SECOND} | {named(content): content}


def with_edition(**changed: object) -> bytes:
    return canonical_json({**json.loads(WHOLE[SECOND]), **changed})


def forked_proof() -> bytes:
    """The second edition with a checkpoint of another past, signed by the same key."""
    first = replace(envelopes(1)[0], published_for="Någon annan")
    return edition_file([first, envelopes(2)[1]], 2)


@pytest.mark.parametrize(
    ("finding", "change"),
    [
        (Finding.ENTRIES_MISSING, lambda top: {**top, **ordered(1, 2)}),
        (Finding.ENTRIES_MISSING, lambda top: {**top, BUNDLE: top[BUNDLE][:-1]}),
        (Finding.ENTRIES_MISSING, lambda top: {**top, BUNDLE: top[BUNDLE] + b"\0"}),
        (Finding.ENTRY_OUT_OF_PLACE, lambda top: {**top, **ordered(2, 1, 3)}),
        (Finding.ENTRY_OUT_OF_PLACE, lambda top: {**top, BUNDLE: bundle([b"[]", b"{}", b"x"])}),
        (Finding.ROOT_DIFFERS, lambda top: {**top, **ordered(1, 2, 3)}),
        (Finding.TILE_DIFFERS, lambda top: {**top, TILE: top[TILE][:-1] + b"x"}),
        (Finding.TILE_DIFFERS, lambda top: {path: top[path] for path in top if path != TILE}),
        (Finding.HEAD_DIFFERS, lambda top: {**top, CHECKPOINT: make_folder(4)[CHECKPOINT]}),
        (Finding.CHECKPOINT_UNREADABLE, lambda top: {**top, CHECKPOINT: b"x"}),
        (Finding.MANIFEST_UNREADABLE, lambda top: {**top, f"kommun/0580/{MANIFEST}": b"x"}),
        (
            Finding.DOCUMENT_DIFFERS,
            lambda top: another(top, edition_file(envelopes(2), 2, document(7))),
        ),
        (Finding.EDITION_UNREADABLE, lambda top: another(top, f'{{"schema":"{EDITION_FILE}"'.encode())),
        (Finding.NAME_DIFFERS, lambda top: {**top, "filer/2.pdf": b"x"}),
        (Finding.WITHDRAWALS_UNREADABLE, lambda top: {**top, WITHDRAWALS: b""}),
        (Finding.ENVELOPE_DIFFERS, lambda top: another(top, edition_file(envelopes(9), 9))),
        (Finding.PROOF_WRONG, lambda top: another(top, with_edition(proof=[]))),
        (Finding.PROOF_WRONG, lambda top: another(top, with_edition(proof=["?"]))),
        (Finding.PROOF_WRONG, lambda top: another(top, with_edition(proof=7))),
        (Finding.PROOF_WRONG, lambda top: another(top, with_edition(checkpoint=None))),
        (Finding.PROOF_WRONG, lambda top: another(top, with_edition(checkpoint=KEY.sign(HEAD.text)))),
        (Finding.HISTORY_DIFFERS, lambda top: another(top, forked_proof())),
    ],
)
def test_what_does_not_hold_together_is_found_even_when_signed(
    finding: Finding, change: Callable[[Files], Files]
) -> None:
    assert finding in codes(resigned(change))


def test_an_edition_that_was_published_before_proofs_were_kept_has_none() -> None:
    data = json.loads(WHOLE[SECOND])
    del data["proof"]
    assert codes(resigned(lambda top: another(top, canonical_json(data)))) == set()
