"""The plan of one promise set: promise by promise, with what is told of it so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from loftet.organisations.actor import Actor
from loftet.web.said_back import said_back

from ..models import Activity, Occurrence
from ..planning import ProposedPlan, decimal_of, proposed_plans
from ..signed import SignedCommitment, SignedSet
from ..words import KINDS, amount, days
from .activities import ActivityRow, rows_of


@dataclass(frozen=True)
class PlannedCommitment:
    """A commitment with the activities of the actor's organisation."""

    key: str
    sentence: str
    rows: tuple[ActivityRow, ...]


@dataclass(frozen=True)
class PlannedPromise:
    key: str
    title: str
    area: str
    commitments: tuple[PlannedCommitment, ...]

    @property
    def activities(self) -> int:
        return sum(len(each.rows) for each in self.commitments)


@dataclass(frozen=True)
class PlanPage:
    """`unplanned` counts the commitments of the organisation that have no activity."""

    signed: SignedSet
    promises: tuple[PlannedPromise, ...]
    others: tuple[str, ...]
    unplanned: int
    activities: int
    occurrences: int


def get_plan(actor: Actor, signed: SignedSet, today: date) -> PlanPage:
    """What the organisation is to do, promise by promise; the rest of the promises by their titles."""
    own = {each.commitment.key for each in signed.performed_by(actor.organisation.pk)}
    found = Activity.objects.visible_to(actor).filter(promise_set=signed.promise_set)
    rows = rows_of(found.select_related("promise_set", "assigned_person", "assigned_function"), today)
    by_key: dict[str, list[ActivityRow]] = {}
    for row in rows:
        by_key.setdefault(str(row.activity.commitment_key), []).append(row)
    promises = tuple(_promises(signed, own | by_key.keys(), by_key))
    shown = {each.key for each in promises}
    told = Occurrence.objects.visible_to(actor).standing().filter(promise_set=signed.promise_set)
    return PlanPage(
        signed=signed,
        promises=promises,
        others=tuple(each.title for each in signed.document.promises if each.key not in shown),
        unplanned=len(own - by_key.keys()),
        activities=len(rows),
        occurrences=told.distinct().count(),
    )


def _promises(
    signed: SignedSet, keys: set[str], by_key: dict[str, list[ActivityRow]]
) -> list[PlannedPromise]:
    found = []
    for area in signed.document.focus_areas:
        for promise in area.promises:
            commitments = tuple(
                PlannedCommitment(each.key, said_back(each, signed.document), tuple(by_key.get(each.key, ())))
                for each in promise.commitments
                if each.key in keys
            )
            if commitments:
                found.append(PlannedPromise(promise.key, promise.title, area.name, commitments))
    return found


@dataclass(frozen=True)
class ProposedRow:
    """What would be planned for one commitment, in words."""

    named: SignedCommitment
    sentence: str
    is_planned: bool
    kind: str
    lines: tuple[tuple[str, str], ...]


def list_proposals(signed: SignedSet, organisation: int) -> list[ProposedRow]:
    """The preview of a plan, the same that `make_plan` saves."""
    return [_proposed(each, signed) for each in proposed_plans(signed, organisation)]


def _proposed(plan: ProposedPlan, signed: SignedSet) -> ProposedRow:
    unit = plan.named.commitment.unit
    lines = tuple(
        (days(each.starts_on, each.ends_on), amount(decimal_of(each.amount), unit))
        for each in plan.activities
    )
    return ProposedRow(
        named=plan.named,
        sentence=said_back(plan.named.commitment, signed.document),
        is_planned=plan.is_planned,
        kind=str(KINDS[plan.activities[0].kind]) if plan.activities else "",
        lines=lines,
    )
