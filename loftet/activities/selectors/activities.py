"""Activities as lists and calendars show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from loftet.domain.activity_states import ActivityKind, ActivityState
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet

from ..models import Activity, Function, OccurrenceCount
from ..signed import SignedSet, signed_sets
from ..words import COLOURS, KINDS, Standing, days, progress, standing_of


class Show(models.TextChoices):
    """What of a plan is asked for."""

    OPEN = "oppet", _("To be done")
    DUE = "nu", _("To be done now")
    LATE = "sent", _("Late")
    DONE = "gjort", _("Done")
    NOT_DONE = "inte", _("Not done or moved")
    ALL = "allt", _("Everything")


@dataclass(frozen=True)
class Asked:
    """A choice among activities: by state, promise set, promise and who does it ("p7", "f3", "ingen").

    `since` is the day from which they wait, as Min dag says it: of late ones the last, else the first.
    """

    show: Show = Show.OPEN
    promise_set: int | None = None
    promise_key: str = ""
    who: str = ""
    since: date | None = None


@dataclass(frozen=True)
class ActivityRow:
    """An activity in words."""

    activity: Activity
    title: str
    url: str
    promise: str
    promise_set: str
    days: str
    kind: str
    who: str
    progress: str
    standing: Standing
    colour: str


@dataclass(frozen=True)
class _Named:
    """What a signed set is called, and its promises by key."""

    title: str
    promises: dict[str, str]


def list_activities(actor: Actor, asked: Asked, today: date) -> QuerySet[Activity]:
    """What the actor may see of the plans, by first day; late ones by last day."""
    found: QuerySet[Activity] = _shown(Activity.objects.visible_to(actor), asked.show, today)
    if asked.promise_set is not None:
        found = found.filter(promise_set=asked.promise_set)
    if asked.promise_key:
        found = found.filter(promise_key=asked.promise_key)
    if asked.since is not None:
        found = found.filter(**{"ends_on" if asked.show == Show.LATE else "starts_on": asked.since})
    found = found.filter(_who(asked.who))
    found = found.select_related("promise_set", "assigned_person", "assigned_function")
    return found.order_by("ends_on" if asked.show == Show.LATE else "starts_on", "ends_on", "pk")


def rows_of(activities: Iterable[Activity], today: date) -> list[ActivityRow]:
    """In a fixed number of queries, however many there are."""
    page = list(activities)
    told = _told(page)
    signed = signed_sets({each.promise_set_id: each.promise_set for each in page}.values())
    named = {pk: _named(each) for pk, each in signed.items()}
    nothing = _Named("", {})
    return [_row(each, named.get(each.promise_set_id, nothing), told.get(each.pk), today) for each in page]


def rows_within(signed: SignedSet, activities: Iterable[Activity], today: date) -> list[ActivityRow]:
    """The same of one set's activities, where its document is at hand."""
    page = list(activities)
    told, named = _told(page), _named(signed)
    return [_row(each, named, told.get(each.pk), today) for each in page]


def list_planned_sets(actor: Actor) -> list[SignedSet]:
    """The signed sets that the actor's organisation is a party of, the newest first."""
    sets: QuerySet[PromiseSet] = PromiseSet.objects.visible_to(actor).filter(valid_version__isnull=False)
    found = signed_sets(sets.select_related("owner", "agreement").order_by("-pk"))
    own = [each for each in found.values() if actor.organisation.pk in each.party_ids]
    return sorted(own, key=lambda each: -each.promise_set.pk)


def list_functions(actor: Actor) -> QuerySet[Function]:
    return Function.objects.visible_to(actor).in_use()


def _named(signed: SignedSet) -> _Named:
    return _Named(signed.document.title, titles_of(signed))


def titles_of(signed: SignedSet | None) -> dict[str, str]:
    return {each.key: each.title for each in signed.document.promises} if signed else {}


def _shown(found: QuerySet[Activity], show: Show, today: date) -> QuerySet[Activity]:
    late = Q(ends_on__lt=today) & ~Q(kind=ActivityKind.RESPONSE.value)
    planned = Q(state=ActivityState.PLANNED.value)
    choices = {
        Show.OPEN: planned,
        Show.DUE: planned & Q(starts_on__lte=today, ends_on__gte=today),
        Show.LATE: planned & late,
        Show.DONE: Q(state=ActivityState.DONE.value),
        Show.NOT_DONE: Q(state__in=(ActivityState.NOT_DONE.value, ActivityState.MOVED.value)),
        Show.ALL: Q(),
    }
    return found.filter(choices[show])


def _who(who: str) -> Q:
    """A choice that nobody could have made asks for nothing."""
    if who == "ingen":
        return Q(assigned_person__isnull=True, assigned_function__isnull=True)
    kind, digits = who[:1], who[1:]
    if kind not in {"p", "f"} or not digits.isdecimal() or len(digits) > 9:
        return Q()
    return Q(assigned_person=int(digits)) if kind == "p" else Q(assigned_function=int(digits))


def _told(activities: Sequence[Activity]) -> dict[int, Decimal]:
    """What was told of each, in its own unit."""
    rows = OccurrenceCount.objects.filter(
        occurrence__activity__in=[each.pk for each in activities],
        occurrence__withdrawn_at__isnull=True,
        number__isnull=False,
        commitment_key=models.F("occurrence__activity__commitment_key"),
        unit=models.F("occurrence__activity__unit"),
    )
    sums = rows.values("occurrence__activity").annotate(all=Sum("number"))
    return {row["occurrence__activity"]: row["all"] for row in sums}


def _row(activity: Activity, named: _Named, told: Decimal | None, today: date) -> ActivityRow:
    standing = standing_of(activity, today)
    return ActivityRow(
        activity=activity,
        title=activity.title,
        url=activity.get_absolute_url(),
        promise=named.promises.get(str(activity.promise_key), ""),
        promise_set=named.title,
        days=days(activity.starts_on, activity.ends_on),
        kind=str(KINDS[activity.kind]),
        who=str(activity.assigned_person or activity.assigned_function or ""),
        progress=progress(told or Decimal(0), activity.amount, activity.unit),
        standing=standing,
        colour=COLOURS[standing],
    )
