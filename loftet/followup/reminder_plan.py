"""When parties that have not answered are reminded: days before and after the day that an account is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .models import ReportingPeriod

MOST_DAYS, FURTHEST = 5, 60


@dataclass(frozen=True)
class ReminderPlan:
    """Numbers of days from the due day, each at least one; the nearest first."""

    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()

    def days(self, due_on: date) -> tuple[date, ...]:
        offsets = [*(-each for each in self.before), *self.after]
        return tuple(due_on + timedelta(days=each) for each in sorted(offsets))


# My day and its mail tell of it seven days ahead; a late party may be closed over only when it has been
# reminded, so that is done twice.
USUAL_PLAN = ReminderPlan(after=(3, 10))


def plan_of(periods: Iterable[ReportingPeriod]) -> ReminderPlan:
    """The plan that the last due period was set with; the usual one before there is any."""
    due = [each for each in periods if each.due_on and each.remind_on]
    if not due:
        return USUAL_PLAN
    due_on = due[-1].due_on
    assert due_on is not None
    offsets = [(each - due_on).days for each in due[-1].remind_on]
    return ReminderPlan(
        before=tuple(sorted(-each for each in offsets if each < 0)),
        after=tuple(sorted(each for each in offsets if each > 0)),
    )
