"""One party enters another's account out of a named source, which is never that party's own word."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from loftet.agreements.asking import ask_once, posted
from loftet.agreements.received import received
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.models import Organisation
from loftet.organisations.policies import Act

from ..forms.asking import ReasonForm, SeenForm
from ..forms.statement import EnteredStatementForm
from ..models import ReportingPeriod
from ..policies import find_follow_up, new_account_version_obstacles
from ..selectors import get_entering, get_handing_in
from ..services import begin_new_account_version, hand_in, save_statement
from .common import other_party_or_404, period_or_404, trail_to, writing_or_404, written_account_or_404
from .saving import save_writing, statement_form


@require_GET
@acting(Act.DRAFT)
def entered_detail(request: ActorRequest, pk: int, party: int) -> HttpResponse:
    """The promises that ask something of the other party, with what is entered about each."""
    period = period_or_404(request.actor, pk)
    entering = get_entering(request.actor, period, other_party_or_404(request.actor, period, party))
    if entering is None:
        raise Http404
    context = {"period": period, "entering": entering, "trail": trail_to(period)}
    return render(request, "followup/entered_detail.html", context)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def statement_enter(request: ActorRequest, pk: int, party: int, key: uuid.UUID) -> HttpResponse:
    """What a source says that the other party did of one promise."""
    other = other_party_or_404(request.actor, period_or_404(request.actor, pk), party)
    writing = writing_or_404(request.actor, pk, str(key), other)
    form = statement_form(EnteredStatementForm, writing, posted(request))

    def save() -> str:
        save_statement(
            by=request.actor,
            period=writing.period,
            content=form.content(),
            revision=form.cleaned_data["revision"],
            party=other,
            entered_from=form.cleaned_data["source"],
        )
        return _("What you entered about “%(title)s” is saved.")

    then = _page_of(writing.period, other)
    return save_writing(request, writing, "followup/statement_enter.html", form, save, then=then)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def entered_hand_in(request: ActorRequest, pk: int, party: int) -> HttpResponse:
    """Shows what is handed over, to whom, and what follows in law; then hands it over."""
    period = period_or_404(request.actor, pk)
    other = other_party_or_404(request.actor, period, party)
    account = written_account_or_404(request.actor, period, other)
    handing_in = get_handing_in(request.actor, period, other)
    form = SeenForm(posted(request), initial={"revision": handing_in.revision})

    def act() -> HttpResponse:
        hand_in(by=request.actor, account=account, revision=form.cleaned_data["revision"])
        messages.success(request, _("What you entered is handed over. The other parties can read it."))
        return redirect(period)

    context = {"handing_in": handing_in, "obstacles": handing_in.obstacles, **_asked(period, other)}
    return ask_once(request, "followup/entered_hand_in.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def entered_reopen(request: ActorRequest, pk: int, party: int) -> HttpResponse:
    """Begins a new version of what was entered and handed over, with a reason."""
    period = period_or_404(request.actor, pk)
    other = other_party_or_404(request.actor, period, party)
    account = written_account_or_404(request.actor, period, other)
    form = ReasonForm(posted(request))

    def act() -> HttpResponse:
        begin_new_account_version(by=request.actor, account=account, reason=form.cleaned_data["reason"])
        messages.success(request, _("Change what you need to, and hand it over again."))
        return redirect(_page_of(period, other))

    obstacles = new_account_version_obstacles(request.actor, account, find_follow_up(period))
    context = {"obstacles": obstacles, "received": received(account), **_asked(period, other)}
    return ask_once(request, "followup/entered_reopen.html", context, form=form, act=act)


def _page_of(period: ReportingPeriod, party: Organisation) -> str:
    return reverse("followup:entered_detail", args=(period.pk, party.pk))


def _asked(period: ReportingPeriod, party: Organisation) -> dict[str, object]:
    back = _page_of(period, party)
    return {
        "period": period,
        "party": party,
        "back_url": back,
        "trail": [*trail_to(period), (party.name, back)],
    }
