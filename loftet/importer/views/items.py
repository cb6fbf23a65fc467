"""Deciding on what was found, and mending it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from loftet.domain.review_states import ReviewAct
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.policies import Act
from loftet.web.forms import UNPROCESSABLE, posted, render_form

from ..forms.items import ItemForm, SplitForm, initial_of
from ..models import ItemKind, ReviewItem, Upload
from ..policies import change_obstacles
from ..services import (
    accept_all,
    decide,
    edit_item,
    leave_out_known,
    merge_item,
    split_item,
    take_background,
)
from .common import earlier_or_404, item_or_404, place_of, trail_to, upload_or_404

DECISIONS = {"accept": ReviewAct.ACCEPT, "leave_out": ReviewAct.LEAVE_OUT, "reconsider": ReviewAct.RECONSIDER}


@require_POST
@acting(Act.DRAFT)
def items_accept(request: ActorRequest, pk: int) -> HttpResponse:
    """All that is still to be decided."""
    upload = upload_or_404(request.actor, pk)
    try:
        number = accept_all(by=request.actor, upload=upload)
    except NotAllowed as refused:
        messages.error(request, str(refused))
    else:
        words = ngettext("%(number)s thing is accepted.", "%(number)s things are accepted.", number)
        messages.success(request, words % {"number": number})
    return redirect(upload)


@require_POST
@acting(Act.DRAFT)
def known_leave_out(request: ActorRequest, pk: int, earlier: int) -> HttpResponse:
    """Only what differs from the earlier reading is left to decide on."""
    upload = upload_or_404(request.actor, pk)
    before = earlier_or_404(upload, earlier)
    try:
        leave_out_known(by=request.actor, upload=upload, earlier=before)
    except NotAllowed as refused:
        messages.error(request, str(refused))
    return redirect(upload)


@require_POST
@acting(Act.DRAFT)
def background_take(request: ActorRequest, pk: int) -> HttpResponse:
    """A promise out of what the reading took for background."""
    upload = upload_or_404(request.actor, pk)
    number = request.POST.get("number", "")
    try:
        chosen = int(number) if number.isdecimal() and len(number) < 9 else -1
        item = take_background(by=request.actor, upload=upload, number=chosen)
    except NotAllowed as refused:
        messages.error(request, str(refused))
        return redirect(upload)
    return redirect(place_of(item))


@require_POST
@acting(Act.DRAFT)
def item_decide(request: ActorRequest, pk: int, item_pk: int) -> HttpResponse:
    """Accept, leave out, reconsider, or merge with what stands before."""
    item = item_or_404(upload_or_404(request.actor, pk), item_pk)
    act, revision = request.POST.get("act", ""), _revision(request.POST.get("revision", ""))
    try:
        if act == "merge":
            item = merge_item(by=request.actor, item=item, revision=revision)
        elif act in DECISIONS:
            decide(by=request.actor, item=item, act=DECISIONS[act], revision=revision)
    except ChangedMeanwhile:
        messages.error(request, _("Somebody else has changed this meanwhile. Look at it again."))
    except NotAllowed as refused:
        messages.error(request, str(refused))
    return redirect(place_of(item))


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def item_edit(request: ActorRequest, pk: int, item_pk: int) -> HttpResponse:
    item = item_or_404(upload_or_404(request.actor, pk), item_pk)
    form = ItemForm(
        posted(request),
        initial=initial_of(item),
        promises=_promises(item.upload, but=item),
        is_outcome=item.kind == ItemKind.OUTCOME,
    )
    context = _context(request, item)
    if not form.is_valid():
        return render_form(request, "importer/item_edit.html", context, form=form)
    try:
        saved = edit_item(
            by=request.actor,
            item=item,
            content=form.content(),
            revision=form.cleaned_data["revision"],
            accepts=request.POST.get("act") == "accept",
        )
    except ChangedMeanwhile:
        return _show_both(request, form, item)
    except NotAllowed as refused:
        context["obstacles"] = refused.obstacles
        return render(request, "importer/item_edit.html", {**context, "form": form}, status=UNPROCESSABLE)
    if saved.kind != item.kind:  # it has other fields now
        return redirect("importer:item_edit", pk=pk, item_pk=item_pk)
    return redirect(place_of(saved))


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def item_split(request: ActorRequest, pk: int, item_pk: int) -> HttpResponse:
    item = item_or_404(upload_or_404(request.actor, pk), item_pk)
    form = SplitForm(posted(request), initial={"text": item.text, "revision": item.revision})
    context = _context(request, item)
    if not form.is_valid():
        return render_form(request, "importer/item_split.html", context, form=form)
    try:
        split_item(by=request.actor, item=item, texts=form.parts(), revision=form.cleaned_data["revision"])
    except (ChangedMeanwhile, NotAllowed) as refused:
        changed = _("Somebody else has changed this meanwhile. Look at it again.")
        context["obstacles"] = refused.obstacles if isinstance(refused, NotAllowed) else [changed]
        return render(request, "importer/item_split.html", {**context, "form": form}, status=UNPROCESSABLE)
    return redirect(place_of(item))


def _show_both(request: ActorRequest, form: ItemForm, item: ReviewItem) -> HttpResponse:
    """What somebody else saved meanwhile, over the form with all that was typed."""
    saved = ReviewItem.objects.select_related("upload").get(pk=item.pk)
    form.data = form.data.copy()
    form.data["revision"] = str(saved.revision)  # saving once more is then a choice, made with open eyes
    context = {**_context(request, saved), "theirs": saved, "form": form}
    return render(request, "importer/item_edit.html", context, status=UNPROCESSABLE)


def _context(request: ActorRequest, item: ReviewItem) -> dict[str, object]:
    return {
        "trail": trail_to(item.upload),
        "item": item,
        "back_url": place_of(item),
        "obstacles": change_obstacles(request.actor, item),
    }


def _promises(upload: Upload, *, but: ReviewItem) -> list[tuple[int, str]]:
    rows = upload.items.filter(kind=ItemKind.PROMISE).exclude(pk=but.pk).exclude(state="merged")
    return [(item.pk, item.title) for item in rows]


def _revision(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1
