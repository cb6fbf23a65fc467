"""What is written in the forms of this room, as plain data for the services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from loftet.domain.party_account import AccountText, StatementText
from loftet.domain.suggestion import PromiseStatus


@dataclass(frozen=True)
class PeriodContent:
    """A reporting period as it is set; the order is its place in the list."""

    label: str
    starts_on: date | None = None
    ends_on: date | None = None
    due_on: date | None = None
    remind_on: tuple[date, ...] = ()
    is_read: bool = False


@dataclass(frozen=True)
class ReadPeriod:
    """A period as a document tells of it: each party's statements, by its number."""

    period: PeriodContent
    told: Mapping[int, tuple[StatementText, ...]]


@dataclass(frozen=True)
class StatementContent:
    """What a party tells of one promise; the internal note stays with it."""

    promise: str
    account: AccountText
    internal_note: str = ""


@dataclass(frozen=True)
class AssessmentContent:
    """The status that a party gives a promise, and why."""

    promise: str
    status: PromiseStatus
    motive: str = ""
