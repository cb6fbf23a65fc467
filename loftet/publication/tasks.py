"""What the worker does for this room."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from .services import publish_agreed_progress


@app.periodic(cron="10 7 * * *")
@app.task(name="publication.publish_progress", queueing_lock="publication.publish_progress")
def publish_progress_as_agreed(timestamp: int) -> None:
    """Each morning; a day that the machine slept through is caught up with on the next."""
    publish_agreed_progress(today=timezone.localdate())
