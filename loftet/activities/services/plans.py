"""Making a plan and adjusting it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from loftet.agreements.versions import numbered_version
from loftet.domain.activity_states import ActivityAct, ActivityKind
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.promises.models import PromiseSet

from ..content import NOBODY, ActivityContent, Assignee
from ..models import Activity
from ..planning import new_activities, proposed_plans
from ..policies import (
    activity_act_obstacles,
    assignee_obstacles,
    content_obstacles,
    days_obstacles,
    plan_obstacles,
    remove_obstacles,
    reopen_obstacles,
    split_obstacles,
)
from ..signed import SignedSet, signed_set
from .reports import withdraw_report
from .settling import move_state, save_changed, successor_of


@transaction.atomic
def make_plan(
    *, by: Actor, promise_set: PromiseSet, assignees: Mapping[str, Assignee] | None = None
) -> list[Activity]:
    """Plan every commitment that the organisation performs and that has no activity yet, in one act."""
    # Two who make the plan at once: the second finds what the first has made.
    PromiseSet.objects.select_for_update().get(pk=promise_set.pk)
    signed = _plannable(by, promise_set)
    made: list[Activity] = []
    for plan in proposed_plans(signed, by.organisation.pk):
        if not plan.is_planned:
            assignee = (assignees or {}).get(plan.named.commitment.key, NOBODY)
            NotAllowed.raise_if(assignee_obstacles(by, assignee))
            for activity in new_activities(signed, plan, by.organisation.pk):
                _assign(activity, assignee)
                made.append(activity)
    if not made:
        raise NotAllowed([_("Everything that your organisation is to do is planned already.")])
    Activity.objects.bulk_create(made)
    version = numbered_version(promise_set, promise_set.valid_version)
    assert version is not None
    audit.record(by=by, kind="plan_made", subject=version, data={"activities": len(made)})
    return made


@transaction.atomic
def plan_activity(
    *, by: Actor, promise_set: PromiseSet, commitment_key: str, kind: ActivityKind, content: ActivityContent
) -> Activity:
    """Plan one more by hand."""
    signed = _plannable(by, promise_set)
    named = signed.commitments.get(commitment_key)
    if named is None:
        raise NotAllowed([_("A commitment is named that is not in the signed promise.")])
    activity = Activity(
        organisation=by.organisation,
        promise_set=promise_set,
        promise_key=named.promise.key,
        commitment_key=commitment_key,
        kind=kind.value,
        unit=named.commitment.unit,
    )
    _write(by, activity, content)
    activity.save()
    audit.record(by=by, kind="activity_planned", subject=activity)
    return activity


@transaction.atomic
def edit_activity(*, by: Actor, activity: Activity, content: ActivityContent, revision: int) -> Activity:
    """Change its words, days, amount or who does it; `revision` is what was read."""
    kept = _locked(by, activity)
    if kept.revision != revision:
        raise ChangedMeanwhile
    _write(by, kept, content)
    save_changed(kept)
    audit.record(by=by, kind="activity_edited", subject=kept)
    return kept


@transaction.atomic
def move_activity(*, by: Actor, activity: Activity, starts_on: date, ends_on: date) -> Activity:
    """Move to other days: the activity stays as moved, and a new one stands in its place."""
    kept = _locked(by, activity)
    NotAllowed.raise_if(activity_act_obstacles(kept, ActivityAct.MOVE))
    NotAllowed.raise_if(days_obstacles(starts_on, ends_on))
    there = successor_of(kept, starts_on, ends_on)
    kept.moved_to = there
    move_state(kept, ActivityAct.MOVE)
    about = {"starts_on": str(starts_on), "ends_on": str(ends_on)}
    audit.record(by=by, kind="activity_moved", subject=kept, data=about)
    return there


@transaction.atomic
def split_activity(*, by: Actor, activity: Activity, on: date, amount_before: Decimal | None) -> Activity:
    """Two in place of one: this ends the day before `on`, and a new one has the rest of days and amount."""
    kept = _locked(by, activity)
    NotAllowed.raise_if(split_obstacles(kept, on, amount_before))
    rest = successor_of(kept, on, kept.ends_on)
    if kept.amount is not None and amount_before is not None:
        rest.amount, kept.amount = kept.amount - amount_before, amount_before
        rest.save()
    kept.ends_on = on - timedelta(days=1)
    save_changed(kept)
    audit.record(by=by, kind="activity_split", subject=kept, data={"on": str(on)})
    return rest


@transaction.atomic
def finish_activity(*, by: Actor, activity: Activity) -> Activity:
    """Say that nothing more is to come: a running account is closed, a response waits no longer."""
    kept = _locked(by, activity)
    NotAllowed.raise_if(activity_act_obstacles(kept, ActivityAct.FINISH))
    move_state(kept, ActivityAct.FINISH)
    audit.record(by=by, kind="activity_finished", subject=kept)
    return kept


@transaction.atomic
def reopen_activity(*, by: Actor, activity: Activity, reason: str) -> Activity:
    """Set planned again what was set done or left by mistake.

    What was told of why it was not done is taken back with the same reason; what stands in its place goes.
    """
    kept = _locked(by, activity)
    NotAllowed.raise_if(reopen_obstacles(kept))
    if not reason.strip():
        raise NotAllowed([_("Say why it is planned again.")])
    there, kept.moved_to = kept.moved_to, None
    move_state(kept, ActivityAct.REOPEN)
    if there is not None:
        remove_activity(by=by, activity=there)
    for report in kept.reports.filter(withdrawn_at__isnull=True):
        withdraw_report(by=by, report=report, reason=reason)
    about = {"reason": reason.strip()}
    audit.record(by=by, kind="activity_planned_again", subject=kept, data=about)
    return kept


@transaction.atomic
def remove_activity(*, by: Actor, activity: Activity) -> None:
    """Take away what was planned by mistake and never told of."""
    kept = _locked(by, activity)
    NotAllowed.raise_if(remove_obstacles(kept))
    audit.record(by=by, kind="activity_removed", subject=kept)
    kept.delete()


def _plannable(by: Actor, promise_set: PromiseSet) -> SignedSet:
    signed = signed_set(promise_set)
    NotAllowed.raise_if(plan_obstacles(by, signed))
    assert signed is not None
    return signed


def _locked(by: Actor, activity: Activity) -> Activity:
    """As it is now, kept from others until the transaction ends, where the actor may plan it."""
    kept = Activity.objects.select_for_update(of=("self",)).select_related("promise_set").get(pk=activity.pk)
    NotAllowed.raise_if(content_obstacles(by, kept))
    return kept


def _write(by: Actor, activity: Activity, content: ActivityContent) -> None:
    NotAllowed.raise_if(days_obstacles(content.starts_on, content.ends_on))
    NotAllowed.raise_if(assignee_obstacles(by, content.assignee))
    for name in ("title", "starts_on", "ends_on", "amount", "place"):
        setattr(activity, name, getattr(content, name))
    activity.unit = content.unit or activity.unit
    _assign(activity, content.assignee)


def _assign(activity: Activity, assignee: Assignee) -> None:
    activity.assigned_person_id = assignee.person
    activity.assigned_function_id = assignee.function
