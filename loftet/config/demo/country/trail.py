"""Writing many rows, and the audit trail of them: each event as `organisations.audit` writes it.

Every deed that another party sees has its events; that somebody saved one line of a draft has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models

from loftet.organisations.models import AuditEvent, Organisation, Person

Row = TypeVar("Row", bound=models.Model)
# For which organisation, by whom, what, to what, and more about it.
Event = tuple[Organisation, Person | None, str, models.Model, Mapping[str, Any]]


def write_events(events: Iterable[Event]) -> None:
    AuditEvent.objects.bulk_create(
        AuditEvent(
            organisation_id=organisation.pk,
            person_id=person.pk if person else None,
            person_shown_as=person.shown_as if person else "",
            kind=kind,
            subject_kind=subject._meta.model_name or "",
            subject_id=str(subject.pk),
            subject_name=str(subject)[:300],
            data=dict(data),
        )
        for organisation, person, kind, subject, data in events
    )


def save_each(rows: Iterable[Row]) -> list[Row]:
    """One by one: rows as large as a document take longer together than in a statement each."""
    saved = []
    for row in rows:
        row.save(force_insert=True)
        saved.append(row)
    return saved
