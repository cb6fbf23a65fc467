"""What the worker does for this room."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from .services import follow_calendar


@app.periodic(cron="10 * * * *")
@app.task(name="promises.follow_calendar", queueing_lock="promises.follow_calendar")
def follow_the_calendar(timestamp: int) -> None:
    """Each hour, so that a machine that slept at midnight catches up when it wakes."""
    follow_calendar(today=timezone.localdate())
