"""Frozen versions, their handing over and their signatures, as `agreements` makes them but many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from loftet.agreements.drafts import searchable
from loftet.agreements.models import SharedRecord, SharedVersion, Sharing, Signature, SignatureRoute
from loftet.domain.canonical import digest
from loftet.domain.edition import Approval, ApprovalAct

from ..days import clock_at
from .places import Side, Town
from .trail import Event, save_each, write_events


@dataclass(frozen=True)
class Handed:
    """A record and its first version, with who hands it over and who receives it."""

    record: SharedRecord
    document: Mapping[str, Any]
    by: Side
    to: Side


def shared_by(side: Side, day: datetime) -> dict[str, Any]:
    """The fields of a record whose first version has been handed over."""
    return {"shared_version": 1, "shared_at": day, "shared_by": side.coordinator}


def hand_over(handed: Sequence[Handed], *, on: date) -> list[SharedVersion]:
    with clock_at(on):
        versions = save_each(_version(each) for each in handed)
        Sharing.objects.bulk_create(
            Sharing(version=version, organisation=each.to.organisation)
            for version, each in zip(versions, handed, strict=True)
        )
        write_events(
            event for version, each in zip(versions, handed, strict=True) for event in _events(version, each)
        )
    return versions


def _version(handed: Handed) -> SharedVersion:
    return SharedVersion(
        record_kind=handed.record.record_kind,
        record_id=handed.record.pk,
        version=1,
        document=handed.document,
        digest=digest(handed.document),
        search_text=searchable(handed.document),
        shared_at=timezone.now(),
        shared_by=handed.by.coordinator,
    )


def _events(version: SharedVersion, handed: Handed) -> list[Event]:
    kind, by, to = version.record_kind, handed.by, handed.to
    about = {"version": version.version, "digest": version.digest}
    shared = about | {"organisations": [to.organisation.name]}
    received = about | {"from": by.organisation.name}
    return [
        (by.organisation, by.coordinator, f"{kind}_shared", handed.record, shared),
        (to.organisation, None, f"{kind}_received", version, received),
    ]


def hand_over_and_sign(
    records: Sequence[SharedRecord],
    documents: Sequence[Mapping[str, Any]],
    towns: Sequence[Town],
    *,
    handed_on: date,
    signed_on: date,
) -> list[SharedVersion]:
    """The municipality hands its record over to the police, and both sign it."""
    handed = [
        Handed(record, document, town.municipality, town.police)
        for record, document, town in zip(records, documents, towns, strict=True)
    ]
    versions = hand_over(handed, on=handed_on)
    _sign_for_both(versions, towns, on=signed_on)
    return versions


def write_deeds(
    kind: str, towns: Sequence[Town], subjects: Sequence[Model], about: Mapping[str, Any] | None = None
) -> None:
    """What the municipality's coordinator did with each subject."""
    write_events(
        (town.municipality.organisation, town.municipality.coordinator, kind, subject, about or {})
        for town, subject in zip(towns, subjects, strict=True)
    )


def _sign_for_both(versions: Sequence[SharedVersion], towns: Sequence[Town], *, on: date) -> None:
    """Each party's signatory signs the digest by account."""
    with clock_at(on):
        signed = [
            (version, side) for version, town in zip(versions, towns, strict=True) for side in town.sides
        ]
        Signature.objects.bulk_create(_signature(version, side, on) for version, side in signed)
        write_events(_signed(version, side) for version, side in signed)


def _signature(version: SharedVersion, side: Side, day: date) -> Signature:
    return Signature(
        version=version,
        organisation=side.organisation,
        position=side.position,
        digest=version.digest,
        route=SignatureRoute.ACCOUNT,
        signed_on=day,
        signed_at=timezone.now(),
        person=side.signatory,
    )


def _signed(version: SharedVersion, side: Side) -> Event:
    about = {"version": version.version, "position": side.position, "digest": version.digest}
    kind = f"{version.record_kind}_signed"
    return side.organisation, side.signatory, kind, version, about | {"route": SignatureRoute.ACCOUNT.value}


def approvals(town: Town, *, on: date) -> tuple[Approval, ...]:
    """As `publication.approvals` tells of the signatures: in the order of their days."""
    return tuple(
        Approval(side.organisation.name, side.position, ApprovalAct.SIGNED, on) for side in town.sides
    )
