"""The one way an audit event is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from .actor import Actor
from .models import AuditEvent, Membership, Organisation, Person

Data = Mapping[str, Any]


def record(*, by: Actor, kind: str, subject: models.Model, data: Data | None = None) -> AuditEvent:
    """Write that `by` did `kind` ("agreement_shared") to `subject`, in the transaction of the write."""
    return _write(organisation_id=by.organisation.pk, person=by.person, kind=kind, subject=subject, data=data)


def record_member(
    *, person: Person, organisation: Organisation, kind: str, subject: models.Model, data: Data | None = None
) -> AuditEvent:
    """Write what a person did at an organisation without acting for it yet: accepting its invitation."""
    return _write(organisation_id=organisation.pk, person=person, kind=kind, subject=subject, data=data)


def record_for_person(*, person: Person, kind: str, data: Data | None = None) -> None:
    """Write what a person did with the own account, once for each organisation the person acts for."""
    for organisation_id in _ids_of_organisations(person):
        _write(organisation_id=organisation_id, person=person, kind=kind, subject=person, data=data)


def record_about_person(*, person: Person, kind: str, data: Data | None = None) -> None:
    """Write what befell a person's account without anybody known who did it, for the same organisations."""
    for organisation_id in _ids_of_organisations(person):
        _write(organisation_id=organisation_id, person=None, kind=kind, subject=person, data=data)


def _ids_of_organisations(person: Person) -> list[int] | list[None]:
    acts_for = Membership.objects.active().filter(person=person)
    return sorted(set(acts_for.values_list("organisation_id", flat=True))) or [None]


def record_system(
    *, organisation_id: int | None, kind: str, subject: models.Model, data: Data | None = None
) -> AuditEvent:
    """Write what happened without a signed-in person: a link was used, a day came, a command was run."""
    return _write(organisation_id=organisation_id, person=None, kind=kind, subject=subject, data=data)


def record_by_link(
    *, organisation_id: int, shown_as: str, kind: str, subject: models.Model, data: Data | None = None
) -> AuditEvent:
    """Write what came by a personal link: whom the link was sent to is all that is known of who did it."""
    return _write(
        organisation_id=organisation_id, person=None, kind=kind, subject=subject, data=data, shown_as=shown_as
    )


def _write(
    *,
    organisation_id: int | None,
    person: Person | None,
    kind: str,
    subject: models.Model,
    data: Data | None,
    shown_as: str = "",
) -> AuditEvent:
    assert transaction.get_connection().in_atomic_block, (
        "an audit event belongs in the transaction of its write"
    )
    return AuditEvent.objects.create(
        organisation_id=organisation_id,
        person_id=person.pk if person else None,
        person_shown_as=person.shown_as if person else shown_as,
        kind=kind,
        subject_kind=subject._meta.model_name or "",
        subject_id=str(subject.pk),
        subject_name=str(subject)[:300],
        data=dict(data or {}),
    )
