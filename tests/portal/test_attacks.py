"""Ten thousand random attacks on a public folder: both verifiers find every one."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import NamedTuple

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from loftet.domain import checkpoint
from loftet.domain.finding import Finding, PublicFolder
from loftet.domain.verification import verify
from loftet.portal import verifier
from tests.domain.public_folders import KEY

from .attacks import OUTSIDE, WHOLE, WITH_THE_KEY, Attack, attack

ATTACKS, PARTS = 10_000, 4
OUR_KEY = str(KEY.public)


def found_by_loftet(tried: Attack) -> set[str]:
    folder = PublicFolder(tried.files.get, tried.files.keys())
    known = [tried.known] if tried.known else []
    return {finding.code for finding in verify(folder, key=OUR_KEY, known=known).findings}


def found_by_the_download(tried: Attack) -> set[str]:
    known = [("sparad.txt", tried.known)] if tried.known else []
    return {code for code, _place in verifier.verify(tried.files.get, tried.files.keys(), OUR_KEY, known)}


def test_nothing_is_found_where_nothing_was_done() -> None:
    untouched = Attack("nothing", WHOLE)
    assert (found_by_loftet(untouched), found_by_the_download(untouched)) == (set(), set())


@pytest.fixture
def signatures_are_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most attacks leave most signatures as they were; the arithmetic of a curve takes its time."""

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


@pytest.mark.usefixtures("signatures_are_checked_once")
@pytest.mark.parametrize("part", range(PARTS))
def test_every_attack_is_found(part: int) -> None:
    chance = Random(part)
    missed = []
    for _each in range(ATTACKS // PARTS):
        tried = attack(chance)
        ours, theirs = found_by_loftet(tried), found_by_the_download(tried)
        if not ours or not theirs:
            missed.append((tried.name, ours, theirs))
    assert missed == []


@pytest.mark.parametrize("kind", [*dict.fromkeys(OUTSIDE), *WITH_THE_KEY], ids=lambda kind: kind.__name__)
def test_each_kind_changes_the_folder(kind: object) -> None:
    """An attack that did nothing would be found by nobody and prove nothing."""
    assert callable(kind)
    assert any(kind(Random(seed)).files != WHOLE for seed in range(3))


def test_both_know_the_same_findings() -> None:
    assert verifier.SENTENCES.keys() == {str(each) for each in Finding}
