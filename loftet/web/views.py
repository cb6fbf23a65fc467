"""The shell's own pages: choices that are remembered, and what must be told about the site."""

from __future__ import annotations

from importlib.metadata import version

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST, require_safe

from loftet.web.preferences import LANGUAGE_COOKIE, SCHEME_CODES, SCHEME_COOKIE, is_language, keep


@require_POST
def language_choose(request: HttpRequest) -> HttpResponse:
    """Remember the language in this browser and, for who is signed in, with the person."""
    response = _back(request)
    language = request.POST.get("language", "")
    if is_language(language):
        keep(response, LANGUAGE_COOKIE, language)
        if settings.REMEMBER_LANGUAGE and request.user.is_authenticated:
            import_string(settings.REMEMBER_LANGUAGE)(request.user, language)
    return response


@require_POST
def scheme_choose(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or as the device has it."""
    response = _back(request)
    if (scheme := request.POST.get("scheme", "")) in SCHEME_CODES:
        keep(response, SCHEME_COOKIE, scheme)
    return response


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What is done for everyone to be able to use the site, and what is known to be missing."""
    return render(request, "web/accessibility.html")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Which program this is, its licence and its source."""
    return render(
        request,
        "web/about.html",
        {"version": version("loftet"), "source_url": getattr(settings, "SOURCE_URL", "")},
    )


def _back(request: HttpRequest) -> HttpResponseRedirect:
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(asked if safe else "/")
