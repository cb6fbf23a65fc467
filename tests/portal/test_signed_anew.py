"""What the holder of the key could sign anew: both verifiers name what was forged, reworded or left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from loftet.domain.canonical import canonical_json, digest
from loftet.domain.edition import EDITION_FILE, WithdrawalGround
from loftet.domain.finding import Finding, PublicFolder
from loftet.domain.verification import verify
from loftet.domain.withdrawals import WITHDRAWALS, Withdrawal, withdrawals_text
from loftet.portal import verifier
from tests.domain.public_folders import (
    KEY,
    Files,
    edition_file,
    envelopes,
    head_of,
    make_folder,
    named,
    sign,
)

LEDGER = envelopes(3)
SECOND = edition_file(LEDGER, 2)
FORGED = json.loads(edition_file(LEDGER, 2, {"title": "Vi lovar något annat"}))
WHOLE = make_folder(ledger=LEDGER)
EMPTIED = Withdrawal(2, date(2025, 2, 1), WithdrawalGround.PERSONAL_DATA)


def signed_anew(change: Callable[[Files], Files]) -> Files:
    """Everything of the key's holder: the files above the manifest of the municipality, and the signature."""
    below = {path: WHOLE[path] for path in ("kommun/0580/index.html", "kommun/0580/lofte/1.html")}
    top = {path: content for path, content in WHOLE.items() if path not in {*below, "manifest.txt"}}
    return {**sign(change(top), head_of(LEDGER)), **below}


def found_by_both(files: Files) -> set[tuple[str, str]]:
    """By code, and path or number."""
    ours = verify(PublicFolder(files.get, files.keys()), key=str(KEY.public)).findings
    told = {(each.code, str(each.parameters.get("path", each.parameters.get("number")))) for each in ours}
    theirs = set(verifier.verify(files.get, files.keys(), str(KEY.public)))
    assert {each for each in theirs if each[0] != "withdrawn"} == told
    return told


def beside(content: bytes, path: str = "") -> Callable[[Files], Files]:
    return lambda top: {**top, path or named(content): content}


def without_the_second(top: Files) -> Files:
    return {path: top[path] for path in top if path != named(SECOND)}


WRITTEN = {
    "with spaces": json.dumps(FORGED).encode(),
    "on lines": json.dumps(FORGED, ensure_ascii=False, indent=1).encode(),
    "with signs as numbers": json.dumps(FORGED, separators=(",", ":"), sort_keys=True).encode(),
    "the other way round": json.dumps(dict(reversed(FORGED.items())), separators=(",", ":")).encode(),
    "in another alphabet": json.dumps(FORGED).encode("utf-16"),
    "with its schema hidden": canonical_json(FORGED).replace(b"edition_file", rb"edition\u005ffile"),
    "without a schema": canonical_json({**FORGED, "schema": ""}),
    "with words beside": canonical_json({**json.loads(SECOND), "note": "Ändrat i efterhand."}),
    "true, with spaces": json.dumps(json.loads(SECOND)).encode(),
    "no edition": b"[]",
    "no JSON": b"Vi lovar allt.",
    "too deep": b"[" * 100_000,
}


@pytest.mark.parametrize("content", WRITTEN.values(), ids=WRITTEN)
def test_an_edition_has_one_form(content: bytes) -> None:
    expected = {(Finding.EDITION_UNREADABLE, named(content))}
    assert found_by_both(signed_anew(beside(content))) == expected


def test_an_edition_with_two_documents_is_none() -> None:
    """Some programs read the first and some the last, so neither verifier takes the file for right."""
    other = canonical_json(FORGED["document"])
    content = SECOND.replace(b'"document":', b'"document":%s,"document":' % other)
    files = signed_anew(beside(content))
    (ours,) = verify(PublicFolder(files.get, None)).findings
    assert ours.code == Finding.EDITION_UNREADABLE
    assert verifier.verify(files.get, None) == [("document_differs", named(content))]


@pytest.mark.parametrize("name", ["with spaces", "with signs as numbers", "with its schema hidden"])
@pytest.mark.parametrize("path", ["2.json", "kommun/0580/data/2.JSON", "oppna-data/loften.json"])
def test_what_says_that_it_is_an_edition_is_held_to_it(name: str, path: str) -> None:
    found = found_by_both(signed_anew(beside(WRITTEN[name], path)))
    assert found == {(Finding.EDITION_UNREADABLE, path)}
    inside = b'{"rows":[%s]}' % WRITTEN[name].replace(b"\n", b"")
    assert found_by_both(signed_anew(beside(inside, path))) == {(Finding.EDITION_UNREADABLE, path)}


