"""Who can be played, by municipality."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from loftet.organisations.models import Membership, Organisation, OrganisationKind, Person, Role

from .cast import ERRANDS, LEAD_PLACE, LEADS


@dataclass(frozen=True)
class Card:
    """Somebody to sign in as, for one organisation; without an errand the roles say why."""

    person: Person
    organisation: Organisation
    roles: tuple[Role, ...]
    errand: Any

    @property
    def value(self) -> str:
        """What the card's button sends."""
        return f"{self.person.pk}-{self.organisation.pk}"

    def role_names(self) -> str:
        return ", ".join(str(role.label).lower() for role in self.roles)


@dataclass(frozen=True)
class Company:
    """Those who act for one organisation."""

    organisation: Organisation
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Group:
    """The organisations of one municipality; without a place, those that belong to none."""

    place: str
    companies: tuple[Company, ...]


@dataclass(frozen=True)
class Cast:
    """The two that a newcomer should try first, and everybody else."""

    leads: tuple[Card, ...]
    groups: tuple[Group, ...]


def get_cast() -> Cast:
    """Everybody of the demo who acts for an organisation now."""
    memberships = (
        Membership.objects.active()
        .filter(person__is_demo=True, person__is_active=True)
        .select_related("person", "organisation__municipality", "organisation__police_area")
        .order_by("organisation__sort_key", "organisation_id", "person_id")
    )
    cards = list(_cards(memberships))
    leads = sorted((card for card in cards if card.person.email in LEADS), key=_lead_order)
    others = [card for card in cards if card.person.email not in LEADS]
    return Cast(tuple(leads), tuple(_groups(_companies(others))))


def _cards(memberships: Iterable[Membership]) -> Iterable[Card]:
    held: dict[tuple[int, int], list[Membership]] = defaultdict(list)
    for membership in memberships:
        held[membership.organisation_id, membership.person_id].append(membership)
    for rows in held.values():
        codes = {row.role for row in rows}
        yield Card(
            person=rows[0].person,
            organisation=rows[0].organisation,
            roles=tuple(role for role in Role if role in codes),
            errand=ERRANDS.get(rows[0].person.email, ""),
        )


def _lead_order(card: Card) -> int:
    return LEADS.index(card.person.email)


def _companies(cards: Iterable[Card]) -> list[Company]:
    by_organisation: dict[Organisation, list[Card]] = defaultdict(list)
    for card in cards:
        by_organisation[card.organisation].append(card)
    companies = [Company(organisation, tuple(found)) for organisation, found in by_organisation.items()]
    return sorted(companies, key=lambda company: _kind_order(company.organisation))


def _kind_order(organisation: Organisation) -> int:
    """The municipality, the police, and then the rest."""
    first = (OrganisationKind.MUNICIPALITY, OrganisationKind.POLICE)
    return first.index(organisation.kind) if organisation.kind in first else len(first)


def _groups(companies: Iterable[Company]) -> Iterable[Group]:
    places = _places()
    grouped: dict[str, list[Company]] = defaultdict(list)
    for company in companies:
        grouped[places.get(company.organisation.pk, "")].append(company)
    in_order = sorted(dict.fromkeys(places.values()), key=lambda place: place != LEAD_PLACE)
    return (Group(place, tuple(grouped[place])) for place in [*in_order, ""] if grouped[place])


def _places() -> dict[int, str]:
    """Organisation → municipality; the police stand with one that their area covers."""
    demo = Organisation.objects.demo()
    municipal = demo.filter(municipality__isnull=False).order_by("municipality__sort_key")
    places = dict(municipal.values_list("pk", "municipality__name"))
    begun = demo.filter(kind=OrganisationKind.MUNICIPALITY).values("municipality")
    police = demo.filter(police_area__municipalities__in=begun)
    return places | dict(police.values_list("pk", "police_area__municipalities__name"))
