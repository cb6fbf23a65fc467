"""What one row of a report says of an activity, as services take it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .content import NotDoneContent, OccurrenceContent
from .models import Activity


@dataclass(frozen=True)
class DoneRow:
    """It was done."""

    activity: Activity
    content: OccurrenceContent


@dataclass(frozen=True)
class NothingRow:
    """Nothing this time."""

    activity: Activity
    concerns_on: date
    words: str = ""


@dataclass(frozen=True)
class NotDoneRow:
    """Not done, because of something."""

    activity: Activity
    concerns_on: date
    content: NotDoneContent


ReportRow = DoneRow | NothingRow | NotDoneRow
