"""What the pages that write about one promise have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from loftet.organisations.actor import ActorRequest
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.web.forms import UNPROCESSABLE, lines_typed, render_form

from ..forms.statement import BLANK_LINES, MOST_LINES, AssessmentForm, StatementForm, initial_of
from ..selectors import Writing, saved_by
from .common import trail_to

Kind = TypeVar("Kind", bound=StatementForm)


def statement_form(kind: type[Kind], writing: Writing, typed: QueryDict | None) -> Kind:
    """Bound to what was typed, else begun from what is saved or reported."""
    promise, parties = writing.promise, writing.parties
    if typed is not None:
        return kind(typed, promise=promise, parties=parties, lines=lines_typed(typed, most=MOST_LINES))
    account = writing.begun_from
    note = writing.statement.internal_note if writing.statement else ""
    initial = initial_of(account, internal_note=note, revision=writing.statement_revision)
    initial["source"] = writing.source
    lines = len(account.counts) + BLANK_LINES
    return kind(initial=initial, promise=promise, parties=parties, lines=lines)


def save_writing(
    request: ActorRequest,
    writing: Writing,
    template: str,
    form: StatementForm | AssessmentForm,
    save: Callable[[], str],
    *,
    then: str = "",
) -> HttpResponse:
    """Save; else the page again with all that was typed, and with what somebody else saved meanwhile."""
    context = {"writing": writing, "obstacles": writing.obstacles, "trail": trail_to(writing.period)}
    if request.method != "POST" or not form.is_valid():
        return render_form(request, template, context, form=form)
    try:
        words = save()
    except NotAllowed as refused:
        context["obstacles"] = refused.obstacles
    except ChangedMeanwhile:
        form = form.with_revision(_saved_revision(writing, form))
        assert writing.account is not None
        context["theirs"] = saved_by(request.actor, writing.account, parts=writing.saved_parts)
    else:
        messages.success(request, words % {"title": writing.promise.title})
        return redirect(then or writing.place)
    return render(request, template, {**context, "form": form}, status=UNPROCESSABLE)


def _saved_revision(writing: Writing, form: StatementForm | AssessmentForm) -> int:
    is_statement = isinstance(form, StatementForm)
    return writing.statement_revision if is_statement else writing.assessment_revision
