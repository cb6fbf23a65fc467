"""Ten thousand random attacks on a public folder: both verifiers find every one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import islice
from random import Random
from typing import Any, NamedTuple

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from loftet.domain import checkpoint, edition_verification, ledger, ledger_verification, verification
from loftet.domain.canonical import digest
from loftet.domain.finding import Finding, PublicFolder
from loftet.domain.verification import verify
from loftet.portal import verifier
from tests.domain.public_folders import KEY

from .attacks import OUTSIDE, WHOLE, WITH_THE_KEY, Attack, Kind, attacks

ATTACKS = 10_000
OUR_KEY = str(KEY.public)


def found_by_loftet(tried: Attack) -> set[str]:
    folder = PublicFolder(tried.files.get, tried.files.keys())
    known = [tried.known] if tried.known else []
    return {finding.code for finding in verify(folder, key=OUR_KEY, known=known).findings}


def found_by_the_download(tried: Attack) -> set[str]:
    known = [("sparad.txt", tried.known)] if tried.known else []
    found = verifier.verify(tried.files.get, tried.files.keys(), OUR_KEY, known)
    return {code for code, _place in found} - {"withdrawn"}


def test_nothing_is_found_where_nothing_was_done() -> None:
    untouched = Attack("nothing", WHOLE)
    assert (found_by_loftet(untouched), found_by_the_download(untouched)) == (set(), set())


@pytest.fixture
def what_stays_the_same_is_reckoned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most attacks leave most of the folder as it was: functions of values alone remember what they said."""
    monkeypatch.setattr(ledger_verification, "_number_of", cache(ledger_verification._number_of))
    monkeypatch.setattr(edition_verification, "_read", cache(edition_verification._read))
    monkeypatch.setattr(verification, "read_withdrawals", cache(verification.read_withdrawals))
    monkeypatch.setattr(ledger_verification, "roots_of", of_a_list(lambda each: list(ledger.roots_of(each))))
    for module, name in ((ledger_verification, "levels_of"), (verifier, "roots_of")):
        monkeypatch.setattr(module, name, of_a_list(getattr(module, name)))
    for name in ("field_of", "read_withdrawals"):
        monkeypatch.setattr(verifier, name, cache(getattr(verifier, name)))


def of_a_list(function: Callable[[list[bytes]], Any]) -> Callable[[list[bytes]], Any]:
    remembered = lru_cache(maxsize=1000)(lambda each: function(list(each)))
    return lambda each: remembered(tuple(each))


@pytest.fixture
def signatures_are_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The arithmetic of a curve takes its time."""

    @cache
    def is_signed(key: bytes, signature: bytes, text: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
        except InvalidSignature:
            return False
        return True

    class Remembered(NamedTuple):
        key: bytes

        def verify(self, signature: bytes, text: bytes) -> None:
            if not is_signed(self.key, signature, text):
                raise InvalidSignature

        @classmethod
        def from_public_bytes(cls, key: bytes) -> Remembered:
            return cls(key)

    monkeypatch.setattr(verifier, "Ed25519PublicKey", Remembered)
    monkeypatch.setattr(checkpoint, "Ed25519PublicKey", Remembered)


def mark_of(tried: Attack) -> str:
    """The bytes of every file, and what a reader kept."""
    marks = (f"{path} {digest(content)}" for path, content in sorted(tried.files.items()))
    return digest("\n".join([*marks, tried.known]).encode())


@pytest.mark.usefixtures("signatures_are_checked_once", "what_stays_the_same_is_reckoned_once")
def test_every_attack_is_found() -> None:
    """All are distinct in what readers are shown or kept; more than a third have the key."""
    missed, kinds, distinct = [], Counter[Kind](), set[str]()
    for kind, tried in islice(attacks(Random(0)), ATTACKS):
        kinds[kind] += 1
        distinct.add(mark_of(tried))
        ours, theirs = found_by_loftet(tried), found_by_the_download(tried)
        if not ours or not theirs:
            missed.append((tried.name, ours, theirs))
    assert missed == []
    assert kinds.keys() == {*OUTSIDE, *WITH_THE_KEY}
    assert len(distinct) == kinds.total() == ATTACKS
    assert sum(kinds[kind] for kind in WITH_THE_KEY) > ATTACKS / 3
    assert min(kinds[kind] for kind in WITH_THE_KEY) > ATTACKS / 50


def test_the_ledger_is_longer_than_a_tile() -> None:
    assert {"ledger/tile/entries/000", "ledger/tile/1/000.p/1"} <= WHOLE.keys()
    assert [path for path in WHOLE if path.startswith("ledger/tile/0/001.p/")]


def test_both_know_the_same_findings() -> None:
    """What was withdrawn is told by the download among them, and is no fault."""
    assert verifier.SENTENCES.keys() - {"withdrawn"} == {str(each) for each in Finding}
