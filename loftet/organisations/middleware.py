"""Puts the actor on each request, and asks for the second step where it is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .actor import Actor, find_actor
from .models import Person
from .signin import came_by_provider, has_second_step

ACTING_FOR = "acting_for"
AFTER_SECOND_STEP = "after_second_step"
"""Where the session keeps the page that somebody wanted who had to set up the second step first."""
# What must be reached before the second step is set up.
_OPEN = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
}
_OPEN_ROOMS = {"web"}

GetResponse = Callable[[HttpRequest], HttpResponse]


def actor_middleware(get_response: GetResponse) -> GetResponse:
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


class SecondStepFirst:
    """Who signs in with a password sets up the second step before anything else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if _is_open(request) or not lacks_second_step(request):
            return None
        if request.method == "GET":
            request.session[AFTER_SECOND_STEP] = request.get_full_path()
        return redirect(reverse("mfa_activate_totp"))


def second_factor_middleware(get_response: GetResponse) -> SecondStepFirst:
    return SecondStepFirst(get_response)


def lacks_second_step(request: HttpRequest) -> bool:
    """Whether the signed-in person still has to set it up."""
    person = request.user
    if not isinstance(person, Person) or person.is_demo or not person.has_usable_password():
        return False
    return not came_by_provider(request, person) and not has_second_step(person)


def _is_open(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and (match.url_name in _OPEN or match.namespace in _OPEN_ROOMS)
