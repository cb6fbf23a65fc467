"""What one party has told, as accounts: the bridge from occurrences to statements (design 3.1 and 3.6).

    accounts = list_accounts(actor, promise_set, periods)
    accounts.of(promise_key, period.order).cell(empty_cell(is_concerned=True, is_due=True))

Each line is one thing told of one commitment, with the `Cell` that `domain.cells.account` makes of it: an
occurrence's part in the commitment, "nothing this time" or "not done because …". The key of an occurrence is
the key of all its counts, so that one that counts for two commitments of a promise counts once in its total.
Only what the actor's own organisation holds is read; what others tell comes when they hand it in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from django.db.models import Q

from loftet.domain.activity_states import ActivityKind, ActivityState
from loftet.domain.cells import Cell, NotDone, NotDoneReason, OutcomeState, account, together
from loftet.domain.counts import Count
from loftet.domain.exact import exact
from loftet.domain.periods import Period, ReportingPeriod, period_of
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet

from ..models import Activity, Occurrence, OccurrenceCount, Report, ReportKind
from ..models.activity import ActivityQuerySet
from ..models.told import ToldQuerySet


@dataclass(frozen=True)
class AccountLine:
    """One thing told of one commitment. `period` is the order of its reporting period, None outside them all.

    `occurrence` and `report` are primary keys, one of the two; `words` may be published.
    """

    promise_key: str
    commitment_key: str
    period: int | None
    days: Period
    cell: Cell
    words: str
    place: str
    occurrence: int | None
    report: int | None
    entered_from: str


@dataclass(frozen=True)
class UnfinishedActivity:
    """A planned window whose last day lies in the period and of which nobody has told what became."""

    pk: int
    promise_key: str
    commitment_key: str
    period: int
    title: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class PromiseAccount:
    """All that the party has told of one promise for one period, in the order of its days."""

    promise_key: str
    period: int
    lines: tuple[AccountLine, ...]
    unfinished: tuple[UnfinishedActivity, ...]

    def cell(self, empty: Cell) -> Cell:
        """One cell for all of it; `empty` where nothing is told."""
        return together([line.cell for line in self.lines], empty)

    def counts_of(self, commitment_key: str) -> tuple[Count, ...]:
        return tuple(
            count
            for line in self.lines
            if line.commitment_key == commitment_key
            for count in line.cell.counts
        )


@dataclass(frozen=True)
class Accounts:
    """Of one party, for one promise set and its reporting periods."""

    lines: tuple[AccountLine, ...]
    unfinished: tuple[UnfinishedActivity, ...]

    def of(self, promise_key: str, period: int) -> PromiseAccount:
        """The account of a promise for the period of that order; empty where nothing is told."""
        place = (promise_key, period)
        lines, unfinished = self._lines.get(place, []), self._unfinished.get(place, [])
        return PromiseAccount(promise_key, period, tuple(lines), tuple(unfinished))

    @cached_property
    def _lines(self) -> dict[tuple[str, int | None], list[AccountLine]]:
        return _by_place(self.lines)

    @cached_property
    def _unfinished(self) -> dict[tuple[str, int | None], list[UnfinishedActivity]]:
        return _by_place(self.unfinished)

    @property
    def outside(self) -> tuple[AccountLine, ...]:
        """What was told of days that no period has: it stands in no account until a period holds it."""
        return tuple(line for line in self.lines if line.period is None)


Placed = TypeVar("Placed", AccountLine, UnfinishedActivity)


def _by_place(rows: Iterable[Placed]) -> dict[tuple[str, int | None], list[Placed]]:
    found: dict[tuple[str, int | None], list[Placed]] = {}
    for row in rows:
        found.setdefault((row.promise_key, row.period), []).append(row)
    return found


def list_accounts(
    actor: Actor,
    promise_set: PromiseSet,
    periods: Sequence[ReportingPeriod],
    *,
    party: int | None = None,
    promise: str | None = None,
) -> Accounts:
    """What the actor's organisation has told of its own doings, or entered for `party` out of a source.

    Of all promises, or of that one `promise` (its key) alone.
    The number of queries depends neither on the periods nor on how much is told.
    """
    own = actor.organisation.pk
    entered_for = None if party in (None, own) else party
    told_by = str(entered_for or own)
    told = Occurrence.objects.visible_to(actor).filter(promise_set=promise_set, entered_for=entered_for)
    reports = Report.objects.visible_to(actor).filter(promise_set=promise_set)
    planned = Activity.objects.visible_to(actor).filter(promise_set=promise_set)
    if promise is not None:
        told, reports = told.filter(counts__promise_key=promise), reports.filter(promise_key=promise)
        planned = planned.filter(promise_key=promise)
    lines = [*_of_occurrences(told, periods, told_by)]
    if entered_for is None:
        lines += _of_reports(reports, periods, told_by)
    lines.sort(key=lambda line: (line.days.from_date or date.min, line.days.to_date or date.min))
    unfinished = () if entered_for else tuple(_unfinished(planned, periods))
    return Accounts(tuple(lines), unfinished)


def _of_occurrences(
    told: ToldQuerySet[Occurrence], periods: Sequence[ReportingPeriod], told_by: str
) -> Iterator[AccountLine]:
    for occurrence in told.standing().prefetch_related("counts", "parties").distinct():
        days = Period(occurrence.starts_on, occurrence.ends_on)
        order = _order_of(days, periods)
        parties = frozenset(str(each.pk) for each in occurrence.parties.all())
        for row in occurrence.counts.all():
            counts = _counts(occurrence, row, told_by, parties, order)
            yield AccountLine(
                promise_key=str(row.promise_key),
                commitment_key=str(row.commitment_key),
                period=order,
                days=days,
                cell=account(OutcomeState(row.outcome), counts),
                words=occurrence.public_note,
                place=occurrence.place_name or occurrence.area,
                occurrence=occurrence.pk,
                report=None,
                entered_from=occurrence.entered_from,
            )


def _counts(
    occurrence: Occurrence, row: OccurrenceCount, told_by: str, parties: frozenset[str], order: int | None
) -> tuple[Count, ...]:
    if not row.is_counted:
        return ()
    return (
        Count(
            key=str(occurrence.key),
            unit=row.unit,
            number=None if row.number is None else exact(row.number),
            told_by=told_by,
            parties=parties,
            is_approximate=row.is_approximate,
            period=order or 0,
            days=Period(occurrence.starts_on, occurrence.ends_on),
        ),
    )


def _of_reports(
    reports: ToldQuerySet[Report], periods: Sequence[ReportingPeriod], told_by: str
) -> Iterator[AccountLine]:
    """What was left and then done after all is told by its occurrence alone."""
    done_after_all = Q(activity__kind=ActivityKind.WINDOW, activity__state=ActivityState.DONE)
    for report in reports.standing().exclude(done_after_all).distinct():
        days = Period(report.concerns_on, report.concerns_on)
        order = _order_of(days, periods)
        yield AccountLine(
            promise_key=str(report.promise_key),
            commitment_key=str(report.commitment_key),
            period=order,
            days=days,
            cell=_cell_of(report, told_by, order, days),
            words=report.words,
            place="",
            occurrence=None,
            report=report.pk,
            entered_from="",
        )


def _cell_of(report: Report, told_by: str, order: int | None, days: Period) -> Cell:
    if report.kind == ReportKind.NOTHING:
        none = Count(
            key=str(report.key),
            unit=report.unit,
            number=Fraction(0),
            told_by=told_by,
            parties=frozenset({told_by}),
            period=order or 0,
            days=days,
        )
        return account(OutcomeState.NOT_DONE, (none,))
    why = NotDone(NotDoneReason(report.reason), report.words, report.next_on)
    return account(OutcomeState.NOT_DONE, (), (why,))


def _unfinished(
    planned: ActivityQuerySet, periods: Sequence[ReportingPeriod]
) -> Iterator[UnfinishedActivity]:
    for activity in planned.planned().filter(kind=ActivityKind.WINDOW):
        order = _order_of(Period(activity.ends_on, activity.ends_on), periods)
        if order is not None:
            yield UnfinishedActivity(
                pk=activity.pk,
                promise_key=str(activity.promise_key),
                commitment_key=str(activity.commitment_key),
                period=order,
                title=activity.title,
                starts_on=activity.starts_on,
                ends_on=activity.ends_on,
            )


def _order_of(days: Period, periods: Iterable[ReportingPeriod]) -> int | None:
    period = period_of(days, periods)
    return period.order if period else None
