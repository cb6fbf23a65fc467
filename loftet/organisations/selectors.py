"""What the pages of this room show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from loftet.domain.sort_key import sort_key

from .actor import Actor
from .models import AuditEvent, Invitation, Membership, Organisation, OutboxMessage, Person, Role
from .models.audit import AuditEventQuerySet
from .models.outbox import OutboxMessageQuerySet


@dataclass(frozen=True)
class PersonRow:
    """Somebody who acts for the organisation, or acted for it until `ended_at`."""

    person: Person
    roles: tuple[Role, ...]
    started_at: datetime
    ended_at: datetime | None = None

    def role_names(self) -> str:
        return ", ".join(str(role.label).lower() for role in self.roles)


@dataclass(frozen=True)
class People:
    """Everybody of an organisation: who acts, who is invited, who acted earlier."""

    acting: tuple[PersonRow, ...]
    invited: tuple[Invitation, ...]
    earlier: tuple[PersonRow, ...]


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation to work with, and whether anybody acts for it or is invited to."""

    organisation: Organisation
    has_people: bool
    is_invited: bool
    is_ours_to_invite: bool


def list_people(actor: Actor) -> People:
    """The people of the actor's organisation in Swedish order."""
    memberships = list(Membership.objects.visible_to(actor).select_related("person"))
    acting = _rows(membership for membership in memberships if membership.ended_at is None)
    ids = {row.person.pk for row in acting}
    earlier = _rows(m for m in memberships if m.ended_at is not None and m.person_id not in ids)
    invited = Invitation.objects.visible_to(actor).pending().select_related("message", "invited_by")
    return People(acting, tuple(invited), earlier)


def _rows(memberships: Iterable[Membership]) -> tuple[PersonRow, ...]:
    by_person: dict[Person, list[Membership]] = defaultdict(list)
    for membership in memberships:
        by_person[membership.person].append(membership)
    rows = [_row(person, held) for person, held in by_person.items()]
    return tuple(sorted(rows, key=lambda row: (sort_key(row.person.name), row.person.pk)))


def _row(person: Person, memberships: list[Membership]) -> PersonRow:
    codes = {membership.role for membership in memberships}
    ends = [membership.ended_at for membership in memberships if membership.ended_at]
    return PersonRow(
        person=person,
        roles=tuple(role for role in Role if role in codes),
        started_at=min(membership.started_at for membership in memberships),
        ended_at=max(ends) if ends else None,
    )


def list_organisations_of(person: Person) -> list[Organisation]:
    """The organisations that the person may act for."""
    acts_for = Membership.objects.active().filter(person=person).values("organisation")
    return list(Organisation.objects.filter(pk__in=acts_for).select_related("municipality", "police_area"))


def list_organisations_beside(actor: Actor) -> list[Organisation]:
    """All organisations that the actor's may name as party; the demo and the real never meet."""
    return list(Organisation.objects.beside(actor).select_related("municipality", "police_area"))


def list_organisation_rows(actor: Actor) -> list[OrganisationRow]:
    """The organisations beside the actor's, with what may be done about each."""
    with_people = set(Membership.objects.active().values_list("organisation_id", flat=True))
    invited = set(Invitation.objects.open_at(timezone.now()).values_list("organisation_id", flat=True))
    return [
        OrganisationRow(
            organisation=organisation,
            has_people=organisation.pk in with_people,
            is_invited=organisation.pk in invited,
            is_ours_to_invite=organisation.added_by_id == actor.organisation.pk,
        )
        for organisation in list_organisations_beside(actor)
    ]


def list_events(actor: Actor, *, kind: str = "") -> AuditEventQuerySet:
    """The audit events of the actor's organisation, the newest first."""
    events = AuditEvent.objects.visible_to(actor)
    return events.filter(kind=kind) if kind else events


def list_event_kinds(actor: Actor) -> list[str]:
    """The kinds that occur among the organisation's events."""
    return sorted(
        set(AuditEvent.objects.visible_to(actor).order_by().values_list("kind", flat=True).distinct())
    )


def list_undelivered(actor: Actor) -> OutboxMessageQuerySet:
    """The organisation's mail that has failed, the newest first."""
    return OutboxMessage.objects.visible_to(actor).undelivered()


def has_undelivered(*, recipient: str, since: datetime) -> bool:
    """Whether a mail written to the address since then has failed and not arrived."""
    return OutboxMessage.objects.undelivered().filter(recipient=recipient, created_at__gte=since).exists()
