"""What the worker does for this room. Publication defers it by name when an edition is added or emptied."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

logger = logging.getLogger(__name__)


@app.task(name="portal.build", lock="portal.build")
def build_portal() -> None:
    # Imported when it is needed: every process knows the tasks, but only the worker builds, and its tools
    # (rdflib among them) would lengthen each start.
    from .services import build_public_folder

    build_public_folder(tell=logger.info)
