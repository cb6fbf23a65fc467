"""Editions: the list, one of them, its files, and its withdrawal."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from loftet.agreements.asking import ask_once, posted
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.policies import Act
from loftet.web.pages import page_of

from ..forms import WithdrawForm
from ..models import EditionFormat, WithdrawalGround
from ..policies import public_contact_obstacles
from ..received import list_received_of
from ..selectors import EditionPage, get_edition, list_editions, list_rows, read_file
from ..services import withdraw


@require_GET
@acting(Act.READ)
def edition_list(request: ActorRequest) -> HttpResponse:
    page = page_of(request, list_editions(request.actor))
    context = {
        "page": page,
        "rows": list_rows(page.object_list),
        "may_say_contact": not public_contact_obstacles(request.actor),
    }
    return render(request, "publication/edition_list.html", context)


@require_GET
@acting(Act.READ)
def edition_detail(request: ActorRequest, pk: int) -> HttpResponse:
    page = _edition_or_404(request, pk)
    context = {"page": page, "edition": page.edition, "trail": _trail()}
    return render(request, "publication/edition_detail.html", context)


@require_GET
@acting(Act.READ)
def edition_file(request: ActorRequest, pk: int, edition_format: str) -> HttpResponse:
    """A form of the edition, byte for byte as it was made."""
    file = read_file(request.actor, pk, edition_format)
    if file is None or file.content is None:
        raise Http404
    form = EditionFormat(file.format)
    response = HttpResponse(bytes(file.content), content_type=form.media_type)
    response.headers["Content-Disposition"] = (
        f'attachment; filename="utgava-{file.edition.number}.{form.value}"'
    )
    return response


@require_http_methods(["GET", "POST"])
@acting(Act.REGISTER)
def edition_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    page = _edition_or_404(request, pk)
    form = WithdrawForm(posted(request))

    def act() -> HttpResponse:
        ground = WithdrawalGround(form.cleaned_data["ground"])
        withdraw(by=request.actor, edition=page.edition, ground=ground, reason=form.cleaned_data["reason"])
        messages.success(
            request, _("The content of edition %(number)s is gone.") % {"number": page.row.number}
        )
        return redirect("publication:edition_detail", pk=pk)

    context = {
        "page": page,
        "obstacles": page.withdraw_obstacles,
        "received": () if page.row.is_withdrawn else list_received_of(page.edition),
        "back_url": reverse("publication:edition_detail", args=(pk,)),
        "trail": [*_trail(), (page.row.title, reverse("publication:edition_detail", args=(pk,)))],
    }
    return ask_once(request, "publication/edition_withdraw.html", context, form=form, act=act)


def _edition_or_404(request: ActorRequest, pk: int) -> EditionPage:
    page = get_edition(request.actor, pk)
    if page is None:
        raise Http404
    return page


def _trail() -> list[tuple[str, str]]:
    return [(_("Published"), reverse("publication:edition_list"))]
