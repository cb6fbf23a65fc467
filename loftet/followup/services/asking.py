"""Asking the parties anew whether a period is to be closed."""

from __future__ import annotations

from loftet.organisations import audit
from loftet.organisations.actor import Actor

from ..models import FollowUp


def ask_anew(by: Actor, follow_up: FollowUp) -> None:
    """Who confirmed before this came has not seen it."""
    confirmed = follow_up.confirmations.filter(version=follow_up.version)
    if confirmed.exists():
        confirmed.delete()
        audit.record(by=by, kind="closing_asked_anew", subject=follow_up)
    follow_up.revision += 1
    follow_up.save(update_fields=["revision"])
