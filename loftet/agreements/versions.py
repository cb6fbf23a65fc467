"""Frozen versions of agreements, read back."""

from __future__ import annotations

from dataclasses import dataclass

from loftet.domain.agreement import AgreementDocument

from .models import Agreement, SharedVersion


@dataclass(frozen=True)
class Seat:
    """A position that signs a version for a party."""

    organisation: int
    party: str
    position: str


def document_of(version: SharedVersion) -> AgreementDocument:
    return AgreementDocument.from_data(version.document)


def seats_of(version: SharedVersion) -> tuple[Seat, ...]:
    """Everybody who signs the version, in the order of the document."""
    document = document_of(version)
    by_name = {party.name: party.organisation for party in document.parties}
    return tuple(Seat(by_name[seat.party], seat.party, seat.position) for seat in document.signatories)


def party_ids(version: SharedVersion) -> set[int]:
    return {party.organisation for party in document_of(version).parties}


def newest_version(agreement: Agreement) -> SharedVersion | None:
    """The version that was shared last, whoever can read it."""
    return numbered_version(agreement, agreement.shared_version)


def numbered_version(agreement: Agreement, number: int | None) -> SharedVersion | None:
    if number is None:
        return None
    kept = SharedVersion.objects.filter(record_kind=Agreement.record_kind, record_id=agreement.pk)
    return kept.filter(version=number).first()


def agreement_of(version: SharedVersion) -> Agreement:
    return Agreement.objects.get(pk=version.record_id)
