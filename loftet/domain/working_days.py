"""Working days in Sweden: Monday to Friday but for public holidays and the eves that are free in practice.

Public holidays by lag (1989:253) om allmänna helgdagar; midsommarafton, julafton and nyårsafton are counted
as Sundays by semesterlagen (1977:480) 3 a § and by lag (1930:173) om beräkning av lagstadgad tid.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

_DAY = timedelta(days=1)
SATURDAY = 5


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in _free_days(day.year)


def working_day_after(day: date, number: int) -> date:
    """Return the working day that comes `number` working days after `day`, which itself is not counted."""
    while number > 0:
        day += _DAY
        number -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """Return how many working days come after `first`, up to `last` itself; 0 where it is earlier."""
    days = (first + number * _DAY for number in range(1, (last - first).days + 1))
    return sum(map(is_working_day, days))


@cache
def _free_days(year: int) -> frozenset[date]:
    return frozenset(
        country_holidays("SE", years=year, include_sundays=False, categories=("public", "de_facto"))
    )
