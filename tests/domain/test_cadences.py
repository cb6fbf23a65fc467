from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.cadences import times_in
from loftet.domain.commitment import Cadence
from loftet.domain.periods import Period
from tests.domain.counting import cadences, dated_periods, days


@pytest.mark.parametrize(
    ("every", "times"),
    [
        (Cadence.DAY, 365),
        (Cadence.WEEK, Fraction(365, 7)),
        (Cadence.TWO_WEEKS, Fraction(365, 14)),
        (Cadence.MONTH, 12),
        (Cadence.QUARTER, 4),
        (Cadence.TERTIAL, 3),
        (Cadence.HALF_YEAR, 2),
        (Cadence.YEAR, 1),
        (Cadence.TWO_YEARS, Fraction(365, 731)),  # 29 February is in the second year
    ],
)
def test_how_often_a_cadence_goes_into_the_year_of_a_promise(every: Cadence, times: Fraction) -> None:
    begins, ends = date(2022, 7, 1), date(2023, 6, 30)
    assert times_in(every, begins, ends, begins) == times


def test_a_period_of_86_days_holds_so_many_weeks_and_no_computed_third_of_a_year() -> None:
    assert times_in(Cadence.WEEK, date(2023, 6, 7), date(2023, 8, 31)) == Fraction(86, 7)


def test_a_day_weighs_as_much_as_its_month_allows() -> None:
    february = times_in(Cadence.MONTH, date(2023, 2, 28), date(2023, 2, 28))
    august = times_in(Cadence.MONTH, date(2023, 8, 31), date(2023, 8, 31))
    assert (february, august) == (Fraction(1, 28), Fraction(1, 31))


def test_the_year_of_a_promise_is_reckoned_from_its_first_day() -> None:
    begins = date(2018, 7, 1)
    assert times_in(Cadence.TWO_YEARS, begins, date(2020, 6, 30), begins) == 1
    assert times_in(Cadence.YEAR, begins, date(2018, 12, 31), begins) == Fraction(184, 365)


def test_a_promise_may_begin_on_the_last_of_a_month() -> None:
    begins = date(2023, 1, 31)
    assert times_in(Cadence.MONTH, begins, date(2023, 2, 27), begins) == 1
    assert times_in(Cadence.MONTH, begins, date(2023, 3, 30), begins) == 2


def test_until_further_notice_may_be_written_as_the_last_day_there_is() -> None:
    begins = date(2023, 1, 1)
    assert times_in(Cadence.YEAR, begins, date.max, begins) == 9999 - 2022
    assert times_in(Cadence.MONTH, date.min, date.max) == 9999 * 12


@given(cadences, dated_periods(), days, st.integers(0, 900))
def test_the_parts_of_a_span_add_up_to_it(every: Cadence, span: Period, begins: date, cut: int) -> None:
    first, last = span.from_date, span.to_date
    assert first
    assert last
    split = min(first + timedelta(days=cut), last)
    whole = times_in(every, first, last, begins)
    rest = times_in(every, split + timedelta(days=1), last, begins) if split < last else 0
    assert times_in(every, first, split, begins) + rest == whole
    assert whole > 0
