"""What the walk through a document finds and what it remembers on its way."""

from __future__ import annotations

from dataclasses import dataclass

from loftet.domain.commitment import Performer, Window
from loftet.domain.periods import Period

from .sections import HeadingMeaning, Role
from .source import Passage


@dataclass(slots=True)
class Candidate:
    """A passage taken for a promise or an outcome, with what its surroundings say of it."""

    passage: Passage
    is_outcome: bool
    code: str
    confidence: float
    block: int
    focus: str | None = None
    performers: tuple[Performer, ...] = ()
    # Columns that name performers go before the sentence.
    column_performers: tuple[Performer, ...] | None = None
    responsible: tuple[Performer, ...] | None = None
    window: Window | None = None
    period: Period | None = None
    label: str | None = None
    role: Role = Role.NEUTRAL
    is_prose: bool = False
    section: int = 0
    # The number that a column of its own says is to be reached: "Mål: 36".
    target: float | None = None
    # The candidate that an outcome answers, where the layout tells.
    answers: Candidate | None = None
    # How an outcome is judged beside it: "Bedömning: Delvis uppfyllt".
    verdict: str = ""


@dataclass(slots=True)
class Verdict:
    """What a block became, for those who want to know why."""

    block: int
    became: str
    code: str


def retitle(verdicts: list[Verdict], promise: Candidate) -> None:
    """What was taken for a promise is the heading of the next one."""
    place = next(at for at, each in enumerate(verdicts) if each.block == promise.block)
    verdicts[place] = Verdict(promise.block, "heading", "label")


@dataclass(slots=True)
class Context:
    """What the headings and lead-ins so far say of what comes."""

    role: Role = Role.NEUTRAL
    code: str = "no_heading"
    lead: HeadingMeaning | None = None
    focus: str | None = None
    focus_level: int = 0
    lead_focus: str | None = None
    performers: tuple[Performer, ...] = ()
    told_performers: tuple[Performer, ...] = ()
    # "Vi" is whoever the text has let speak.
    speaker: tuple[Performer, ...] = ()
    says_we: bool = False
    # A heading below the title says that promises or acts stand here.
    is_promising: bool = False
    window: Window | None = None
    period: Period | None = None
    section: int = 0
    promise: Candidate | None = None
