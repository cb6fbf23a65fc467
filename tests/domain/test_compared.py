"""Two parties' counts beside each other."""

from __future__ import annotations

from fractions import Fraction

import pytest

from loftet.domain.counts import Count
from loftet.domain.duplicates import NO_MARKS, Marks, Pair, Verdict, compared, told_unlike

OURS, THEIRS = (Count(key, "möten", Fraction(2), teller) for key, teller in (("a", "1"), ("b", "2")))


@pytest.mark.parametrize("verdict", [None, *Verdict])
def test_a_pair_comes_with_what_is_said_of_it(verdict: Verdict | None) -> None:
    marks = Marks({frozenset("ab"): verdict}) if verdict else NO_MARKS

    assert compared([THEIRS, OURS], marks) == [Pair(OURS, THEIRS, verdict)]


@pytest.mark.parametrize(
    "other",
    [
        Count("b", "besök", Fraction(2), "2"),
        Count("b", "möten", Fraction(2), "1"),
        Count("b", "möten", Fraction(2), "2", period=3),
        Count("a", "möten", Fraction(2), "2"),
    ],
    ids=["another unit", "the same party", "another period", "the same occurrence"],
)
def test_what_cannot_be_told_twice_is_no_pair(other: Count) -> None:
    assert compared([OURS, other], NO_MARKS) == []


def test_a_pair_of_keys_stands_once_however_many_counts_have_them() -> None:
    more = [Count("a", "timmar", None, "1"), Count("b", "timmar", None, "2")]

    assert len(compared([OURS, THEIRS, *more], NO_MARKS)) == 1


@pytest.mark.parametrize(("number", "is_unlike"), [(2, False), (3, True), (None, True)])
def test_one_thing_is_told_unlike_when_its_numbers_differ(number: int | None, *, is_unlike: bool) -> None:
    other = Count("a", "möten", None if number is None else Fraction(number), "2")

    assert bool(told_unlike([OURS, other])) == is_unlike


def test_a_party_that_counts_a_thing_in_two_parts_tells_nothing_unlike() -> None:
    assert told_unlike([OURS, Count("a", "möten", Fraction(1), "1")]) == []


def test_nought_beside_anything_is_not_asked_about() -> None:
    nought = Count("b", "möten", Fraction(0), "2")
    assert compared([OURS, nought], NO_MARKS) == []
    marked = Marks({frozenset({OURS.key, nought.key}): Verdict.DIFFERENT})
    assert len(compared([OURS, nought], marked)) == 1, "what somebody has said stays to be read"
