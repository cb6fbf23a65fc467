"""Closing a period, and correcting what is closed: each page says what follows and asks once."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loftet.agreements.asking import ask_once, posted
from loftet.agreements.received import received
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.models import Organisation
from loftet.organisations.policies import Act

from ..forms.asking import ReasonForm, SeenForm
from ..models import FollowUp, Reminder, ReportingPeriod
from ..policies import confirm_obstacles, propose_obstacles, silence_obstacles, withdraw_obstacles
from ..selectors import get_page
from ..services import close_over_silence, confirm_closing, propose_closing, withdraw_proposal
from .common import period_or_404, trail_to


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def closing_propose(request: ActorRequest, pk: int) -> HttpResponse:
    """Proposes the first closing, or with a reason a correction of it."""
    period = period_or_404(request.actor, pk)
    today = timezone.localdate()
    page = get_page(request.actor, period, today=today)
    form = ReasonForm(posted(request)) if page.follow_up else None

    def act() -> HttpResponse:
        reason = form.cleaned_data["reason"] if form else ""
        follow_up = propose_closing(by=request.actor, period=period, reason=reason)
        words = (
            _("The other parties are asked to confirm.") if follow_up.is_open else _("The period is closed.")
        )
        messages.success(request, words)
        return redirect(period)

    obstacles = propose_obstacles(request.actor, period, page.follow_up, today=today)
    context = {"page": page, "received": received(page.follow_up), **_context(period, obstacles)}
    return ask_once(request, "followup/closing_propose.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def closing_confirm(request: ActorRequest, pk: int) -> HttpResponse:
    period = period_or_404(request.actor, pk)
    follow_up = _proposal_or_404(period)
    page = get_page(request.actor, period, today=timezone.localdate())
    form = SeenForm(posted(request), initial={"revision": follow_up.revision})

    def act() -> HttpResponse:
        kept = confirm_closing(by=request.actor, follow_up=follow_up, revision=form.cleaned_data["revision"])
        words = (
            _("Confirmed. The others are still to answer.") if kept.is_open else _("The period is closed.")
        )
        messages.success(request, words)
        return redirect(period)

    context = {"page": page, **_context(period, confirm_obstacles(request.actor, follow_up))}
    return ask_once(request, "followup/closing_confirm.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def closing_silence(request: ActorRequest, pk: int) -> HttpResponse:
    """Closes without those who were due and reminded and have not answered."""
    period = period_or_404(request.actor, pk)
    follow_up = _proposal_or_404(period)
    page = get_page(request.actor, period, today=timezone.localdate())

    def act() -> HttpResponse:
        close_over_silence(by=request.actor, follow_up=follow_up)
        messages.success(request, _("The period is closed. The document says who has not answered."))
        return redirect(period)

    silent = [each for each in page.answers if not each.has_confirmed]
    obstacles = silence_obstacles(
        request.actor,
        follow_up,
        list(Organisation.objects.filter(pk__in=[each.party.organisation for each in silent])),
        list(Reminder.objects.filter(period=period)),
        today=timezone.localdate(),
    )
    context = {"page": page, "silent": silent, **_context(period, obstacles)}
    return ask_once(request, "followup/closing_silence.html", context, form=None, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def closing_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    period = period_or_404(request.actor, pk)
    follow_up = _proposal_or_404(period)

    def act() -> HttpResponse:
        withdraw_proposal(by=request.actor, follow_up=follow_up)
        messages.success(request, _("The proposal is withdrawn."))
        return redirect(period)

    context = _context(period, withdraw_obstacles(request.actor, follow_up))
    return ask_once(request, "followup/closing_withdraw.html", context, form=None, act=act)


def _proposal_or_404(period: ReportingPeriod) -> FollowUp:
    follow_up = FollowUp.objects.select_related("agreement", "proposed_for").filter(period=period).first()
    if follow_up is None:
        raise Http404
    return follow_up


def _context(period: ReportingPeriod, obstacles: list[str]) -> dict[str, object]:
    return {
        "period": period,
        "obstacles": obstacles,
        "back_url": period.get_absolute_url(),
        "trail": trail_to(period),
    }
