"""How many times a cadence goes into a span of days."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from loftet.domain.commitment import Cadence
from loftet.domain.months import months_between, months_later

DAYS: Mapping[Cadence, int] = {Cadence.DAY: 1, Cadence.WEEK: 7, Cadence.TWO_WEEKS: 14}
MONTHS: Mapping[Cadence, int] = {
    Cadence.MONTH: 1,
    Cadence.QUARTER: 3,
    Cadence.TERTIAL: 4,
    Cadence.HALF_YEAR: 6,
    Cadence.YEAR: 12,
    Cadence.TWO_YEARS: 24,
}
CALENDAR = date(2000, 1, 1)


def times_in(every: Cadence, first: date, last: date, begins: date = CALENDAR) -> Fraction:
    """Return how often the cadence goes into the days from `first` to `last`, both included.

    86 days hold 86/7 weeks. Months and longer are reckoned from `begins`, the first day of the promise,
    whose year is "under året" also where it is not the calendar's (domain brief 9.2); each day of one
    weighs the same, so that a whole one is exactly 1 and the parts of a span add up to the span.
    """
    return _turns(every, begins, last, days_gone=1) - _turns(every, begins, first, days_gone=0)


def _turns(every: Cadence, begins: date, day: date, *, days_gone: int) -> Fraction:
    """Return the hand of a clock that started at `begins`: 2 1/2 in the middle of the third turn."""
    if every in DAYS:
        return Fraction(day.toordinal() + days_gone - begins.toordinal(), DAYS[every])
    months = MONTHS[every]
    turn = months_between(begins, day) // months
    start, end = months_later(begins, turn * months), months_later(begins, (turn + 1) * months)
    return turn + Fraction(day.toordinal() + days_gone - start, end - start)
