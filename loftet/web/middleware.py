"""Between server and views: language and colours, guarding headers, the answer when the database is away."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from loftet.web import errors
from loftet.web.preferences import chosen_language, chosen_scheme

GetResponse = Callable[[HttpRequest], HttpResponse]

_HEADERS = {
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), "
    "geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()",
}


def language_middleware(get_response: GetResponse) -> GetResponse:
    """Speaks the reader's language and wears their colours; stands after what sets ``request.user``."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.scheme_chosen = chosen_scheme(request)  # type: ignore[attr-defined]
        request.LANGUAGE_CODE = language = chosen_language(request)
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


def security_headers_middleware(get_response: GetResponse) -> GetResponse:
    """Headers that take from a page what it does not need; stands near the top, for every answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


class DatabaseAway:
    """A database that cannot be reached is no fault of the page: 503, and when to try again."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.database_away(request) if errors.is_database_away(exception) else None


def database_away_middleware(get_response: GetResponse) -> DatabaseAway:
    """For failures in views; those in middleware reach ``errors.server_error``, which answers the same."""
    return DatabaseAway(get_response)
