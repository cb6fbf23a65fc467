"""Pasting from a spreadsheet: looked at first, then saved whole."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.policies import Act
from loftet.web.forms import UNPROCESSABLE, posted, render_form

from ..forms.paste import PasteForm
from ..selectors.owed import list_told_of
from ..selectors.preview import get_preview, rows_to_save
from ..selectors.sharing import names_of_receivers
from ..services import save_pasted


@require_http_methods(["GET", "POST"])
@acting(Act.REPORT)
def paste(request: ActorRequest) -> HttpResponse:
    """The rows as they were read, each fault beside its row; saved when all are right or left out."""
    form = PasteForm(
        posted(request),
        request.FILES or None,
        sets=list_told_of(request.actor),
        organisation=request.actor.organisation,
    )
    if not form.is_bound or not form.is_valid():
        return render_form(request, "activities/paste.html", form=form)
    left_out = {int(line) for line in request.POST.getlist("leave_out") if line.isdecimal() and len(line) < 9}
    if request.POST.get("act") != "save":
        return _preview(request, form, left_out)
    try:
        sent = save_pasted(by=request.actor, signed=form.signed, rows=rows_to_save(form.table, left_out))
    except NotAllowed as refused:
        return _preview(request, form, left_out, obstacles=refused.obstacles, status=UNPROCESSABLE)
    return redirect("activities:report_sent", key=sent.key)


def _preview(
    request: ActorRequest, form: PasteForm, left_out: set[int], *, status: int = 200, **more: Any
) -> HttpResponse:
    preview = get_preview(form.table, form.signed, request.actor.organisation, left_out)
    shared_with = names_of_receivers(request.actor.organisation, [form.signed])
    context = {"form": form, "preview": preview, "shared_with": shared_with, **more}
    return render(request, "activities/paste_preview.html", context, status=status)
