"""Publishing how far a promise set has come between two follow-ups."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loftet.agreements.asking import ask_once, posted
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.policies import Act
from loftet.promises.models import PromiseSet

from ..forms import PublishProgressForm
from ..selectors import get_progress_page, get_set_record
from ..services import publish_progress
from .records import found_or_404, set_trail


@require_http_methods(["GET", "POST"])
@acting(Act.PLAIN_LANGUAGE)
def progress_publish(request: ActorRequest, pk: int) -> HttpResponse:
    """Shows each target beside what is counted so far; then publishes it."""
    page = found_or_404(get_set_record(request.actor, pk))
    progress = get_progress_page(page, request.actor)
    form = PublishProgressForm(posted(request), initial={"shown": progress.shown})
    back_url = reverse("publication:promise_set_editions", args=(pk,))

    def act() -> HttpResponse:
        assert isinstance(page.record, PromiseSet)
        shown = form.cleaned_data["shown"]
        edition = publish_progress(by=request.actor, promise_set=page.record, shown=shown)
        messages.success(request, _("It is published as edition %(number)s.") % {"number": edition.number})
        return redirect(back_url)

    context = {
        "page": page,
        "progress": progress,
        "obstacles": progress.obstacles,
        "back_url": back_url,
        "trail": [*set_trail(page), (_("Published"), back_url)],
    }
    return ask_once(request, "publication/progress_publish.html", context, form=form, act=act)
