"""Personal links of those who have no account: to confirm, and to leave."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from .models import Follower
from .models.follower import DAYS_TO_CONFIRM

_CONFIRM, _LEAVE = "loftet.residents.confirm", "loftet.residents.leave"


def confirm_url(follower: Follower) -> str:
    return _url("follow_confirm", _CONFIRM, follower)


def leave_url(follower: Follower) -> str:
    """It never expires, since old mail must be possible to end too (RFC 8058)."""
    return _url("follow_leave", _LEAVE, follower)


def follower_to_confirm(token: str) -> Follower | None:
    return _find(token, _CONFIRM, max_age=timedelta(days=DAYS_TO_CONFIRM))


def follower_to_leave(token: str) -> Follower | None:
    return _find(token, _LEAVE)


def _url(name: str, salt: str, follower: Follower) -> str:
    token = signing.dumps([follower.pk, follower.email], salt=salt)
    return settings.BASE_URL + reverse(f"residents:{name}", args=(token,))


def _find(token: str, salt: str, max_age: timedelta | None = None) -> Follower | None:
    try:
        pk, email = signing.loads(token, salt=salt, max_age=max_age)
    except signing.BadSignature:
        return None
    return Follower.objects.filter(pk=pk, email=email).select_related("municipality").first()
