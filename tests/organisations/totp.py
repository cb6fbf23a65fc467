"""An authenticator app, for tests."""

from __future__ import annotations

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

from loftet.organisations.models import Person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30


def make_second_step(person: Person) -> list[str]:
    """Sets it up, and returns the recovery codes."""
    TOTP.activate(person, SECRET)
    codes: list[str] = RecoveryCodes.activate(person).generate_codes()
    return codes


def code(secret: str = SECRET, *, periods_later: int = 0) -> str:
    """The digits that the phone shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + periods_later))


def wrong_code() -> str:
    """Digits that the phone does not show, now or next."""
    shown = {code(), code(periods_later=1)}
    return next(number for number in ("000000", "111111", "222222") if number not in shown)


def has_second_step(person: Person) -> bool:
    return Authenticator.objects.filter(user=person, type="totp").exists()
