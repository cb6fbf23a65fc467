"""Writing the easy words of a draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loftet.agreements.asking import posted
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import ChangedMeanwhile
from loftet.organisations.policies import Act
from loftet.web.forms import UNPROCESSABLE, render_form

from ..forms.easy_read import EasyReadForm, easy_read_of
from ..models import Promise
from ..policies import easy_read_obstacles
from ..services import write_easy_read
from .common import own_or_404, trail_to

PAGE = "promises/promise_set_easy_read.html"


@require_http_methods(["GET", "POST"])
@acting(Act.PLAIN_LANGUAGE)
def promise_set_easy_read(request: ActorRequest, pk: int) -> HttpResponse:
    promise_set = own_or_404(request.actor, pk)
    context: dict[str, Any] = {"set": promise_set, "trail": trail_to(promise_set.title, pk)}
    if obstacles := easy_read_obstacles(request.actor, promise_set):
        context["obstacles"] = obstacles
        return render(request, PAGE, context, status=UNPROCESSABLE if request.method == "POST" else 200)
    found = Promise.objects.filter(focus_area__promise_set=promise_set)
    promises = list(found.order_by("focus_area__order", "order", "pk"))
    form = EasyReadForm(posted(request), promises=promises, initial=easy_read_of(promise_set, promises))
    if not form.is_valid():
        return render_form(request, PAGE, context, form=form)
    revision = form.cleaned_data["revision"] or 0
    try:
        write_easy_read(by=request.actor, promise_set=promise_set, content=form.content(), revision=revision)
    except ChangedMeanwhile:
        form.data = {**form.data, "revision": str(promise_set.revision)}
        context |= {"is_changed": True, "form": form}
        return render(request, PAGE, context, status=UNPROCESSABLE)
    messages.success(request, _("The draft is saved."))
    return redirect(promise_set)
