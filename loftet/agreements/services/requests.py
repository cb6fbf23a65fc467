"""Asking somebody to sign for one's own organisation, and taking the request back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Membership, Person, Role

from ..link_rules import LINK_LASTS, closed_obstacles, new_token, token_digest
from ..models import SharedRecord, SharedVersion, SignatureRequest
from ..policies import draft_obstacles, find_seat, request_obstacles, seat_obstacles, sign_obstacles
from ..sharing import lock_record
from ..versions import newest_version
from . import letters


@transaction.atomic
def request_signature(
    *, by: Actor, record: SharedRecord, position: str, person: Person | None = None, email: str = ""
) -> SignatureRequest:
    """Ask a signatory of one's own organisation (`person`), or send a personal one-time link (`email`)."""
    kept = lock_record(record)
    version = newest_version(kept)
    if version is None:
        raise NotAllowed([_("Share it before it is signed.")])
    if obstacles := _obstacles(by, kept, version, position) or _recipient_obstacles(by, person, email):
        raise NotAllowed(obstacles)
    token = new_token() if person is None else None
    request = SignatureRequest.objects.create(
        version=version,
        organisation=by.organisation,
        position=position,
        person=person,
        email="" if person else email,
        token_digest=token_digest(token) if token else None,
        requested_by=by.person,
        expires_at=timezone.now() + LINK_LASTS,
    )
    audit.record(by=by, kind="signature_requested", subject=version, data=_about(request))
    if token:
        letters.ask_address(request, token=token)
    else:
        letters.ask_person(request)
    return request


@transaction.atomic
def revoke_request(*, by: Actor, request: SignatureRequest) -> SignatureRequest:
    """Take the request back; its link then opens nothing."""
    kept = (
        SignatureRequest.objects.select_for_update(of=("self",)).select_related("version").get(pk=request.pk)
    )
    if obstacles := draft_obstacles(by) or _own_obstacles(by, kept) or _pending_obstacles(kept):
        raise NotAllowed(obstacles)
    kept.revoked_at = timezone.now()
    kept.save(update_fields=["revoked_at"])
    audit.record(by=by, kind="signature_request_revoked", subject=kept.version, data=_about(kept))
    return kept


def close_older_requests(*, by: Actor, version: SharedVersion) -> None:
    """Nobody can sign what is no longer the newest."""
    older = SignatureRequest.objects.pending().filter(
        version__record_kind=version.record_kind,
        version__record_id=version.record_id,
        version__version__lt=version.version,
    )
    if closed := older.update(revoked_at=timezone.now()):
        audit.record(by=by, kind="signature_requests_closed", subject=version, data={"number": closed})


def close_requests(record: SharedRecord) -> None:
    """Nobody can sign what has ended; who ends it writes the audit event."""
    SignatureRequest.objects.pending().filter(
        version__record_kind=record.record_kind, version__record_id=record.pk
    ).update(revoked_at=timezone.now())


def _obstacles(by: Actor, record: SharedRecord, version: SharedVersion, position: str) -> list[str]:
    if obstacles := request_obstacles(by, record, version) or seat_obstacles(by, version, position):
        return obstacles
    seat = find_seat(version, by.organisation.pk, position)
    assert seat is not None
    return sign_obstacles(record, version, seat, today=timezone.localdate()) or _asked_obstacles(
        by, version, position
    )


def _asked_obstacles(by: Actor, version: SharedVersion, position: str) -> list[str]:
    """A seat is asked once at a time; a request that has grown too old makes room for the next."""
    pending = SignatureRequest.objects.pending().filter(
        version=version, organisation=by.organisation, position=position
    )
    now = timezone.now()
    if pending.open_at(now).exists():
        return [
            _("%(position)s has been asked already. Take that request back first.") % {"position": position}
        ]
    pending.update(revoked_at=now)
    return []


def _recipient_obstacles(by: Actor, person: Person | None, email: str) -> list[str]:
    if person is None:
        return [] if email else [_("Say who is to sign: a person with an account, or an e-mail address.")]
    holds = Membership.objects.active().filter(
        person=person, organisation=by.organisation, role=Role.SIGNATORY, person__is_active=True
    )
    if holds.exists():
        return []
    return [_("%(person)s is not a signatory of your organisation.") % {"person": person.shown_as}]


def _own_obstacles(by: Actor, request: SignatureRequest) -> list[str]:
    if request.organisation_id == by.organisation.pk:
        return []
    return [_("The request belongs to another organisation.")]


def _pending_obstacles(request: SignatureRequest) -> list[str]:
    if request.used_at is None and request.revoked_at is None:
        return []
    return closed_obstacles(request, at=timezone.now())


def _about(request: SignatureRequest) -> dict[str, object]:
    return {
        "version": request.version.version,
        "position": request.position,
        "route": "account" if request.person_id else "link",
    }
