"""Writing an agreement: the form, with its rows, and what is done with a draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loftet.organisations.actor import Actor, ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.models import Municipality, Organisation
from loftet.organisations.policies import Act
from loftet.organisations.selectors import list_organisations_beside
from loftet.web.forms import UNPROCESSABLE

from ..asking import ask_once, posted
from ..content import AgreementContent, PartyContent
from ..drafts import content_of, content_of_document, live_document
from ..forms.acts import NewVersionForm
from ..forms.agreement import AgreementEditor, after_act
from ..forms.rows import role_of
from ..forms.typed import COUNCIL, PARTIES, data_of, with_row
from ..models import Agreement
from ..policies import discard_obstacles, edit_obstacles, new_version_obstacles
from ..received import received
from ..selectors import SavedMeanwhile, get_reading, saved_since
from ..services import discard_draft, draft_agreement, edit_agreement, start_new_version
from .common import Trail, own_or_404, trail_to

SAVE, SINCE = "save", "since"


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def agreement_create(request: ActorRequest) -> HttpResponse:
    """A new agreement; `?fran=` begins it from one that the reader may see."""
    if request.method != "POST":
        return _show(request, posted(request) or _begun(request))
    if answer := _act_in_form(request):
        return answer
    editor = _editor(request.actor, request.POST, shows_errors=True)
    if not editor.is_valid():
        return _render(request, editor, status=UNPROCESSABLE)
    try:
        agreement = draft_agreement(by=request.actor, content=editor.content())
    except NotAllowed as refused:
        return _render(request, editor, status=UNPROCESSABLE, obstacles=refused.obstacles)
    messages.success(request, _("The draft is saved. Only your organisation sees it."))
    return redirect("agreements:agreement_detail", pk=agreement.pk)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def agreement_edit(request: ActorRequest, pk: int) -> HttpResponse:
    agreement = own_or_404(request.actor, pk)
    if obstacles := edit_obstacles(request.actor, agreement):
        return _refuse(request, agreement, obstacles)
    saved = data_of(content_of(agreement), revision=agreement.revision)
    if request.method != "POST":
        return _show(request, posted(request) or _with_empty_rows(saved), agreement=agreement)
    if answer := _act_in_form(request, agreement, saved):
        return answer
    editor = _editor(request.actor, request.POST, shows_errors=True)
    if not editor.is_valid():
        return _render(request, editor, agreement=agreement, status=UNPROCESSABLE)
    return _save(request, agreement, editor)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def agreement_discard(request: ActorRequest, pk: int) -> HttpResponse:
    agreement = own_or_404(request.actor, pk)

    def act() -> HttpResponse:
        kept = discard_draft(by=request.actor, agreement=agreement)
        messages.success(request, _("The draft is discarded."))
        if kept is None:
            return redirect("agreements:agreement_list")
        return redirect("agreements:agreement_detail", pk=kept.pk)

    context = _confirm_context(agreement, discard_obstacles(request.actor, agreement))
    return ask_once(request, "agreements/agreement_discard.html", context, form=None, act=act)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def agreement_new_version(request: ActorRequest, pk: int) -> HttpResponse:
    agreement = own_or_404(request.actor, pk)
    form = NewVersionForm(posted(request))

    def act() -> HttpResponse:
        start_new_version(by=request.actor, agreement=agreement, reason=form.cleaned_data["reason"])
        return redirect("agreements:agreement_edit", pk=pk)

    context = _confirm_context(agreement, new_version_obstacles(request.actor, agreement))
    context["received"] = received(agreement)
    return ask_once(request, "agreements/agreement_new_version.html", context, form=form, act=act)


def _save(request: ActorRequest, agreement: Agreement, editor: AgreementEditor) -> HttpResponse:
    revision = editor.form.cleaned_data["revision"]
    try:
        edit_agreement(by=request.actor, agreement=agreement, content=editor.content(), revision=revision)
    except ChangedMeanwhile:
        return _show_both(request, agreement, revision)
    except NotAllowed as refused:
        return _render(
            request, editor, agreement=agreement, status=UNPROCESSABLE, obstacles=refused.obstacles
        )
    messages.success(request, _("The draft is saved."))
    return redirect("agreements:agreement_detail", pk=agreement.pk)


def _show_both(request: ActorRequest, agreement: Agreement, revision: int) -> HttpResponse:
    """What somebody else saved meanwhile, field by field, over the form with all that was typed."""
    agreement = own_or_404(request.actor, agreement.pk)
    typed = request.POST.copy()
    typed["revision"] = str(agreement.revision)  # saving once more is then a choice, made with open eyes
    typed[SINCE] = str(revision)
    editor = _editor(request.actor, typed, shows_errors=False)
    return _render(request, editor, agreement=agreement, status=UNPROCESSABLE)


def _theirs(actor: Actor, agreement: Agreement | None, editor: AgreementEditor) -> SavedMeanwhile | None:
    """What was saved since the form was opened, as long as it is being compared."""
    since = editor.data.get(SINCE, "")
    if agreement is None or not _is_number(since):
        return None
    return saved_since(agreement, actor, revision=int(since))


def _show(
    request: ActorRequest,
    data: QueryDict,
    *,
    agreement: Agreement | None = None,
    focus: str = "",
) -> HttpResponse:
    """The form as it is typed, with no word about what is missing: nobody has asked to save."""
    editor = _editor(request.actor, data, shows_errors=False)
    editor.focus_on(focus)
    return _render(request, editor, agreement=agreement)


def _render(
    request: ActorRequest,
    editor: AgreementEditor,
    *,
    agreement: Agreement | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    name = "agreement_edit" if agreement else "agreement_create"
    theirs = _theirs(request.actor, agreement, editor)
    about = {"editor": editor, "agreement": agreement, "theirs": theirs, "trail": _trail(agreement)}
    return render(request, f"agreements/{name}.html", {**about, **context}, status=status)


def _refuse(request: HttpRequest, agreement: Agreement, obstacles: list[str]) -> HttpResponse:
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = {"agreement": agreement, "trail": _trail(agreement), "obstacles": obstacles}
    return render(request, "agreements/agreement_edit.html", context, status=status)


def _trail(agreement: Agreement | None) -> Trail:
    return trail_to(title=agreement.title, pk=agreement.pk) if agreement else trail_to()


def _confirm_context(agreement: Agreement, obstacles: list[str]) -> dict[str, Any]:
    return {
        "agreement": agreement,
        "document": live_document(agreement),
        "obstacles": obstacles,
        "back_url": reverse("agreements:agreement_detail", args=(agreement.pk,)),
        "trail": _trail(agreement),
    }


def _editor(actor: Actor, data: QueryDict, *, shows_errors: bool) -> AgreementEditor:
    return AgreementEditor(
        data,
        organisations=list_organisations_beside(actor),
        municipalities=list(Municipality.objects.all()),
        home=frozenset(_home(actor.organisation)),
        shows_errors=shows_errors,
    )


def _act_in_form(
    request: ActorRequest, agreement: Agreement | None = None, saved: QueryDict | None = None
) -> HttpResponse | None:
    """What a button inside the form asks for; None where it was the one that saves."""
    act = request.POST.get("act", SAVE)
    if act == SAVE:
        return None
    changed = after_act(act, request.POST, municipalities=list(Municipality.objects.all()), saved=saved)
    if changed is not None:
        return _show(request, changed.data, agreement=agreement, focus=changed.focus)
    editor = _editor(request.actor, request.POST, shows_errors=True)
    editor.is_valid()
    return _render(request, editor, agreement=agreement, status=UNPROCESSABLE)


def _begun(request: ActorRequest) -> QueryDict:
    """What a new agreement holds at first: the own organisation as a party, its municipalities."""
    number = request.GET.get("fran", "")
    if _is_number(number) and (reading := get_reading(request.actor, int(number))):
        return _with_empty_rows(data_of(content_of_document(reading.document)))
    organisation = request.actor.organisation
    content = AgreementContent(
        title="",
        municipalities=tuple(_home(organisation)),
        parties=(PartyContent(organisation.pk, role_of(organisation).value),),
    ).with_default_positions()
    return with_row(_with_empty_rows(data_of(content)), PARTIES)


def _is_number(text: str) -> bool:
    """One that fits in the database."""
    return text.isascii() and text.isdigit() and len(text) < 10


def _with_empty_rows(data: QueryDict) -> QueryDict:
    """A council begins with one empty seat to write in."""
    return data if f"{COUNCIL}-0-position" in data else with_row(data, COUNCIL)


def _home(organisation: Organisation) -> list[str]:
    """The codes of the municipalities where the organisation belongs."""
    if organisation.municipality_id:
        return [organisation.municipality_id]
    if organisation.police_area is None:
        return []
    return [municipality.code for municipality in organisation.police_area.municipalities.all()]
