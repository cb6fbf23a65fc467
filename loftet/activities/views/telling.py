"""Telling what was done, from an activity or freely, and what is told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from loftet.agreements.asking import ask_once, posted
from loftet.domain.activity_states import ActivityAct
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.policies import Act, act_obstacles
from loftet.web.forms import UNPROCESSABLE, render_form
from loftet.web.pages import page_of

from ..forms.telling import NotDoneForm, OccurrenceForm, WithdrawForm, initial_of
from ..models import Activity, Occurrence, Report
from ..policies import about_obstacles, activity_act_obstacles, change_obstacles
from ..selectors.occurrences import (
    list_events,
    list_occurrences,
    list_warnings,
    occurrence_rows,
    report_row,
    with_counts,
)
from ..selectors.sharing import is_held_back, list_received, names_of_receivers
from ..services import (
    correct_occurrence,
    record_occurrence,
    report_not_done,
    report_nothing_done,
    withdraw_occurrence,
    withdraw_report,
)
from ..signed import SignedSet, signed_set
from ..words import days
from .common import (
    activity_or_404,
    asked_of,
    commitment_choices,
    occurrence_or_404,
    other_parties,
    plan_url,
    signed_or_404,
    trail_to,
)


@require_GET
@acting()
def occurrence_list(request: ActorRequest) -> HttpResponse:
    asked = asked_of(request)
    found = list_occurrences(request.actor, promise_set=asked.promise_set)
    page = page_of(request, with_counts(found))
    context = {
        "page": page,
        "rows": occurrence_rows(page),
        "may_read_all": not act_obstacles(request.actor, Act.READ),
        "trail": trail_to(),
    }
    return render(request, "activities/occurrence_list.html", context)


@require_GET
@acting(Act.READ)
def occurrence_received(request: ActorRequest) -> HttpResponse:
    """What other parties have handed over, as they tell it and without their internal notes."""
    page = page_of(request, with_counts(list_received(request.actor)))
    context = {"page": page, "rows": occurrence_rows(page), "trail": trail_to()}
    return render(request, "activities/occurrence_received.html", context)


@require_GET
@acting()
def occurrence_detail(request: ActorRequest, pk: int) -> HttpResponse:
    occurrence = occurrence_or_404(request.actor, pk)
    context = {
        "occurrence": occurrence,
        "row": occurrence_rows([occurrence])[0],
        "may_change": not change_obstacles(request.actor, occurrence),
        "warnings": list_warnings(occurrence),
        "is_held_back": is_held_back(occurrence),
        "sharings": occurrence.sharings.select_related("organisation"),
        "events": list_events(request.actor, occurrence),
        "trail": trail_to(signed_set(occurrence.promise_set)),
    }
    return render(request, "activities/occurrence_detail.html", context)


@require_http_methods(["GET", "POST"])
@acting(Act.REPORT)
def occurrence_create(request: ActorRequest, pk: int) -> HttpResponse:
    """Freely, of any commitment of the set."""
    return _record(request, signed_or_404(request.actor, pk), None)


@require_http_methods(["GET", "POST"])
@acting(Act.REPORT)
def activity_tell(request: ActorRequest, pk: int) -> HttpResponse:
    """From an activity, whose commitment is filled in."""
    activity = activity_or_404(request.actor, pk)
    return _record(request, _signed(activity), activity)


@require_http_methods(["GET", "POST"])
@acting(Act.REPORT)
def activity_leave(request: ActorRequest, pk: int) -> HttpResponse:
    """Not done because …, or nothing this time."""
    activity = activity_or_404(request.actor, pk)
    form = NotDoneForm(posted(request), initial={"concerns_on": _day_of(activity)})

    def act() -> HttpResponse:
        left = form.left()
        about: dict[str, Any] = {
            "by": request.actor,
            "promise_set": activity.promise_set,
            "commitment_key": str(activity.commitment_key),
            "concerns_on": left.concerns_on,
            "activity": activity,
        }
        if left.content is None:
            report_nothing_done(**about, words=left.words)
        else:
            report_not_done(**about, content=left.content)
        messages.success(request, _("Thank you. It is saved."))
        return redirect(activity)

    context = {
        "activity": activity,
        "days": days(activity.starts_on, activity.ends_on),
        "obstacles": activity_act_obstacles(activity, ActivityAct.LEAVE),
        "back_url": activity.get_absolute_url(),
        "trail": trail_to(_signed(activity), (activity.title, activity.get_absolute_url())),
    }
    return ask_once(request, "activities/activity_leave.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.REPORT)
def occurrence_correct(request: ActorRequest, pk: int) -> HttpResponse:
    occurrence = occurrence_or_404(request.actor, pk)
    signed = signed_set(occurrence.promise_set)
    if signed is None:
        raise Http404
    form = _form(request, signed, initial_of(occurrence))
    context = _occurrence_context(occurrence, signed, change_obstacles(request.actor, occurrence))
    if not form.is_valid():
        return render_form(request, "activities/occurrence_correct.html", context, form=form)
    revision = form.cleaned_data["revision"] or 0
    try:
        correct_occurrence(by=request.actor, occurrence=occurrence, content=form.content(), revision=revision)
    except ChangedMeanwhile:
        return _show_both(request, occurrence, form, context)
    except NotAllowed as refused:
        context |= {"obstacles_in_form": refused.obstacles, "form": form}
        return render(request, "activities/occurrence_correct.html", context, status=UNPROCESSABLE)
    messages.success(request, _("The correction is saved. How it read before stands in the history."))
    return redirect(occurrence)


@require_http_methods(["GET", "POST"])
@acting(Act.REPORT)
def occurrence_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    occurrence = occurrence_or_404(request.actor, pk)
    form = WithdrawForm(posted(request))

    def act() -> HttpResponse:
        withdraw_occurrence(by=request.actor, occurrence=occurrence, reason=form.cleaned_data["reason"])
        messages.success(request, _("It is withdrawn and counts no more."))
        return redirect(occurrence)

    signed = signed_set(occurrence.promise_set)
    context = _occurrence_context(occurrence, signed, change_obstacles(request.actor, occurrence))
    return ask_once(request, "activities/occurrence_withdraw.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.REPORT)
def report_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    rows = Report.objects.visible_to(request.actor).distinct().select_related("promise_set", "activity")
    report: Report = get_object_or_404(rows, pk=pk)
    form = WithdrawForm(posted(request))
    signed = signed_set(report.promise_set)
    back = report.activity.get_absolute_url() if report.activity else trail_to(signed)[-1][1]

    def act() -> HttpResponse:
        withdraw_report(by=request.actor, report=report, reason=form.cleaned_data["reason"])
        messages.success(request, _("It is withdrawn and counts no more."))
        return redirect(back)

    context = {
        "row": report_row(report),
        "obstacles": change_obstacles(request.actor, report),
        "back_url": back,
        "trail": trail_to(signed),
    }
    return ask_once(request, "activities/report_withdraw.html", context, form=form, act=act)


def _record(request: ActorRequest, signed: SignedSet, activity: Activity | None) -> HttpResponse:
    initial: dict[str, Any] = {"starts_on": timezone.localdate()}
    if activity is not None:
        initial |= {"commitment_1": str(activity.commitment_key), "place_name": activity.place}
    form = _form(request, signed, initial)

    def act() -> HttpResponse:
        made = record_occurrence(
            by=request.actor, promise_set=signed.promise_set, content=form.content(), activity=activity
        )
        messages.success(request, _("Thank you. It is saved, and this is what it counts towards."))
        return redirect(made)

    here = [(activity.title, activity.get_absolute_url())] if activity else []
    context = {
        "signed": signed,
        "activity": activity,
        "obstacles": about_obstacles(request.actor, activity, signed) if request.method == "GET" else [],
        "shared_with": names_of_receivers(request.actor.organisation, [signed]),
        "back_url": activity.get_absolute_url() if activity else plan_url(signed),
        "trail": trail_to(signed, *here),
    }
    return ask_once(request, "activities/occurrence_create.html", context, form=form, act=act)


def _form(request: ActorRequest, signed: SignedSet, initial: dict[str, Any]) -> OccurrenceForm:
    return OccurrenceForm(
        posted(request),
        commitments=commitment_choices(request.actor, signed),
        parties=other_parties(request.actor, signed),
        initial=initial,
    )


def _signed(activity: Activity) -> SignedSet:
    """A set that has been signed stays so."""
    signed = signed_set(activity.promise_set)
    assert signed is not None
    return signed


def _day_of(activity: Activity) -> Any:
    """Today, or the last day of what is over."""
    return min(timezone.localdate(), activity.ends_on)


def _occurrence_context(
    occurrence: Occurrence, signed: SignedSet | None, obstacles: list[str]
) -> dict[str, Any]:
    return {
        "occurrence": occurrence,
        "row": occurrence_rows([occurrence])[0],
        "obstacles": obstacles,
        "shared_with": names_of_receivers(occurrence.organisation, [signed] if signed else []),
        "back_url": occurrence.get_absolute_url(),
        "trail": trail_to(signed, (str(occurrence), occurrence.get_absolute_url())),
    }


def _show_both(
    request: ActorRequest, occurrence: Occurrence, form: OccurrenceForm, context: dict[str, Any]
) -> HttpResponse:
    """What stands saved now, over the form with all that was typed."""
    kept = occurrence_or_404(request.actor, occurrence.pk)
    form.data = form.data.copy()
    form.data["revision"] = str(kept.revision)
    context |= {"saved": occurrence_rows([kept])[0], "form": form}
    return render(request, "activities/occurrence_correct.html", context, status=UNPROCESSABLE)
