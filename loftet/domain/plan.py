"""A plan made from a commitment: what is to be done within which days (domain brief 9.1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from loftet.domain.activity_states import ActivityKind
from loftet.domain.cadences import DAYS, MONTHS, times_in
from loftet.domain.commitment import Cadence, CommitmentClass, Comparator
from loftet.domain.exact import exact
from loftet.domain.months import months_later
from loftet.domain.periods import Period
from loftet.domain.targets import Quantified

# A plan that people can survey: beyond this a number becomes accounts by month, and a promise without a
# last day is planned a year ahead.
MOST_WINDOWS = 12
MOST_ACTIVITIES = 120
MONTHS_AHEAD = 12

Span = tuple[date, date]
MonthsOfYear = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Planned:
    """One activity of a plan: the `number`th `of` its commitment's. Without `amount` nothing is asked for."""

    kind: ActivityKind
    starts_on: date
    ends_on: date
    amount: Fraction | None
    number: int = 1
    of: int = 1


def plan_of(
    commitment: Quantified, period: Period, *, months: Sequence[MonthsOfYear] = (), each: int = 1
) -> tuple[Planned, ...]:
    """Return what to plan for the commitment in the promise's period; nothing without a first day.

    `months` are the times of the year that a calendar-bound commitment names, `each` how many there are of
    what the number holds for ("per kommun"). The windows have every day of the period once (calendar-bound
    ones those of their months), and their amounts add up to what is asked for; what comes by a cadence is
    asked for in whole occasions only.
    """
    span = _planned_span(period)
    if span is None:
        return ()
    match commitment.kind:
        case CommitmentClass.ON_DEMAND:
            return _one(ActivityKind.RESPONSE, span)
        case CommitmentClass.CALENDAR:
            return _by_months(span, months, _number_of(commitment, each))
        case CommitmentClass.MILESTONE:
            return _one(ActivityKind.WINDOW, span)
    number = _number_of(commitment, each)
    if number is None:
        return _one(_without_number(commitment.kind), span)
    if commitment.kind == CommitmentClass.TIME_AMOUNT:
        return _time(span, number, commitment.every)
    return _by_cadence(span, number, commitment.every) if commitment.every else _in_equal_days(span, number)


def turns_in(span: Span, every: Cadence) -> Iterator[Span]:
    """The turns of the cadence from the first day, the last one cut to the span."""
    first, turn = span[0], 0
    while first <= span[1]:
        turn += 1
        after = _after(span[0], every, turn)
        yield first, date.fromordinal(min(after - 1, span[1].toordinal()))
        if after > span[1].toordinal():
            return
        first = date.fromordinal(after)


def _planned_span(period: Period) -> Span | None:
    if period.from_date is None:
        return None
    ahead = date.fromordinal(months_later(period.from_date, MONTHS_AHEAD) - 1)
    return period.from_date, period.to_date or ahead


def _number_of(commitment: Quantified, each: int) -> Fraction | None:
    """A ceiling asks for nothing, and neither does a zero."""
    if not commitment.number or commitment.comparator == Comparator.AT_MOST:
        return None
    return exact(commitment.number) * (each if commitment.per else 1)


def _without_number(kind: CommitmentClass) -> ActivityKind:
    """A group is reached once; all else is a running log."""
    return ActivityKind.WINDOW if kind == CommitmentClass.TARGET_GROUP else ActivityKind.RUNNING_ACCOUNT


def _one(kind: ActivityKind, span: Span, amount: Fraction | None = None) -> tuple[Planned, ...]:
    return (Planned(kind, *span, amount),)


def _time(span: Span, number: Fraction, every: Cadence | None) -> tuple[Planned, ...]:
    if every is None:
        return _one(ActivityKind.WINDOW, span, number)
    return _one(ActivityKind.RUNNING_ACCOUNT, span, number * times_in(every, *span, begins=span[0]))


