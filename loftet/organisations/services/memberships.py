"""Changing and ending what people may do for an organisation."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from loftet.organisations.actor import Actor
from loftet.organisations.audit import record
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Membership, Organisation, Person, Role
from loftet.organisations.policies import ending_obstacles, roles_obstacles


@transaction.atomic
def change_roles(*, by: Actor, person: Person, roles: Collection[Role]) -> None:
    """Let the person have exactly these roles at the actor's organisation."""
    wanted = set(roles)
    held = _lock_and_list(by, person)
    NotAllowed.raise_if(roles_obstacles(by, person=person, roles=wanted))
    before = {Role(membership.role) for membership in held}
    if before == wanted:
        return
    _end(by, [membership for membership in held if membership.role not in wanted])
    give_roles(person=person, organisation=by.organisation, roles=wanted - before)
    record(
        by=by, kind="roles_changed", subject=person, data={"before": _codes(before), "after": _codes(wanted)}
    )


@transaction.atomic
def end_memberships(*, by: Actor, person: Person) -> None:
    """End what the person may do for the actor's organisation; what they did there stays theirs."""
    held = _lock_and_list(by, person)
    NotAllowed.raise_if(ending_obstacles(by, person=person))
    if not held:
        return
    _end(by, held)
    codes = _codes({Role(membership.role) for membership in held})
    record(by=by, kind="memberships_ended", subject=person, data={"roles": codes})


def give_roles(*, person: Person, organisation: Organisation, roles: Collection[Role]) -> None:
    """Start memberships; the caller writes the audit event. Roles already held are left as they are."""
    held = set(
        Membership.objects.active()
        .filter(person=person, organisation=organisation)
        .values_list("role", flat=True)
    )
    for role in Role:
        if role in roles and role not in held:
            Membership.objects.create(person=person, organisation=organisation, role=role)


def _lock_and_list(by: Actor, person: Person) -> list[Membership]:
    # Two administrators who end each other at the same moment must not both succeed.
    Organisation.objects.select_for_update().get(pk=by.organisation.pk)
    return list(Membership.objects.visible_to(by).active().filter(person=person))


def _end(by: Actor, memberships: Collection[Membership]) -> None:
    now = timezone.now()
    for membership in memberships:
        membership.ended_at, membership.ended_by = now, by.person
        membership.save(update_fields=["ended_at", "ended_by"])


def _codes(roles: Collection[Role]) -> list[str]:
    return [role.value for role in Role if role in roles]
