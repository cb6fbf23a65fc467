"""Makes lawful people, organisations and agreements for tests, by the services that make them for users.

The cast: Asta owns, Bo is her colleague, Cesar must see nothing, Petra is the other party.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.core.signing import get_cookie_signer
from django.db import transaction
from django.test import Client
from django.utils import timezone

from loftet.agreements import services
from loftet.agreements.content import AgreementContent, PartyContent
from loftet.agreements.models import Agreement, PartyRole, Signature
from loftet.domain.agreement_states import AgreementState
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.models import (
    LocalPoliceArea,
    Municipality,
    Organisation,
    OrganisationKind,
    Person,
    Role,
)
from loftet.organisations.services.memberships import give_roles
from loftet.organisations.signin import HAS_BEEN_HERE

_numbers = count(1)
POSITIONS = {PartyRole.MUNICIPALITY: "Kommundirektör", PartyRole.POLICE: "Lokalpolisområdeschef"}


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


def make_organisation(
    municipality: str = "Linköping",
    *,
    kind: OrganisationKind = OrganisationKind.MUNICIPALITY,
    name: str = "",
    is_demo: bool = False,
) -> Organisation:
    """An organisation of a municipality: by default the municipality itself."""
    place = Municipality.objects.get(name=municipality)
    return _enter(name or place.organisation_name, kind, municipality=place, is_demo=is_demo)


def make_police(*municipalities: str, name: str = "", is_demo: bool = False) -> Organisation:
    """The police of a local police area that covers the municipalities."""
    places = municipalities or ("Linköping",)
    name = name or f"Lokalpolisområde {' och '.join(places)}"
    with transaction.atomic():
        area = LocalPoliceArea.objects.create(name=name, is_demo=is_demo)
        area.municipalities.set(Municipality.objects.filter(name__in=places))
        return _enter(name, OrganisationKind.POLICE, police_area=area, is_demo=is_demo)


@transaction.atomic
def _enter(name: str, kind: OrganisationKind, **place: Any) -> Organisation:
    organisation = Organisation.objects.create(name=name, kind=kind, **place)
    audit.record_system(organisation_id=organisation.pk, kind="organisation_added", subject=organisation)
    return organisation


def make_person(
    name: str = "Någon", *, email: str = "", password: str | None = None, **fields: Any
) -> Person:
    """Without password, as one who signs in at a provider, where the second factor is."""
    return Person.objects.create_user(
        email or f"person{next(_numbers)}@example.se", password, name=name, **fields
    )


@transaction.atomic
def make_actor(
    *roles: Role, organisation: Organisation | None = None, name: str = "Någon", person: Person | None = None
) -> Actor:
    """A person with the roles (else reader) in the organisation (else a new one)."""
    organisation = organisation or make_organisation()
    person = person or make_person(name, is_demo=organisation.is_demo)
    held = roles or (Role.READER,)
    give_roles(person=person, organisation=organisation, roles=held)
    audit.record_system(organisation_id=organisation.pk, kind="roles_changed", subject=person)
    return Actor(person=person, organisation=organisation, roles=frozenset(held))


def make_agreement_at(
    state: AgreementState, *, owner: Actor, other: Actor, title: str = "Trygga tillsammans"
) -> Agreement:
    """An agreement of two coordinators, one of a municipality and one of the police, brought to the state."""
    begins = timezone.localdate() + timedelta(days=30 if state is AgreementState.SIGNED else -30)
    agreement = services.draft_agreement(
        by=owner, content=_content(owner, other, title=title, starts_on=begins)
    )
    if state is AgreementState.DRAFT:
        return agreement
    services.share_agreement(by=owner, agreement=agreement)
    if state in {AgreementState.SIGNED, AgreementState.IN_FORCE}:
        for coordinator in (owner, other):
            sign(agreement, by=coordinator)
    if state is AgreementState.IN_FORCE:
        services.enter_into_force(by=owner, agreement=agreement)
    if state is AgreementState.ENDED:
        services.end_agreement(by=owner, agreement=agreement, reason="Ersatt av en ny.")
    agreement.refresh_from_db()
    return agreement


def sign(agreement: Agreement, *, by: Actor) -> Signature:
    """A new signatory of the coordinator's organisation is asked, and signs by account."""
    signatory = make_actor(Role.SIGNATORY, organisation=by.organisation, name="Undertecknare")
    position = POSITIONS[_party_role(by.organisation)]
    request = services.request_signature(by=by, record=agreement, position=position, person=signatory.person)
    return services.sign_with_account(by=signatory, request=request, digest=request.version.digest)


def signed_in(actor: Actor) -> Client:
    """A browser in which the actor has signed in."""
    client = Client()
    client.force_login(actor.person)
    return client


def sessionless(person: Person) -> Client:
    """A browser in which the person's session has run out."""
    client = Client()
    client.cookies[HAS_BEEN_HERE] = get_cookie_signer(salt=HAS_BEEN_HERE).sign(str(person.pk))
    return client


def _content(owner: Actor, other: Actor, *, title: str, starts_on: date) -> AgreementContent:
    parties = [owner.organisation, other.organisation]
    codes = tuple(place.municipality.code for place in parties if place.municipality)
    return AgreementContent(
        title=title,
        purposes=("Minska otryggheten i centrum",),
        areas=("Trygghet i offentlig miljö",),
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=730),
        municipalities=codes,
        parties=tuple(_party(organisation) for organisation in parties),
    )


def _party(organisation: Organisation) -> PartyContent:
    role = _party_role(organisation)
    return PartyContent(organisation.pk, role, (POSITIONS[role],))


def _party_role(organisation: Organisation) -> PartyRole:
    is_police = organisation.kind == OrganisationKind.POLICE
    return PartyRole.POLICE if is_police else PartyRole.MUNICIPALITY
