"""To whom the demo and the beginning of a municipality are offered: only to whoever sits at this machine."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port

from loftet.organisations.models import Organisation

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
# Whatever stands between says so by one of these; then the nearest address is not the reader's.
FORWARDED = (
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
)
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def is_on_this_machine(request: HttpRequest) -> bool:
    """Whether the browser runs here: by address, by the name it asked for, and with nothing in between."""
    return (
        _is_loopback(request.META.get("REMOTE_ADDR", ""))
        and _asked_for_local_name(request)
        and not any(header in request.META for header in FORWARDED)
    )


def is_demo_loaded() -> bool:
    return Organisation.objects.demo().exists()


def is_demo_offered(request: HttpRequest) -> bool:
    return settings.DEMO_ALLOWED and is_on_this_machine(request) and is_demo_loaded()


def is_mailbox_offered(request: HttpRequest) -> bool:
    """With a mail server the letters have gone to it, and there is no folder to show."""
    return not settings.EMAIL_URL and is_demo_offered(request)


def is_beginning_offered(request: HttpRequest) -> bool:
    """While one is only trying, or before anybody has begun in earnest."""
    if not settings.DEMO_ALLOWED or not is_on_this_machine(request):
        return False
    return is_demo_loaded() or not Organisation.objects.real().exists()


def offered(
    condition: Callable[[HttpRequest], bool],
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Where the condition does not hold the page does not exist: 404, whatever the method."""

    def decorate(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not condition(request):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _is_loopback(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_loopback


def _asked_for_local_name(request: HttpRequest) -> bool:
    try:
        name, _port = split_domain_port(request.get_host())
    except DisallowedHost:
        return False
    return name in LOCAL_NAMES
