"""Months of the calendar, reckoned in ordinals so that the last year of the calendar is no special case."""

from calendar import monthrange
from datetime import date

# The Gregorian calendar repeats after 400 years, which are so many days.
_CYCLE_YEARS, _CYCLE_DAYS = 400, 146_097


def months_later(day: date, months: int) -> int:
    """Return the ordinal of the same day `months` later, the month's last where it is too short for it.

    31 January and one month is the last of February. `months` may be negative.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    cycles, year_of_cycle = divmod(year - 1, _CYCLE_YEARS)
    last = monthrange(year_of_cycle + 1, month + 1)[1]
    same = date(year_of_cycle + 1, month + 1, min(day.day, last))
    return same.toordinal() + cycles * _CYCLE_DAYS


def months_between(earlier: date, later: date) -> int:
    """Return how many whole months go from one day to another: 31 August to 31 December is 4."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months if months_later(earlier, months) <= later.toordinal() else months - 1
