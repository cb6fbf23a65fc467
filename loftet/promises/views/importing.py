"""Reading a promise set in from a file: as a new draft, or into the draft of the very set it came out of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loftet.agreements.asking import ask_once, posted
from loftet.domain.canonical import canonical_json
from loftet.domain.promise_set import PromiseSetDocument
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.policies import Act
from loftet.web.change_words import changes_between
from loftet.web.forms import UNPROCESSABLE

from ..drafts import agreement_version, live_document
from ..forms.sets import ImportForm, ReadInForm
from ..importing import fitted_document, own_set_with
from ..models import PromiseSet
from ..policies import edit_obstacles
from ..selectors import list_agreements_to_begin_in
from ..services import are_free, import_set, read_into_draft
from .common import own_or_404, trail_to


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def promise_set_import(request: ActorRequest) -> HttpResponse:
    """A draft out of an exported file; a file of the organisation's own set is compared with it first."""
    agreements = {each.pk: each for each in list_agreements_to_begin_in(request.actor)}
    form = ImportForm(
        posted(request),
        request.FILES if request.method == "POST" else None,
        agreements=[(pk, str(agreement_version(each))) for pk, each in agreements.items()],
    )

    def act() -> HttpResponse:
        agreement, data = agreements[form.cleaned_data["agreement"]], form.cleaned_data["file"]
        document = fitted_document(agreement_version(agreement), data)
        own = own_set_with(request.actor, document)
        if own is not None and own.agreement_id == agreement.pk:
            return _compare(request, own_or_404(request.actor, own.pk), document)
        is_new = are_free(document)
        made = import_set(by=request.actor, agreement=agreement, data=data)
        messages.success(request, _read_in() if is_new else _read_in_as_copy())
        return redirect(made)

    context = {
        "back_url": PromiseSet.list_page(),
        "trail": trail_to(),
        "obstacles": [] if agreements else [_("There is no agreement to read it into.")],
    }
    return ask_once(request, "promises/promise_set_import.html", context, form=form, act=act)


@require_POST
@acting(Act.DRAFT)
def promise_set_read_in(request: ActorRequest, pk: int) -> HttpResponse:
    """Make the draft what the file says, after the comparison."""
    promise_set = own_or_404(request.actor, pk)
    form = ReadInForm(request.POST)
    if not form.is_valid():
        obstacles = [_("The file did not come along. Choose it once more.")]
        return _show(request, promise_set, status=UNPROCESSABLE, obstacles=obstacles)
    data, revision = form.cleaned_data["content"], form.cleaned_data["revision"]
    try:
        read_into_draft(by=request.actor, promise_set=promise_set, data=data, revision=revision)
    except ChangedMeanwhile:
        document = fitted_document(agreement_version(promise_set.agreement), data)
        return _compare(request, promise_set, document, is_changed=True)
    except NotAllowed as refused:
        return _show(request, promise_set, status=UNPROCESSABLE, obstacles=refused.obstacles)
    messages.success(request, _("The draft now says what the file says."))
    return redirect(promise_set)


def _compare(
    request: ActorRequest, promise_set: PromiseSet, document: PromiseSetDocument, *, is_changed: bool = False
) -> HttpResponse:
    """What the file would change; where it changes nothing, the set as it is."""
    now = live_document(promise_set)
    document = replace(document, agreement=now.agreement, parties=now.parties)
    if document == replace(now, version=document.version, change_reason=document.change_reason):
        messages.info(request, _("The promise is here already, word for word as in the file."))
        return redirect(promise_set)
    obstacles = edit_obstacles(request.actor, promise_set)
    content = canonical_json(document.to_data()).decode()
    more = {
        "form": ReadInForm(initial={"content": content, "revision": promise_set.revision}),
        "changes": changes_between(now, document),
        "is_changed": is_changed,
    }
    status = UNPROCESSABLE if obstacles or is_changed else 200
    return _show(request, promise_set, status, obstacles=obstacles, **more)


def _show(request: ActorRequest, promise_set: PromiseSet, status: int, **more: Any) -> HttpResponse:
    context = {
        "set": promise_set,
        "action": promise_set.page("read_in"),
        "back_url": promise_set.get_absolute_url(),
        "trail": trail_to(promise_set.title, promise_set.pk),
        **more,
    }
    return render(request, "promises/promise_set_read_in.html", context, status=status)


def _read_in() -> str:
    return _("The file is read in as a draft that only your organisation sees.")


def _read_in_as_copy() -> str:
    return _("Promises of the file stand in another set already, so this is a copy: a first version.")
