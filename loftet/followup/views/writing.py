"""A party writes its account: statements, assessments, handing in."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loftet.agreements.asking import ask_once, posted
from loftet.agreements.received import received
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.policies import Act
from loftet.web.forms import UNPROCESSABLE

from ..forms.asking import ReasonForm, SeenForm
from ..forms.statement import AssessmentForm, StatementForm
from ..models import ReportingPeriod
from ..policies import find_follow_up, new_account_version_obstacles
from ..selectors import Writing, get_handing_in
from ..services import begin_new_account_version, hand_in, save_assessment, save_statement
from .common import period_or_404, trail_to, writing_or_404, written_account_or_404
from .saving import save_writing, statement_form


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def statement_edit(request: ActorRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """What the party tells of one promise; begun from what is reported in activities."""
    writing = writing_or_404(request.actor, pk, str(key))
    form = statement_form(StatementForm, writing, posted(request))

    def save() -> str:
        content, revision = form.content(), form.cleaned_data["revision"]
        save_statement(by=request.actor, period=writing.period, content=content, revision=revision)
        return _("The account of “%(title)s” is saved.")

    return save_writing(request, writing, "followup/statement_edit.html", form, save)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def assessment_edit(request: ActorRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """The party's own status of one promise. What the counter suggests stands beside it."""
    writing = writing_or_404(request.actor, pk, str(key))
    form = _assessment_form(writing, posted(request))

    def save() -> str:
        content, revision = form.content(str(key)), form.cleaned_data["revision"]
        save_assessment(by=request.actor, period=writing.period, content=content, revision=revision)
        return _("The assessment of “%(title)s” is saved.")

    return save_writing(request, writing, "followup/assessment_edit.html", form, save)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def account_hand_in(request: ActorRequest, pk: int) -> HttpResponse:
    """Shows what is handed over, to whom, and what follows in law; then hands it in."""
    period = period_or_404(request.actor, pk)
    handing_in = get_handing_in(request.actor, period)
    form = SeenForm(posted(request), initial={"revision": handing_in.revision})

    def act() -> HttpResponse:
        assert handing_in.account is not None
        hand_in(by=request.actor, account=handing_in.account, revision=form.cleaned_data["revision"])
        messages.success(request, _("The account is handed in. The other parties can read it."))
        return redirect(period)

    context = {"handing_in": handing_in, "obstacles": handing_in.obstacles, **_asked(period)}
    if handing_in.account is None:
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "followup/account_hand_in.html", context, status=status)
    return ask_once(request, "followup/account_hand_in.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def account_reopen(request: ActorRequest, pk: int) -> HttpResponse:
    """Begins a new version of what was handed in, with a reason."""
    period = period_or_404(request.actor, pk)
    account = written_account_or_404(request.actor, period)
    form = ReasonForm(posted(request))

    def act() -> HttpResponse:
        begin_new_account_version(by=request.actor, account=account, reason=form.cleaned_data["reason"])
        messages.success(request, _("Change what you need to, and hand in again."))
        return redirect(period)

    obstacles = new_account_version_obstacles(request.actor, account, find_follow_up(period))
    context = {"obstacles": obstacles, "received": received(account), **_asked(period)}
    return ask_once(request, "followup/account_reopen.html", context, form=form, act=act)


def _assessment_form(writing: Writing, typed: QueryDict | None) -> AssessmentForm:
    kept = writing.assessment
    initial: dict[str, object] = {"revision": writing.assessment_revision}
    if kept is not None:
        initial |= {"status": kept.status, "motive": kept.motive}
    return AssessmentForm(typed, initial=initial)


def _asked(period: ReportingPeriod) -> dict[str, object]:
    return {"period": period, "back_url": period.get_absolute_url(), "trail": trail_to(period)}
