"""A month as a table: which days, what ends or was done on each, what goes on through it."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from loftet.domain.activity_states import ActivityState
from loftet.domain.months import months_later
from loftet.organisations.actor import Actor

from ..models import Occurrence
from .activities import ActivityRow, Asked, list_activities, rows_of


@dataclass(frozen=True)
class Day:
    """`last` are activities whose last day it is, `first` those that begin on it and go on longer."""

    day: date
    is_in_month: bool
    is_today: bool
    first: tuple[ActivityRow, ...]
    last: tuple[ActivityRow, ...]
    done: tuple[Occurrence, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.first or self.last or self.done)


@dataclass(frozen=True)
class Month:
    first_day: date
    before: date
    after: date
    weeks: tuple[tuple[Day, ...], ...]
    through: tuple[ActivityRow, ...]

    @property
    def is_empty(self) -> bool:
        return not self.through and all(day.is_empty for week in self.weeks for day in week)


def get_month(actor: Actor, first_day: date, asked: Asked, today: date) -> Month:
    """In a fixed number of queries. What was moved away stands only where it went."""
    dates = list(Calendar().itermonthdates(first_day.year, first_day.month))
    weeks = [dates[start : start + 7] for start in range(0, len(dates), 7)]
    found = list_activities(actor, asked, today).exclude(state=ActivityState.MOVED.value)
    rows = rows_of(found.within(dates[0], dates[-1]), today)  # type: ignore[attr-defined]
    first, last, done = _by_day(rows), _by_last_day(rows), _done(actor, asked, dates[0], dates[-1])
    in_month = [day for day in dates if day.month == first_day.month]
    return Month(
        first_day=first_day,
        before=date.fromordinal(months_later(first_day, -1)),
        after=date.fromordinal(months_later(first_day, 1)),
        weeks=tuple(
            tuple(
                Day(
                    day,
                    day.month == first_day.month,
                    day == today,
                    tuple(first.get(day, ())),
                    tuple(last.get(day, ())),
                    tuple(done.get(day, ())),
                )
                for day in week
            )
            for week in weeks
        ),
        through=tuple(row for row in rows if _goes_through(row, in_month[0], in_month[-1])),
    )


def _by_day(rows: list[ActivityRow]) -> dict[date, list[ActivityRow]]:
    found: dict[date, list[ActivityRow]] = defaultdict(list)
    for row in rows:
        if row.activity.starts_on != row.activity.ends_on:
            found[row.activity.starts_on].append(row)
    return found


def _by_last_day(rows: list[ActivityRow]) -> dict[date, list[ActivityRow]]:
    found: dict[date, list[ActivityRow]] = defaultdict(list)
    for row in rows:
        found[row.activity.ends_on].append(row)
    return found


def _done(actor: Actor, asked: Asked, first: date, last: date) -> dict[date, list[Occurrence]]:
    told = Occurrence.objects.visible_to(actor).standing().filter(starts_on__range=(first, last))
    if asked.promise_set is not None:
        told = told.filter(promise_set=asked.promise_set)
    if asked.promise_key:
        told = told.filter(counts__promise_key=asked.promise_key)
    found: dict[date, list[Occurrence]] = defaultdict(list)
    for occurrence in told.select_related("activity").order_by("starts_on", "pk").distinct():
        found[occurrence.starts_on].append(occurrence)
    return found


def _goes_through(row: ActivityRow, first: date, last: date) -> bool:
    return row.activity.starts_on < first and row.activity.ends_on > last
