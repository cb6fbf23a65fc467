"""What is typed in the forms of this room, as plain data for the services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ReceivedFile:
    """A file as it was handed in."""

    name: str
    content: bytes


@dataclass(frozen=True)
class AboutContent:
    """What a document is about; `municipality` is a code."""

    municipality: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class ItemContent:
    """An item as a person mended it. `answers` is the item of the promise that an outcome answers."""

    kind: str
    title: str
    text: str
    focus_area: str = ""
    performers: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    answers: int | None = None
    period_label: str = ""
    outcome_state: str = ""
    reason: str = ""
