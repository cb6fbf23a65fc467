"""What two parties handed in and may be the same, and saying whether it is."""

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

from ..forms.asking import MarkForm
from ..models import ReportingPeriod
from ..policies import find_follow_up, pair_obstacles, party_obstacles
from ..selectors import NumberPair, find_pair, list_pairs
from ..services import mark_numbers
from .common import period_or_404, trail_to


@require_GET
@acting(Act.READ)
def pair_list(request: ActorRequest, pk: int) -> HttpResponse:
    period = period_or_404(request.actor, pk)
    context = {
        **_context(period),
        "pairs": list_pairs(period),
        "own": request.actor.organisation.pk,
        "may_mark": not party_obstacles(request.actor, period.agreement),
    }
    return render(request, "followup/pair_list.html", context)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def pair_mark(request: ActorRequest, pk: int, one: str, other: str) -> HttpResponse:
    """One party's word with its reason; the other sees it, and may say otherwise."""
    period = period_or_404(request.actor, pk)
    pair = _pair_or_404(period, one, other)
    form = MarkForm(posted(request))

    def act() -> HttpResponse:
        mark_numbers(by=request.actor, period=period, keys=pair.keys, **form.marked())
        messages.success(request, _("Noted. The other party sees what you said."))
        return redirect("followup:pair_list", pk=pk)

    obstacles = pair_obstacles(request.actor, period, pair.tellers, is_one_thing=pair.is_one_thing)
    context = {**_context(period), "pair": pair, "obstacles": obstacles}
    context["back_url"] = reverse("followup:pair_list", args=(pk,))
    return ask_once(request, "followup/pair_mark.html", context, form=form, act=act)


def _pair_or_404(period: ReportingPeriod, one: str, other: str) -> NumberPair:
    pair = find_pair(period, (one, other))
    if pair is None:
        raise Http404
    return pair


def _context(period: ReportingPeriod) -> dict[str, object]:
    follow_up = find_follow_up(period)
    return {
        "period": period,
        "is_closed": follow_up is not None and not follow_up.is_open,
        "trail": trail_to(period),
    }
