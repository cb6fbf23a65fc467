"""What the worker does for this room."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from .services import send_reminders


@app.periodic(cron="20 6 * * *")
@app.task(name="followup.send_reminders", queueing_lock="followup.send_reminders")
def remind_parties(timestamp: int) -> None:
    """Each morning; a day that the machine slept through is caught up with on the next."""
    send_reminders(today=timezone.localdate())
