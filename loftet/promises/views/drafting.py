"""Beginning a promise set, and what stands above its promises."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loftet.agreements.asking import ask_once, posted
from loftet.agreements.models import Agreement, SharedVersion
from loftet.agreements.received import received
from loftet.agreements.versions import parties_of
from loftet.domain.agreement import MunicipalityRef
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.policies import Act
from loftet.web.forms import UNPROCESSABLE, render_form

from ..content import SetContent
from ..drafts import agreement_version, content_of, default_signatories
from ..forms.sets import CopyForm, NewVersionForm, SetForm, initial_of
from ..models import PromiseSet
from ..policies import discard_obstacles, draft_obstacles, edit_obstacles, new_version_obstacles
from ..selectors import list_agreements_to_begin_in, saved_by
from ..services import copy_set, discard_set, draft_set, edit_set, start_new_version
from .common import own_or_404, reading_or_404, trail_to


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def promise_set_create(request: ActorRequest) -> HttpResponse:
    """Within the only agreement there is, or the one that is chosen first."""
    agreements = list_agreements_to_begin_in(request.actor)
    agreement = _chosen(request, agreements)
    context: dict[str, Any] = {"trail": trail_to(), "agreements": agreements, "agreement": agreement}
    if agreement is None:
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "promises/promise_set_create.html", context, status=status)
    within = agreement_version(agreement)
    form = _set_form(request, within, initial_of(_begun(within)))
    if not form.is_valid():
        return render_form(request, "promises/promise_set_create.html", context, form=form)
    try:
        made = draft_set(by=request.actor, agreement=agreement, content=form.content())
    except NotAllowed as refused:
        context |= {"obstacles": refused.obstacles, "form": form}
        return render(request, "promises/promise_set_create.html", context, status=UNPROCESSABLE)
    messages.success(
        request, _("The draft is saved. Only your organisation sees it. Write the first promise.")
    )
    return redirect("promises:promise_set_add", pk=made.pk)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def promise_set_edit(request: ActorRequest, pk: int) -> HttpResponse:
    promise_set = own_or_404(request.actor, pk)
    within = agreement_version(promise_set.agreement)
    context: dict[str, Any] = {"set": promise_set, "trail": trail_to(promise_set.title, pk)}
    if obstacles := edit_obstacles(request.actor, promise_set):
        status = UNPROCESSABLE if request.method == "POST" else 200
        context["obstacles"] = obstacles
        return render(request, "promises/promise_set_edit.html", context, status=status)
    form = _set_form(
        request, within, initial_of(content_of(promise_set), revision=promise_set.details_revision)
    )
    if not form.is_valid():
        return render_form(request, "promises/promise_set_edit.html", context, form=form)
    revision = form.cleaned_data["revision"] or 0
    try:
        edit_set(by=request.actor, promise_set=promise_set, content=form.content(), revision=revision)
    except ChangedMeanwhile:
        return _show_both(request, promise_set, form, context)
    except NotAllowed as refused:
        context |= {"obstacles_in_form": refused.obstacles, "form": form}
        return render(request, "promises/promise_set_edit.html", context, status=UNPROCESSABLE)
    messages.success(request, _("The draft is saved."))
    return redirect(promise_set)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def promise_set_copy(request: ActorRequest, pk: int) -> HttpResponse:
    """Last year's set as this year's draft."""
    reading = reading_or_404(request.actor, pk)
    form = CopyForm(posted(request), initial=_next_period(reading.document))

    def act() -> HttpResponse:
        copy = copy_set(by=request.actor, promise_set=reading.promise_set, **form.cleaned_data)
        messages.success(request, _("The promises are copied to a draft that only your organisation sees."))
        return redirect(copy)

    context = {
        "set": reading.promise_set,
        "words": reading.document,
        "obstacles": draft_obstacles(request.actor),
        "back_url": reading.promise_set.get_absolute_url(),
        "trail": trail_to(reading.document.title, pk),
    }
    return ask_once(request, "promises/promise_set_copy.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def promise_set_discard(request: ActorRequest, pk: int) -> HttpResponse:
    promise_set = own_or_404(request.actor, pk)

    def act() -> HttpResponse:
        kept = discard_set(by=request.actor, promise_set=promise_set)
        messages.success(request, _("The draft is discarded."))
        return redirect(kept) if kept else redirect("promises:promise_set_list")

    context = _confirm_context(promise_set, discard_obstacles(request.actor, promise_set))
    return ask_once(request, "promises/promise_set_discard.html", context, form=None, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def promise_set_new_version(request: ActorRequest, pk: int) -> HttpResponse:
    promise_set = own_or_404(request.actor, pk)
    form = NewVersionForm(posted(request))

    def act() -> HttpResponse:
        start_new_version(by=request.actor, promise_set=promise_set, reason=form.cleaned_data["reason"])
        return redirect(promise_set)

    context = _confirm_context(promise_set, new_version_obstacles(request.actor, promise_set))
    context["received"] = received(promise_set)
    return ask_once(request, "promises/promise_set_new_version.html", context, form=form, act=act)


def _chosen(request: HttpRequest, agreements: list[Agreement]) -> Agreement | None:
    number = request.POST.get("overenskommelse", "") or request.GET.get("overenskommelse", "")
    if not number:
        return agreements[0] if len(agreements) == 1 else None
    found = [each for each in agreements if str(each.pk) == number]
    if not found:
        raise Http404
    return found[0]


def _begun(within: SharedVersion) -> SetContent:
    """What a new set holds at first: the municipalities and those who sign of the agreement."""
    codes = tuple(each["code"] for each in within.document["municipalities"])
    return SetContent(title="", municipalities=codes, signatories=default_signatories(within, codes))


def _set_form(request: HttpRequest, within: SharedVersion, initial: dict[str, Any]) -> SetForm:
    covered = within.document["municipalities"]
    return SetForm(
        posted(request),
        initial=initial,
        parties=parties_of(within),
        municipalities=[MunicipalityRef.from_data(each, "municipalities") for each in covered],
    )


def _show_both(
    request: ActorRequest, promise_set: PromiseSet, form: SetForm, context: dict[str, Any]
) -> HttpResponse:
    """What somebody else saved meanwhile, over the form with all that was typed."""
    promise_set = own_or_404(request.actor, promise_set.pk)
    saved, typed = initial_of(content_of(promise_set)), initial_of(form.content())
    names = [name for name in form.fields if name != "revision" and saved.get(name) != typed.get(name)]
    parts = tuple((str(form.fields[name].label), _in_words(saved.get(name))) for name in names)
    form.data = form.data.copy()
    form.data["revision"] = str(promise_set.details_revision)
    kinds = ("promise_set_edited", "promise_set_imported")
    theirs = saved_by(request.actor, promise_set, kinds=kinds, parts=parts)
    context |= {"theirs": theirs, "form": form}
    return render(request, "promises/promise_set_edit.html", context, status=UNPROCESSABLE)


def _in_words(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "–")


def _next_period(document: Any) -> dict[str, Any]:
    """The same days a year later."""
    days = {name: getattr(document, name) for name in ("starts_on", "ends_on")}
    later = {
        name: day and day.replace(year=day.year + 1, day=min(day.day, 28 if day.month == 2 else 31))
        for name, day in days.items()
    }
    return {"title": document.title, **later}


def _confirm_context(promise_set: PromiseSet, obstacles: list[str]) -> dict[str, Any]:
    return {
        "set": promise_set,
        "obstacles": obstacles,
        "back_url": promise_set.get_absolute_url(),
        "trail": trail_to(promise_set.title, promise_set.pk),
    }
