"""What two parties have told apart and may be the same."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from loftet.domain.duplicates import Verdict
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.policies import Act, act_obstacles
from loftet.promises.models import PromiseSet

from ..models import Occurrence
from ..selectors.duplicates import find_told, list_possible_duplicates
from ..services import mark_same_or_two
from ..signed import signed_set


@require_GET
@acting(Act.READ)
def duplicate_list(request: ActorRequest, pk: int) -> HttpResponse:
    promise_set = _set_or_404(request, pk)
    signed = signed_set(promise_set)
    if signed is None:
        raise Http404
    context = {
        "set": promise_set,
        "title": signed.document.title,
        "pairs": list_possible_duplicates(request.actor, promise_set),
        "may_mark": not act_obstacles(request.actor, Act.DRAFT),
    }
    return render(request, "activities/duplicate_list.html", context)


@require_POST
@acting(Act.DRAFT)
def duplicate_mark(request: ActorRequest, pk: int, one: UUID, other: UUID) -> HttpResponse:
    """One party's word; the other sees it, and may say otherwise."""
    promise_set = _set_or_404(request, pk)
    pair = [_told_or_404(request, promise_set, key) for key in (one, other)]
    if (verdict := request.POST.get("verdict")) not in set(Verdict):
        raise Http404
    try:
        mark_same_or_two(by=request.actor, one=pair[0], other=pair[1], verdict=Verdict(verdict))
        messages.success(request, _("Noted. The other party sees what you said."))
    except NotAllowed as refused:
        messages.error(request, str(refused))
    return redirect("activities:duplicate_list", pk=pk)


def _set_or_404(request: ActorRequest, pk: int) -> PromiseSet:
    found: PromiseSet = get_object_or_404(PromiseSet.objects.visible_to(request.actor), pk=pk)
    return found


def _told_or_404(request: ActorRequest, promise_set: PromiseSet, key: UUID) -> Occurrence:
    told = find_told(request.actor, promise_set, str(key))
    if told is None:
        raise Http404
    return told
