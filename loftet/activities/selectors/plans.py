"""The plan of one promise set: promise by promise, with what is told of it so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from loftet.domain.promise_set import PromiseText
from loftet.organisations.actor import Actor
from loftet.web.pages import ListPage, part_of
from loftet.web.said_back import said_back

from ..models import Activity, Occurrence
from ..planning import ProposedPlan, decimal_of, proposed_plans
from ..signed import SignedCommitment, SignedSet
from ..words import KINDS, amount, days
from .activities import ActivityRow, rows_within

IN_A_PART = 25  # promises on one page, as in the follow-up


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


@dataclass(frozen=True)
class PlanPage:
    """One part of the plan; what is said beside it is of the whole.

    `unplanned` counts the organisation's commitments without activity; `others` are the titles of the
    promises that it has nothing to do for.
    """

    signed: SignedSet
    part: ListPage
    promises: tuple[PlannedPromise, ...]
    others: tuple[str, ...]
    unplanned: int
    is_begun: bool
    occurrences: int


def get_plan(
    actor: Actor, signed: SignedSet, today: date, *, number: str | None = None, is_whole: bool = False
) -> PlanPage:
    """What the organisation is to do, promise by promise, in the part of that `number`: only that is read.

    For paper it is all of it.
    """
    own = {each.commitment.key for each in signed.performed_by(actor.organisation.pk)}
    found = Activity.objects.visible_to(actor).filter(promise_set=signed.promise_set)
    planned = {str(key) for key in found.values_list("commitment_key", flat=True).distinct()}
    promises = signed.document.promises
    concerned = {each.key: each for each in promises if _keys_of(each) & (own | planned)}
    per_page = max(IN_A_PART, len(concerned)) if is_whole else IN_A_PART
    part = part_of(list(concerned.values()), number, per_page=per_page)
    rows = found.filter(promise_key__in=[each.key for each in part])
    by_key: dict[str, list[ActivityRow]] = {}
    for row in rows_within(signed, rows.select_related("assigned_person", "assigned_function"), today):
        by_key.setdefault(str(row.activity.commitment_key), []).append(row)
    told = Occurrence.objects.visible_to(actor).standing().filter(promise_set=signed.promise_set)
    return PlanPage(
        signed=signed,
        part=part,
        promises=tuple(_promises(signed, list(part), own | planned, by_key)),
        others=tuple(each.title for each in promises if each.key not in concerned),
        unplanned=len(own - planned),
        is_begun=bool(planned),
        occurrences=told.distinct().count(),
    )


def _keys_of(promise: PromiseText) -> set[str]:
    return {each.key for each in promise.commitments}


def _promises(
    signed: SignedSet, part: Sequence[PromiseText], keys: set[str], by_key: Mapping[str, list[ActivityRow]]
) -> Iterator[PlannedPromise]:
    areas = {each.key: area.name for area in signed.document.focus_areas for each in area.promises}
    for promise in part:
        commitments = tuple(
            PlannedCommitment(each.key, said_back(each, signed.document), tuple(by_key.get(each.key, ())))
            for each in promise.commitments
            if each.key in keys
        )
        yield PlannedPromise(promise.key, promise.title, areas[promise.key], commitments)


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
