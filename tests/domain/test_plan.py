"""Plans made from commitments: as listed by class, and as properties of all of them."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.activity_states import ActivityKind
from loftet.domain.cadences import times_in
from loftet.domain.commitment import Cadence, CommitmentClass, Comparator, ParsedCommitment
from loftet.domain.exact import exact
from loftet.domain.periods import Period
from loftet.domain.plan import MOST_ACTIVITIES, MOST_WINDOWS, Planned, plan_of
from tests.domain.counting import TERTIAL_2, YEAR_2023, cadences, dated_periods, make_commitment

C, K = CommitmentClass, ActivityKind
TWO_YEARS = Period(date(2021, 1, 1), date(2022, 12, 31))


def asks(kind: CommitmentClass, number: float | None = None, **overrides: object) -> ParsedCommitment:
    comparator = None if number is None else Comparator.EXACTLY
    return make_commitment(**{"kind": kind, "number": number, "comparator": comparator} | overrides)


def days_of(plan: tuple[Planned, ...]) -> list[tuple[str, str]]:
    return [(each.starts_on.isoformat(), each.ends_on.isoformat()) for each in plan]


def test_four_measurements_are_four_windows_of_equal_days() -> None:
    plan = plan_of(asks(C.COUNT, 4), YEAR_2023)

    assert days_of(plan) == [
        ("2023-01-01", "2023-04-01"),
        ("2023-04-02", "2023-07-01"),
        ("2023-07-02", "2023-09-30"),
        ("2023-10-01", "2023-12-31"),
    ]
    assert {(each.kind, each.amount) for each in plan} == {(K.WINDOW, Fraction(1))}
    assert [(each.number, each.of) for each in plan] == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_fifty_checks_are_told_of_by_month() -> None:
    plan = plan_of(asks(C.COUNT, 50), YEAR_2023)

    assert [each.kind for each in plan] == [K.RUNNING_ACCOUNT] * 12
    assert sum(each.amount or 0 for each in plan) == 50


def test_two_hours_a_week_are_one_account_that_follows_the_days() -> None:
    (account,) = plan_of(asks(C.TIME_AMOUNT, 2, every=Cadence.WEEK), TERTIAL_2)

    assert (account.kind, account.amount) == (K.RUNNING_ACCOUNT, Fraction(172, 7))
    assert (account.starts_on, account.ends_on) == (TERTIAL_2.from_date, TERTIAL_2.to_date)


@pytest.mark.parametrize(
    ("every", "period", "kind", "number"),
    [
        (Cadence.YEAR, YEAR_2023, K.WINDOW, 1),
        (Cadence.YEAR, TWO_YEARS, K.WINDOW, 2),
        (Cadence.QUARTER, YEAR_2023, K.WINDOW, 4),
        (Cadence.MONTH, YEAR_2023, K.WINDOW, 12),
        (Cadence.MONTH, TWO_YEARS, K.WINDOW, 24),
        (Cadence.TWO_WEEKS, TERTIAL_2, K.WINDOW, 6),
        (Cadence.WEEK, TERTIAL_2, K.RUNNING_ACCOUNT, 3),
        (Cadence.WEEK, YEAR_2023, K.RUNNING_ACCOUNT, 12),
        (Cadence.DAY, YEAR_2023, K.RUNNING_ACCOUNT, 12),
    ],
)
def test_a_frequency_has_a_window_each_turn(
    every: Cadence, period: Period, kind: ActivityKind, number: int
) -> None:
    plan = plan_of(asks(C.FREQUENCY, 1, every=every), period)

    assert ({each.kind for each in plan}, len(plan)) == ({kind}, number)


def test_what_comes_less_than_once_in_the_period_is_still_done_once() -> None:
    (window,) = plan_of(asks(C.FREQUENCY, 1, every=Cadence.YEAR), TERTIAL_2)

    assert (window.kind, window.amount) == (K.WINDOW, Fraction(1))


@pytest.mark.parametrize(
    ("kind", "planned"),
    [
        (C.MILESTONE, K.WINDOW),
        (C.TARGET_GROUP, K.WINDOW),
        (C.ON_DEMAND, K.RESPONSE),
        (C.CONTINUOUS, K.RUNNING_ACCOUNT),
        (C.UNQUANTIFIED, K.RUNNING_ACCOUNT),
        (C.DIRECTION, K.RUNNING_ACCOUNT),
        (C.CALENDAR, K.RUNNING_ACCOUNT),
        (C.COUNT, K.RUNNING_ACCOUNT),
    ],
)
def test_without_a_number_one_activity_goes_through_the_period(
    kind: CommitmentClass, planned: ActivityKind
) -> None:
    (one,) = plan_of(asks(kind), YEAR_2023)

    assert (one.kind, one.amount) == (planned, None)
    assert Period(one.starts_on, one.ends_on) == YEAR_2023


def test_a_ceiling_asks_for_nothing() -> None:
    (one,) = plan_of(asks(C.COUNT, 5, comparator=Comparator.AT_MOST), YEAR_2023)

    assert (one.kind, one.amount) == (K.RUNNING_ACCOUNT, None)


def test_a_number_for_each_is_asked_for_so_many_times() -> None:
    assert len(plan_of(asks(C.COUNT, 2, per="kommun"), YEAR_2023, each=2)) == 4
    assert len(plan_of(asks(C.COUNT, 2), YEAR_2023, each=2)) == 2


def test_what_is_bound_to_the_calendar_stands_in_its_months() -> None:
    plan = plan_of(asks(C.CALENDAR), YEAR_2023, months=((1, 1), (6, 8), (12, 2)))

    assert days_of(plan) == [
        ("2023-01-01", "2023-01-31"),
        ("2023-01-01", "2023-02-28"),
        ("2023-06-01", "2023-08-31"),
        ("2023-12-01", "2023-12-31"),
    ]


def test_a_number_is_shared_by_the_months() -> None:
    plan = plan_of(asks(C.CALENDAR, 5), YEAR_2023, months=((1, 1), (3, 3)))

    assert [each.amount for each in plan] == [2, 3]


def test_without_a_last_day_a_year_is_planned() -> None:
    plan = plan_of(asks(C.COUNT, 4), Period(date(2023, 2, 1)))

    assert (plan[0].starts_on, plan[-1].ends_on) == (date(2023, 2, 1), date(2024, 1, 31))


def test_without_a_first_day_nothing_is_planned() -> None:
    assert plan_of(asks(C.COUNT, 4), Period(None, date(2023, 12, 31))) == ()


kinds = st.sampled_from([kind for kind in CommitmentClass if kind != CommitmentClass.CALENDAR])
amounts = st.none() | st.integers(0, 400) | st.sampled_from((0.5, 2.5))


@given(kinds, amounts, st.none() | cadences, dated_periods())
def test_a_plan_has_every_day_once_and_can_be_surveyed(
    kind: CommitmentClass, number: float | None, every: Cadence | None, period: Period
) -> None:
    plan = plan_of(asks(kind, number, every=every), period)

    assert plan[0].starts_on == period.from_date
    assert plan[-1].ends_on == period.to_date
    assert all(after.starts_on - before.ends_on == timedelta(days=1) for before, after in pairwise(plan))
    assert all(each.starts_on <= each.ends_on for each in plan)
    assert len(plan) <= MOST_ACTIVITIES


@given(st.sampled_from((C.COUNT, C.TARGET_GROUP, C.UNQUANTIFIED)), st.integers(1, 400), dated_periods())
def test_amounts_add_up_to_the_number(kind: CommitmentClass, number: int, period: Period) -> None:
    plan = plan_of(asks(kind, number), period)

    assert sum(each.amount or 0 for each in plan) == number
    assert all(each.amount and each.amount > 0 for each in plan)


@given(st.integers(1, 40), cadences, dated_periods())
def test_amounts_add_up_to_the_whole_occasions_of_the_cadence(
    number: int, every: Cadence, period: Period
) -> None:
    assert period.from_date
    assert period.to_date
    asked = number * times_in(every, period.from_date, period.to_date, begins=period.from_date)
    plan = plan_of(asks(C.FREQUENCY, number, every=every), period)

    assert sum(each.amount or 0 for each in plan) == max(floor(asked), 1)


@given(st.integers(1, 40), cadences, dated_periods())
def test_time_is_asked_for_to_the_day(number: int, every: Cadence, period: Period) -> None:
    assert period.from_date
    assert period.to_date
    asked = exact(number) * times_in(every, period.from_date, period.to_date, begins=period.from_date)

    assert [each.amount for each in plan_of(asks(C.TIME_AMOUNT, number, every=every), period)] == [asked]


@given(st.integers(1, 30), dated_periods())
def test_windows_differ_by_a_day_at_most(number: int, period: Period) -> None:
    plan = plan_of(asks(C.COUNT, number), period)
    lengths = {(each.ends_on - each.starts_on).days for each in plan}

    if number <= min(MOST_WINDOWS, period.days or 0):
        assert len(plan) == number
        assert max(lengths) - min(lengths) <= 1
