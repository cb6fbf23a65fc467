"""Keeps robots from the public forms without knowing anything of those who use them.

A field that no person sees, a sealed time of opening, and a count for each address that is forgotten after an
hour. The address itself is never kept, only a salted digest of it.
"""

from __future__ import annotations

import time

from allauth.account.adapter import get_adapter
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

_SALT = "loftet.residents.opened"
SHORTEST = 3
"""Seconds that a person needs at the least to fill in a form."""
LONGEST = 24 * 3600
HOUR = 3600
FROM_ONE_ADDRESS = 10
"""How many a whole school behind one address may send in an hour."""


def opened_now() -> str:
    """Return a seal of the moment, to be sent back with the form."""
    return signing.dumps(int(time.time()), salt=_SALT)


def seconds_open(opened: str) -> int | None:
    """Return how long the form was open, or None where the seal is not ours or too old."""
    try:
        passed = int(time.time()) - int(signing.loads(opened, salt=_SALT))
    except signing.BadSignature:
        return None
    return passed if passed <= LONGEST else None


def has_sent_too_much(request: HttpRequest) -> bool:
    """Count this time, and say whether it is one too many."""
    address = get_adapter().get_client_ip(request)
    key = f"residents.{salted_hmac(_SALT, address, algorithm='sha256').hexdigest()}"
    cache.add(key, 0, HOUR)
    return cache.incr(key) > FROM_ONE_ADDRESS
