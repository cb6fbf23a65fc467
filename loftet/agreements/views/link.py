"""Signing without account, by a personal link and a code by mail. Opening the link changes nothing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.selectors import has_undelivered
from loftet.web.forms import UNPROCESSABLE

from ..forms.signature import LinkSignForm
from ..link_rules import CODE_LASTS, code_obstacles, token_digest
from ..models import SignatureRequest
from ..selectors import list_seats
from ..services import send_code, sign_with_link
from ..showing import shown
from .signatures import asked_obstacles

GONE = 410


@never_cache
@require_http_methods(["GET", "POST"])
def signature_link(request: HttpRequest, token: str) -> HttpResponse:
    """The whole document, its digest and who has signed; the code and the signature."""
    asked = _find(token)
    if request.method != "POST":
        return _show(request, token, asked, form=None)
    form = LinkSignForm(request.POST)
    if not form.is_valid():
        return _show(request, token, asked, form=form, status=UNPROCESSABLE)
    try:
        sign_with_link(token=token, code=form.cleaned_data["code"], digest=form.cleaned_data["digest"])
    except NotAllowed as refused:
        form.add_error(None, refused.obstacles)
        return _show(request, token, _find(token), form=form, status=UNPROCESSABLE)
    return redirect("agreements:signature_link", token=token)


@never_cache
@require_POST
def signature_code(request: HttpRequest, token: str) -> HttpResponse:
    """Mail a code to the address that the link was sent to."""
    asked = _find(token)
    try:
        send_code(token=token)
    except NotAllowed as refused:
        return _show(request, token, asked, form=None, status=UNPROCESSABLE, refused=refused.obstacles)
    # Straight to where the code is to be written; a long document stands above it.
    return redirect(f"{reverse('agreements:signature_link', args=[token])}#sign")


def _find(token: str) -> SignatureRequest:
    known = SignatureRequest.objects.select_related("version", "organisation")
    return get_object_or_404(known, token_digest=token_digest(token))


def _show(
    request: HttpRequest,
    token: str,
    asked: SignatureRequest,
    *,
    form: LinkSignForm | None,
    status: int = 200,
    refused: list[str] | None = None,
) -> HttpResponse:
    closed = asked_obstacles(asked)
    if closed:
        # A closed link shows nothing of the document any more, only why.
        context: dict[str, Any] = {"asked": asked, "closed": closed, "is_signed": asked.used_at is not None}
        return render(
            request, "agreements/signature_link.html", context, status=_closed_status(asked, status)
        )
    context = {
        **shown(asked.version, asked.organisation),
        "token": token,
        "asked": asked,
        "version": asked.version,
        "seats": list_seats(asked.version, None),
        "may_sign": not code_obstacles(asked, at=timezone.now()),
        **_about_code(asked),
        "form": form or LinkSignForm(initial={"digest": asked.version.digest}),
        "obstacles": refused or [],
    }
    return render(request, "agreements/signature_link.html", context, status=status)


def _about_code(asked: SignatureRequest) -> dict[str, Any]:
    """How long the code works, and whether the letter with it has met a failure."""
    if (sent_at := asked.code_sent_at) is None:
        return {}
    failed = has_undelivered(recipient=asked.email, since=sent_at)
    return {"code_until": sent_at + CODE_LASTS, "code_failed": failed}


def _closed_status(asked: SignatureRequest, status: int) -> int:
    """Who has just signed sees it with 200; a link that is closed is gone."""
    return status if asked.used_at is not None else max(status, GONE)
