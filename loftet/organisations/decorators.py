"""The contract of a view: who may call it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from .actor import ActorRequest
from .models import Person
from .policies import Act, act_obstacles
from .unsent import bring_back, keep

P = ParamSpec("P")
View = Callable[Concatenate[ActorRequest, P], HttpResponse]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponse]


class RoleMissing(PermissionDenied):
    """403, with the sentences that say which role it takes."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = obstacles


def signed_in(view: View[P]) -> Guarded[P]:
    """Signed in; `request.actor` is None for somebody without membership."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not isinstance(request.user, Person):
            return _to_sign_in(request)
        bring_back(request)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return guarded  # type: ignore[return-value]


def acting(act: Act | None = None) -> Callable[[View[P]], Guarded[P]]:
    """Signed in, acting for an organisation, and with a role for `act` (None: any role); else 403."""

    def decorate(view: View[P]) -> Guarded[P]:
        @wraps(view)
        def guarded(request: ActorRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not isinstance(request.user, Person):
                return _to_sign_in(request)
            if request.actor is None:
                return redirect("organisations:no_membership")
            if act and (obstacles := act_obstacles(request.actor, act)):
                raise RoleMissing(obstacles)
            bring_back(request)
            return view(request, *args, **kwargs)

        return guarded  # type: ignore[return-value]

    return decorate


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    way_back = _way_back(request)
    if request.method == "POST":
        keep(request, page=way_back)
    response = redirect_to_login(way_back)
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(response.url)
    return response


def _way_back(request: HttpRequest) -> str:
    """The page itself, or for a form that was sent the page it stood on."""
    if request.method == "GET" and not getattr(request, "htmx", False):
        return request.get_full_path()
    page = urlsplit(request.headers.get("Referer", ""))
    if page.netloc != request.get_host():
        return "/"
    return f"{page.path}?{page.query}" if page.query else page.path
