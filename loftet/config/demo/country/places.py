"""The organisations and people of the country: in each municipality two that coordinate and two that sign."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loftet.domain.addresses import municipality_address
from loftet.domain.agreement import PartyRef, PartyRole
from loftet.domain.sort_key import sort_key
from loftet.organisations.models import (
    LocalPoliceArea,
    Membership,
    Municipality,
    Organisation,
    OrganisationKind,
    Person,
    Role,
)
from loftet.publication.models import PublicContact

from .papers import Place
from .trail import write_events
from .words import CHIEF, EXECUTIVE

COORDINATES = (Role.ADMINISTRATOR, Role.COORDINATOR)
# Of a series that Post- och telestyrelsen keeps free for books and films.
PHONE = "08-465 004 {number:02}"
PHONES = 100


@dataclass(frozen=True)
class Side:
    """One of the two parties: who coordinates for it and who signs."""

    organisation: Organisation
    coordinator: Person
    signatory: Person
    position: str


@dataclass(frozen=True)
class Town:
    """A municipality of the country, its police, and how documents name them."""

    municipality: Side
    police: Side
    place: Place

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.municipality, self.police


def settle(codes: Sequence[str]) -> list[Town]:
    """Enter everybody; all of them belong to the demo, and their addresses lead nowhere."""
    register = Municipality.objects.in_bulk(codes)
    found = [register[code] for code in codes]
    municipal, police = _municipalities(found), _police(found)
    _say_contacts(municipal)
    towns = [
        Town(
            _side(ours, one, "samordnare", "Trygghetssamordnare", EXECUTIVE),
            _side(theirs, one, "kommunpolis", "Kommunpolis", CHIEF),
            _place(one, ours, theirs),
        )
        for one, ours, theirs in zip(found, municipal, police, strict=True)
    ]
    _enter_people([side for town in towns for side in town.sides])
    return towns


def _municipalities(register: Iterable[Municipality]) -> list[Organisation]:
    made = Organisation.objects.bulk_create(
        _named(each.organisation_name, OrganisationKind.MUNICIPALITY, municipality=each) for each in register
    )
    write_events((each, None, "municipality_founded", each, {"email": ""}) for each in made)
    return made


def _police(register: Sequence[Municipality]) -> list[Organisation]:
    areas = LocalPoliceArea.objects.bulk_create(
        LocalPoliceArea(name=name, sort_key=sort_key(name), is_demo=True)
        for name in (f"Lokalpolisområde {each.name}" for each in register)
    )
    covers = LocalPoliceArea.municipalities.through
    covers.objects.bulk_create(
        covers(localpolicearea=area, municipality=each) for area, each in zip(areas, register, strict=True)
    )
    return Organisation.objects.bulk_create(
        _named(f"Polisen {each.name}", OrganisationKind.POLICE, police_area=area)
        for area, each in zip(areas, register, strict=True)
    )


def _named(name: str, kind: OrganisationKind, **place: Municipality | LocalPoliceArea) -> Organisation:
    return Organisation(name=name, kind=kind, sort_key=sort_key(name), is_demo=True, **place)


def _say_contacts(organisations: Sequence[Organisation]) -> None:
    PublicContact.objects.bulk_create(
        PublicContact(
            organisation=each,
            email=f"medborgarlofte@{_domain(each.municipality_id)}",
            phone=PHONE.format(number=number % PHONES),
            web_address=f"https://www.{_domain(each.municipality_id)}/kontakt",
        )
        for number, each in enumerate(organisations)
    )


def _side(organisation: Organisation, at: Municipality, box: str, title: str, position: str) -> Side:
    """People not entered yet: they are known by what they do, never by a name of their own."""
    domain = _domain(at.code)
    coordinator = _person(f"{box}@{domain}", f"{title} {at.name}")
    return Side(organisation, coordinator, _person(f"{box}.chef@{domain}", f"{position} {at.name}"), position)


def _person(email: str, title: str) -> Person:
    person = Person(email=email, name=title, display_title=title, is_demo=True)
    person.set_unusable_password()
    return person


def _domain(code: str | None) -> str:
    assert code is not None, "a municipality has its code"
    return f"{municipality_address(code)}.example"


def _place(municipality: Municipality, ours: Organisation, theirs: Organisation) -> Place:
    police_area = theirs.police_area
    assert police_area is not None, "the police stand in their area"
    return Place(
        municipality.code,
        municipality.name,
        (
            PartyRef(ours.pk, ours.name, PartyRole.MUNICIPALITY, municipality.name),
            PartyRef(theirs.pk, theirs.name, PartyRole.POLICE, police_area.name),
        ),
    )


def _enter_people(sides: Sequence[Side]) -> None:
    Person.objects.bulk_create(person for side in sides for person in (side.coordinator, side.signatory))
    Membership.objects.bulk_create(
        Membership(person=person, organisation=side.organisation, role=role)
        for side in sides
        for person, roles in ((side.coordinator, COORDINATES), (side.signatory, (Role.SIGNATORY,)))
        for role in roles
    )
