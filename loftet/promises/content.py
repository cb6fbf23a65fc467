"""What is written in the forms of this room, as plain data for the services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from loftet.domain.promise_set import CommitmentText


@dataclass(frozen=True)
class SetContent:
    """What stands above the promises. `signatories` are pairs of organisation and position."""

    title: str
    introduction: str = ""
    easy_read: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    municipalities: tuple[str, ...] = ()
    signatories: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class PromiseContent:
    """One promise. Without commitments they are read out of its text."""

    focus_area: str
    title: str
    text: str
    background: str = ""
    why: str = ""
    baseline: str = ""
    easy_read: str = ""
    stands_without_target: bool = False
    commitments: tuple[CommitmentText, ...] = ()


@dataclass(frozen=True)
class EasyReadContent:
    """Easy Swedish of the set as a whole, and of promises by their key; empty where there is none."""

    whole: str
    promises: Mapping[str, str]
