"""Leads a newcomer to the demo, and tells every page whether it is offered."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from .access import is_beginning_offered, is_demo_offered, is_mailbox_offered


def demo_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.demo_is_offered` and `request.mailbox_is_offered`, looked up only when read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.demo_is_offered = SimpleLazyObject(lambda: is_demo_offered(request))  # type: ignore[attr-defined]
        request.mailbox_is_offered = SimpleLazyObject(lambda: is_mailbox_offered(request))  # type: ignore[attr-defined]
        front = _front_page(request)
        return redirect(front) if front else get_response(request)

    return middleware


def _front_page(request: HttpRequest) -> str:
    """Where somebody without an account starts; empty where there is nothing but to sign in."""
    if request.path != "/" or request.method not in {"GET", "HEAD"} or request.user.is_authenticated:
        return ""
    if is_demo_offered(request):
        return "demo:cast_list"
    return "demo:begin" if is_beginning_offered(request) else ""
