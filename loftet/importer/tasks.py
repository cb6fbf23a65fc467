"""What the worker does for this room."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from .services.reading import read_upload, read_waiting
from .services.uploads import READ_UPLOAD


@app.task(name=READ_UPLOAD)
def read_one(upload_id: int) -> None:
    read_upload(upload_id=upload_id)


@app.periodic(cron="* * * * *")
@app.task(name="importer.read_waiting", queueing_lock="importer.read_waiting")
def read_left(timestamp: int) -> None:
    """Documents whose worker was killed, or whose job is gone."""
    read_waiting(now=timezone.now())
