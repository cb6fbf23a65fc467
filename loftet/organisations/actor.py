"""Who acts, and for which organisation."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .models import Membership, Organisation, Person, Role


@dataclass(frozen=True)
class Actor:
    """A person acting for one organisation, with the roles held there."""

    person: Person
    organisation: Organisation
    roles: frozenset[Role]
    acts_for_several: bool = False
    """Whether the person may act for another organisation too."""


class ActorRequest(HttpRequest):
    """A request from somebody who acts for an organisation; views take it behind `@acting`."""

    actor: Actor
    user: Person
    htmx: HtmxDetails


def find_actor(person: Person, *, organisation_id: int | None) -> Actor | None:
    """The person acting for the chosen organisation, else for the first by name; None without membership."""
    memberships = list(
        Membership.objects.active()
        .filter(person=person)
        .select_related("organisation__municipality", "organisation__police_area")
        .order_by("organisation__sort_key", "organisation_id")
    )
    if not memberships:
        return None
    chosen = next((m for m in memberships if m.organisation_id == organisation_id), memberships[0])
    roles = frozenset(Role(m.role) for m in memberships if m.organisation_id == chosen.organisation_id)
    return Actor(
        person=person,
        organisation=chosen.organisation,
        roles=roles,
        acts_for_several=any(m.organisation_id != chosen.organisation_id for m in memberships),
    )
