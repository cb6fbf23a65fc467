"""The register of functions, and who follows what in a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from loftet.domain.activity_states import ActivityState
from loftet.organisations.actor import Actor
from loftet.organisations.policies import Act, act_obstacles

from ..models import Activity, CalendarAddress, Function
from .activities import list_functions


@dataclass(frozen=True)
class FunctionRow:
    function: Function
    open_activities: int


@dataclass(frozen=True)
class CalendarRow:
    """A plan that can be followed; `function` is None for one's own, `made_at` where there is an address."""

    name: str
    function: int | None
    made_at: datetime | None


def list_function_rows(actor: Actor) -> list[FunctionRow]:
    planned = Count("activities", filter=Q(activities__state=ActivityState.PLANNED.value))
    return [FunctionRow(each, each.planned) for each in list_functions(actor).annotate(planned=planned)]


def list_calendars(actor: Actor) -> list[CalendarRow]:
    """One's own, and for who plans those of the functions."""
    found = CalendarAddress.objects.visible_to(actor).in_use()
    made = {(each.person_id, each.function_id): each.made_at for each in found}
    rows = [CalendarRow(str(actor.person), None, made.get((actor.person.pk, None)))]
    if not act_obstacles(actor, Act.DRAFT):
        rows += [CalendarRow(each.name, each.pk, made.get((None, each.pk))) for each in list_functions(actor)]
    return rows


def list_followed(address: CalendarAddress) -> QuerySet[Activity]:
    """What stands in the calendar: all that is given to the person, at that organisation, or the function."""
    own = Activity.objects.filter(organisation=address.organisation).select_related("promise_set")
    if address.function_id:
        return own.filter(assigned_function=address.function_id)
    return own.filter(assigned_person=address.person_id)
