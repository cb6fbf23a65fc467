"""Puts the actor on each request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .actor import Actor, find_actor
from .models import Person

ACTING_FOR = "acting_for"


def actor_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.actor`; the organisation chosen last is kept in the session."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = _actor_of(request)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def _actor_of(request: HttpRequest) -> Actor | None:
    person = request.user
    if not isinstance(person, Person):  # anonymous
        return None
    return find_actor(person, organisation_id=request.session.get(ACTING_FOR))
