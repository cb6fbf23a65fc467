"""From what was accepted to a draft of a citizen promise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loftet.agreements.asking import ask_once, posted
from loftet.agreements.models import Agreement
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.policies import Act
from loftet.promises.drafts import agreement_version
from loftet.promises.selectors import list_agreements_to_begin_in

from ..forms.uploads import DraftForm
from ..models import Upload
from ..policies import drafting_obstacles, entering_obstacles
from ..services import begin_agreement, enter_outcomes, make_draft
from ..services.drafting import promises_to_draft
from ..services.entering import is_signed, outcomes_to_enter
from .common import read_or_404, trail_to


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def upload_draft(request: ActorRequest, pk: int) -> HttpResponse:
    """Within an agreement that is shared; without one, an agreement is begun first."""
    upload = read_or_404(request.actor, pk)
    agreements = {each.pk: each for each in _agreements(request, upload)}
    items = promises_to_draft(upload)
    obstacles = drafting_obstacles(request.actor, upload, len(items))
    context = {
        "trail": trail_to(upload),
        "upload": upload,
        "items": items,
        "back_url": upload.get_absolute_url(),
        "obstacles": obstacles,
        "begun": upload.agreement,
    }
    if not agreements and not obstacles:
        return render(request, "importer/upload_without_agreement.html", context)
    choices = [(number, str(agreement_version(each))) for number, each in agreements.items()]
    form = DraftForm(posted(request), initial=_initial(upload, agreements), agreements=choices)

    def act() -> HttpResponse:
        agreement = agreements[form.cleaned_data["agreement"]]
        title = form.cleaned_data["title"]
        made = make_draft(by=request.actor, upload=upload, agreement=agreement, title=title)
        messages.success(
            request, _("The promises are a draft that only your organisation sees, with their source kept.")
        )
        return redirect(made)

    return ask_once(request, "importer/upload_draft.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def upload_enter(request: ActorRequest, pk: int) -> HttpResponse:
    """The accepted outcomes as read periods: with their closing proposed, or frozen as the document tells."""
    upload = read_or_404(request.actor, pk)
    items = outcomes_to_enter(upload)

    def act() -> HttpResponse:
        first, *_rest = enter_outcomes(by=request.actor, upload=upload)
        if is_signed(upload):
            messages.success(request, _("The outcomes are handed in. The other parties confirm the closing."))
        else:
            messages.success(request, _("The outcomes stand as the document tells them, with their source."))
        return redirect(first)

    context = {
        "trail": trail_to(upload),
        "upload": upload,
        "items": items,
        "back_url": upload.get_absolute_url(),
        "is_signed": is_signed(upload),
        "obstacles": entering_obstacles(request.actor, upload, len(items)),
    }
    return ask_once(request, "importer/upload_enter.html", context, form=None, act=act)


@require_POST
@acting(Act.DRAFT)
def upload_agreement(request: ActorRequest, pk: int) -> HttpResponse:
    """The agreement that the promise needs, drafted on the way."""
    upload = read_or_404(request.actor, pk)
    try:
        agreement = begin_agreement(by=request.actor, upload=upload)
    except NotAllowed as refused:
        messages.error(request, str(refused))
        return redirect("importer:upload_draft", pk=pk)
    messages.success(
        request, _("Fill in what is missing and share it. What you have accepted waits in the review.")
    )
    return redirect(agreement)


def _agreements(request: ActorRequest, upload: Upload) -> list[Agreement]:
    """Those that the draft can be made within; only that of the set that was made before."""
    if upload.promise_set:
        return [upload.promise_set.agreement]
    return list_agreements_to_begin_in(request.actor)


def _initial(upload: Upload, agreements: dict[int, Agreement]) -> dict[str, Any]:
    if upload.promise_set:
        return {"agreement": upload.promise_set.agreement_id, "title": upload.promise_set.title}
    chosen = next((number for number in _nearest(upload, agreements) if number in agreements), None)
    return {"agreement": chosen, "title": _title(upload)}


def _nearest(upload: Upload, agreements: dict[int, Agreement]) -> Iterator[int | None]:
    """The one that was begun for it; then those of its municipality, alone before together with others."""
    yield upload.agreement_id
    codes = {number: _codes(each) for number, each in agreements.items()}
    own = [number for number in codes if upload.municipality and upload.municipality.code in codes[number]]
    yield from sorted(own, key=lambda number: len(codes[number]))


def _codes(agreement: Agreement) -> set[str]:
    return {each["code"] for each in agreement_version(agreement).document["municipalities"]}


def _title(upload: Upload) -> str:
    years = {day.year for day in (upload.starts_on, upload.ends_on) if day}
    place = upload.municipality.name if upload.municipality else ""
    span = "–".join(str(year) for year in sorted(years))
    return " ".join(each for each in (_("Citizen promise"), place, span) if each)
