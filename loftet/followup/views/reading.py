"""Pages that only show."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from loftet.agreements.models import SharedVersion
from loftet.agreements.selectors import list_seats
from loftet.agreements.sharing import versions_seen_by
from loftet.organisations.actor import Actor, ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.policies import Act, act_obstacles
from loftet.promises.selectors import get_reading
from loftet.web.pages import page_of

from ..acts import list_deeds
from ..models import FollowUp
from ..policies import party_obstacles
from ..reports import make_file
from ..selectors import PeriodPage, get_page, list_agreements, list_rows
from ..showing import document_context, document_of
from ..words import silence_words
from .common import period_or_404, trail_to


@require_GET
@acting(Act.READ)
def follow_up_list(request: ActorRequest) -> HttpResponse:
    page = page_of(request, list_agreements(request.actor))
    agreements = list_rows(request.actor, page.object_list, today=timezone.localdate())
    may_set = not act_obstacles(request.actor, Act.DRAFT)
    return render(
        request, "followup/follow_up_list.html", {"page": page, "agreements": agreements, "may_set": may_set}
    )


@require_GET
@acting(Act.READ)
def promise_set_periods(request: ActorRequest, pk: int) -> HttpResponse:
    """The periods in which a promise set is followed up: those of its agreement."""
    reading = get_reading(request.actor, pk)
    if reading is None:
        raise Http404
    agreements = list_agreements(request.actor).filter(pk=reading.promise_set.agreement_id)
    context = {
        "set_pk": pk,
        "title": reading.document.title,
        "agreements": list_rows(
            request.actor, agreements, today=timezone.localdate(), promise_set=reading.promise_set
        ),
        "may_set": not act_obstacles(request.actor, Act.DRAFT),
    }
    return render(request, "followup/promise_set_periods.html", context)


@require_GET
@acting(Act.READ)
def period_detail(request: ActorRequest, pk: int) -> HttpResponse:
    period = period_or_404(request.actor, pk)
    today = timezone.localdate()
    page = get_page(request.actor, period, today=today, number=request.GET.get("sida"))
    document = page.document
    may_change = not party_obstacles(request.actor, period.agreement)
    context = {
        "page": page,
        "period": period,
        "document": document,
        "deeds": list_deeds(page, request.actor, today=today),
        "may_write": page.may_write and may_change,
        "may_enter": not page.is_closed and may_change,
        "silences": [silence_words(each, document.parties) for each in document.silences],
        "versions": _versions(page, request.actor),
        "seats": list_seats(page.version, request.actor) if page.version else (),
        "trail": trail_to(),
    }
    return render(request, "followup/period_detail.html", context)


@require_GET
@acting(Act.READ)
def follow_up_version(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    """A closing as it was frozen; a corrected one stays to be read."""
    follow_up, version = _version_or_404(request, pk, number)
    context = {
        **document_context(version, request.actor.organisation),
        "version": version,
        "seats": list_seats(version, request.actor),
        "trail": trail_to(follow_up.period),
    }
    return render(request, "followup/follow_up_version.html", context)


@require_GET
@acting(Act.READ)
def follow_up_file(request: ActorRequest, pk: int, number: int, form: str) -> HttpResponse:
    """The closing as a file, in the format that the address names."""
    _follow_up, version = _version_or_404(request, pk, number)
    content, media_type, ending = make_file(form, document_of(version), digest=version.digest)
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="uppfoljning-{pk}-{number}.{ending}"'
    return response


def _version_or_404(request: ActorRequest, pk: int, number: int) -> tuple[FollowUp, SharedVersion]:
    follow_up = get_object_or_404(FollowUp.objects.visible_to(request.actor), pk=pk)
    versions = versions_seen_by(follow_up, request.actor)
    version = next((each for each in versions if each.version == number), None)
    if version is None:
        raise Http404
    return follow_up, version


def _versions(page: PeriodPage, actor: Actor) -> list[SharedVersion]:
    """The newest first; one that stands alone is the page itself."""
    found = versions_seen_by(page.follow_up, actor) if page.follow_up else []
    return list(reversed(found))
