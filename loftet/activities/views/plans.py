"""The plan: its pages, and what is done to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from loftet.agreements.asking import ask_once, posted
from loftet.domain.activity_states import ActivityAct, ActivityKind, ActivityState
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.policies import Act, act_obstacles
from loftet.web.forms import UNPROCESSABLE, render_form
from loftet.web.pages import page_of

from ..forms.plans import ActivityForm, MoveForm, NewActivityForm, PlanForm, ReopenForm, SplitForm
from ..models import Activity
from ..policies import (
    activity_act_obstacles,
    content_obstacles,
    plan_obstacles,
    remove_obstacles,
    reopen_obstacles,
)
from ..selectors.activities import Show, list_activities, rows_of
from ..selectors.months import get_month
from ..selectors.occurrences import list_events, list_occurrences, list_reports, occurrence_rows, with_counts
from ..selectors.plans import get_plan, list_proposals
from ..services import (
    edit_activity,
    finish_activity,
    make_plan,
    move_activity,
    plan_activity,
    remove_activity,
    reopen_activity,
    split_activity,
)
from ..signed import signed_set
from ..words import REASONS, days
from .common import (
    activity_or_404,
    asked_of,
    assignees_for,
    commitment_choices,
    filter_context,
    first_of_month,
    plan_url,
    signed_or_404,
    trail_to,
)

PER_PAGE = 50


@require_GET
@acting()
def activity_list(request: ActorRequest) -> HttpResponse:
    today, context = timezone.localdate(), filter_context(request.actor, asked_of(request))
    page = page_of(request, list_activities(request.actor, context["asked"], today), per_page=PER_PAGE)
    return render(
        request, "activities/activity_list.html", context | {"page": page, "rows": rows_of(page, today)}
    )


@require_GET
@acting()
def activity_calendar(request: ActorRequest) -> HttpResponse:
    """A month as a table; on a phone as a list of the days that have something."""
    today, context = timezone.localdate(), filter_context(request.actor, asked_of(request, default=Show.ALL))
    first_day = first_of_month(request.GET.get("manad", ""), today)
    month = get_month(request.actor, first_day, context["asked"], today)
    return render(request, "activities/activity_calendar.html", context | {"month": month, "today": today})


@require_GET
@acting()
def activity_plan(request: ActorRequest, pk: int) -> HttpResponse:
    signed = signed_or_404(request.actor, pk)
    context = {
        "signed": signed,
        "plan": get_plan(request.actor, signed, timezone.localdate(), number=request.GET.get("sida")),
        "obstacles": plan_obstacles(request.actor, signed),
        "may_tell": not act_obstacles(request.actor, Act.REPORT),
        "trail": trail_to(),
        "tab": "activities",
    }
    return render(request, "activities/activity_plan.html", context)


@require_GET
@acting()
def activity_plan_print(request: ActorRequest, pk: int) -> HttpResponse:
    """All of the plan on one page, laid out for paper."""
    signed = signed_or_404(request.actor, pk)
    today = timezone.localdate()
    context = {
        "signed": signed,
        "plan": get_plan(request.actor, signed, today, is_whole=True),
        "today": today,
        "back_url": plan_url(signed),
    }
    return render(request, "activities/activity_plan_print.html", context)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def plan_create(request: ActorRequest, pk: int) -> HttpResponse:
    """The plan that follows from the commitments: shown first, then saved in one act."""
    signed = signed_or_404(request.actor, pk)
    proposals = list_proposals(signed, request.actor.organisation.pk)
    keys = [each.named.commitment.key for each in proposals if not each.is_planned and each.lines]
    form = PlanForm(posted(request), keys=keys, choices=assignees_for(request.actor))

    def act() -> HttpResponse:
        made = make_plan(by=request.actor, promise_set=signed.promise_set, assignees=form.assignees())
        words = ngettext("%(number)s activity is planned.", "%(number)s activities are planned.", len(made))
        messages.success(request, words % {"number": len(made)})
        return redirect(plan_url(signed))

    context = {
        "signed": signed,
        "rows": [(each, form.field_of(each.named.commitment.key)) for each in proposals],
        "has_new": bool(keys),
        "obstacles": plan_obstacles(request.actor, signed),
        "back_url": plan_url(signed),
        "trail": trail_to(signed),
    }
    return ask_once(request, "activities/plan_create.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def activity_create(request: ActorRequest, pk: int) -> HttpResponse:
    """One activity more, planned by hand."""
    signed = signed_or_404(request.actor, pk)
    form = NewActivityForm(
        posted(request),
        choices=assignees_for(request.actor),
        commitments=commitment_choices(request.actor, signed),
        initial={"commitment": request.GET.get("atagande", ""), "kind": "window"},
    )

    def act() -> HttpResponse:
        made = plan_activity(
            by=request.actor,
            promise_set=signed.promise_set,
            commitment_key=form.cleaned_data["commitment"],
            kind=ActivityKind(form.cleaned_data["kind"]),
            content=form.content(),
        )
        messages.success(request, _("The activity is planned."))
        return redirect(made)

    context = {
        "signed": signed,
        "obstacles": plan_obstacles(request.actor, signed) if request.method == "GET" else [],
        "back_url": plan_url(signed),
        "trail": trail_to(signed),
    }
    return ask_once(request, "activities/activity_create.html", context, form=form, act=act)


@require_GET
@acting()
def activity_detail(request: ActorRequest, pk: int) -> HttpResponse:
    activity = activity_or_404(request.actor, pk)
    told = with_counts(list_occurrences(request.actor).filter(activity=activity))
    reports = list_reports(activity)
    signed = signed_set(activity.promise_set)
    may_plan = not content_obstacles(request.actor, activity)
    may_move = not activity_act_obstacles(activity, ActivityAct.MOVE)
    context = {
        "activity": activity,
        "row": rows_of([activity], timezone.localdate())[0],
        "occurrences": occurrence_rows(told),
        "reports": reports,
        "reason": REASONS.get(activity.not_done_reason, ""),
        "may_plan": may_plan,
        "may_move": may_plan and may_move,
        "may_finish": may_plan and not activity_act_obstacles(activity, ActivityAct.FINISH),
        "may_reopen": may_plan and not activity_act_obstacles(activity, ActivityAct.REOPEN),
        "may_remove": may_plan and not remove_obstacles(activity),
        "may_tell": activity.state != ActivityState.MOVED and not act_obstacles(request.actor, Act.REPORT),
        "may_leave": may_move and not act_obstacles(request.actor, Act.REPORT),
        "earlier": Activity.objects.filter(moved_to=activity).first(),
        "events": list_events(request.actor, activity),
        "trail": trail_to(signed),
    }
    return render(request, "activities/activity_detail.html", context)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def activity_edit(request: ActorRequest, pk: int) -> HttpResponse:
    activity = activity_or_404(request.actor, pk)
    form = ActivityForm(
        posted(request), choices=assignees_for(request.actor), initial=ActivityForm.initial_of(activity)
    )
    context = _context(activity, content_obstacles(request.actor, activity))
    if not form.is_valid():
        return render_form(request, "activities/activity_edit.html", context, form=form)
    revision = form.cleaned_data["revision"] or 0
    try:
        edit_activity(by=request.actor, activity=activity, content=form.content(), revision=revision)
    except ChangedMeanwhile:
        return _show_both(request, activity, form, context)
    except NotAllowed as refused:
        context |= {"obstacles_in_form": refused.obstacles, "form": form}
        return render(request, "activities/activity_edit.html", context, status=UNPROCESSABLE)
    messages.success(request, _("The activity is saved."))
    return redirect(activity)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def activity_move(request: ActorRequest, pk: int) -> HttpResponse:
    activity = activity_or_404(request.actor, pk)
    initial = {"starts_on": activity.starts_on, "ends_on": activity.ends_on}
    form = MoveForm(posted(request), initial=initial)

    def act() -> HttpResponse:
        there = move_activity(by=request.actor, activity=activity, **form.cleaned_data)
        messages.success(request, _("The activity is moved. This is the one that stands in its place."))
        return redirect(there)

    obstacles = activity_act_obstacles(activity, ActivityAct.MOVE)
    context = _context(activity, obstacles)
    return ask_once(request, "activities/activity_move.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def activity_split(request: ActorRequest, pk: int) -> HttpResponse:
    activity = activity_or_404(request.actor, pk)
    form = SplitForm(posted(request))
    if activity.amount is None:
        del form.fields["amount_before"]

    def act() -> HttpResponse:
        on, before = form.cleaned_data["on"], form.cleaned_data.get("amount_before")
        split_activity(by=request.actor, activity=activity, on=on, amount_before=before)
        messages.success(request, _("The activity is split in two."))
        return _to_plan(activity)

    context = _context(activity, activity_act_obstacles(activity, ActivityAct.MOVE))
    return ask_once(request, "activities/activity_split.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def activity_finish(request: ActorRequest, pk: int) -> HttpResponse:
    activity = activity_or_404(request.actor, pk)

    def act() -> HttpResponse:
        finish_activity(by=request.actor, activity=activity)
        messages.success(request, _("The activity is done."))
        return redirect(activity)

    context = _context(activity, activity_act_obstacles(activity, ActivityAct.FINISH))
    return ask_once(request, "activities/activity_finish.html", context, form=None, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def activity_reopen(request: ActorRequest, pk: int) -> HttpResponse:
    activity = activity_or_404(request.actor, pk)
    form = ReopenForm(posted(request))

    def act() -> HttpResponse:
        reopen_activity(by=request.actor, activity=activity, reason=form.cleaned_data["reason"])
        messages.success(request, _("The activity is planned again."))
        return redirect(activity)

    context = _context(activity, reopen_obstacles(activity))
    return ask_once(request, "activities/activity_reopen.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def activity_remove(request: ActorRequest, pk: int) -> HttpResponse:
    activity = activity_or_404(request.actor, pk)

    def act() -> HttpResponse:
        remove_activity(by=request.actor, activity=activity)
        messages.success(request, _("The activity is removed from the plan."))
        return _to_plan(activity)

    context = _context(activity, remove_obstacles(activity))
    return ask_once(request, "activities/activity_remove.html", context, form=None, act=act)


def _to_plan(activity: Activity) -> HttpResponse:
    return redirect("activities:activity_plan", pk=activity.promise_set_id)


def _context(activity: Activity, obstacles: list[str]) -> dict[str, Any]:
    here = (activity.title, activity.get_absolute_url())
    return {
        "activity": activity,
        "days": days(activity.starts_on, activity.ends_on),
        "obstacles": obstacles,
        "back_url": activity.get_absolute_url(),
        "trail": trail_to(signed_set(activity.promise_set), here),
    }


def _show_both(
    request: ActorRequest, activity: Activity, form: ActivityForm, context: dict[str, Any]
) -> HttpResponse:
    """What stands saved now, over the form with all that was typed."""
    activity.refresh_from_db()
    form.data = form.data.copy()
    form.data["revision"] = str(activity.revision)
    context |= {"saved": rows_of([activity], timezone.localdate())[0], "form": form}
    return render(request, "activities/activity_edit.html", context, status=UNPROCESSABLE)
