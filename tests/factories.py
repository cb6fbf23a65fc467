"""Makes lawful people and organisations for tests.

The cast: Asta owns, Bo is her colleague, Cesar must see nothing, Petra is the other party.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from django.db import transaction
from django.test import Client

from loftet.domain.sort_key import sort_key
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.models import (
    LocalPoliceArea,
    Membership,
    Municipality,
    Organisation,
    OrganisationKind,
    Person,
    Role,
)

_numbers = count(1)


@dataclass(frozen=True)
class Cast:
    """Asta coordinates a municipality, Bo reads there, Petra coordinates for the police, Cesar elsewhere."""

    asta: Actor
    bo: Actor
    cesar: Actor
    petra: Actor


def make_cast() -> Cast:
    linkoping, police = make_organisation("Linköping"), make_police("Linköping")
    return Cast(
        asta=make_actor(Role.COORDINATOR, organisation=linkoping, name="Asta"),
        bo=make_actor(Role.READER, organisation=linkoping, name="Bo"),
        cesar=make_actor(Role.COORDINATOR, organisation=make_organisation("Ljungby"), name="Cesar"),
        petra=make_actor(Role.COORDINATOR, organisation=police, name="Petra"),
    )


@transaction.atomic
def make_organisation(
    municipality: str = "Linköping",
    *,
    kind: OrganisationKind = OrganisationKind.MUNICIPALITY,
    name: str = "",
    is_demo: bool = False,
) -> Organisation:
    """An organisation of a municipality: by default the municipality itself."""
    place = Municipality.objects.get(name=municipality)
    return _found(
        Organisation(name=name or f"Kommunen {municipality}", kind=kind, municipality=place), is_demo
    )


@transaction.atomic
def make_police(*municipalities: str, name: str = "", is_demo: bool = False) -> Organisation:
    """The police of a local police area that covers the municipalities."""
    places = municipalities or ("Linköping",)
    name = name or f"Lokalpolisområde {' och '.join(places)}"
    area = LocalPoliceArea.objects.create(name=name, sort_key=sort_key(name), is_demo=is_demo)
    area.municipalities.set(Municipality.objects.filter(name__in=places))
    return _found(Organisation(name=name, kind=OrganisationKind.POLICE, police_area=area), is_demo)


def make_person(name: str = "Någon", *, email: str = "", password: str | None = None) -> Person:
    """Without password, as one who signs in at a provider, where the second factor is."""
    email = email or f"{sort_key(name).replace(' ', '.')}.{next(_numbers)}@example.se"
    return Person.objects.create_user(email, password, name=name)


@transaction.atomic
def make_actor(
    *roles: Role, organisation: Organisation | None = None, name: str = "Någon", person: Person | None = None
) -> Actor:
    """A person with the roles (else reader) in the organisation (else a new one)."""
    person = person or make_person(name)
    organisation = organisation or make_organisation()
    held = roles or (Role.READER,)
    for role in held:
        membership = Membership.objects.create(person=person, organisation=organisation, role=role)
        audit.record_system(organisation_id=organisation.pk, kind="roles_changed", subject=membership)
    return Actor(person=person, organisation=organisation, roles=frozenset(held))


def signed_in(actor: Actor) -> Client:
    """A browser in which the actor has signed in."""
    client = Client()
    client.force_login(actor.person)
    return client


def _found(organisation: Organisation, is_demo: bool) -> Organisation:
    organisation.sort_key = sort_key(organisation.name)
    organisation.is_demo = is_demo
    organisation.save()
    audit.record_system(organisation_id=organisation.pk, kind="organisation_founded", subject=organisation)
    return organisation
