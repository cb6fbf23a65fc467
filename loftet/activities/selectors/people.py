"""Who an activity can be given to."""

from __future__ import annotations

from loftet.domain.sort_key import sort_key
from loftet.organisations.actor import Actor
from loftet.organisations.models import Membership
from loftet.organisations.policies import ROLES_THAT_MAY, Act

from .activities import list_functions

Choices = list[tuple[str, str]]


def list_people(actor: Actor) -> Choices:
    """Those who may report for the organisation, as "p7" and what others see of them."""
    able = Membership.objects.visible_to(actor).active().filter(role__in=ROLES_THAT_MAY[Act.REPORT])
    people = {row.person_id: row.person.shown_as for row in able.select_related("person")}
    return sorted(((f"p{pk}", name) for pk, name in people.items()), key=lambda pair: sort_key(pair[1]))


def list_function_choices(actor: Actor) -> Choices:
    return [(f"f{function.pk}", function.name) for function in list_functions(actor)]
