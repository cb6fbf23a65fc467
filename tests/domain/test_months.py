from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.months import months_between, months_later


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2023, 6, 7), 1, date(2023, 7, 7)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2023, 1, 31), 2, date(2023, 3, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2023, 1, 1), -1, date(2022, 12, 1)),
        (date(2023, 5, 1), 8, date(2024, 1, 1)),
    ],
)
def test_a_day_some_months_later(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later.toordinal()


def test_the_calendar_goes_on_after_its_last_year_and_before_its_first() -> None:
    assert months_later(date(9999, 12, 31), 1) == date.max.toordinal() + 31
    assert months_later(date(1, 1, 1), -12) == date.min.toordinal() - 366  # the year before 1 is a leap year


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        (date(2023, 8, 31), date(2023, 12, 31), 4),
        (date(2023, 9, 1), date(2023, 12, 31), 3),
        (date(2023, 12, 30), date(2023, 12, 31), 0),
        (date(2023, 1, 31), date(2023, 2, 28), 1),
        (date(2023, 3, 15), date(2023, 3, 1), -1),
    ],
)
def test_the_whole_months_between_two_days(earlier: date, later: date, months: int) -> None:
    assert months_between(earlier, later) == months


@given(st.dates(), st.dates())
def test_a_day_lies_between_its_month_and_the_next(one: date, other: date) -> None:
    months = months_between(one, other)
    assert months_later(one, months) <= other.toordinal() < months_later(one, months + 1)
