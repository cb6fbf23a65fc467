"""The tab "Published" of what can be published, and the act itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from loftet.agreements.asking import ask_once, posted
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.policies import Act, act_obstacles
from loftet.promises.models import PromiseSet

from ..forms import PublishForm
from ..selectors import RecordPage, get_publish_page, get_set_record
from ..services import publish_promise_set


@require_GET
@acting(Act.READ)
def promise_set_editions(request: ActorRequest, pk: int) -> HttpResponse:
    page = _set_or_404(request, pk)
    context = {
        "page": page,
        "may_publish": not act_obstacles(request.actor, Act.PLAIN_LANGUAGE),
        "trail": _set_trail(page),
    }
    return render(request, "publication/promise_set_editions.html", context)


@require_http_methods(["GET", "POST"])
@acting(Act.PLAIN_LANGUAGE)
def promise_set_publish(request: ActorRequest, pk: int) -> HttpResponse:
    """Shows exactly what is published and what differs from before; then publishes it."""
    page = _set_or_404(request, pk)
    preview = get_publish_page(page, request.actor)
    if preview is None or page.version is None:
        raise Http404
    promise_set, version = page.record, page.version
    assert isinstance(promise_set, PromiseSet)
    form = PublishForm(posted(request), initial={"version": version.version})

    def act() -> HttpResponse:
        number = form.cleaned_data["version"]
        edition = publish_promise_set(by=request.actor, promise_set=promise_set, version=number)
        messages.success(request, _("It is published as edition %(number)s.") % {"number": edition.number})
        return redirect("publication:promise_set_editions", pk=pk)

    back_url = reverse("publication:promise_set_editions", args=(pk,))
    context = {
        **preview.document,
        "page": page,
        "preview": preview,
        "obstacles": page.obstacles,
        "back_url": back_url,
        "trail": [*_set_trail(page), (_("Published"), back_url)],
    }
    return ask_once(request, "publication/promise_set_publish.html", context, form=form, act=act)


def _set_or_404(request: ActorRequest, pk: int) -> RecordPage:
    page = get_set_record(request.actor, pk)
    if page is None:
        raise Http404
    return page


def _set_trail(page: RecordPage) -> list[tuple[str, str]]:
    return [
        (_("Citizen promises"), reverse("promises:promise_set_list")),
        (page.title, page.record.get_absolute_url()),
    ]
