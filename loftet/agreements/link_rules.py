"""One-time links and their codes: secrets that are mailed and never stored, and when they stop working."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from .models import SignatureRequest

LINK_LASTS = timedelta(days=14)
CODE_LASTS = timedelta(minutes=15)
BETWEEN_CODES = timedelta(minutes=1)
MOST_WRONG_CODES = 5
MOST_CODES_SENT = 10


def new_token() -> str:
    return secrets.token_urlsafe(32)


def new_code() -> str:
    return f"{secrets.randbelow(1_000_000):06}"


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def code_digest(request: SignatureRequest, code: str) -> str:
    """Keyed, since a million codes are soon tried, and bound to the one request."""
    return salted_hmac("loftet.signature_code", f"{request.pk}.{code}", algorithm="sha256").hexdigest()


def is_right_code(request: SignatureRequest, code: str) -> bool:
    return bool(request.code_digest) and constant_time_compare(
        request.code_digest, code_digest(request, code)
    )


def closed_obstacles(request: SignatureRequest, *, at: datetime) -> list[str]:
    """Why the request, by link or account, can no longer be used."""
    if request.used_at is not None:
        return [_("This request has been used: the signature is given.")]
    if request.wrong_codes >= MOST_WRONG_CODES:
        return [_("The link was closed after five wrong codes. Ask for a new one.")]
    if request.revoked_at is not None:
        return [_("This request has been taken back, or a newer version has been shared.")]
    if request.expires_at <= at:
        return [_("This request is too old. Ask for a new one.")]
    return []


def send_obstacles(request: SignatureRequest, *, at: datetime) -> list[str]:
    """Why no code is sent now: nobody's mailbox is to be filled by a link."""
    if request.codes_sent >= MOST_CODES_SENT:
        return [_("Too many codes have been sent for this link. Ask for a new link.")]
    if request.code_sent_at is not None and at < request.code_sent_at + BETWEEN_CODES:
        return [_("A code was sent less than a minute ago. Look in your mail, or wait a little.")]
    return []


def code_obstacles(request: SignatureRequest, *, at: datetime) -> list[str]:
    """Why no code can be right now."""
    if request.code_sent_at is None or not request.code_digest:
        return [_("Ask for a code first.")]
    if at > request.code_sent_at + CODE_LASTS:
        return [_("The code is older than 15 minutes. Ask for a new one.")]
    return []
