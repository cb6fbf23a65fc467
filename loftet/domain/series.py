"""Ready-made series of reporting periods: the months, quarters, tertials, half years or years of a span."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from loftet.domain.cadences import MONTHS
from loftet.domain.commitment import Cadence
from loftet.domain.months import months_later
from loftet.domain.periods import Period, ReportingPeriod

READY_MADE = (Cadence.MONTH, Cadence.QUARTER, Cadence.TERTIAL, Cadence.HALF_YEAR, Cadence.YEAR)


class NoSuchSeries(ValueError):
    """Reports are not made by the day, by the week or every second year."""


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """A part of a calendar year: tertial 2 of 2023 is `CalendarPart(Cadence.TERTIAL, 2023, 2)`."""

    every: Cadence
    year: int
    number: int

    @property
    def period(self) -> Period:
        months = MONTHS[self.every]
        first = date(self.year, (self.number - 1) * months + 1, 1)
        return Period(first, date.fromordinal(months_later(first, months) - 1))


def ready_made(
    every: Cadence, within: Period, label: Callable[[CalendarPart], str]
) -> tuple[ReportingPeriod, ...]:
    """Return the calendar's parts of the span, the first and last cut to it, in order from 1.

    Tertials within 7 June to 31 December are 7 June to 31 August and 1 September to 31 December, as in
    Linköping 2023. A span with an unknown date has none.
    """
    cut = ((part, part.period.overlap(within)) for part in _parts(every, within))
    kept = [(part, period) for part, period in cut if period]
    return tuple(
        ReportingPeriod.of(period, order=order, label=label(part))
        for order, (part, period) in enumerate(kept, start=1)
    )


def _parts(every: Cadence, within: Period) -> Iterator[CalendarPart]:
    if every not in READY_MADE:
        raise NoSuchSeries(every)
    if within.from_date and within.to_date:
        for year in range(within.from_date.year, within.to_date.year + 1):
            for number in range(1, 12 // MONTHS[every] + 1):
                yield CalendarPart(every, year, number)
