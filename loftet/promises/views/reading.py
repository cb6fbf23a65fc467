"""Pages that only show."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from loftet.agreements.models import SharedVersion
from loftet.agreements.selectors import list_seats
from loftet.agreements.sharing import versions_seen_by
from loftet.domain.promise_set import PromiseSetDocument
from loftet.organisations.actor import Actor, ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.policies import Act
from loftet.web.change_words import changes_between
from loftet.web.forms import render_form
from loftet.web.pages import page_of

from ..acts import list_deeds
from ..document_words import set_words
from ..exporting import excel_of, json_of, pdf_of, word_of
from ..forms.sets import SearchForm
from ..policies import draft_obstacles
from ..selectors import SetReading, get_page, list_rows, list_sets
from ..versions import document_of
from .common import reading_or_404, trail_to

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@acting(Act.READ)
def promise_set_list(request: ActorRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    searched = form.cleaned_data if form.is_valid() else {"q": "", "standing": ""}
    found = list_sets(request.actor, words=searched["q"], standing=searched["standing"])
    page = page_of(request, found)
    context = {
        "page": page,
        "rows": list_rows(request.actor, page.object_list),
        "is_searched": any(searched.values()),
        "may_draft": not draft_obstacles(request.actor),
    }
    return render_form(request, "promises/promise_set_list.html", context, form=form)


@require_GET
@acting(Act.READ)
def promise_set_detail(request: ActorRequest, pk: int) -> HttpResponse:
    reading = reading_or_404(request.actor, pk)
    page = get_page(reading, request.actor)
    context = {
        "page": page,
        "words": page.words,
        "set": reading.promise_set,
        "deeds": list_deeds(reading, request.actor),
        "may_draft": not draft_obstacles(request.actor),
        "has_plan": _has_plan(request.actor, reading),
        "trail": trail_to(),
    }
    return render(request, "promises/promise_set_detail.html", context)


@require_GET
@acting(Act.READ)
def promise_set_version(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    reading = reading_or_404(request.actor, pk)
    version = _version_or_404(request, reading, number)
    context = {
        "reading": reading,
        "set": reading.promise_set,
        "version": version,
        "words": set_words(document_of(version)),
        "seats": list_seats(version, request.actor),
        "trail": trail_to(reading.document.title, pk),
    }
    return render(request, "promises/promise_set_version.html", context)


@require_GET
@acting(Act.READ)
def promise_set_differences(request: ActorRequest, pk: int, old: int, new: int) -> HttpResponse:
    """What changed between two versions that the reader has; for the owner also to the draft."""
    reading = reading_or_404(request.actor, pk)
    before, after = _document_or_404(request, reading, old), _document_or_404(request, reading, new)
    context = {
        "reading": reading,
        "old": old,
        "new": new,
        "changes": changes_between(before, after),
        "reason": after.change_reason,
        "trail": trail_to(reading.document.title, pk),
    }
    return render(request, "promises/promise_set_differences.html", context)


@require_GET
@acting(Act.READ)
def promise_set_print(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    """The version as PDF, with its digest and lines to sign on."""
    version = _version_or_404(request, reading_or_404(request.actor, pk), number)
    content = pdf_of(document_of(version), digest=version.digest)
    return _file(content, "application/pdf", f"medborgarlofte-{pk}-version-{number}.pdf")


@require_GET
@acting(Act.READ)
def promise_set_word(request: ActorRequest, pk: int) -> HttpResponse:
    document = reading_or_404(request.actor, pk).document
    return _file(word_of(document), WORD, f"medborgarlofte-{pk}.docx")


@require_GET
@acting(Act.READ)
def promise_set_excel(request: ActorRequest, pk: int) -> HttpResponse:
    document = reading_or_404(request.actor, pk).document
    return _file(excel_of(document), EXCEL, f"medborgarlofte-{pk}.xlsx")


@require_GET
@acting(Act.READ)
def promise_set_json(request: ActorRequest, pk: int) -> HttpResponse:
    document = reading_or_404(request.actor, pk).document
    return _file(json_of(document), "application/json", f"medborgarlofte-{pk}.json")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _version_or_404(request: ActorRequest, reading: SetReading, number: int) -> SharedVersion:
    versions = versions_seen_by(reading.promise_set, request.actor)
    found = next((version for version in versions if version.version == number), None)
    if found is None:
        raise Http404
    return found


def _document_or_404(request: ActorRequest, reading: SetReading, number: int) -> PromiseSetDocument:
    if reading.is_draft and reading.document.version == number:
        return reading.document
    return document_of(_version_or_404(request, reading, number))


def _has_plan(actor: Actor, reading: SetReading) -> bool:
    """A set that was signed has tabs in the rooms above, for its parties."""
    parties = {party.organisation for party in reading.document.parties}
    return reading.promise_set.valid_version is not None and actor.organisation.pk in parties
