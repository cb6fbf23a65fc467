"""The one way an audit event is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from .actor import Actor
from .models import AuditEvent


def record(*, by: Actor, kind: str, subject: models.Model, data: Mapping[str, Any] | None = None) -> AuditEvent:
    """Write that `by` did `kind` ("agreement_shared") to `subject`; call it in the transaction of the write."""
    return _write(
        organisation_id=by.organisation.pk,
        person_id=by.person.pk,
        person_shown_as=by.person.shown_as,
        kind=kind,
        subject=subject,
        data=data,
    )


def record_system(
    *, organisation_id: int | None, kind: str, subject: models.Model, data: Mapping[str, Any] | None = None
) -> AuditEvent:
    """Write what happened without a signed-in person: a link was used, a day came, a command was run."""
    return _write(
        organisation_id=organisation_id,
        person_id=None,
        person_shown_as="",
        kind=kind,
        subject=subject,
        data=data,
    )


def _write(
    *,
    organisation_id: int | None,
    person_id: int | None,
    person_shown_as: str,
    kind: str,
    subject: models.Model,
    data: Mapping[str, Any] | None,
) -> AuditEvent:
    assert transaction.get_connection().in_atomic_block, "an audit event belongs in the transaction of its write"
    return AuditEvent.objects.create(
        organisation_id=organisation_id,
        person_id=person_id,
        person_shown_as=person_shown_as,
        kind=kind,
        subject_kind=subject._meta.model_name or "",
        subject_id=str(subject.pk),
        subject_name=str(subject)[:300],
        data=dict(data or {}),
    )
