"""Where passkeys work: a browser keeps them for one host, and only where nobody can listen on the way."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

_ON_THIS_MACHINE = "localhost"


def relying_party() -> str:
    """The host that passkeys are kept for: that of BASE_URL, also while the site is reached by another."""
    return urlsplit(settings.BASE_URL).hostname or _ON_THIS_MACHINE


def passkey_obstacle(request: HttpRequest) -> str:
    """Why the browser would refuse a passkey on this page; empty where it would not."""
    host = relying_party()
    if not settings.IS_HTTPS and host != _ON_THIS_MACHINE:
        return _("Passkeys need an address that begins with https.")
    if urlsplit(f"//{request.get_host()}").hostname != host:
        return _("Passkeys work only at %(address)s.") % {"address": settings.BASE_URL}
    return ""
