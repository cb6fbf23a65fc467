"""Sharing, and what follows in the life of an agreement."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loftet.domain.agreement_rules import warnings_before_sharing
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.policies import Act

from ..asking import ask_once, posted
from ..drafts import live_document
from ..forms.acts import EndForm, ShareForm
from ..models import Agreement
from ..policies import end_obstacles, enter_obstacles, share_obstacles
from ..selectors import Reading, list_receivers
from ..services import end_agreement, enter_into_force, share_agreement
from ..versions import newest_version
from ..words import document_words, personal_data_sentences, sentences
from .common import own_or_404, reading_or_404, trail_to


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def agreement_share(request: ActorRequest, pk: int) -> HttpResponse:
    """Shows exactly what is handed over, to whom, and what follows in law; then shares it."""
    agreement = own_or_404(request.actor, pk)
    form = ShareForm(posted(request), initial={"revision": agreement.revision})

    def act() -> HttpResponse:
        revision = form.cleaned_data["revision"]
        version = share_agreement(by=request.actor, agreement=agreement, revision=revision)
        words = _("Version %(version)s is shared.") % {"version": version.version}
        messages.success(request, words)
        return redirect("agreements:agreement_detail", pk=pk)

    return ask_once(
        request, "agreements/agreement_share.html", _share_context(request, agreement), form=form, act=act
    )


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def agreement_enter_into_force(request: ActorRequest, pk: int) -> HttpResponse:
    reading = reading_or_404(request.actor, pk)

    def act() -> HttpResponse:
        enter_into_force(by=request.actor, agreement=reading.agreement)
        messages.success(request, _("The agreement is in force."))
        return redirect("agreements:agreement_detail", pk=pk)

    version = newest_version(reading.agreement)
    obstacles = (
        enter_obstacles(request.actor, reading.agreement, version, today=timezone.localdate())
        if version
        else [_("Share it before it is signed.")]
    )
    context = _context(reading, obstacles)
    return ask_once(request, "agreements/agreement_enter_into_force.html", context, form=None, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def agreement_end(request: ActorRequest, pk: int) -> HttpResponse:
    reading = reading_or_404(request.actor, pk)
    form = EndForm(posted(request))

    def act() -> HttpResponse:
        end_agreement(by=request.actor, agreement=reading.agreement, reason=form.cleaned_data["reason"])
        messages.success(request, _("The agreement has ended."))
        return redirect("agreements:agreement_detail", pk=pk)

    obstacles = end_obstacles(request.actor, reading.agreement, newest_version(reading.agreement))
    context = _context(reading, obstacles)
    return ask_once(request, "agreements/agreement_end.html", context, form=form, act=act)


def _context(reading: Reading, obstacles: list[str]) -> dict[str, Any]:
    return {
        "reading": reading,
        "obstacles": obstacles,
        "back_url": reverse("agreements:agreement_detail", args=(reading.agreement.pk,)),
        "trail": trail_to(reading),
    }


def _share_context(request: ActorRequest, agreement: Agreement) -> dict[str, Any]:
    document = live_document(agreement)
    return {
        "agreement": agreement,
        "words": document_words(document),
        "receivers": list_receivers(agreement, document.parties),
        "obstacles": share_obstacles(request.actor, agreement, document),
        "warnings": personal_data_sentences(document) + sentences(warnings_before_sharing(document)),
        "back_url": reverse("agreements:agreement_detail", args=(agreement.pk,)),
        "trail": trail_to(title=agreement.title, pk=agreement.pk),
    }
