"""Which language and which colours a reader has chosen, and where the choice is kept."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

LANGUAGE_COOKIE = "lf_language"
SCHEME_COOKIE = "lf_scheme"
SCHEME_CODES = ("auto", "light", "dark")
_YEAR_IN_SECONDS = 365 * 24 * 3600


def chosen_language(request: HttpRequest) -> str:
    """The person's own choice, else this browser's, else the default. The browser's wish list is not asked:
    most browsers in Sweden speak English and their readers do not."""
    person = getattr(request, "user", None)
    for code in (getattr(person, "language", ""), cookie_language(request)):
        if is_language(code):
            return str(code)
    return settings.LANGUAGE_CODE


def cookie_language(request: HttpRequest) -> str:
    """The language kept in this browser; asks no database."""
    code = request.COOKIES.get(LANGUAGE_COOKIE, "")
    return code if is_language(code) else settings.LANGUAGE_CODE


def chosen_scheme(request: HttpRequest) -> str:
    """``auto`` follows the device."""
    code = request.COOKIES.get(SCHEME_COOKIE, "")
    return code if code in SCHEME_CODES else "auto"


def is_language(code: object) -> bool:
    """Whether Löftet speaks it."""
    return code in dict(settings.LANGUAGES)


def keep(response: HttpResponseBase, cookie: str, value: str) -> None:
    """Remember a choice in this browser for a year."""
    response.set_cookie(
        cookie,
        value,
        max_age=_YEAR_IN_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