def test_other_json_may_tell_of_editions() -> None:
    schema = {"title": EDITION_FILE, "properties": {"schema": {"const": EDITION_FILE}}}
    for content in (json.dumps(schema).encode(), b'["schema", "%s"]' % EDITION_FILE.encode(), b"{"):
        assert found_by_both(signed_anew(beside(content, "oppna-data/schema/1.json"))) == set()


@pytest.mark.parametrize("path", ["filer/2.json", "filer/2.pdf", "kommun/0581/filer/2.docx"])
def test_a_document_of_an_edition_is_named_by_its_digest(path: str) -> None:
    """So an address that somebody kept never comes to show another document."""
    assert found_by_both(signed_anew(beside(SECOND, path))) == {(Finding.NAME_DIFFERS, path)}
    assert found_by_both(signed_anew(beside(b"%PDF", f"filer/{digest(b'%PDF')}.pdf"))) == set()


def test_an_edition_that_is_left_out_is_named() -> None:
    assert found_by_both(signed_anew(without_the_second)) == {(Finding.CONTENT_MISSING, "2")}


def test_a_forged_edition_stands_for_none() -> None:
    forged = edition_file(LEDGER, 2, {"title": "Vi lovar något annat"})
    files = signed_anew(lambda top: {**without_the_second(top), named(forged): forged})
    assert found_by_both(files) == {
        (Finding.DOCUMENT_DIFFERS, named(forged)),
        (Finding.CONTENT_MISSING, "2"),
    }


def test_an_edition_that_the_folder_says_was_withdrawn_is_told_and_is_no_fault() -> None:
    told = withdrawals_text([EMPTIED]).encode()
    files = signed_anew(lambda top: {**without_the_second(top), WITHDRAWALS: told})
    assert found_by_both(files) == set()
    assert verify(PublicFolder(files.get, None)).withdrawn == [EMPTIED]
    assert verifier.verify(files.get, None) == [("withdrawn", "2 (2025-02-01, dataskydd)")]


def test_the_withdrawal_of_another_edition_excuses_nothing() -> None:
    told = withdrawals_text([replace(EMPTIED, number=1)]).encode()
    files = signed_anew(lambda top: {**without_the_second(top), WITHDRAWALS: told})
    assert found_by_both(files) == {(Finding.CONTENT_MISSING, "2")}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "loftet.withdrawals.v1\n2 2025-02-01 personal_data",
        "loftet.withdrawals.v1\n2 2025-02-31 personal_data\n",
        "loftet.withdrawals.v1\n2 2025-02-01 regret\n",
        "loftet.withdrawals.v1\n2 2025-02-01 secrecy\n1 2025-02-01 secrecy\n",
        "loftet.withdrawals.v1\n2 2025-02-01 secrecy\n2 2025-02-01 secrecy\n",
        "loftet.withdrawals.v1\nhej\n2 2025-02-01 secrecy\n",
        "\n2 2025-02-01 secrecy\n",
    ],
)
def test_a_list_of_withdrawals_in_another_form_excuses_nothing(text: str) -> None:
    files = signed_anew(lambda top: {**without_the_second(top), WITHDRAWALS: text.encode()})
    assert found_by_both(files) == {
        (Finding.WITHDRAWALS_UNREADABLE, WITHDRAWALS),
        (Finding.CONTENT_MISSING, "2"),
    }


def test_a_withdrawal_that_nobody_signed_excuses_nothing() -> None:
    """As whoever has the web server could lay it there, where files cannot be listed."""

    def without_both(top: Files) -> Files:
        return {path: content for path, content in without_the_second(top).items() if path != WITHDRAWALS}

    files = {**signed_anew(without_both), WITHDRAWALS: withdrawals_text([EMPTIED]).encode()}
    (ours,) = verify(PublicFolder(files.get, None)).findings
    assert ours.code == Finding.CONTENT_MISSING
    assert verifier.verify(files.get, None) == [("content_missing", "2")]
