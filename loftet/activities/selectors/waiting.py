"""What waits for the actor in this room, for "My day"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loftet.agreements.selectors import WaitingItem
from loftet.domain.promise_set_states import PromiseSetState
from loftet.organisations.actor import Actor
from loftet.organisations.models import Role
from loftet.organisations.policies import Act, act_obstacles
from loftet.promises.models import PromiseSet

from ..models import Activity, OccurrenceCount
from ..signed import SignedSet, signed_sets


class WaitingKind(models.TextChoices):
    """Why it waits."""

    REPORT = "report", _("Waits for you to report it")
    LATE = "late", _("Late, and nobody has reported it")
    PLAN = "plan", _("Nothing is planned for what you have promised")
    UNPLANNED = "unplanned", _("Commitments without activity")


def list_waiting_for(actor: Actor) -> list[WaitingItem]:
    """What is assigned to the person; for coordinators also what is late or not planned at all."""
    if act_obstacles(actor, Act.REPORT):
        return []
    items = [*_owed(actor)]
    if Role.COORDINATOR in actor.roles:
        items += _unplanned(actor)
    return sorted(items, key=lambda item: item.since)


def _owed(actor: Actor) -> Iterator[WaitingItem]:
    today = timezone.localdate()
    coordinates = Role.COORDINATOR in actor.roles
    for activity in Activity.objects.visible_to(actor).owed(today):
        is_late = activity.is_late(today)
        is_own = activity.assigned_person_id == actor.person.pk
        if is_own or (coordinates and is_late):
            yield _item(activity, is_late=is_late)


def _unplanned(actor: Actor) -> Iterator[WaitingItem]:
    """Running sets in which the organisation undertakes something that it has neither planned nor done."""
    running = PromiseSet.objects.visible_to(actor).filter(state=PromiseSetState.RUNNING)
    begun = _begun_commitments(actor)
    for signed in signed_sets(running).values():
        begins, keys = signed.promise_set.valid_from, begun.get(signed.promise_set.pk, set())
        kind = _missing_in(signed, actor.organisation.pk, keys)
        if begins and kind:
            url = reverse("activities:activity_plan", args=(signed.promise_set.pk,))
            yield WaitingItem(kind, signed.document.title, url, _morning(begins))


def _missing_in(signed: SignedSet, organisation: int, begun: set[str]) -> WaitingKind | None:
    """Nothing at all, or not all that names the organisation; the rest any party may have a part in."""
    if not begun:
        return WaitingKind.PLAN if signed.performed_by(organisation) else None
    named = {key for key, each in signed.commitments.items() if organisation in each.commitment.performers}
    return WaitingKind.UNPLANNED if named - begun else None


def _begun_commitments(actor: Actor) -> dict[int, set[str]]:
    """By promise set: what the organisation has an activity for, or has told of without one."""
    planned = Activity.objects.filter(organisation=actor.organisation)
    told = OccurrenceCount.objects.filter(
        occurrence__organisation=actor.organisation, occurrence__withdrawn_at__isnull=True
    )
    found: dict[int, set[str]] = defaultdict(set)
    rows = [
        *planned.values_list("promise_set_id", "commitment_key").distinct(),
        *told.values_list("occurrence__promise_set_id", "commitment_key").distinct(),
    ]
    for promise_set, key in rows:
        found[promise_set].add(str(key))
    return found


def _item(activity: Activity, *, is_late: bool) -> WaitingItem:
    kind = WaitingKind.LATE if is_late else WaitingKind.REPORT
    since = activity.ends_on if is_late else activity.starts_on
    url = f"{reverse('activities:report_due')}#activity-{activity.pk}"
    return WaitingItem(kind, activity.title, url, _morning(since))


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
