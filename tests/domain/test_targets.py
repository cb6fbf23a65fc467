from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.commitment import CommitmentClass, Comparator
from loftet.domain.promise_set import CommitmentText
from loftet.domain.targets import Target, target_of
from tests.domain.counting import make_commitment, targets


@pytest.mark.parametrize(
    ("comparator", "number", "number_max", "target"),
    [
        (None, 4.0, None, Target(Fraction(4), Fraction(4))),
        (Comparator.EXACTLY, 4.0, None, Target(Fraction(4), Fraction(4))),
        (Comparator.AT_LEAST, 4.0, None, Target(Fraction(4), Fraction(4))),
        (Comparator.AT_MOST, 4.0, None, Target(Fraction(0), Fraction(4), is_ceiling=True)),
        (Comparator.ABOUT, 15.0, None, Target(Fraction(12), Fraction(18))),
        (Comparator.EXACTLY, 3.0, 4.0, Target(Fraction(3), Fraction(4))),
        (Comparator.AT_LEAST, 3.0, 4.0, Target(Fraction(3), Fraction(4))),
        (Comparator.AT_MOST, 3.0, 4.0, Target(Fraction(0), Fraction(4), is_ceiling=True)),
        (Comparator.ABOUT, 10.0, 20.0, Target(Fraction(8), Fraction(24))),
        (Comparator.AT_LEAST, 2.5, None, Target(Fraction(5, 2), Fraction(5, 2))),
    ],
)
def test_what_a_number_asks_for(
    comparator: Comparator | None, number: float, number_max: float | None, target: Target
) -> None:
    commitment = make_commitment(
        kind=CommitmentClass.COUNT, comparator=comparator, number=number, number_max=number_max
    )
    assert target_of(commitment) == target


def test_what_was_signed_is_read_as_what_was_parsed() -> None:
    signed = CommitmentText(
        key="c1",
        performers=(1,),
        performer_note="",
        responsible=(1,),
        kind=CommitmentClass.COUNT,
        comparator=Comparator.AT_LEAST,
        number=4.0,
        number_max=None,
        unit="mätningar",
        every=None,
        window=None,
        per="",
        place="",
        groups=(),
    )
    assert target_of(signed) == Target(Fraction(4), Fraction(4))


def test_without_a_number_there_is_no_target() -> None:
    assert target_of(make_commitment()) is None


def test_a_number_for_each_needs_to_know_of_how_many() -> None:
    commitment = make_commitment(number=1.0, per="förskola")
    assert target_of(commitment) is None
    assert target_of(commitment, each=6) == Target(Fraction(6), Fraction(6))
    assert target_of(make_commitment(number=1.0), each=6) == Target(Fraction(1), Fraction(1))


@pytest.mark.parametrize(
    ("target", "whole"),
    [
        (Target(Fraction(730, 7), Fraction(730, 7)), Target(Fraction(104), Fraction(105))),
        (Target(Fraction(1, 2), Fraction(1, 2)), Target(Fraction(1, 2), Fraction(1))),
        (Target(Fraction(12), Fraction(12)), Target(Fraction(12), Fraction(12))),
    ],
)
def test_broken_numbers_are_judged_by_the_whole_units_in_them(target: Target, whole: Target) -> None:
    assert target.in_whole_units() == whole


@given(targets, st.integers(0, 500), st.integers(0, 500))
def test_less_is_never_more_than_was_promised(comparator: Comparator | None, one: int, other: int) -> None:
    number, number_max = sorted((float(one), float(other)))
    target = target_of(make_commitment(comparator=comparator, number=number, number_max=number_max))
    assert target
    assert 0 <= target.low <= target.high
    assert target.in_whole_units().low <= target.low <= target.high <= target.in_whole_units().high
