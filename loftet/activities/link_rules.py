"""Report links: secrets that are mailed and never stored, and when they stop working."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from .models import ReportLink

LINK_LASTS = timedelta(days=30)


def new_token() -> str:
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def closed_obstacles(link: ReportLink, *, at: datetime) -> list[str]:
    """Why the link can no longer be used."""
    if link.revoked_at is not None:
        return [_("The link has been taken back by %(organisation)s.") % {"organisation": link.organisation}]
    if link.expires_at <= at:
        return [_("The link is too old: it worked for %(days)s days.") % {"days": LINK_LASTS.days}]
    return []
