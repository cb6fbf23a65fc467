"""Writing promises: the text with its hints, the commitments that are read out of it, the order."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loftet.agreements.asking import ask_once, posted
from loftet.agreements.versions import parties_of
from loftet.domain.commitment import Cadence
from loftet.domain.promise_set import PromiseSetDocument
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.policies import Act
from loftet.web.forms import UNPROCESSABLE
from loftet.web.text import tidy

from ..content import PromiseContent
from ..drafts import agreement_version, commitments_of, live_document
from ..forms.promise import CompanionForm, FocusAreaForm, PromiseEditor
from ..forms.typed import data_of, with_commitments, with_empty_row, without_row
from ..models import Promise, PromiseSet
from ..policies import edit_obstacles
from ..proposals import propose
from ..reading_back import Reading, read_back, saved_parts
from ..selectors import saved_by
from ..services import (
    add_companion,
    add_promise,
    edit_promise,
    let_stand_without_target,
    move_focus_area,
    move_promise,
    remove_promise,
    rename_focus_area,
)
from .common import Trail, own_area_or_404, own_or_404, own_promise_or_404, trail_to

SAVE = "save"
LONGEST_TEXT = 5000


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def promise_set_add(request: ActorRequest, pk: int) -> HttpResponse:
    """A new promise; `?omrade=` begins it in a focus area."""
    promise_set = own_or_404(request.actor, pk)
    if refusal := _refusal(request, promise_set):
        return refusal
    if request.method != "POST":
        content = PromiseContent(focus_area=request.GET.get("omrade", "")[:200], title="", text="")
        return _show(request, promise_set, posted(request) or data_of(content), None)
    if answer := _act_in_form(request, promise_set, None):
        return answer
    editor = _editor(promise_set, request.POST, shows_errors=True)
    if not editor.is_valid():
        return _render(request, promise_set, editor, None, status=UNPROCESSABLE)
    try:
        promise = add_promise(by=request.actor, promise_set=promise_set, content=editor.content())
    except NotAllowed as refused:
        return _render(request, promise_set, editor, None, status=UNPROCESSABLE, obstacles=refused.obstacles)
    messages.success(request, _("The promise “%(title)s” is saved.") % {"title": promise.title})
    return redirect(f"{promise_set.get_absolute_url()}#lofte-{promise.pk}")


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def promise_edit(request: ActorRequest, pk: int, promise_pk: int) -> HttpResponse:
    promise_set = own_or_404(request.actor, pk)
    promise = own_promise_or_404(promise_set, promise_pk)
    if refusal := _refusal(request, promise_set):
        return refusal
    if request.method != "POST":
        saved = data_of(_content_of(promise), revision=promise.revision)
        return _show(request, promise_set, posted(request) or saved, promise)
    if answer := _act_in_form(request, promise_set, promise):
        return answer
    editor = _editor(promise_set, request.POST, shows_errors=True)
    if not editor.is_valid():
        return _render(request, promise_set, editor, promise, status=UNPROCESSABLE)
    return _save(request, promise_set, promise, editor)


@require_POST
@acting(Act.DRAFT)
def promise_hints(request: ActorRequest, pk: int) -> HttpResponse:
    """What is read out of the text while it is typed: a part of a page, and nothing is saved."""
    document = live_document(own_or_404(request.actor, pk))
    return render(request, "promises/hints.html", {"read": _read_back(request.POST, document)})


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def promise_remove(request: ActorRequest, pk: int, promise_pk: int) -> HttpResponse:
    promise_set = own_or_404(request.actor, pk)
    promise = own_promise_or_404(promise_set, promise_pk)

    def act() -> HttpResponse:
        remove_promise(by=request.actor, promise=promise)
        messages.success(request, _("The promise is removed."))
        return redirect(promise_set)

    context = _context(promise_set, promise) | {"obstacles": edit_obstacles(request.actor, promise_set)}
    return ask_once(request, "promises/promise_remove.html", context, form=None, act=act)


@require_POST
@acting(Act.DRAFT)
def promise_move(request: ActorRequest, pk: int, promise_pk: int) -> HttpResponse:
    promise_set = own_or_404(request.actor, pk)
    promise = own_promise_or_404(promise_set, promise_pk)
    try:
        move_promise(
            by=request.actor, promise=promise, direction="up" if request.POST.get("act") == "up" else "down"
        )
    except NotAllowed as refused:
        messages.error(request, str(refused))
    return redirect(f"{promise_set.get_absolute_url()}#lofte-{promise.pk}")


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def promise_companion(request: ActorRequest, pk: int, promise_pk: int) -> HttpResponse:
    """Something to count beside a general promise, or the promise as it stands: one act either way."""
    promise_set = own_or_404(request.actor, pk)
    promise = own_promise_or_404(promise_set, promise_pk)
    stands = request.POST.get("act") == "without_target"
    form = None if stands else CompanionForm(posted(request))

    def act() -> HttpResponse:
        if form is None:
            let_stand_without_target(by=request.actor, promise=promise)
        else:
            every = form.cleaned_data["every"]
            add_companion(
                by=request.actor,
                promise=promise,
                number=form.cleaned_data["number"],
                unit=form.cleaned_data["unit"],
                every=Cadence(every) if every else None,
            )
        return redirect(f"{promise_set.get_absolute_url()}#lofte-{promise.pk}")

    context = _context(promise_set, promise) | {"obstacles": edit_obstacles(request.actor, promise_set)}
    return ask_once(request, "promises/promise_companion.html", context, form=form, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def focus_area_edit(request: ActorRequest, pk: int, area_pk: int) -> HttpResponse:
    promise_set = own_or_404(request.actor, pk)
    area = own_area_or_404(promise_set, area_pk)
    form = FocusAreaForm(posted(request), initial={"name": area.name})

    def act() -> HttpResponse:
        rename_focus_area(by=request.actor, area=area, name=form.cleaned_data["name"])
        return redirect(promise_set)

    context = _context(promise_set) | {"area": area, "obstacles": edit_obstacles(request.actor, promise_set)}
    return ask_once(request, "promises/focus_area_edit.html", context, form=form, act=act)


@require_POST
@acting(Act.DRAFT)
def focus_area_move(request: ActorRequest, pk: int, area_pk: int) -> HttpResponse:
    promise_set = own_or_404(request.actor, pk)
    area = own_area_or_404(promise_set, area_pk)
    try:
        move_focus_area(
            by=request.actor, area=area, direction="up" if request.POST.get("act") == "up" else "down"
        )
    except NotAllowed as refused:
        messages.error(request, str(refused))
    return redirect(promise_set)


def _save(
    request: ActorRequest, promise_set: PromiseSet, promise: Promise, editor: PromiseEditor
) -> HttpResponse:
    revision = editor.form.cleaned_data["revision"] or 0
    try:
        edit_promise(by=request.actor, promise=promise, content=editor.content(), revision=revision)
    except ChangedMeanwhile:
        return _show_both(request, promise_set, editor)
    except NotAllowed as refused:
        obstacles = refused.obstacles
        return _render(request, promise_set, editor, promise, status=UNPROCESSABLE, obstacles=obstacles)
    messages.success(request, _("The promise is saved."))
    return redirect(f"{promise_set.get_absolute_url()}#lofte-{promise.pk}")


def _show_both(request: ActorRequest, promise_set: PromiseSet, editor: PromiseEditor) -> HttpResponse:
    """What somebody else saved meanwhile, over the form with all that was typed."""
    promise_set = own_or_404(request.actor, promise_set.pk)
    promise = own_promise_or_404(promise_set, int(request.resolver_match.kwargs["promise_pk"]))  # type: ignore[union-attr]
    document = live_document(promise_set)
    parts = saved_parts(_content_of(promise), editor.content(), document)
    kinds = ("promise_edited", "personal_data_removed", "promise_set_imported")
    theirs = saved_by(request.actor, promise_set, kinds=kinds, parts=parts)
    typed = request.POST.copy()
    typed["revision"] = str(promise.revision)  # saving once more is then a choice, made with open eyes
    editor = _editor(promise_set, typed, shows_errors=False)
    return _render(request, promise_set, editor, promise, status=UNPROCESSABLE, theirs=theirs)


def _act_in_form(
    request: ActorRequest, promise_set: PromiseSet, promise: Promise | None
) -> HttpResponse | None:
    """What a button inside the form asks for; None where it was the one that saves."""
    act = request.POST.get("act", SAVE)
    data: QueryDict = request.POST
    if act == SAVE:
        return None
    if act == "propose":
        parties = parties_of(agreement_version(promise_set.agreement))
        text = tidy(data.get("text", ""))[:LONGEST_TEXT]
        data = with_commitments(data, propose(text, parties).commitments if text.strip() else ())
    elif act == "add":
        data = with_empty_row(data)
    elif act.startswith("remove-") and act.removeprefix("remove-").isdecimal():
        data = without_row(data, int(act.removeprefix("remove-")[:4]))
    return _show(request, promise_set, data, promise)


def _show(
    request: ActorRequest, promise_set: PromiseSet, data: QueryDict, promise: Promise | None
) -> HttpResponse:
    return _render(request, promise_set, _editor(promise_set, data, shows_errors=False), promise)


def _render(
    request: HttpRequest,
    promise_set: PromiseSet,
    editor: PromiseEditor,
    promise: Promise | None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    document = live_document(promise_set)
    name = "promise_edit" if promise else "promise_set_add"
    context = {
        **_context(promise_set, promise),
        "editor": editor,
        "areas": [area.name for area in document.focus_areas],
        "read": _read_back(editor.data, document),
        **more,
    }
    return render(request, f"promises/{name}.html", context, status=status)


def _read_back(data: QueryDict, document: PromiseSetDocument) -> Reading | None:
    text = tidy(data.get("text", ""))[:LONGEST_TEXT]
    if not text.strip():
        return None
    return read_back(text, document, has_baseline=bool(data.get("baseline", "").strip()))


def _refusal(request: ActorRequest, promise_set: PromiseSet) -> HttpResponse | None:
    obstacles = edit_obstacles(request.actor, promise_set)
    if not obstacles:
        return None
    context = {**_context(promise_set), "obstacles": obstacles}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "promises/promise_closed.html", context, status=status)


def _editor(promise_set: PromiseSet, data: QueryDict, *, shows_errors: bool) -> PromiseEditor:
    parties = parties_of(agreement_version(promise_set.agreement))
    return PromiseEditor(data, parties=parties, shows_errors=shows_errors)


def _content_of(promise: Promise) -> PromiseContent:
    return PromiseContent(
        focus_area=promise.focus_area.name,
        title=promise.title,
        text=promise.text,
        background=promise.background,
        why=promise.why,
        baseline=promise.baseline,
        easy_read=promise.easy_read,
        stands_without_target=promise.stands_without_target,
        commitments=commitments_of(promise),
    )


def _context(promise_set: PromiseSet, promise: Promise | None = None) -> dict[str, Any]:
    trail: Trail = trail_to(promise_set.title, promise_set.pk)
    return {
        "set": promise_set,
        "promise": promise,
        "back_url": promise_set.get_absolute_url(),
        "trail": trail,
    }
