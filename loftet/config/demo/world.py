"""The organisations and people of the demo while it is loaded, and who acts for whom."""

from __future__ import annotations

from dataclasses import dataclass, field

from loftet.organisations.actor import Actor, find_actor
from loftet.organisations.models import Organisation, Person, Role

from .cast import MEMBERS, CastMember


@dataclass
class World:
    """Organisations by their key in the cast, people by address."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def administrator(self, key: str) -> Actor:
        return self._actor(_first(key, Role.ADMINISTRATOR))

    def coordinator(self, key: str) -> Actor:
        return self._actor(_first(key, Role.COORDINATOR))

    def signatory(self, key: str) -> Actor | None:
        """Whoever signs with an account; some organisations have nobody and sign on paper."""
        member = _first(key, Role.SIGNATORY)
        return self._actor(member) if member else None

    def key_of(self, organisation: int) -> str:
        """The key of the organisation with that primary key."""
        return next(key for key, each in self.organisations.items() if each.pk == organisation)

    def _actor(self, member: CastMember | None) -> Actor:
        assert member is not None, "the cast has somebody for this"
        organisation = self.organisations[member.organisation]
        actor = find_actor(self.people[member.email], organisation_id=organisation.pk)
        assert actor is not None
        return actor


def _first(key: str, role: Role) -> CastMember | None:
    return next((member for member in MEMBERS if member.organisation == key and role in member.roles), None)
