"""What waits for the actor in this room, for "My day"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import models
from django.db.models import Case, Count, F, Min, Q, QuerySet, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from loftet.agreements.selectors import WaitingItem
from loftet.domain.promise_set_states import PromiseSetState
from loftet.organisations.actor import Actor
from loftet.organisations.models import Role
from loftet.organisations.policies import Act, act_obstacles
from loftet.promises.models import PromiseSet

from ..models import Activity, OccurrenceCount
from ..models.activity import ActivityQuerySet
from ..signed import SignedSet, signed_sets
from .activities import Show


class WaitingKind(models.TextChoices):
    """Why it waits."""

    REPORT = "report", _("Waits for you to report it")
    LATE = "late", _("Late, and nobody has reported it")
    PLAN = "plan", _("Nothing is planned for what you have promised")
    UNPLANNED = "unplanned", _("Commitments without activity")


@dataclass(frozen=True)
class _Group:
    """What waits alike: for the same reason, of the same promise set, since the same day.

    `first` is the primary key of one of them and `title` its title, for where it is alone.
    """

    promise_set: int
    is_late: bool
    since: date
    number: int
    first: int
    title: str


def list_waiting_for(actor: Actor) -> list[WaitingItem]:
    """What is assigned to the person; for coordinators also what is late or not planned at all."""
    if act_obstacles(actor, Act.REPORT):
        return []
    today = timezone.localdate()
    groups = _groups(_asked_of(actor, today), today)
    signed = signed_sets(_sets_of(actor, groups))
    items = [*_owed(actor, groups, signed)]
    if Role.COORDINATOR in actor.roles:
        running = [each for each in signed.values() if each.promise_set.state == PromiseSetState.RUNNING]
        items += _unplanned(actor, running)
    return sorted(items, key=lambda item: item.since)


def _sets_of(actor: Actor, groups: Iterable[_Group]) -> QuerySet[PromiseSet]:
    """Those in which something is owed, and for coordinators all that run."""
    sets: QuerySet[PromiseSet] = PromiseSet.objects.filter(pk__in={each.promise_set for each in groups})
    if Role.COORDINATOR in actor.roles:
        sets |= PromiseSet.objects.visible_to(actor).filter(state=PromiseSetState.RUNNING)
    return sets


def _owed(actor: Actor, groups: Iterable[_Group], signed: Mapping[int, SignedSet]) -> Iterator[WaitingItem]:
    """One line for all of a promise set that came to wait on one day, however many they are."""
    for group in groups:
        title, url = _line(actor, group, signed[group.promise_set].document.title)
        kind = WaitingKind.LATE if group.is_late else WaitingKind.REPORT
        yield WaitingItem(kind, title, url, _morning(group.since), f"activities of {group.promise_set}")


def _groups(owed: ActivityQuerySet, today: date) -> list[_Group]:
    """Counted by the database: a plan of years has thousands that were never told of."""
    has_ended = Q(ends_on__lt=today)
    told_apart = owed.order_by().annotate(
        has_ended=Case(When(has_ended, then=True), default=False),
        since=Case(When(has_ended, then=F("ends_on")), default=F("starts_on")),
    )
    rows = told_apart.values_list("promise_set", "has_ended", "since").annotate(
        Count("pk"), Min("pk"), Min("title")
    )
    return [_Group(*row) for row in rows]


def _asked_of(actor: Actor, today: date) -> ActivityQuerySet:
    """What is assigned to the person; for coordinators also what is late, whoever is to do it."""
    owed: ActivityQuerySet = Activity.objects.visible_to(actor).owed(today)
    asked = Q(assigned_person=actor.person.pk)
    if Role.COORDINATOR in actor.roles:
        asked |= Q(pk__in=Activity.objects.visible_to(actor).late(today).values("pk"))
    return owed.filter(asked)


def _line(actor: Actor, group: _Group, promise_set: str) -> tuple[str, str]:
    """Title and address: of several the list that has them, of a single one its row in the report."""
    if group.number == 1:
        return group.title, f"{reverse('activities:report_due')}#activity-{group.first}"
    words = ngettext("%(title)s: %(number)s activity", "%(title)s: %(number)s activities", group.number)
    asked: dict[str, str | int] = {
        "visa": (Show.LATE if group.is_late else Show.DUE).value,
        "medborgarlofte": group.promise_set,
        "sedan": group.since.isoformat(),
    }
    if not group.is_late or Role.COORDINATOR not in actor.roles:
        asked["vem"] = f"p{actor.person.pk}"
    url = f"{reverse('activities:activity_list')}?{urlencode(asked)}"
    return words % {"title": promise_set, "number": group.number}, url


def _unplanned(actor: Actor, running: Collection[SignedSet]) -> Iterator[WaitingItem]:
    """Running sets in which the organisation undertakes something that it has neither planned nor done."""
    begun = _begun_commitments(actor, [each.promise_set for each in running])
    for signed in running:
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


def _begun_commitments(actor: Actor, sets: Sequence[PromiseSet]) -> dict[int, set[str]]:
    """By promise set: what the organisation has an activity for, or has told of without one."""
    planned = Activity.objects.filter(organisation=actor.organisation, promise_set__in=sets)
    told = OccurrenceCount.objects.filter(
        occurrence__organisation=actor.organisation,
        occurrence__promise_set__in=sets,
        occurrence__withdrawn_at__isnull=True,
    )
    key = Cast("commitment_key", models.TextField())
    rows = (
        planned.order_by()
        .values_list("promise_set", key)
        .union(told.order_by().values_list("occurrence__promise_set", key))
    )
    found: dict[int, set[str]] = defaultdict(set)
    for promise_set, commitment in rows:
        found[promise_set].add(commitment)
    return found


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