def _in_equal_days(span: Span, number: Fraction) -> tuple[Planned, ...]:
    """Four measurements in a year: four windows whose lengths differ by a day at most."""
    windows = ceil(number)
    days = (span[1] - span[0]).days + 1
    if windows > min(MOST_WINDOWS, days):
        return _accounts(span, [number * share for share in _shares(span)], _month_spans(span))
    edges = [span[0] + timedelta(days=days * place // windows) for place in range(windows + 1)]
    parts = [(first, after - timedelta(days=1)) for first, after in pairwise(edges)]
    amounts = [Fraction(1)] * (windows - 1) + [number - (windows - 1)]
    return _numbered(ActivityKind.WINDOW, parts, amounts)


def _by_cadence(span: Span, number: Fraction, every: Cadence) -> tuple[Planned, ...]:
    """One window each turn; what comes more often than a month and many times is told of by month."""
    turns = list(turns_in(span, every))
    is_often = every in DAYS and len(turns) > MOST_WINDOWS
    parts = _month_spans(span) if is_often else turns
    so_far = [number * times_in(every, span[0], last, begins=span[0]) for _, last in parts]
    if is_often:
        return _accounts(span, so_far, parts)
    return _whole(ActivityKind.WINDOW, span, so_far, parts)


def _accounts(span: Span, so_far: Sequence[Fraction], parts: Sequence[Span]) -> tuple[Planned, ...]:
    return _whole(ActivityKind.RUNNING_ACCOUNT, span, so_far, parts)


def _whole(
    kind: ActivityKind, span: Span, so_far: Sequence[Fraction], parts: Sequence[Span]
) -> tuple[Planned, ...]:
    """Whole occasions for each part; a part that asks for none goes to the one before, or after the first.

    `so_far` is what is asked for by the end of each part. Less than one in all is still one.
    """
    if len(parts) > MOST_ACTIVITIES or so_far[-1] < 1:
        return _one(kind, span, Fraction(max(floor(so_far[-1]), 1)))
    kept: list[Span] = []
    amounts: list[Fraction] = []
    asked, first = 0, span[0]
    for total, (_, last) in zip(so_far, parts, strict=True):
        if floor(total) > asked:
            kept.append((first, last))
            amounts.append(Fraction(floor(total) - asked))
            asked, first = floor(total), last + timedelta(days=1)
    kept[-1] = (kept[-1][0], span[1])
    return _numbered(kind, kept, amounts)


def _after(begins: date, every: Cadence, turns: int) -> int:
    if every in DAYS:
        return begins.toordinal() + turns * DAYS[every]
    return months_later(begins, turns * MONTHS[every])


def _month_spans(span: Span) -> list[Span]:
    return list(turns_in(span, Cadence.MONTH))


def _shares(span: Span) -> list[Fraction]:
    """How much of the days has gone by the end of each month."""
    days = (span[1] - span[0]).days + 1
    return [Fraction((last - span[0]).days + 1, days) for _, last in _month_spans(span)]


def _by_months(span: Span, months: Sequence[MonthsOfYear], number: Fraction | None) -> tuple[Planned, ...]:
    """One window for each of its times of the year; without any it is told of as it comes."""
    parts = sorted(_of_months(span, months))
    if not parts or len(parts) > MOST_ACTIVITIES:
        return _one(ActivityKind.RUNNING_ACCOUNT, span, number)
    if number is None or number < len(parts):
        amounts: list[Fraction | None] = [None] * len(parts)
        return _numbered(ActivityKind.WINDOW, parts, amounts)
    by_end = [floor(number * place / len(parts)) for place in range(len(parts))] + [number]
    shared = [Fraction(after - before) for before, after in pairwise(by_end)]
    return _numbered(ActivityKind.WINDOW, parts, shared)


def _of_months(span: Span, months: Sequence[MonthsOfYear]) -> Iterator[Span]:
    for year in range(max(span[0].year - 1, 1), span[1].year + 1):
        for first, last in months:
            starts = date(year, first, 1)
            length = (last - first) % 12 + 1
            ends = date.fromordinal(months_later(starts, length) - 1)
            if starts <= span[1] and ends >= span[0]:
                yield max(starts, span[0]), min(ends, span[1])


def _numbered(
    kind: ActivityKind, parts: Sequence[Span], amounts: Sequence[Fraction | None]
) -> tuple[Planned, ...]:
    pairs = enumerate(zip(parts, amounts, strict=True), start=1)
    return tuple(Planned(kind, *part, amount, number, len(parts)) for number, (part, amount) in pairs)
