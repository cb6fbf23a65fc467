"""Sharing, answering for personal data, and what follows in the life of a promise set."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loftet.agreements.asking import ask_once, posted
from loftet.agreements.selectors import list_receivers
from loftet.agreements.versions import newest_version
from loftet.domain.promise_set_rules import warnings_before_sharing
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.policies import Act
from loftet.web.forms import UNPROCESSABLE

from ..document_words import set_words
from ..drafts import live_document
from ..forms.sets import EndForm, NoPersonForm, ShareForm
from ..models import PromiseSet
from ..personal_data import unanswered
from ..policies import edit_obstacles, end_obstacles, ready_obstacles, share_obstacles
from ..selectors import SetReading
from ..services import answer_personal_data, end_set, make_ready, remove_personal_data, share_set
from ..words import PERSONAL_DATA, sentences
from .common import own_or_404, reading_or_404, trail_to


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def promise_set_share(request: ActorRequest, pk: int) -> HttpResponse:
    """Shows exactly what is handed over, to whom, and what follows in law; then shares it."""
    promise_set = own_or_404(request.actor, pk)
    document = live_document(promise_set)
    answered = promise_set.no_person_answers.values_list("words", flat=True)
    form = ShareForm(posted(request), initial={"revision": promise_set.revision})

    def act() -> HttpResponse:
        version = share_set(by=request.actor, promise_set=promise_set, revision=form.cleaned_data["revision"])
        messages.success(request, _("Version %(version)s is shared.") % {"version": version.version})
        return redirect(promise_set)

    context = {
        "set": promise_set,
        "words": set_words(document),
        "receivers": list_receivers(promise_set, document.parties),
        "obstacles": share_obstacles(request.actor, promise_set, document, answered),
        "has_findings": bool(unanswered(document, set(answered))),
        "warnings": sentences(warnings_before_sharing(document)),
        "back_url": promise_set.get_absolute_url(),
        "trail": trail_to(promise_set.title, pk),
    }
    return ask_once(request, "promises/promise_set_share.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def personal_data_answer(request: ActorRequest, pk: int) -> HttpResponse:
    """Words that look like personal data: each is removed, or answered for."""
    promise_set = own_or_404(request.actor, pk)
    form = NoPersonForm(posted(request))
    if request.method != "POST":
        return _show_findings(request, promise_set, form, [])
    words = request.POST.get("words", "")
    try:
        if request.POST.get("act") == "remove":
            remove_personal_data(by=request.actor, promise_set=promise_set, words=words)
        elif form.is_valid():
            reason = form.cleaned_data["reason"]
            answer_personal_data(by=request.actor, promise_set=promise_set, words=words, reason=reason)
        else:
            return _show_findings(request, promise_set, form, [], status=UNPROCESSABLE)
    except NotAllowed as refused:
        return _show_findings(request, promise_set, form, refused.obstacles, status=UNPROCESSABLE)
    messages.success(request, _("The answer is kept."))
    return redirect("promises:personal_data_answer", pk=pk)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def promise_set_make_ready(request: ActorRequest, pk: int) -> HttpResponse:
    reading = reading_or_404(request.actor, pk)

    def act() -> HttpResponse:
        make_ready(by=request.actor, promise_set=reading.promise_set)
        messages.success(request, _("The signed promise may be published."))
        return redirect(reading.promise_set)

    promise_set = reading.promise_set
    obstacles = ready_obstacles(request.actor, promise_set, newest_version(promise_set))
    context = _context(reading, obstacles)
    return ask_once(request, "promises/promise_set_make_ready.html", context, form=None, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def promise_set_end(request: ActorRequest, pk: int) -> HttpResponse:
    reading = reading_or_404(request.actor, pk)
    form = EndForm(posted(request))

    def act() -> HttpResponse:
        end_set(by=request.actor, promise_set=reading.promise_set, reason=form.cleaned_data["reason"])
        messages.success(request, _("The promise has ended."))
        return redirect(reading.promise_set)

    promise_set = reading.promise_set
    obstacles = end_obstacles(request.actor, promise_set, newest_version(promise_set))
    return ask_once(
        request, "promises/promise_set_end.html", _context(reading, obstacles), form=form, act=act
    )


def _context(reading: SetReading, obstacles: list[str]) -> dict[str, object]:
    return {
        "set": reading.promise_set,
        "title": reading.document.title,
        "obstacles": obstacles,
        "back_url": reading.promise_set.get_absolute_url(),
        "trail": trail_to(reading.document.title, reading.promise_set.pk),
    }


def _show_findings(
    request: ActorRequest,
    promise_set: PromiseSet,
    form: NoPersonForm,
    obstacles: list[str],
    *,
    status: int = 200,
) -> HttpResponse:
    answers = list(promise_set.no_person_answers.select_related("answered_by"))
    findings = unanswered(live_document(promise_set), {each.words for each in answers})
    context = {
        "set": promise_set,
        "findings": [(each, PERSONAL_DATA[each.kind]) for each in findings],
        "answers": answers,
        "form": form,
        "refused": form.data.get("words", ""),
        "obstacles": obstacles or edit_obstacles(request.actor, promise_set),
        "trail": trail_to(promise_set.title, promise_set.pk),
    }
    return render(request, "promises/personal_data_answer.html", context, status=status)
