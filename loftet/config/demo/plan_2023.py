"""What Linköping and its police planned and did in 2023: an activity for each account of something done.

The published follow-up names no days, so what was done is told of the days of its tertial.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from loftet.activities import services
from loftet.activities.content import ActivityContent, CountContent, NotDoneContent, OccurrenceContent
from loftet.activities.models import Activity, Occurrence
from loftet.activities.selectors.duplicates import list_possible_duplicates
from loftet.activities.signed import SignedSet, signed_set
from loftet.domain.activity_states import ActivityKind
from loftet.domain.cells import OutcomeState
from loftet.domain.duplicates import Verdict
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet

from .days import clock_at
from .linkoping_2023 import MUNICIPALITY, PERIODS, POLICE, TOLD, Told
from .world import World

PLANNED_ON = date(2023, 1, 20)


@dataclass(frozen=True)
class Planned:
    """An account with the activity that it tells of."""

    activity: Activity
    tertial: int
    by: Actor
    told: Told


def plan_2023(world: World, promise_set: PromiseSet) -> list[Planned]:
    """Made in January; what only goes on is no activity of a tertial, and is left out."""
    signed = signed_set(promise_set)
    assert signed is not None
    by = {party: world.coordinator(party) for party in (MUNICIPALITY, POLICE)}
    with clock_at(PLANNED_ON):
        return [
            Planned(_plan(by[party], signed, promise, tertial), tertial, by[party], told)
            for (promise, tertial, party), told in TOLD.items()
            if told.why is not None or told.outcome == OutcomeState.DONE
        ]


def tell_of_tertial(world: World, planned: list[Planned], tertial: int) -> None:
    """What became of the tertial's activities, told on its last day."""
    with clock_at(_days(tertial)[1]):
        for each in planned:
            if each.tertial == tertial:
                _tell(world, each)


def tell_all_apart(world: World, promise_set: PromiseSet) -> None:
    """What looks alike is not the same: the municipality's own inspections came besides the joint ones."""
    by = world.coordinator(MUNICIPALITY)
    for pair in list_possible_duplicates(by, promise_set):
        one, other = (Occurrence.objects.get(key=side.key) for side in pair.sides)
        services.mark_same_or_two(by=by, one=one, other=other, verdict=Verdict.DIFFERENT)


def _plan(by: Actor, signed: SignedSet, promise: int, tertial: int) -> Activity:
    wanted = signed.document.promises[promise - 1]
    own = signed.performed_by(by.organisation.pk)
    starts_on, ends_on = _days(tertial)
    return services.plan_activity(
        by=by,
        promise_set=signed.promise_set,
        commitment_key=next(each.commitment.key for each in own if each.promise == wanted),
        kind=ActivityKind.WINDOW,
        content=ActivityContent(wanted.title, starts_on, ends_on),
    )


def _tell(world: World, planned: Planned) -> None:
    activity, told = planned.activity, planned.told
    about: dict[str, Any] = {
        "by": planned.by,
        "promise_set": activity.promise_set,
        "activity": activity,
    }
    if told.why is not None:
        why = NotDoneContent(told.why.reason, told.why.words)
        key, last = str(activity.commitment_key), activity.ends_on
        services.report_not_done(**about, commitment_key=key, concerns_on=last, content=why)
        return
    together = {world.organisations[each].pk for count in told.counts for each in count[2]}
    content = OccurrenceContent(
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        counts=tuple(_counts(str(activity.commitment_key), told)),
        public_note=told.words,
        parties=tuple(sorted(together - {planned.by.organisation.pk})),
    )
    services.record_occurrence(**about, content=content)


def _counts(key: str, told: Told) -> Iterator[CountContent]:
    if not told.counts:
        yield CountContent(key, is_counted=False)
    for number, unit, _parties in told.counts:
        yield CountContent(key, None if number is None else Decimal(number), unit)


def _days(tertial: int) -> tuple[date, date]:
    period = PERIODS[tertial - 1]
    assert period.starts_on is not None
    assert period.ends_on is not None
    return period.starts_on, period.ends_on
