"""What the worker does for this room."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from .services import send_digests


@app.periodic(cron="*/5 * * * *")
@app.task(name="notices.send_digests", queueing_lock="notices.send_digests")
def tell_what_waits(timestamp: int) -> None:
    """Every five minutes: for those who want to know at once, and as soon as the morning has come."""
    send_digests(now=timezone.now())
