"""What somebody had typed when the session ended: it comes back into its form after sign-in.

It is kept for an hour in the anonymous session, which goes on as the session of whoever signs in in this
browser, and is shown to that person alone. It is put in the form and never sent by itself.
"""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from loftet.web.forms import Unsent

from .signin import HAS_BEEN_HERE

UNSENT = "unsent"
"""Where the session keeps it."""
LASTS = 3600
# Of the form's plumbing, not of what was typed.
_PLUMBING = ("csrfmiddlewaretoken", "act")


def keep(request: HttpRequest, *, page: str) -> None:
    """Keep what was sent too late from the form on `page`, when this browser knows who sent it."""
    person = request.get_signed_cookie(HAS_BEEN_HERE, default="")
    typed = request.POST.copy()
    for name in _PLUMBING:
        typed.pop(name, None)
    if person and typed:
        request.session[UNSENT] = {
            "person": person,
            "path": urlsplit(page).path,
            "typed": typed.urlencode(),
            "has_files": bool(request.FILES),
            "until": time.time() + LASTS,
        }


def bring_back(request: HttpRequest) -> None:
    """Give the form of the page what was typed in it; once it is sent, that has done its work."""
    kept = request.session.get(UNSENT)
    if not kept or getattr(request, "htmx", False):
        return
    if not _is_of(request, kept):
        del request.session[UNSENT]
    elif request.path == kept["path"]:
        _put_in_form(request, kept)


def _is_of(request: HttpRequest, kept: dict[str, Any]) -> bool:
    return bool(kept["person"] == str(request.user.pk) and time.time() < kept["until"])


def _put_in_form(request: HttpRequest, kept: dict[str, Any]) -> None:
    if request.method == "POST":
        del request.session[UNSENT]
        return
    request.unsent = Unsent(kept["typed"])  # type: ignore[attr-defined]
    words = _(
        "You were signed out before it was saved. What you had typed is in the form again: send it anew."
    )
    messages.warning(request, words)
    if kept["has_files"]:
        messages.warning(request, _("A file has to be chosen again."))
