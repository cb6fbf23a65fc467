"""Promises that are published anywhere in the country, to begin with when one writes one's own."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from loftet.agreements.asking import ask_once, posted
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.policies import Act
from loftet.promises.models import PromiseSet
from loftet.publication.models import EditionQuerySet
from loftet.web.forms import UNPROCESSABLE
from loftet.web.pages import page_of

from ..forms.published import BorrowForm, BorrowFromFileForm, EditionFileForm, PublishedSearchForm
from ..precedents import (
    PublishedFollowUp,
    PublishedSet,
    as_edition_file,
    read_edition_file,
    read_follow_up_file,
)
from ..selectors import (
    find_published,
    get_published,
    list_drafts,
    list_published_rows,
    outcomes_in,
    outcomes_of,
    promises_of,
)
from ..services import borrow_promise
from .common import Trail

# Each has some twenty promises, and as many follow-ups are read for them.
SETS_A_PAGE = 5
PICK = "importer/published_pick.html"


@require_GET
@acting(Act.DRAFT)
def published_list(request: ActorRequest) -> HttpResponse:
    """Everything that residents read; `?loften=` is the draft that the reader came from."""
    form = PublishedSearchForm(request.GET)
    is_fine = form.is_valid()
    typed, code = (form.cleaned_data["q"], form.cleaned_data["kommun"]) if is_fine else ("", "")
    page = page_of(request, find_published(request.actor, typed=typed, code=code), per_page=SETS_A_PAGE)
    shown = cast(EditionQuerySet, page.object_list)
    context = {
        "trail": _trail(),
        "form": form,
        "page": page,
        "rows": list_published_rows(request.actor, shown, typed) if is_fine else [],
        "came_from": request.GET.get("loften", "")[:20],
    }
    return render(request, "importer/published_list.html", context)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def published_borrow(request: ActorRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """The promise beside what came of it, and the draft that it is taken into."""
    source = get_published(request.actor, pk, str(key))
    if source is None:
        raise Http404
    drafts = {each.pk: each for each in list_drafts(request.actor)}
    initial = {"promise_set": request.GET.get("loften") or next(iter(drafts), "")}
    form = BorrowForm(posted(request), initial=initial, drafts=_choices(drafts))

    def act() -> HttpResponse:
        return _borrow(request, drafts[form.cleaned_data["promise_set"]], source, str(key))

    context = {
        "trail": [*_trail(), (_("Published promises"), reverse("importer:published_list"))],
        "back_url": reverse("importer:published_list"),
        "source": source,
        "promise": _shown(request, source, str(key)),
        "obstacles": _obstacles(drafts),
    }
    return ask_once(request, "importer/published_borrow.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def published_file(request: ActorRequest) -> HttpResponse:
    """The files of editions of another installation: first their promises, then the one that is taken."""
    drafts = {each.pk: each for each in list_drafts(request.actor)}
    context = {
        "trail": [*_trail(), (_("Published promises"), reverse("importer:published_list"))],
        "back_url": reverse("importer:published_list"),
        "obstacles": _obstacles(drafts),
    }
    if "content" in request.POST:
        return _take(request, drafts, context)
    form = EditionFileForm(posted(request), request.FILES if request.method == "POST" else None)

    def act() -> HttpResponse:
        source, follow_up = form.cleaned_data["file"], form.cleaned_data["follow_up"]
        initial = {
            "content": as_edition_file(source),
            "follow_up": as_edition_file(follow_up) if follow_up else "",
            "promise_set": next(iter(drafts), ""),
        }
        picking = BorrowFromFileForm(initial=initial, drafts=_choices(drafts), source=source)
        return render(request, PICK, {**context, **_from_files(source, follow_up), "form": picking})

    return ask_once(request, "importer/published_file.html", context, form=form, act=act)


def _take(request: ActorRequest, drafts: dict[int, PromiseSet], context: dict[str, Any]) -> HttpResponse:
    told = request.POST.get("follow_up", "")
    try:
        source = read_edition_file(request.POST["content"])
        follow_up = read_follow_up_file(told) if told else None
    except NotAllowed as refused:
        shown = {**context, "form": EditionFileForm(), "obstacles": refused.obstacles}
        return render(request, "importer/published_file.html", shown, status=UNPROCESSABLE)
    form = BorrowFromFileForm(request.POST, drafts=_choices(drafts), source=source)

    def act() -> HttpResponse:
        read_at = replace(source, address=form.cleaned_data["address"])
        draft = drafts[form.cleaned_data["promise_set"]]
        return _borrow(request, draft, read_at, form.cleaned_data["promise"])

    return ask_once(request, PICK, {**context, **_from_files(source, follow_up)}, form=form, act=act)


def _from_files(source: PublishedSet, follow_up: PublishedFollowUp | None) -> dict[str, Any]:
    """The promises beside what came of them, where a follow-up tells of that."""
    promises = promises_of(source, outcomes_in(follow_up.document)) if follow_up else ()
    return {"source": source, "promises": promises}


def _borrow(request: ActorRequest, promise_set: PromiseSet, source: PublishedSet, key: str) -> HttpResponse:
    made = borrow_promise(by=request.actor, promise_set=promise_set, source=source, key=key)
    messages.success(
        request, _("The promise is a copy in your draft. Make it your own: places, numbers and who does it.")
    )
    return redirect("promises:promise_edit", pk=promise_set.pk, promise_pk=made.pk)


def _shown(request: ActorRequest, source: PublishedSet, key: str) -> object:
    outcomes = outcomes_of(request.actor, [[key]])
    return next(each for each in promises_of(source, outcomes) if each.key == key)


def _choices(drafts: dict[int, PromiseSet]) -> list[tuple[int, str]]:
    return [(pk, each.title) for pk, each in drafts.items()]


def _obstacles(drafts: dict[int, PromiseSet]) -> list[str]:
    return [] if drafts else [_("Begin a citizen promise first: the promise is taken into a draft of yours.")]


def _trail() -> Trail:
    return [(str(PromiseSet.called_many), PromiseSet.list_page())]
