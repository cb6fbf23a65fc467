from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.commitment import Cadence, CommitmentClass, Comparator
from loftet.domain.expected import Expected, expected_so_far, shown_amount
from loftet.domain.periods import Period
from tests.domain.counting import (
    LINKOPING_2023,
    TERTIAL_2,
    YEAR_2023,
    cadences,
    dated_periods,
    days,
    make_commitment,
    periods,
)

TWO_HOURS_A_WEEK = make_commitment(
    kind=CommitmentClass.TIME_AMOUNT,
    comparator=Comparator.AT_LEAST,
    number=2.0,
    unit="timmar",
    every=Cadence.WEEK,
)
TWO_WALKS = make_commitment(kind=CommitmentClass.COUNT, comparator=Comparator.EXACTLY, number=2.0)


def expected(*args: Any, **kwargs: Any) -> Expected:
    found = expected_so_far(*args, **kwargs)
    assert found
    return found


def test_two_hours_a_week_follow_the_days_of_that_very_period() -> None:
    found = expected(TWO_HOURS_A_WEEK, TERTIAL_2, date(2023, 8, 31), promise=YEAR_2023)
    assert found.so_far.low == Fraction(172, 7)
    assert found.in_all == found.so_far
    assert shown_amount(found.so_far.low, CommitmentClass.TIME_AMOUNT) == Decimal("24.6")


def test_in_the_middle_of_a_period_the_days_so_far_are_asked_for() -> None:
    found = expected(TWO_HOURS_A_WEEK, TERTIAL_2, date(2023, 6, 20))
    assert (found.so_far.low, found.days_left, found.months_left) == (Fraction(4), 72, 2)
    assert found.in_all
    assert found.in_all.low == Fraction(172, 7)


def test_before_a_period_begins_nothing_is_asked_for_yet() -> None:
    found = expected(TWO_HOURS_A_WEEK, TERTIAL_2, date(2023, 6, 6))
    assert (found.so_far.low, found.days_left) == (0, 86)


def test_two_walks_in_a_year_are_not_prorated() -> None:
    found = expected(TWO_WALKS, TERTIAL_2, date(2023, 8, 31), promise=YEAR_2023)
    assert not found.is_prorated
    assert (found.so_far.low, found.months_left, found.days_left) == (0, 4, 122)
    assert found.in_all
    assert found.in_all.low == 2


def test_two_walks_are_due_when_the_promise_has_ended_and_not_on_its_last_day() -> None:
    last = expected(TWO_WALKS, YEAR_2023, date(2023, 12, 31))
    after = expected(TWO_WALKS, YEAR_2023, date(2024, 1, 1))
    assert (last.so_far.low, last.days_left, last.months_left) == (0, 0, 0)
    assert (after.so_far.low, after.days_left, after.months_left) == (2, 0, 0)


def test_without_dates_nothing_is_expected() -> None:
    undated = LINKOPING_2023[0]
    today = date(2023, 8, 31)
    assert expected_so_far(TWO_HOURS_A_WEEK, Period(), today) is None
    assert expected_so_far(TWO_HOURS_A_WEEK, Period(None, today), today) is None
    assert expected_so_far(TWO_WALKS, Period(date(2023, 1, 1)), today) is None
    assert expected_so_far(TWO_HOURS_A_WEEK, undated, today) is None


def test_until_further_notice_the_days_so_far_are_asked_for_and_nobody_knows_the_whole() -> None:
    found = expected(TWO_HOURS_A_WEEK, Period(date(2023, 6, 7)), date(2023, 8, 31))
    assert (found.so_far.low, found.in_all, found.days_left) == (Fraction(172, 7), None, None)


def test_only_the_days_of_the_promise_are_asked_for() -> None:
    promise = Period(date(2023, 8, 25), date(2023, 9, 10))
    found = expected(TWO_HOURS_A_WEEK, TERTIAL_2, date(2023, 12, 31), promise=promise)
    assert found.so_far.low == 2
    autumn = Period(date(2023, 9, 11), date(2023, 12, 31))
    assert expected_so_far(TWO_HOURS_A_WEEK, autumn, date(2023, 12, 31), promise=promise) is None


def test_a_year_is_the_promises_own_also_where_it_is_no_calendar_year() -> None:
    yearly = make_commitment(kind=CommitmentClass.FREQUENCY, number=1.0, every=Cadence.YEAR)
    promise = Period(date(2023, 7, 1), date(2024, 6, 30))
    found = expected(yearly, promise, date(2023, 12, 31), promise=promise)
    assert found.in_all
    assert (found.so_far.low, found.in_all.low) == (Fraction(184, 366), 1)


def test_nothing_is_expected_without_a_number() -> None:
    assert expected_so_far(make_commitment(), YEAR_2023, date(2023, 8, 31)) is None


def test_what_holds_for_each_of_something_is_asked_for_as_many_times() -> None:
    checks = make_commitment(
        kind=CommitmentClass.COUNT, comparator=Comparator.AT_LEAST, number=50.0, per="kommun"
    )
    assert expected_so_far(checks, YEAR_2023, date(2024, 1, 1)) is None
    assert expected(checks, YEAR_2023, date(2024, 1, 1), each=2).so_far.low == 100


@pytest.mark.parametrize(
    ("amount", "kind", "text"),
    [
        (Fraction(172, 7), CommitmentClass.TIME_AMOUNT, "24.6"),
        (Fraction(28, 10), CommitmentClass.FREQUENCY, "2"),
        (Fraction(2, 3), CommitmentClass.FREQUENCY, "0"),
        (Fraction(4), CommitmentClass.COUNT, "4"),
    ],
)
def test_time_is_shown_with_a_decimal_and_occasions_whole(
    amount: Fraction, kind: CommitmentClass, text: str
) -> None:
    assert str(shown_amount(amount, kind)) == text


@given(cadences, dated_periods(), periods, days, st.integers(0, 900), st.integers(0, 12))
def test_the_parts_of_a_period_ask_for_what_the_whole_asks_for(
    every: Cadence, period: Period, promise: Period, today: date, cut: int, number: int
) -> None:
    commitment = make_commitment(kind=CommitmentClass.FREQUENCY, number=float(number), every=every)
    assert period.from_date
    day = period.from_date + timedelta(days=cut)
    parts = [part for part in (period.up_to(day), period.overlap(Period(day + timedelta(days=1)))) if part]

    def so_far(part: Period) -> Fraction:
        found = expected_so_far(commitment, part, today, promise=promise)
        return found.so_far.low if found else Fraction(0)

    assert sum(map(so_far, parts)) == so_far(period)


@given(cadences, dated_periods(), days, days)
def test_what_is_asked_for_grows_with_the_days_up_to_the_whole(
    every: Cadence, period: Period, one: date, other: date
) -> None:
    commitment = make_commitment(kind=CommitmentClass.FREQUENCY, number=3.0, number_max=4.0, every=every)
    sooner, later = (expected(commitment, period, day) for day in sorted((one, other)))
    assert later.in_all
    assert 0 <= sooner.so_far.low <= later.so_far.low <= later.in_all.low
    assert sooner.so_far.low <= sooner.so_far.high
