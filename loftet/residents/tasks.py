"""What the worker does for this room."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from .services import forget_unconfirmed, tell_followers


@app.periodic(cron="*/10 * * * *")
@app.task(name="residents.tell_followers", queueing_lock="residents.tell_followers")
def write_to_followers(timestamp: int) -> None:
    """Every ten minutes: for those who want to know at once, and as soon as Monday morning has come."""
    tell_followers(now=timezone.now())


@app.periodic(cron="37 3 * * *")
@app.task(name="residents.forget_unconfirmed", queueing_lock="residents.forget_unconfirmed")
def forget_addresses(timestamp: int) -> None:
    """Addresses that never confirmed."""
    forget_unconfirmed(now=timezone.now())
