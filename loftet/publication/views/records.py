"""The tab "Published" of what can be published, and the act itself."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from loftet.agreements.asking import ask_once, posted
from loftet.followup.models import FollowUp
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.policies import Act, act_obstacles
from loftet.promises.models import PromiseSet

from ..forms import PublishForm
from ..models import Edition
from ..selectors import (
    ProgressPage,
    RecordPage,
    get_follow_up_record,
    get_progress_page,
    get_publish_page,
    get_set_record,
)
from ..services import publish_follow_up, publish_promise_set

Trail = list[tuple[str, str]]


@require_GET
@acting(Act.READ)
def promise_set_editions(request: ActorRequest, pk: int) -> HttpResponse:
    page = found_or_404(get_set_record(request.actor, pk))
    progress = get_progress_page(page, request.actor)
    return _show_editions(request, "promise_set", page, set_trail(page), progress=progress)


@require_http_methods(["GET", "POST"])
@acting(Act.PLAIN_LANGUAGE)
def promise_set_publish(request: ActorRequest, pk: int) -> HttpResponse:
    """Shows exactly what is published and what differs from before; then publishes it."""
    page = found_or_404(get_set_record(request.actor, pk))

    def publish(version: int) -> Edition:
        assert isinstance(page.record, PromiseSet)
        return publish_promise_set(by=request.actor, promise_set=page.record, version=version)

    return _ask_to_publish(request, "promise_set", page, set_trail(page), publish)


@require_GET
@acting(Act.READ)
def follow_up_editions(request: ActorRequest, pk: int) -> HttpResponse:
    page = found_or_404(get_follow_up_record(request.actor, pk))
    return _show_editions(request, "follow_up", page, _follow_up_trail(page))


@require_http_methods(["GET", "POST"])
@acting(Act.PLAIN_LANGUAGE)
def follow_up_publish(request: ActorRequest, pk: int) -> HttpResponse:
    """The same for the closed and signed follow-up of a period."""
    page = found_or_404(get_follow_up_record(request.actor, pk))

    def publish(version: int) -> Edition:
        assert isinstance(page.record, FollowUp)
        return publish_follow_up(by=request.actor, follow_up=page.record, version=version)

    return _ask_to_publish(request, "follow_up", page, _follow_up_trail(page), publish)


def _show_editions(
    request: ActorRequest, kind: str, page: RecordPage, trail: Trail, *, progress: ProgressPage | None = None
) -> HttpResponse:
    may_publish = not act_obstacles(request.actor, Act.PLAIN_LANGUAGE)
    context = {"page": page, "progress": progress, "may_publish": may_publish, "trail": trail}
    return render(request, f"publication/{kind}_editions.html", context)


def _ask_to_publish(
    request: ActorRequest, kind: str, page: RecordPage, trail: Trail, publish: Callable[[int], Edition]
) -> HttpResponse:
    preview = get_publish_page(page, request.actor)
    if preview is None or page.version is None:
        raise Http404
    form = PublishForm(posted(request), initial={"version": page.version.version})
    back_url = reverse(f"publication:{kind}_editions", args=(page.record.pk,))

    def act() -> HttpResponse:
        edition = publish(form.cleaned_data["version"])
        messages.success(request, _("It is published as edition %(number)s.") % {"number": edition.number})
        return redirect(back_url)

    context = {
        **preview.document,
        "page": page,
        "preview": preview,
        "obstacles": page.obstacles,
        "back_url": back_url,
        "trail": [*trail, (_("Published"), back_url)],
    }
    return ask_once(request, f"publication/{kind}_publish.html", context, form=form, act=act)


def found_or_404(page: RecordPage | None) -> RecordPage:
    if page is None:
        raise Http404
    return page


def set_trail(page: RecordPage) -> Trail:
    return [
        (_("Citizen promises"), reverse("promises:promise_set_list")),
        (page.title, page.record.get_absolute_url()),
    ]


def _follow_up_trail(page: RecordPage) -> Trail:
    return [
        (_("Follow-up"), reverse("followup:follow_up_list")),
        (page.title, page.record.get_absolute_url()),
    ]
