"""Handing a version over: the one way in which anything of one organisation becomes visible to another."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.domain.canonical import digest
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Organisation

from .drafts import searchable
from .models import SharedRecord, SharedVersion, Sharing

Record = TypeVar("Record", bound=SharedRecord)


@transaction.atomic
def share(
    *,
    by: Actor,
    record: SharedRecord,
    document: Mapping[str, Any],
    organisations: Collection[Organisation],
    reason: str = "",
    also: Mapping[str, Any] | None = None,
    kind: str = "",
) -> SharedVersion:
    """Freeze the record's version as `document` and hand it over. Each has then received it (TF 2 kap. 9 §).

    What must be right in the document first is for the record's own room to say; `also` names fields of the
    record that change in the same write, such as its state. `kind` names the event where "shared" would
    not be true, because the version is frozen for its owner alone.
    """
    kept = lock_record(record)
    if obstacles := _obstacles(by, kept):
        raise NotAllowed(obstacles)
    version = _freeze(by, kept, document, reason)
    receivers = [each for each in organisations if each.pk != kept.owner_id]
    Sharing.objects.bulk_create(Sharing(version=version, organisation=each) for each in receivers)
    _mark_shared(kept, version, also or {})
    record.refresh_from_db()
    _record_handing_over(by, record, version, receivers, kind or f"{record.record_kind}_shared")
    return version


def lock_record(record: Record) -> Record:
    """The record as it is now, kept from others until the transaction ends."""
    kept = type(record).objects.select_for_update().get(pk=record.pk)
    assert isinstance(kept, type(record))
    return kept


def version_seen_by(record: SharedRecord, actor: Actor) -> SharedVersion | None:
    """The newest version that the actor's organisation has shared or received; None where there is none."""
    versions = versions_seen_by(record, actor)
    return versions[-1] if versions else None


def versions_seen_by(record: SharedRecord, actor: Actor) -> list[SharedVersion]:
    """Every frozen version that the actor's organisation may read, the oldest first."""
    versions = SharedVersion.objects.filter(record_kind=record.record_kind, record_id=record.pk)
    if not record.is_owned_by(actor):
        versions = versions.filter(sharings__organisation=actor.organisation)
    return list(versions.order_by("version"))


def _obstacles(by: Actor, record: SharedRecord) -> list[str]:
    if not record.may_be_shared_by(by):
        return [_("Only the organisation that writes it can share it.")]
    if not record.has_unshared_changes:
        return [_("This version has been shared already.")]
    return []


def _freeze(by: Actor, record: SharedRecord, document: Mapping[str, Any], reason: str) -> SharedVersion:
    return SharedVersion.objects.create(
        record_kind=record.record_kind,
        record_id=record.pk,
        version=record.version,
        document=document,
        digest=digest(document),
        search_text=searchable(document),
        reason=reason,
        shared_at=timezone.now(),
        shared_by=by.person,
    )


def _mark_shared(record: SharedRecord, version: SharedVersion, also: Mapping[str, Any]) -> None:
    changes = {
        "shared_version": version.version,
        "shared_at": version.shared_at,
        "shared_by": version.shared_by,
        **also,
    }
    for name, value in changes.items():
        setattr(record, name, value)
    record.save(update_fields=list(changes))


def _record_handing_over(
    by: Actor, record: SharedRecord, version: SharedVersion, receivers: Collection[Organisation], kind: str
) -> None:
    """An event for who shared, and one in the trail of each that received."""
    about = {"version": version.version, "digest": version.digest}
    named = {"organisations": [each.name for each in receivers]}
    audit.record(by=by, kind=kind, subject=record, data=about | named)
    for each in receivers:
        audit.record_system(
            organisation_id=each.pk,
            kind=f"{record.record_kind}_received",
            subject=version,
            data=about | {"from": by.organisation.name},
        )
