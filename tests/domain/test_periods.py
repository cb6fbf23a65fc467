from datetime import date, timedelta

import pytest
from hypothesis import given

from loftet.domain.periods import EndsBeforeStart, Period, ReportingPeriod, gaps, is_due, overlaps, period_of
from tests.domain.counting import LINKOPING_2023, TERTIAL_2, YEAR_2023, dated_periods, days, periods

TERTIAL_1, _, TERTIAL_3 = LINKOPING_2023
ONWARDS = Period(date(2018, 1, 1))


def reporting(first: str, last: str, order: int) -> ReportingPeriod:
    return ReportingPeriod(date.fromisoformat(first), date.fromisoformat(last), order=order, label=str(order))


def test_both_ends_are_counted() -> None:
    assert TERTIAL_2.days == 86
    assert Period(date(2024, 2, 29), date(2024, 2, 29)).days == 1


def test_without_both_dates_nobody_knows_how_many_days_there_are() -> None:
    assert Period().days is None
    assert ONWARDS.days is None


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(EndsBeforeStart, match="2023-06-07 to 2023-06-06"):
        Period(date(2023, 6, 7), date(2023, 6, 6))


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (TERTIAL_2, YEAR_2023, TERTIAL_2),
        (ONWARDS, TERTIAL_2, TERTIAL_2),
        (Period(), TERTIAL_2, TERTIAL_2),
        (Period(), Period(), Period()),
        (Period(None, date(2023, 7, 1)), TERTIAL_2, Period(date(2023, 6, 7), date(2023, 7, 1))),
        (TERTIAL_2, Period(date(2023, 9, 1)), None),
        (Period(date(2023, 8, 31)), TERTIAL_2, Period(date(2023, 8, 31), date(2023, 8, 31))),
    ],
)
def test_the_days_that_two_periods_share(one: Period, other: Period, both: Period | None) -> None:
    assert one.overlap(other) == both


@given(periods, periods)
def test_overlapping_is_mutual(one: Period, other: Period) -> None:
    assert one.overlap(other) == other.overlap(one)


@given(dated_periods(), days)
def test_the_part_up_to_a_day_and_the_rest_are_the_whole(period: Period, day: date) -> None:
    before, after = period.up_to(day), period.overlap(Period(day + timedelta(days=1)))
    assert sum(part.days or 0 for part in (before, after) if part) == period.days


@pytest.mark.parametrize(
    ("period", "today", "due"),
    [
        (LINKOPING_2023[1], date(2023, 8, 31), False),
        (LINKOPING_2023[1], date(2023, 9, 1), True),
        (TERTIAL_1, date(2023, 6, 6), False),
        (TERTIAL_1, date(2023, 6, 7), True),
        (TERTIAL_3, date(2023, 10, 1), False),
        (ReportingPeriod(date(2023, 9, 1), order=3, label="sedan"), date(2099, 1, 1), False),
        (ReportingPeriod(date(2023, 1, 1), order=1, label="från början"), date(2023, 6, 7), True),
    ],
)
def test_an_account_is_owed_when_the_period_is_over(period: ReportingPeriod, today: date, due: bool) -> None:
    assert is_due(period, LINKOPING_2023, today) is due


def test_days_between_the_periods_are_told_and_are_no_fault() -> None:
    spring, autumn = reporting("2023-01-01", "2023-05-31", 1), reporting("2023-09-01", "2023-12-31", 3)
    inside = reporting("2023-02-01", "2023-03-31", 2)
    assert gaps([autumn, spring, inside, TERTIAL_1]) == [Period(date(2023, 6, 1), date(2023, 8, 31))]
    first_of_june = Period(date(2023, 6, 1), date(2023, 6, 1))
    assert gaps([spring, reporting("2023-06-02", "2023-12-31", 2)]) == [first_of_june]
    assert gaps(LINKOPING_2023) == []
    assert gaps([]) == []


def test_periods_that_share_a_day_are_told() -> None:
    one, other = reporting("2023-01-01", "2023-06-07", 1), LINKOPING_2023[1]
    assert overlaps([one, other, TERTIAL_3]) == [(one, other)]
    assert overlaps(LINKOPING_2023) == []


@pytest.mark.parametrize(
    ("done", "label"),
    [
        (Period(date(2023, 7, 1), date(2023, 7, 1)), "Tertial 2 2023"),
        (Period(date(2023, 8, 31), date(2023, 9, 2)), "Tertial 3 2023"),
        (Period(date(2023, 12, 30), date(2024, 1, 2)), "Tertial 3 2023"),
        (Period(date(2023, 9, 1)), "Tertial 3 2023"),
    ],
)
def test_what_was_done_is_told_in_the_period_of_its_last_day(done: Period, label: str) -> None:
    found = period_of(done, LINKOPING_2023)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize("done", [Period(), Period(date(2023, 1, 1), date(2023, 6, 6))])
def test_a_period_without_dates_holds_nothing(done: Period) -> None:
    assert period_of(done, LINKOPING_2023) is None
