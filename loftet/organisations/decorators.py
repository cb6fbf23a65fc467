"""The contract of a view: who may call it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .actor import ActorRequest
from .policies import Act, act_obstacles

P = ParamSpec("P")
View = Callable[Concatenate[ActorRequest, P], HttpResponse]


def acting(act: Act | None = None) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Signed in, acting for an organisation, and with a role for `act` (None: any role). Else 403 with the reason."""

    def decorate(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @login_required
        @wraps(view)
        def guarded(request: ActorRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.actor is None:
                return redirect("organisations:no_membership")
            if act and (obstacles := act_obstacles(request.actor, act)):
                raise PermissionDenied(" ".join(obstacles))
            return view(request, *args, **kwargs)

        return guarded  # type: ignore[return-value]

    return decorate
