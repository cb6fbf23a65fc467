"""Signatures: asking for one, giving one by account, and bringing one in on paper.

The same pages serve every kind of shared record: each room includes `signature_urls` with its kind.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Role
from loftet.organisations.policies import Act

from ..asking import ask_once, posted
from ..forms.signature import PaperForm, RequestForm, SignForm
from ..link_rules import closed_obstacles
from ..models import SharedRecord, SharedVersion, Signature, SignatureRequest
from ..policies import (
    asking_obstacles,
    find_seat,
    request_obstacles,
    sign_obstacles,
    unasked_positions,
    unsigned_positions,
)
from ..selectors import list_holders, list_seats
from ..services import request_signature, revoke_request, sign_on_paper, sign_with_account
from ..sharing import versions_seen_by
from ..showing import shown
from ..versions import record_class, record_of
from .common import newest_as_party_or_404


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def signature_request(request: ActorRequest, kind: str, pk: int) -> HttpResponse:
    record, version = newest_as_party_or_404(request.actor, kind, pk)
    form = RequestForm(
        posted(request),
        positions=unasked_positions(request.actor, version),
        people=list_holders(Role.SIGNATORY, organisations=[request.actor.organisation]),
    )

    def act() -> HttpResponse:
        asked = request_signature(
            by=request.actor,
            record=record,
            position=form.cleaned_data["position"],
            person=form.person_asked(),
            email=form.cleaned_data["email"],
        )
        whom = asked.person.shown_as if asked.person else asked.email
        messages.success(
            request, _("The signature is asked for. Mail is on its way to %(whom)s.") % {"whom": whom}
        )
        return redirect(record)

    context = _context(request, record, version, asking_obstacles(request.actor, record, version))
    return ask_once(request, "agreements/signature_request.html", context, form=form, act=act)


@require_POST
@acting(Act.DRAFT)
def signature_revoke(request: ActorRequest, kind: str, pk: int, request_pk: int) -> HttpResponse:
    record = _record_or_404(request, kind, pk)
    asked = get_object_or_404(
        SignatureRequest.objects.filter(
            version__in=_versions_of(record), organisation=request.actor.organisation
        ),
        pk=request_pk,
    )
    try:
        revoke_request(by=request.actor, request=asked)
        messages.success(request, _("The request is taken back."))
    except NotAllowed as refused:
        messages.error(request, str(refused))
    return redirect(record)


@require_http_methods(["GET", "POST"])
@acting(Act.SIGN)
def signature_sign(request: ActorRequest, kind: str, pk: int, request_pk: int) -> HttpResponse:
    """The whole document, its digest and who has signed; then the signature."""
    record = _record_or_404(request, kind, pk)
    asked = get_object_or_404(
        SignatureRequest.objects.select_related("version", "organisation").filter(
            version__in=_versions_of(record),
            person=request.actor.person,
            organisation=request.actor.organisation,
        ),
        pk=request_pk,
    )
    form = SignForm(posted(request), initial={"digest": asked.version.digest})

    def act() -> HttpResponse:
        sign_with_account(by=request.actor, request=asked, digest=form.cleaned_data["digest"])
        messages.success(request, _("You have signed as %(position)s.") % {"position": asked.position})
        return redirect(record)

    context = _context(request, record, asked.version, asked_obstacles(asked)) | {"asked": asked}
    return ask_once(request, "agreements/signature_sign.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def signature_paper(request: ActorRequest, kind: str, pk: int) -> HttpResponse:
    record, version = newest_as_party_or_404(request.actor, kind, pk)
    form = PaperForm(
        posted(request),
        request.FILES if request.method == "POST" else None,
        positions=unsigned_positions(request.actor, version),
    )

    def act() -> HttpResponse:
        sign_on_paper(
            by=request.actor,
            record=record,
            position=form.cleaned_data["position"],
            signed_on=form.cleaned_data["signed_on"],
            name=form.page_name,
            content=form.cleaned_data["page"],
        )
        messages.success(request, _("The signature on paper is kept."))
        return redirect(record)

    context = _context(request, record, version, request_obstacles(request.actor, record, version))
    context |= {"print_url": record.page("print", version.version)}
    return ask_once(request, "agreements/signature_paper.html", context, form=form, act=act)


@require_safe
@acting(Act.READ)
def signature_page(request: ActorRequest, kind: str, pk: int, signature_pk: int) -> HttpResponse:
    """The page signed by hand, for the organisation that brought it in."""
    record = _record_or_404(request, kind, pk)
    signature = get_object_or_404(
        Signature.objects.select_related("signed_page"),
        pk=signature_pk,
        version__in=versions_seen_by(record, request.actor),
        signed_page__owner=request.actor.organisation,
    )
    page = signature.signed_page
    assert page is not None
    response = HttpResponse(bytes(page.content), content_type=page.media_type)
    attached = content_disposition_header(as_attachment=True, filename=page.name)
    response.headers["Content-Disposition"] = attached or "attachment"
    return response


def _record_or_404(request: ActorRequest, kind: str, pk: int) -> SharedRecord:
    record: SharedRecord = get_object_or_404(record_class(kind).objects.visible_to(request.actor), pk=pk)
    return record


def _versions_of(record: SharedRecord) -> QuerySet[SharedVersion]:
    return SharedVersion.objects.filter(record_kind=record.record_kind, record_id=record.pk)


def asked_obstacles(asked: SignatureRequest) -> list[str]:
    """Why the request cannot be followed now."""
    record = record_of(asked.version)
    seat = find_seat(asked.version, asked.organisation_id, asked.position)
    assert seat is not None
    return sign_obstacles(record, asked.version, seat, today=timezone.localdate()) or closed_obstacles(
        asked, at=timezone.now()
    )


def _context(
    request: ActorRequest, record: SharedRecord, version: SharedVersion, obstacles: list[str]
) -> dict[str, Any]:
    return {
        **shown(version, request.actor.organisation),
        "version": version,
        "seats": list_seats(version, request.actor),
        "obstacles": obstacles,
        "back_url": record.get_absolute_url(),
        "trail": [(str(record.called_many), record.list_page()), (str(version), record.get_absolute_url())],
    }
