"""What the worker does for this room. Publication defers it by name when an edition is added or emptied."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from .services import build_public_folder

logger = logging.getLogger(__name__)


@app.task(name="portal.build", lock="portal.build")
def build_portal() -> None:
    build_public_folder(tell=logger.info)
