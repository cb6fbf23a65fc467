"""Pages that only show."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from loftet.domain.agreement import AgreementDocument
from loftet.domain.agreement_changes import differences
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.policies import Act
from loftet.web.forms import render_form
from loftet.web.pages import page_of

from ..acts import list_deeds
from ..forms.acts import SearchForm
from ..models import SharedVersion
from ..policies import draft_obstacles
from ..printing import print_version
from ..selectors import (
    Reading,
    export_documents,
    get_page,
    history_rows,
    list_agreements,
    list_history,
    list_rows,
    list_seats,
)
from ..sharing import versions_seen_by
from ..versions import document_of
from ..words import change_rows, document_words
from .common import reading_or_404, trail_to


@require_safe
@acting(Act.READ)
def agreement_list(request: ActorRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    searched = form.cleaned_data if form.is_valid() else {"q": "", "standing": ""}
    found = list_agreements(request.actor, words=searched["q"], standing=searched["standing"])
    page = page_of(request, found)
    context = {
        "page": page,
        "rows": list_rows(request.actor, page.object_list),
        "is_searched": any(searched.values()),
        "may_draft": not draft_obstacles(request.actor),
    }
    return render_form(request, "agreements/agreement_list.html", context, form=form)


@require_safe
@acting(Act.READ)
def agreement_export(request: ActorRequest) -> HttpResponse:
    """Everything that the organisation may read here, as JSON."""
    data = {
        "organisation": request.actor.organisation.name,
        "exported_at": timezone.now().isoformat(),
        "agreements": export_documents(request.actor),
    }
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="overenskommelser.json"'
    return response


@require_safe
@acting(Act.READ)
def agreement_detail(request: ActorRequest, pk: int) -> HttpResponse:
    reading = reading_or_404(request.actor, pk)
    context = {
        "page": get_page(reading, request.actor),
        "words": document_words(reading.document),
        "deeds": list_deeds(reading, request.actor),
        "may_draft": not draft_obstacles(request.actor),
        "trail": trail_to(),
    }
    return render(request, "agreements/agreement_detail.html", context)


@require_safe
@acting(Act.READ)
def agreement_version(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    reading = reading_or_404(request.actor, pk)
    version = _version_or_404(request, reading, number)
    context = {
        "reading": reading,
        "version": version,
        "words": document_words(document_of(version)),
        "seats": list_seats(version, request.actor),
        "trail": trail_to(reading),
    }
    return render(request, "agreements/agreement_version.html", context)


@require_safe
@acting(Act.READ)
def agreement_differences(request: ActorRequest, pk: int, old: int, new: int) -> HttpResponse:
    """What changed between two versions that the reader has; for the owner also to the draft."""
    reading = reading_or_404(request.actor, pk)
    changes = differences(_document_or_404(request, reading, old), _document_or_404(request, reading, new))
    context = {
        "reading": reading,
        "old": old,
        "new": new,
        "changes": change_rows(changes),
        "reason": _document_or_404(request, reading, new).change_reason,
        "trail": trail_to(reading),
    }
    return render(request, "agreements/agreement_differences.html", context)


@require_safe
@acting(Act.READ)
def agreement_print(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    """The version as PDF, with its digest and lines to sign on."""
    reading = reading_or_404(request.actor, pk)
    version = _version_or_404(request, reading, number)
    response = HttpResponse(print_version(version), content_type="application/pdf")
    name = f"overenskommelse-{pk}-version-{number}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@acting(Act.READ)
def agreement_history(request: ActorRequest, pk: int) -> HttpResponse:
    reading = reading_or_404(request.actor, pk)
    page = page_of(request, list_history(reading.agreement, request.actor))
    context = {
        "reading": reading,
        "page": page,
        "rows": history_rows(page.object_list),
        "trail": trail_to(reading),
    }
    return render(request, "agreements/agreement_history.html", context)


def _version_or_404(request: ActorRequest, reading: Reading, number: int) -> SharedVersion:
    versions = versions_seen_by(reading.agreement, request.actor)
    found = next((version for version in versions if version.version == number), None)
    if found is None:
        raise Http404
    return found


def _document_or_404(request: ActorRequest, reading: Reading, number: int) -> AgreementDocument:
    if reading.is_draft and reading.document.version == number:
        return reading.document
    return document_of(_version_or_404(request, reading, number))
