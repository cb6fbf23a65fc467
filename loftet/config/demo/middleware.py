"""Leads a newcomer to the demo, and tells every page whether it is offered."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from .access import is_beginning_offered, is_demo_offered


def demo_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.demo_is_offered` and `request.mailbox_is_offered`, looked up only when read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        demo = SimpleLazyObject(lambda: is_demo_offered(request))
        request.demo_is_offered = demo  # type: ignore[attr-defined]
        mailbox = SimpleLazyObject(lambda: not settings.EMAIL_URL and bool(demo))
        request.mailbox_is_offered = mailbox  # type: ignore[attr-defined]
        front = _front_page(request)
        return redirect(front) if front else get_response(request)

    return middleware


def _front_page(request: HttpRequest) -> str:
    """Where somebody without an account starts; empty where there is nothing but to sign in."""
    if request.path != "/" or request.method not in {"GET", "HEAD"} or request.user.is_authenticated:
        return ""
    if is_demo_offered(request):
        return "demo:cast_list"
    return "demo:municipality_begin" if is_beginning_offered(request) else ""
