"""Functions, and the addresses by which calendars follow a plan."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loftet.agreements.asking import ask_once, posted
from loftet.agreements.link_rules import token_digest
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.policies import Act, act_obstacles
from loftet.web.forms import UNPROCESSABLE

from ..feeds import calendar_of
from ..forms.plans import FunctionForm
from ..models import CalendarAddress, Function
from ..policies import function_obstacles
from ..selectors.registers import list_calendars, list_followed, list_function_rows
from ..services import (
    add_function,
    edit_function,
    end_function,
    make_calendar_address,
    revoke_calendar_address,
)
from ..signed import signed_sets
from .common import function_or_404, trail_to

CALENDAR = "text/calendar; charset=utf-8"


@require_GET
@acting(Act.READ)
def function_list(request: ActorRequest) -> HttpResponse:
    context = {
        "rows": list_function_rows(request.actor),
        "may_draft": not act_obstacles(request.actor, Act.DRAFT),
        "trail": trail_to(),
    }
    return render(request, "activities/function_list.html", context)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def function_create(request: ActorRequest) -> HttpResponse:
    form = FunctionForm(posted(request))

    def act() -> HttpResponse:
        add_function(by=request.actor, **form.cleaned_data)
        messages.success(request, _("The function is saved. Activities can be given to it."))
        return redirect("activities:function_list")

    context = {"back_url": reverse("activities:function_list"), "trail": _trail()}
    return ask_once(request, "activities/function_create.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def function_edit(request: ActorRequest, pk: int) -> HttpResponse:
    function = function_or_404(request.actor, pk)
    form = FunctionForm(posted(request), initial={"name": function.name, "email": function.email})

    def act() -> HttpResponse:
        edit_function(by=request.actor, function=function, **form.cleaned_data)
        messages.success(request, _("The function is saved."))
        return redirect("activities:function_list")

    context = {"function": function, "back_url": reverse("activities:function_list"), "trail": _trail()}
    return ask_once(request, "activities/function_edit.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def function_end(request: ActorRequest, pk: int) -> HttpResponse:
    function = function_or_404(request.actor, pk)

    def act() -> HttpResponse:
        end_function(by=request.actor, function=function)
        messages.success(request, _("The function can be given nothing more."))
        return redirect("activities:function_list")

    context = {
        "function": function,
        "obstacles": function_obstacles(request.actor, function.name, function),
        "back_url": reverse("activities:function_list"),
        "trail": _trail(),
    }
    return ask_once(request, "activities/function_end.html", context, form=None, act=act)


@require_GET
@acting()
def calendar_addresses(request: ActorRequest) -> HttpResponse:
    return _show_addresses(request)


@require_POST
@acting()
def calendar_make(request: ActorRequest) -> HttpResponse:
    """A new address, shown on the answer and never again."""
    function = _function_of(request)
    try:
        token = make_calendar_address(by=request.actor, function=function)
    except NotAllowed as refused:
        return _show_addresses(request, obstacles=refused.obstacles)
    path = reverse("activities:calendar_feed", args=[token])
    made = {"address": f"{settings.BASE_URL}{path}", "name": str(function or request.actor.person)}
    return _show_addresses(request, made=made)


@require_POST
@acting()
def calendar_revoke(request: ActorRequest) -> HttpResponse:
    try:
        revoke_calendar_address(by=request.actor, function=_function_of(request))
    except NotAllowed as refused:
        return _show_addresses(request, obstacles=refused.obstacles)
    messages.success(request, _("The address no longer works."))
    return redirect("activities:calendar_addresses")


@require_GET
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """For a calendar that has no session: who holds the address reads that plan and nothing else."""
    known = CalendarAddress.objects.working().select_related("organisation", "person", "function")
    address = get_object_or_404(known, token_digest=token_digest(token))
    activities = list(list_followed(address))
    signed = signed_sets({each.promise_set_id: each.promise_set for each in activities}.values())
    name = _("Löftet: %(name)s") % {"name": address}
    response = HttpResponse(calendar_of(name, activities, signed), content_type=CALENDAR)
    response["Cache-Control"] = "private, max-age=900"
    return response


def _show_addresses(
    request: ActorRequest, made: dict[str, str] | None = None, obstacles: list[str] | None = None
) -> HttpResponse:
    context = {
        "rows": list_calendars(request.actor),
        "made": made,
        "obstacles": obstacles or [],
        "trail": trail_to(),
    }
    status = UNPROCESSABLE if obstacles else 200
    response = render(request, "activities/calendar_addresses.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _function_of(request: ActorRequest) -> Function | None:
    number = request.POST.get("funktion", "")
    if not number:
        return None
    return function_or_404(request.actor, int(number) if number.isdecimal() and len(number) < 10 else 0)


def _trail() -> list[tuple[str, str]]:
    return [*trail_to(), (_("Functions"), reverse("activities:function_list"))]
