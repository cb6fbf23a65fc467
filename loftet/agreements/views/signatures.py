"""Signatures: asking for one, giving one by account, and bringing one in on paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Role
from loftet.organisations.policies import Act

from ..forms.signature import PaperForm, RequestForm, SignForm
from ..link_rules import closed_obstacles
from ..models import SharedVersion, SignatureRequest
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
from ..versions import agreement_of, document_of
from ..words import document_words
from .common import ask_once, newest_as_party_or_404, posted, reading_or_404, trail_to


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def signature_request(request: ActorRequest, pk: int) -> HttpResponse:
    agreement, version = newest_as_party_or_404(request.actor, pk)
    form = RequestForm(
        posted(request),
        positions=unasked_positions(request.actor, version),
        people=list_holders(Role.SIGNATORY, organisations=[request.actor.organisation]),
    )

    def act() -> HttpResponse:
        asked = request_signature(
            by=request.actor,
            agreement=agreement,
            position=form.cleaned_data["position"],
            person=form.person_asked(),
            email=form.cleaned_data["email"],
        )
        whom = asked.person.shown_as if asked.person else asked.email
        messages.success(
            request, _("The signature is asked for. Mail is on its way to %(whom)s.") % {"whom": whom}
        )
        return redirect("agreements:agreement_detail", pk=pk)

    context = _context(request, version, asking_obstacles(request.actor, agreement, version))
    return ask_once(request, "agreements/signature_request.html", context, form=form, act=act)


@require_POST
@acting(Act.DRAFT)
def signature_revoke(request: ActorRequest, pk: int, request_pk: int) -> HttpResponse:
    asked = get_object_or_404(
        SignatureRequest.objects.filter(
            version__in=_versions_of(request, pk), organisation=request.actor.organisation
        ),
        pk=request_pk,
    )
    try:
        revoke_request(by=request.actor, request=asked)
        messages.success(request, _("The request is taken back."))
    except NotAllowed as refused:
        messages.error(request, str(refused))
    return redirect("agreements:agreement_detail", pk=pk)


@require_http_methods(["GET", "POST"])
@acting(Act.SIGN)
def signature_sign(request: ActorRequest, pk: int, request_pk: int) -> HttpResponse:
    """The whole document, its digest and who has signed; then the signature."""
    asked = get_object_or_404(
        SignatureRequest.objects.select_related("version", "organisation").filter(
            version__in=_versions_of(request, pk),
            person=request.actor.person,
            organisation=request.actor.organisation,
        ),
        pk=request_pk,
    )
    form = SignForm(posted(request), initial={"digest": asked.version.digest})

    def act() -> HttpResponse:
        sign_with_account(by=request.actor, request=asked, digest=form.cleaned_data["digest"])
        messages.success(request, _("You have signed as %(position)s.") % {"position": asked.position})
        return redirect("agreements:agreement_detail", pk=pk)

    context = _context(request, asked.version, asked_obstacles(asked)) | {"asked": asked}
    return ask_once(request, "agreements/signature_sign.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def signature_paper(request: ActorRequest, pk: int) -> HttpResponse:
    agreement, version = newest_as_party_or_404(request.actor, pk)
    form = PaperForm(
        posted(request),
        request.FILES if request.method == "POST" else None,
        positions=unsigned_positions(request.actor, version),
    )

    def act() -> HttpResponse:
        sign_on_paper(
            by=request.actor,
            agreement=agreement,
            position=form.cleaned_data["position"],
            signed_on=form.cleaned_data["signed_on"],
            name=form.page_name,
            content=form.cleaned_data["page"],
        )
        messages.success(request, _("The signature on paper is kept."))
        return redirect("agreements:agreement_detail", pk=pk)

    context = _context(request, version, request_obstacles(request.actor, agreement, version))
    return ask_once(request, "agreements/signature_paper.html", context, form=form, act=act)


def _versions_of(request: ActorRequest, pk: int) -> Any:
    """The versions that the reader has of an agreement that the reader may see."""
    agreement = reading_or_404(request.actor, pk).agreement
    return SharedVersion.objects.filter(record_kind=agreement.record_kind, record_id=agreement.pk)


def asked_obstacles(asked: SignatureRequest) -> list[str]:
    """Why the request cannot be followed now."""
    agreement = agreement_of(asked.version)
    seat = find_seat(asked.version, asked.organisation_id, asked.position)
    assert seat is not None
    return sign_obstacles(agreement, asked.version, seat, today=timezone.localdate()) or closed_obstacles(
        asked, at=timezone.now()
    )


def _context(request: ActorRequest, version: SharedVersion, obstacles: list[str]) -> dict[str, Any]:
    return {
        "version": version,
        "words": document_words(document_of(version)),
        "seats": list_seats(version, request.actor),
        "obstacles": obstacles,
        "back_url": reverse("agreements:agreement_detail", args=(version.record_id,)),
        "trail": trail_to(title=str(version), pk=version.record_id),
    }
