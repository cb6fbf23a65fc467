"""Who holds a role at an organisation."""

from __future__ import annotations

from collections.abc import Iterable

from loftet.organisations.models import Membership, Organisation, Person, Role


def list_holders(role: Role, *, organisations: Iterable[Organisation]) -> list[Person]:
    """Everybody who holds the role at one of the organisations now, each once."""
    held = Membership.objects.active().filter(role=role, organisation__in=[each.pk for each in organisations])
    return list(Person.objects.filter(pk__in=held.values("person_id"), is_active=True).order_by("name", "pk"))
