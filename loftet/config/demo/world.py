"""The organisations and people of the demo while it is loaded, and who acts for whom."""

from __future__ import annotations

from dataclasses import dataclass, field

from loftet.organisations.actor import Actor, find_actor
from loftet.organisations.models import Organisation, Person, Role

from .cast import MEMBERS


@dataclass
class World:
    """Organisations by their key in the cast, people by address."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def administrator(self, key: str) -> Actor:
        return self._with_role(key, Role.ADMINISTRATOR)

    def coordinator(self, key: str) -> Actor:
        return self._with_role(key, Role.COORDINATOR)

    def signatory(self, key: str) -> Actor | None:
        """Whoever signs with an account; some organisations have nobody and sign on paper."""
        return next(iter(self._all_with_role(key, Role.SIGNATORY)), None)

    def _with_role(self, key: str, role: Role) -> Actor:
        return self._all_with_role(key, role)[0]

    def _all_with_role(self, key: str, role: Role) -> list[Actor]:
        organisation = self.organisations[key]
        people = [self.people[m.email] for m in MEMBERS if m.organisation == key and m.email in self.people]
        actors = [find_actor(person, organisation_id=organisation.pk) for person in people]
        return [actor for actor in actors if actor and role in actor.roles]
