"""What a commitment asks for by a day (design 3.3, domain brief 9.2)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from loftet.domain.cadences import CALENDAR, times_in
from loftet.domain.commitment import Cadence, CommitmentClass
from loftet.domain.exact import shown
from loftet.domain.months import months_between
from loftet.domain.periods import UNDATED, Period
from loftet.domain.targets import Quantified, Target, target_of

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Expected:
    """What is asked for up to today, and in all where the end is known.

    With a cadence both follow the days. Without one the number is due when the promise's period has ended
    and nothing before: "1 of 2, four months left".
    """

    so_far: Target
    in_all: Target | None
    is_prorated: bool
    days_left: int | None
    months_left: int | None


def expected_so_far(
    commitment: Quantified,
    period: Period,
    today: date,
    *,
    promise: Period | None = None,
    each: int | None = None,
) -> Expected | None:
    """Return what the commitment asks for in `period`, or None where nothing can be expected.

    `period` is a reporting period of `promise`, the promise's own period; without `promise` it is that
    period itself. Nothing is expected without a number or without dates: a cadence needs a first day, a
    number without cadence the last day of the promise. `each`: see `target_of`.
    """
    target = target_of(commitment, each)
    if target is None:
        return None
    if commitment.every is None:
        return _by_the_end(target, promise or period, today)
    return _by_days(target, commitment.every, period, promise or UNDATED, today)


def shown_amount(amount: Fraction, kind: CommitmentClass) -> Decimal:
    """Return what is asked for as it is shown: time with one decimal, occasions only whole, rounded down.

    24 4/7 hours are 24.6; 2.8 checks are 2, since no part of a check is ever late.
    """
    return shown(amount) if kind == CommitmentClass.TIME_AMOUNT else Decimal(floor(amount))


def _by_the_end(target: Target, promise: Period, today: date) -> Expected | None:
    """The number holds once for the promise's period, also where the words say "under året"."""
    if promise.to_date is None:
        return None
    due = 1 if promise.has_ended(today) else _NOTHING
    return Expected(target.times(due), target, False, *_left(promise, today))


def _by_days(target: Target, every: Cadence, period: Period, promise: Period, today: date) -> Expected | None:
    span = period.overlap(promise)
    if span is None or span.from_date is None:
        return None
    begins = promise.from_date or CALENDAR
    so_far = target.times(_turns(every, span.up_to(today), begins))
    in_all = target.times(_turns(every, span, begins)) if span.to_date else None
    return Expected(so_far, in_all, True, *_left(span, today))


def _turns(every: Cadence, span: Period | None, begins: date) -> Fraction:
    if span is None or span.from_date is None or span.to_date is None:
        return _NOTHING
    return times_in(every, span.from_date, span.to_date, begins)


def _left(span: Period, today: date) -> tuple[int | None, int | None]:
    """Return the days and the whole months from today to the last day; none when it has passed."""
    if span.to_date is None:
        return None, None
    if span.has_ended(today):
        return 0, 0
    return (span.to_date - today).days, months_between(today, span.to_date)
