"""Signatures of one digest of one document, by account, by link with code, and on paper (design 3.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.domain.canonical import digest as digest_of
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Organisation
from loftet.organisations.policies import Act, act_obstacles

from ..link_rules import (
    CODE_LASTS,
    MOST_WRONG_CODES,
    closed_obstacles,
    code_digest,
    code_obstacles,
    is_right_code,
    new_code,
    send_obstacles,
    token_digest,
)
from ..models import SharedRecord, SharedVersion, Signature, SignatureRequest, SignatureRoute
from ..policies import find_seat, request_obstacles, seat_obstacles, sign_obstacles
from ..sharing import lock_record
from ..signed_pages import page_obstacles, store_page
from ..versions import Seat, newest_version, party_ids, record_of, seats_of
from . import letters


@dataclass(frozen=True)
class _Place:
    """What is signed and where: the record is locked."""

    record: SharedRecord
    version: SharedVersion
    seat: Seat


@transaction.atomic
def sign_with_account(*, by: Actor, request: SignatureRequest, digest: str) -> Signature:
    """The person asked signs what the page showed: `digest` is the one that stood there."""
    place, kept = _lock(request)
    now = timezone.now()
    if (
        obstacles := act_obstacles(by, Act.SIGN)
        or _asked_obstacles(by, kept)
        or _obstacles(place, kept, digest)
    ):
        raise NotAllowed(obstacles)
    _use(kept, now)
    signature = _sign(place, route=SignatureRoute.ACCOUNT, now=now, person=by.person)
    audit.record(by=by, kind=_signed_kind(place), subject=place.version, data=_about(signature))
    return signature


@transaction.atomic
def send_code(*, token: str) -> SignatureRequest:
    """Mail a six-digit code to the address that the link was sent to; an earlier code stops working."""
    place, request = _lock(_find(token))
    now = timezone.now()
    if obstacles := _obstacles(place, request, place.version.digest) or send_obstacles(request, at=now):
        raise NotAllowed(obstacles)
    code = new_code()
    request.code_digest, request.code_sent_at = code_digest(request, code), now
    request.codes_sent += 1
    request.save(update_fields=["code_digest", "code_sent_at", "codes_sent"])
    _record_link(request, "signature_code_sent", {"position": request.position})
    letters.send_code(request, token=token, code=code, until=now + CODE_LASTS)
    return request


def sign_with_link(*, token: str, code: str, digest: str) -> Signature:
    """Sign without account. A wrong code is counted even though it is refused; the fifth closes the link."""
    with transaction.atomic():
        place, request = _lock(_find(token))
        now = timezone.now()
        if obstacles := _obstacles(place, request, digest) or code_obstacles(request, at=now):
            raise NotAllowed(obstacles)
        if is_right_code(request, code):
            return _sign_with_right_code(place, request, now)
        left = _count_wrong_code(request, now)
    raise NotAllowed([_wrong_code(left)])


@transaction.atomic
def sign_on_paper(
    *, by: Actor, record: SharedRecord, position: str, signed_on: date, name: str, content: bytes
) -> Signature:
    """Bring in a page that was signed by hand; the coordinator of that very party answers for it."""
    kept = lock_record(record)
    version = newest_version(kept)
    if version is None:
        raise NotAllowed([_("Share it before it is signed.")])
    seat = find_seat(version, by.organisation.pk, position)
    if obstacles := request_obstacles(by, kept, version) or seat_obstacles(by, version, position):
        raise NotAllowed(obstacles)
    assert seat is not None
    now = timezone.now()
    obstacles = sign_obstacles(kept, version, seat, today=timezone.localdate())
    if obstacles := obstacles + _day_obstacles(version, signed_on) + page_obstacles(content):
        raise NotAllowed(obstacles)
    page = store_page(content, name=name, owner=by.organisation)
    place = _Place(kept, version, seat)
    signature = _sign(
        place,
        route=SignatureRoute.PAPER,
        now=now,
        signed_on=signed_on,
        signed_page=page,
        uploaded_by=by.person,
    )
    about = {**_about(signature), "signed_page": page.digest}
    audit.record(by=by, kind=_signed_kind(place), subject=version, data=about)
    return signature


def _find(token: str) -> SignatureRequest:
    return SignatureRequest.objects.get(token_digest=token_digest(token))


def _lock(request: SignatureRequest) -> tuple[_Place, SignatureRequest]:
    """The record first, then the request, so that two who sign at once wait in one order."""
    record = lock_record(record_of(request.version))
    kept = (
        SignatureRequest.objects.select_for_update(of=("self",))
        .select_related("version", "organisation", "person")
        .get(pk=request.pk)
    )
    seat = find_seat(kept.version, kept.organisation_id, kept.position)
    assert seat is not None, "a request names a seat of its version"
    return _Place(record, kept.version, seat), kept


def _obstacles(place: _Place, request: SignatureRequest, digest: str) -> list[str]:
    today = timezone.localdate()
    if obstacles := sign_obstacles(place.record, place.version, place.seat, today=today):
        return obstacles
    return closed_obstacles(request, at=timezone.now()) or _digest_obstacles(place.version, digest)


def _asked_obstacles(by: Actor, request: SignatureRequest) -> list[str]:
    if (request.person_id, request.organisation_id) == (by.person.pk, by.organisation.pk):
        return []
    return [_("The signature is asked of somebody else.")]


def _digest_obstacles(version: SharedVersion, digest: str) -> list[str]:
    if digest != version.digest:
        return [_("What you read is not the version that is to be signed. Read it again and then sign.")]
    if digest_of(version.document) != version.digest:
        return [_("The stored document does not match its digest. It cannot be signed.")]
    return []


def _day_obstacles(version: SharedVersion, signed_on: date) -> list[str]:
    if signed_on > timezone.localdate():
        return [_("The day of the signature has not come yet.")]
    if signed_on < timezone.localdate(version.shared_at):
        return [_("The paper was signed before this version was shared: it is another document.")]
    return []


def _sign(
    place: _Place, *, route: SignatureRoute, now: datetime, signed_on: date | None = None, **proof: object
) -> Signature:
    signature = Signature.objects.create(
        version=place.version,
        organisation_id=place.seat.organisation,
        position=place.seat.position,
        digest=place.version.digest,
        route=route,
        signed_at=now,
        signed_on=signed_on or timezone.localdate(now),
        **proof,
    )
    _take_back_other_requests(signature, now)
    if _is_signed_by_all(place.version):
        _become_signed(place)
    return signature


def _use(request: SignatureRequest, now: datetime) -> None:
    request.used_at, request.code_digest = now, ""
    request.save(update_fields=["used_at", "code_digest"])


def _take_back_other_requests(signature: Signature, now: datetime) -> None:
    SignatureRequest.objects.pending().filter(
        version=signature.version, organisation=signature.organisation, position=signature.position
    ).update(revoked_at=now)


def _is_signed_by_all(version: SharedVersion) -> bool:
    signed = set(version.signatures.values_list("organisation_id", "position"))
    return all((seat.organisation, seat.position) in signed for seat in seats_of(version))


def _become_signed(place: _Place) -> None:
    place.record.become_signed(place.version)
    parties = Organisation.objects.filter(pk__in=party_ids(place.version)).order_by("sort_key", "pk")
    letters.tell_all_signed(place.version, organisations=parties)


def _sign_with_right_code(place: _Place, request: SignatureRequest, now: datetime) -> Signature:
    _use(request, now)
    signature = _sign(place, route=SignatureRoute.LINK, now=now, email=request.email)
    _record_link(request, _signed_kind(place), _about(signature))
    return signature


def _count_wrong_code(request: SignatureRequest, now: datetime) -> int:
    """How many tries are left; none closes the link."""
    request.wrong_codes += 1
    left = MOST_WRONG_CODES - request.wrong_codes
    if not left:
        request.revoked_at = now
    request.save(update_fields=["wrong_codes", "revoked_at"])
    _record_link(request, "signature_code_wrong", {"position": request.position, "left": left})
    return left


def _wrong_code(left: int) -> str:
    if left == 0:
        return _("The link was closed after five wrong codes. Ask for a new one.")
    return _("The code is wrong. Tries left: %(left)s.") % {"left": left}


def _record_link(request: SignatureRequest, kind: str, data: dict[str, object]) -> None:
    audit.record_system(
        organisation_id=request.organisation_id, kind=kind, subject=request.version, data=data
    )


def _signed_kind(place: _Place) -> str:
    return f"{place.record.record_kind}_signed"


def _about(signature: Signature) -> dict[str, object]:
    return {
        "version": signature.version.version,
        "position": signature.position,
        "route": str(signature.route),
        "digest": signature.digest,
    }
