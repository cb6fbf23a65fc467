"""What waits for the actor in this room, for "My day"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loftet.agreements.selectors import WaitingItem
from loftet.organisations.actor import Actor
from loftet.organisations.models import Role
from loftet.organisations.policies import Act, act_obstacles

from ..models import Activity


class WaitingKind(models.TextChoices):
    """Why it waits."""

    REPORT = "report", _("Waits for you to report it")
    LATE = "late", _("Late, and nobody has reported it")


def list_waiting_for(actor: Actor) -> list[WaitingItem]:
    """What is assigned to the person; for coordinators also all that is late at the organisation."""
    if act_obstacles(actor, Act.REPORT):
        return []
    return sorted(_owed(actor), key=lambda item: item.since)


def _owed(actor: Actor) -> Iterator[WaitingItem]:
    today = timezone.localdate()
    coordinates = Role.COORDINATOR in actor.roles
    for activity in Activity.objects.visible_to(actor).owed(today):
        is_late = activity.is_late(today)
        is_own = activity.assigned_person_id == actor.person.pk
        if is_own or (coordinates and is_late):
            yield _item(activity, is_late=is_late)


def _item(activity: Activity, *, is_late: bool) -> WaitingItem:
    kind = WaitingKind.LATE if is_late else WaitingKind.REPORT
    since = activity.ends_on if is_late else activity.starts_on
    url = f"{reverse('activities:report_due')}#activity-{activity.pk}"
    return WaitingItem(kind, activity.title, url, _morning(since))


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
