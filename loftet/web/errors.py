"""Answers when a page cannot be given; the URL table names them as handler400, 403, 404 and 500.

They ask no database, no session and no context processor, so that they work when everything else is broken.
Only where it is the reader's request that cannot be met does somebody who is signed in keep the menu.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation

from loftet.web.preferences import chosen_scheme, cookie_language

_log = logging.getLogger(__name__)

_RETRY_AFTER_SECONDS = "10"
# Connection failures (class 08), a server that stops or starts (57P0x) and one that is full (53300).
_AWAY_STATES = ("08", "57P0", "53300")
_LARGEST_BODY_READ = 256 * 1024 * 1024
_LAST_RESORT = """<!doctype html><html lang="sv"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Något gick fel – Löftet</title></head>
<body><main><h1>Något gick fel</h1><p>Sidan kunde inte visas. Försök igen om en stund.</p>
<p><a href="/">Till startsidan</a></p></main></body></html>"""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when more was sent than is taken in one go."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        _read_rest(request)
        return _page_inside(request, "413.html", 413)
    return _page_inside(request, "400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the sentences that say why when the refusal carries them."""
    obstacles = [str(sentence) for sentence in getattr(exception, "obstacles", ())]
    return _page_inside(request, "403.html", 403, obstacles=obstacles)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long; named in the setting CSRF_FAILURE_VIEW."""
    _read_rest(request)
    return _page_inside(request, "403_csrf.html", 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: also for what belongs to others, so that its existence is not told."""
    return _page_inside(request, "404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when it was the database that could not be reached."""
    if is_database_away(sys.exc_info()[1]):
        return database_away(request)
    return _page(request, "500.html", 500)


def database_away(request: HttpRequest) -> HttpResponse:
    """503, with when to try again."""
    _log.error("The database cannot be reached: %s %s answered 503", request.method, request.path)
    response = _page(request, "503.html", 503)
    response.headers["Retry-After"] = _RETRY_AFTER_SECONDS
    return response


def is_database_away(exception: BaseException | None) -> bool:
    """Whether the connection failed; a query that failed on a living connection is another matter."""
    if not isinstance(exception, (OperationalError, InterfaceError)):
        return False
    state = getattr(exception.__cause__, "sqlstate", None)
    return state is None or state.startswith(_AWAY_STATES)


def _page_inside(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    """With the menu for somebody who is signed in; what breaks it leaves the page without."""
    try:
        if request.user.is_authenticated:
            with translation.override(_language(request)):
                inside = {**context, "frame": "web/workspace.html"}
                return _answer(loader.get_template(template).render(inside, request), status)
    except Exception:
        _log.exception("The error page %s could not be made with the menu", template)
    return _page(request, template, status, **context)


def _page(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    try:
        with translation.override(_language(request)):
            look = {"scheme": chosen_scheme(request), "links": {"home": "/"}}
            body = loader.get_template(template).render({**context, "shell": look})
    except Exception:  # whatever broke the page must not break the page that says so
        _log.exception("The error page %s could not be made", template)
        body = _LAST_RESORT
    return _answer(body, status)


def _answer(body: str, status: int) -> HttpResponse:
    response = HttpResponse(body, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _language(request: HttpRequest) -> str:
    return str(getattr(request, "LANGUAGE_CODE", "") or cookie_language(request) or settings.LANGUAGE_CODE)


def _read_rest(request: HttpRequest) -> None:
    """Take in what is still coming: a browser that cannot finish sending shows no page at all."""
    left = _LARGEST_BODY_READ
    try:
        while left > 0 and (chunk := request.read(min(left, 65536))):
            left -= len(chunk)
    except OSError:
        _log.info("The sender of a too large form hung up")
