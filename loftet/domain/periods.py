"""Spans of days: a promise's own period, and the periods in which its parties account for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Self

_ONE_DAY = timedelta(days=1)


class EndsBeforeStart(ValueError):
    """The last day comes before the first."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `from_date` to `to_date`, both included.

    A date that nobody stated is None. A period with only its first day is half open and goes on until
    further notice; with only its last, nobody knows when it began.
    """

    from_date: date | None = None
    to_date: date | None = None

    def __post_init__(self) -> None:
        if self.from_date and self.to_date and self.to_date < self.from_date:
            raise EndsBeforeStart(f"{self.from_date} to {self.to_date}")

    @property
    def days(self) -> int | None:
        """Return how many days it has (7 June to 31 August: 86), or None where a date is unknown."""
        if self.from_date is None or self.to_date is None:
            return None
        return (self.to_date - self.from_date).days + 1

    def has_begun(self, today: date) -> bool:
        return self.from_date is not None and self.from_date <= today

    def has_ended(self, today: date) -> bool:
        """Say whether the last day has passed; on the last day itself it has not."""
        return self.to_date is not None and self.to_date < today

    def overlap(self, other: "Period") -> "Period | None":
        """Return the days that both have, or None; a date that is unknown sets no limit."""
        first = max(filter(None, (self.from_date, other.from_date)), default=None)
        last = min(filter(None, (self.to_date, other.to_date)), default=None)
        return None if first and last and last < first else Period(first, last)

    def up_to(self, day: date) -> "Period | None":
        """Return the part until `day`, that day included, or None where it begins later."""
        return self.overlap(Period(None, day))


UNDATED = Period()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingPeriod(Period):
    """Redovisningsperiod: its place among the others and what people call it.

    The label says nothing of the dates: the "Tertial 2 2023" of Linköping is 7 June to 31 August (domain
    brief 11, trap 2). Periods may leave days out between them.
    """

    order: int
    label: str

    @classmethod
    def of(cls, period: Period, *, order: int, label: str) -> Self:
        return cls(period.from_date, period.to_date, order=order, label=label)


def is_due(period: ReportingPeriod, series: Iterable[ReportingPeriod], today: date) -> bool:
    """Say whether the period is over, so that an account of it is owed.

    Without a last day it is over when one that comes after it in the series has begun.
    """
    if period.to_date is not None:
        return period.has_ended(today)
    return any(later.order > period.order and later.has_begun(today) for later in series)


def gaps(periods: Iterable[Period]) -> list[Period]:
    """Return the spans of days that lie between the dated periods and in none of them."""
    found = []
    covered_to = None
    for first, last in _dated(periods):
        if covered_to and first > covered_to + _ONE_DAY:
            found.append(Period(covered_to + _ONE_DAY, first - _ONE_DAY))
        covered_to = max(covered_to or last, last)
    return found


def overlaps(periods: Sequence[ReportingPeriod]) -> list[tuple[ReportingPeriod, ReportingPeriod]]:
    """Return the pairs of dated periods that share a day: what was done on it would be told twice."""
    dated = [period for period in periods if period.days]
    return [(one, other) for one, other in combinations(dated, 2) if one.overlap(other)]


def _dated(periods: Iterable[Period]) -> list[tuple[date, date]]:
    return sorted((each.from_date, each.to_date) for each in periods if each.from_date and each.to_date)


def period_of(days: Period, series: Iterable[ReportingPeriod]) -> ReportingPeriod | None:
    """Return the one period that what was done on the days is told in, or None where no period has them.

    It is that of the last day, when it was done, else the latest that has a day of it. A period without
    dates holds nothing: nobody knows which days it has.
    """
    dated = [each for each in series if each.from_date or each.to_date]
    last = days.to_date or days.from_date
    if last is None:
        return None
    of_last_day = [each for each in dated if each.overlap(Period(last, last))]
    of_any_day = [each for each in dated if each.overlap(Period(days.from_date or last, last))]
    return max(of_last_day or of_any_day, key=lambda each: each.order, default=None)
