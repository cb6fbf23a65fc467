"""The page of an agreement: what its reader may read of it, who has signed, and what has happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from loftet.domain.agreement_rules import warnings_before_sharing
from loftet.organisations.actor import Actor

from ..models import SharedVersion, Signature, SignatureRequest, SignatureRoute
from ..sharing import versions_seen_by
from ..standing import COLOURS, Standing, valid_before
from ..versions import Seat, record_class, seats_of
from ..words import day, sentences
from .lists import Reading, list_agreements, list_readings
from .steps import next_step


@dataclass(frozen=True)
class SeatRow:
    """Who signs, whether it is done, and, for one's own organisation, who has been asked."""

    seat: Seat
    is_ours: bool
    signature: Signature | None
    request: SignatureRequest | None
    revoke_url: str = ""
    page_url: str = ""

    @property
    def how(self) -> str:
        return str(SignatureRoute(self.signature.route).label) if self.signature else ""


@dataclass(frozen=True)
class Event:
    """Something that happened, as the timeline shows it."""

    at: datetime
    heading: str
    meta: str
    words: str = ""
    url: str = ""


@dataclass(frozen=True)
class AgreementPage:
    """All of the detail page but its acts. Nothing here is of a draft that is not the reader's own."""

    reading: Reading
    colour: str
    next_step: str
    valid_before: int | None
    versions: tuple[SharedVersion, ...]
    seats: tuple[SeatRow, ...]
    events: tuple[Event, ...]
    comparisons: tuple[tuple[int, int], ...]
    warnings: tuple[str, ...]


def get_reading(actor: Actor, pk: int) -> Reading | None:
    """The agreement as the actor reads it; None where nothing of it may be read."""
    return next(iter(list_readings(actor, list_agreements(actor).filter(pk=pk))), None)


def get_page(reading: Reading, actor: Actor) -> AgreementPage:
    versions = versions_seen_by(reading.agreement, actor)
    seen = reading.version.version if reading.version else None
    document = reading.document
    return AgreementPage(
        reading=reading,
        colour=COLOURS[reading.standing],
        next_step=next_step(reading.agreement, reading.version, reading.standing),
        valid_before=_valid_before(reading, versions, seen),
        versions=tuple(reversed(versions)),
        seats=list_seats(reading.version, actor) if reading.version else (),
        events=_events(reading, versions),
        comparisons=_comparisons(reading, versions),
        warnings=tuple(sentences(warnings_before_sharing(document))) if reading.is_draft else (),
    )


def _comparisons(reading: Reading, versions: list[SharedVersion]) -> tuple[tuple[int, int], ...]:
    """Each version beside the one before it that the reader has, the newest first; the own draft too."""
    numbers = [version.version for version in versions]
    if reading.is_draft:
        numbers.append(reading.document.version)
    return tuple(reversed(list(pairwise(numbers))))


def list_seats(version: SharedVersion, actor: Actor | None) -> tuple[SeatRow, ...]:
    """Who signs the version; requests are shown to their own organisation alone."""
    given = {(s.organisation_id, s.position): s for s in version.signatures.all()}
    asked: dict[str, SignatureRequest] = {}
    if actor:
        open_now = version.requests.open_at(timezone.now()).filter(organisation=actor.organisation)
        asked = {request.position: request for request in open_now.select_related("person")}
    ours = actor.organisation.pk if actor else None
    return tuple(
        _seat_row(version, seat, given.get((seat.organisation, seat.position)), asked, ours)
        for seat in seats_of(version)
    )


def _seat_row(
    version: SharedVersion,
    seat: Seat,
    signature: Signature | None,
    asked: dict[str, SignatureRequest],
    ours: int | None,
) -> SeatRow:
    if seat.organisation != ours:
        return SeatRow(seat, is_ours=False, signature=signature, request=None)
    kind, pk = record_class(version.record_kind), version.record_id
    request = asked.get(seat.position)
    return SeatRow(
        seat=seat,
        is_ours=True,
        signature=signature,
        request=request,
        revoke_url=kind.signature_page_of(pk, "revoke", request.pk) if request else "",
        page_url=kind.signature_page_of(pk, "page", signature.pk)
        if signature and signature.signed_page_id
        else "",
    )


def _valid_before(reading: Reading, versions: list[SharedVersion], seen: int | None) -> int | None:
    """Only named where the reader has that version."""
    number = valid_before(reading.agreement, seen=seen, today=timezone.localdate())
    return number if number in {version.version for version in versions} else None


def _events(reading: Reading, versions: list[SharedVersion]) -> tuple[Event, ...]:
    """What has happened to the versions that the reader has, the newest first."""
    owner = reading.agreement.owner.name
    events = [_shared(version, owner) for version in versions]
    for version in versions:
        events += [_signed(signature, seats_of(version)) for signature in version.signatures.all()]
    events += _ended(reading)
    return tuple(sorted(events, key=lambda event: event.at, reverse=True))


def _shared(version: SharedVersion, owner: str) -> Event:
    return Event(
        at=version.shared_at,
        heading=_("Version %(version)s shared") % {"version": version.version},
        meta=f"{_moment(version.shared_at)} · {owner}",
        words=version.reason,
        url=reverse("agreements:agreement_version", args=(version.record_id, version.version)),
    )


def _signed(signature: Signature, seats: tuple[Seat, ...]) -> Event:
    party = next(seat.party for seat in seats if seat.organisation == signature.organisation_id)
    return Event(
        at=signature.signed_at,
        heading=_("%(position)s signed for %(party)s") % {"position": signature.position, "party": party},
        meta=f"{day(signature.signed_on)} · {SignatureRoute(signature.route).label}",
    )


def _ended(reading: Reading) -> list[Event]:
    agreement = reading.agreement
    if reading.standing is not Standing.ENDED or agreement.ended_on is None:
        return []
    midnight = timezone.make_aware(datetime.combine(agreement.ended_on, datetime.max.time()))
    words = agreement.end_reason or _("The period is over.")
    return [Event(at=midnight, heading=_("Ended"), meta=day(agreement.ended_on), words=words)]


def _moment(at: datetime) -> str:
    return formats.date_format(timezone.localtime(at), "j F Y H:i")
