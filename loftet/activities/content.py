"""What is written of an occurrence, as services take it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from loftet.domain.cells import NotDoneReason, OutcomeState


@dataclass(frozen=True)
class CountContent:
    """What counts towards a commitment. Without number there were some; not counted, only that it was done.

    Without a unit of its own the count has the commitment's.
    """

    commitment_key: str
    number: Decimal | None = None
    unit: str = ""
    is_counted: bool = True
    is_approximate: bool = False
    outcome: OutcomeState = OutcomeState.DONE


@dataclass(frozen=True)
class OccurrenceContent:
    """An occurrence; `ends_on` is None where it was on one day. Who tells it took part in it."""

    starts_on: date
    counts: tuple[CountContent, ...]
    ends_on: date | None = None
    place_name: str = ""
    area: str = ""
    public_note: str = ""
    internal_note: str = ""
    parties: tuple[int, ...] = ()
    entered_for: int | None = None
    entered_from: str = ""

    @property
    def last_day(self) -> date:
        return self.ends_on or self.starts_on


@dataclass(frozen=True)
class NotDoneContent:
    """Why something was not done, and when it is to be done instead."""

    reason: NotDoneReason
    words: str = ""
    next_on: date | None = None


@dataclass(frozen=True)
class Assignee:
    """Who is to do it: a person, a function, or nobody yet."""

    person: int | None = None
    function: int | None = None


NOBODY = Assignee()


@dataclass(frozen=True)
class ActivityContent:
    """An activity as its form holds it."""

    title: str
    starts_on: date
    ends_on: date
    amount: Decimal | None = None
    unit: str = ""
    place: str = ""
    assignee: Assignee = NOBODY
