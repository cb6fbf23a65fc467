from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.working_days import is_working_day, working_day_after, working_days_between


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 1, 6),
        date(2026, 4, 3),
        date(2026, 5, 14),
        date(2026, 6, 6),  # the national day, a Saturday
        date(2026, 6, 19),  # midsommarafton
        date(2026, 12, 24),
        date(2026, 12, 31),
        date(2026, 11, 29),  # a Sunday
    ],
)
def test_a_free_day(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 1, 5), date(2026, 4, 2), date(2026, 12, 23), date(2026, 5, 15)])
def test_a_working_day(day: date) -> None:
    assert is_working_day(day)


def test_ten_working_days_over_christmas() -> None:
    asked = date(2026, 12, 18)  # a Friday
    assert working_day_after(asked, 10) == date(2027, 1, 8)
    assert working_days_between(asked, date(2027, 1, 8)) == 10


DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))


@given(DAYS, st.integers(1, 40))
def test_counting_to_a_day_and_back_is_the_same(day: date, number: int) -> None:
    later = working_day_after(day, number)
    assert is_working_day(later)
    assert working_days_between(day, later) == number


@given(DAYS, st.integers(0, 40))
def test_nothing_lies_between_a_day_and_what_comes_before(day: date, number: int) -> None:
    assert working_days_between(day, day - timedelta(days=number)) == 0
