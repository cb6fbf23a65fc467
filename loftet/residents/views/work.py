"""Pages of the parties: what residents ask, and the promise of an answer in time."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loftet.agreements.models import Agreement
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.policies import Act, act_obstacles
from loftet.web.forms import UNPROCESSABLE, posted
from loftet.web.pages import page_of

from ..acts import list_deeds
from ..forms.work import AnswerForm, CloseForm, EmptyForm, PublishForm, RegisterForm
from ..models import Question
from ..policies import take_obstacles
from ..selectors.consents import list_consents
from ..selectors.questions import QuestionPage, get_answer_times, get_question, list_questions
from ..services import (
    answer_question,
    close_question,
    empty_question,
    give_consent,
    publish_answer,
    register_question,
    take_question,
    withdraw_consent,
)


@require_GET
@acting(Act.READ)
def question_list(request: ActorRequest) -> HttpResponse:
    context = {
        "page": page_of(request, list_questions(request.actor)),
        "times": get_answer_times(request.actor, today=timezone.localdate()),
        "today": timezone.localdate(),
    }
    return render(request, "residents/question_list.html", context)


@require_GET
@acting(Act.READ)
def question_detail(request: ActorRequest, pk: int) -> HttpResponse:
    return _show(request, _page_or_404(request, pk))


@require_POST
@acting(Act.PLAIN_LANGUAGE)
def question_take(request: ActorRequest, pk: int) -> HttpResponse:
    page = _page_or_404(request, pk)
    return _done(request, page, lambda: take_question(by=request.actor, question=page.question))


@require_http_methods(["GET", "POST"])
@acting(Act.PLAIN_LANGUAGE)
def question_answer(request: ActorRequest, pk: int) -> HttpResponse:
    form = AnswerForm(posted(request), initial={"answer": ""})

    def answer(question: Question) -> None:
        answer_question(
            by=request.actor, question=question, answer=form.cleaned_data["answer"], now=timezone.now()
        )

    return _by_form(request, pk, "question_answer", form, answer)


@require_http_methods(["GET", "POST"])
@acting(Act.PLAIN_LANGUAGE)
def question_publish(request: ActorRequest, pk: int) -> HttpResponse:
    kept = _page_or_404(request, pk).question
    form = PublishForm(posted(request), initial={"asked": kept.text, "answer": kept.answer})

    def publish(question: Question) -> None:
        publish_answer(by=request.actor, question=question, **form.cleaned_data)

    return _by_form(request, pk, "question_publish", form, publish)


@require_http_methods(["GET", "POST"])
@acting(Act.PLAIN_LANGUAGE)
def question_close(request: ActorRequest, pk: int) -> HttpResponse:
    form = CloseForm(posted(request))

    def close(question: Question) -> None:
        close_question(by=request.actor, question=question, reason=form.cleaned_data["reason"])

    return _by_form(request, pk, "question_close", form, close)


@require_http_methods(["GET", "POST"])
@acting(Act.REGISTER)
def question_register(request: ActorRequest, pk: int) -> HttpResponse:
    form = RegisterForm(
        posted(request), initial={"registry_number": _page_or_404(request, pk).own.registry_number}
    )

    def register(question: Question) -> None:
        number = form.cleaned_data["registry_number"]
        register_question(by=request.actor, question=question, registry_number=number)

    return _by_form(request, pk, "question_register", form, register)


@require_http_methods(["GET", "POST"])
@acting(Act.REGISTER)
def question_empty(request: ActorRequest, pk: int) -> HttpResponse:
    form = EmptyForm(posted(request))

    def empty(question: Question) -> None:
        empty_question(by=request.actor, question=question)

    return _by_form(request, pk, "question_empty", form, empty)


@require_GET
@acting(Act.READ)
def consent_list(request: ActorRequest) -> HttpResponse:
    return _show_consents(request)


@require_POST
@acting(Act.DRAFT)
def consent_give(request: ActorRequest, pk: int) -> HttpResponse:
    return _consent(request, pk, give_consent)


@require_POST
@acting(Act.DRAFT)
def consent_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    return _consent(request, pk, withdraw_consent)


def _consent(request: ActorRequest, pk: int, act: Callable[..., object]) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.actor), pk=pk)
    try:
        act(by=request.actor, agreement=agreement)
    except NotAllowed as refused:
        return _show_consents(request, refused.obstacles)
    messages.success(request, _("It is saved. The other parties see it here."))
    return redirect("residents:consent_list")


def _show_consents(request: ActorRequest, obstacles: list[str] | None = None) -> HttpResponse:
    context = {
        "rows": list_consents(request.actor),
        "may_consent": not act_obstacles(request.actor, Act.DRAFT),
        "obstacles": obstacles or [],
    }
    status = UNPROCESSABLE if obstacles else 200
    return render(request, "residents/consent_list.html", context, status=status)


def _by_form(
    request: ActorRequest, pk: int, name: str, form: BaseForm, act: Callable[[Question], None]
) -> HttpResponse:
    """Ask once, do it, and show the question again; what stands in the way is said with what was typed."""
    page = _page_or_404(request, pk)
    obstacles: list[str] = []
    if form.is_valid():
        try:
            act(page.question)
        except NotAllowed as refused:
            obstacles = refused.obstacles
        else:
            messages.success(request, _("It is saved."))
            return redirect(page.question)
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"page": page, "form": form, "obstacles": obstacles}
    return render(request, f"residents/{name}.html", context, status=status)


def _done(request: ActorRequest, page: QuestionPage, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except NotAllowed as refused:
        return _show(request, page, refused.obstacles)
    return redirect(page.question)


def _show(request: ActorRequest, page: QuestionPage, obstacles: list[str] | None = None) -> HttpResponse:
    context = {
        "page": page,
        "deeds": list_deeds(page.question, request.actor),
        "may_take": not take_obstacles(request.actor, page.question),
        "obstacles": obstacles or [],
        "today": timezone.localdate(),
    }
    status = UNPROCESSABLE if obstacles else 200
    return render(request, "residents/question_detail.html", context, status=status)


def _page_or_404(request: ActorRequest, pk: int) -> QuestionPage:
    page = get_question(request.actor, pk)
    if page is None:
        raise Http404
    return page
