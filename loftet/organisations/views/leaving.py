"""The way to the organisation's own sign-in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from requests import RequestException


def leave_for_provider(request: HttpRequest, redirect: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """A page that goes on by itself, in place of the redirect.

    A browser lets a form be redirected to the hosts of `form-action` only, at every turn of the way. A
    provider may lead through any number of hosts; none has to be known here when it is a page that goes on.
    """
    onward = answered(request, redirect)
    if not isinstance(onward, HttpResponseRedirect):
        return onward
    response = render(request, "socialaccount/leaving.html", {"url": onward.url})
    response.headers["Refresh"] = f"0; url={onward.url}"
    return response


def answered(request: HttpRequest, ask: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What comes of asking the provider, or a page that says that it does not answer."""
    try:
        return ask()
    except RequestException:
        return _away(request)


def _away(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/provider_away.html", status=503)
