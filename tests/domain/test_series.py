from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.commitment import Cadence
from loftet.domain.periods import Period, gaps, overlaps
from loftet.domain.series import READY_MADE, CalendarPart, NoSuchSeries, ready_made
from tests.domain.counting import TERTIAL_2, YEAR_2023, dated_periods


def label(part: CalendarPart) -> str:
    return f"{part.every} {part.number} {part.year}"


@pytest.mark.parametrize(
    ("every", "number", "first_ends"),
    [
        (Cadence.MONTH, 12, date(2023, 1, 31)),
        (Cadence.QUARTER, 4, date(2023, 3, 31)),
        (Cadence.TERTIAL, 3, date(2023, 4, 30)),
        (Cadence.HALF_YEAR, 2, date(2023, 6, 30)),
        (Cadence.YEAR, 1, date(2023, 12, 31)),
    ],
)
def test_a_year_in_its_parts(every: Cadence, number: int, first_ends: date) -> None:
    series = ready_made(every, YEAR_2023, label)
    assert [period.order for period in series] == list(range(1, number + 1))
    assert (series[0].from_date, series[0].to_date) == (date(2023, 1, 1), first_ends)
    assert series[0].label == f"{every} 1 2023"


def test_the_tertials_of_linkoping_are_the_calendars_cut_to_the_span() -> None:
    second, third = ready_made(Cadence.TERTIAL, Period(date(2023, 6, 7), date(2023, 12, 31)), label)
    assert (second.from_date, second.to_date) == (TERTIAL_2.from_date, TERTIAL_2.to_date)
    assert (third.from_date, third.to_date) == (date(2023, 9, 1), date(2023, 12, 31))
    assert [second.label, third.label] == ["tertial 2 2023", "tertial 3 2023"]


def test_two_years_are_followed_up_month_by_month() -> None:
    series = ready_made(Cadence.MONTH, Period(date(2021, 1, 1), date(2022, 12, 31)), label)
    assert len(series) == 24
    assert series[13].label == "month 2 2022"


def test_a_span_without_an_end_has_no_series() -> None:
    assert ready_made(Cadence.MONTH, Period(date(2023, 1, 1)), label) == ()


def test_the_last_year_of_the_calendar_has_a_last_month() -> None:
    series = ready_made(Cadence.MONTH, Period(date(9999, 12, 1), date.max), label)
    assert [period.to_date for period in series] == [date.max]


@pytest.mark.parametrize("every", [each for each in Cadence if each not in READY_MADE])
def test_other_cadences_are_no_series(every: Cadence) -> None:
    with pytest.raises(NoSuchSeries, match=every):
        ready_made(every, YEAR_2023, label)


@given(st.sampled_from(READY_MADE), dated_periods())
def test_a_series_holds_every_day_of_its_span_once(every: Cadence, span: Period) -> None:
    series = ready_made(every, span, label)
    assert sum(period.days or 0 for period in series) == span.days
    assert gaps(series) == []
    assert all(not one.overlap(other) for one, other in pairwise(series))
    assert (series[0].from_date, series[-1].to_date) == (span.from_date, span.to_date)
    assert overlaps(series[:3]) == []
