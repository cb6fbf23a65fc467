"""The rows of an agreement read as its document, and as what its form holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from loftet.domain.agreement import (
    AgreementDocument,
    CouncilSeat,
    MunicipalityRef,
    PartyRef,
    PartyRole,
    SignatorySeat,
)
from loftet.domain.progress_days import ProgressDays
from loftet.organisations.models import Organisation

from .content import AgreementContent, PartyContent, SeatContent
from .models import Agreement, AgreementParty, Signatory

_PLACES = ("organisation__municipality", "organisation__police_area")


def with_rows(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """The agreements with all that `live_document` reads, in a fixed number of queries."""
    return agreements.prefetch_related(
        "municipalities",
        "council",
        Prefetch("parties", AgreementParty.objects.select_related(*_PLACES)),
        Prefetch("signatories", Signatory.objects.select_related("organisation")),
    )


def live_document(agreement: Agreement) -> AgreementDocument:
    """What the agreement says now. For its owner's eyes: others read a frozen version."""
    return AgreementDocument(
        title=agreement.title,
        purposes=tuple(agreement.purposes),
        areas=tuple(agreement.areas),
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        municipalities=tuple(MunicipalityRef(m.code, m.name) for m in agreement.municipalities.all()),
        parties=tuple(_party(party) for party in agreement.parties.all()),
        council=tuple(
            CouncilSeat(seat.organisation_name, seat.position, seat.leads) for seat in agreement.council.all()
        ),
        decision_reference=agreement.decision_reference,
        signatories=tuple(
            SignatorySeat(seat.organisation.name, seat.position) for seat in agreement.signatories.all()
        ),
        version=agreement.version,
        change_reason=agreement.change_reason,
        shares_when_recorded=agreement.shares_when_recorded,
        progress_days=_progress_days(agreement),
    )


def content_of(agreement: Agreement) -> AgreementContent:
    """What the form of the agreement holds before anything is typed."""
    positions: dict[int, list[str]] = {}
    for seat in agreement.signatories.all():
        positions.setdefault(seat.organisation_id, []).append(seat.position)
    return AgreementContent(
        title=agreement.title,
        purposes=tuple(agreement.purposes),
        areas=tuple(agreement.areas),
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        decision_reference=agreement.decision_reference,
        municipalities=tuple(m.code for m in agreement.municipalities.all()),
        parties=tuple(
            PartyContent(party.organisation_id, party.role, tuple(positions.get(party.organisation_id, ())))
            for party in agreement.parties.all()
        ),
        council=tuple(
            SeatContent(seat.organisation_name, seat.position, seat.leads) for seat in agreement.council.all()
        ),
        shares_when_recorded=agreement.shares_when_recorded,
        progress_days=_progress_days(agreement),
    )


def content_of_document(document: AgreementDocument) -> AgreementContent:
    """A frozen document as content: for giving up a new version, or beginning another agreement from it."""
    by_name = {party.name: party.organisation for party in document.parties}
    positions: dict[int, list[str]] = {}
    for seat in document.signatories:
        positions.setdefault(by_name[seat.party], []).append(seat.position)
    return AgreementContent(
        title=document.title,
        purposes=document.purposes,
        areas=document.areas,
        starts_on=document.starts_on,
        ends_on=document.ends_on,
        decision_reference=document.decision_reference,
        municipalities=tuple(m.code for m in document.municipalities),
        parties=tuple(
            PartyContent(party.organisation, party.role.value, tuple(positions.get(party.organisation, ())))
            for party in document.parties
        ),
        council=tuple(SeatContent(s.organisation_name, s.position, s.leads) for s in document.council),
        shares_when_recorded=document.shares_when_recorded,
        progress_days=document.progress_days,
    )


def _progress_days(agreement: Agreement) -> ProgressDays | None:
    return ProgressDays(agreement.progress_days) if agreement.progress_days else None


def searchable(data: object) -> str:
    """Every text in JSON data, in lower case, a line each."""
    return "\n".join(dict.fromkeys(texts_of(data))).casefold()


def texts_of(data: object) -> Iterable[str]:
    """Every text in JSON data, in its order."""
    match data:
        case str():
            yield data
        case dict():
            yield from (text for key, value in data.items() if key != "schema" for text in texts_of(value))
        case list() | tuple():
            yield from (text for value in data for text in texts_of(value))


def _party(party: AgreementParty) -> PartyRef:
    return PartyRef(
        organisation=party.organisation_id,
        name=party.organisation.name,
        role=PartyRole(party.role),
        belongs_to=_belongs_to(party.organisation),
    )


def _belongs_to(organisation: Organisation) -> str:
    place: Any = organisation.municipality or organisation.police_area
    return place.name if place else ""
