"""What a reading holds: the form of the labelled readings, with a place and a confidence for each item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loftet.domain.commitment import ParsedCommitment, Performer
from loftet.domain.documented import DocumentedEnum
from loftet.domain.periods import UNDATED, Period, ReportingPeriod

from .source import Place


class DocumentKind(DocumentedEnum):
    """What a document is, by what it gives and not by where it was published."""

    PROMISE_SET = "promise_set", "Promises, or a page about them that was cut before they came."
    FOLLOW_UP = "follow_up", "Tells what was done."
    AGREEMENT = "agreement", "An agreement or action plan without promises."
    SURVEY = "survey", "Answers of residents."
    CAMERA_PLAN = "camera_plan", "A plan for cameras."
    OPERATION_REPORT = "operation_report", "Tells of one joint operation."
    DECISION = "decision", "A proposal or a decision of a board."
    NEWS = "news", "News, where none of the others is the point."


class OutcomeState(DocumentedEnum):
    """How far something came, by the words of the text."""

    DONE = "done", "Perfect or past tense."
    PARTLY = "partly", "Less than was promised."
    IN_PROGRESS = "in_progress", "Goes on, prepared, begun."
    NOT_DONE = "not_done", "Said to be not done."
    UNKNOWN = "unknown", "The text does not say."


@dataclass(frozen=True, slots=True)
class ReadPromise:
    """A promise as it stands in the document; `period` only where it is another than the document's."""

    id: int
    text: str
    place: Place
    confidence: float
    focus_area: str | None = None
    performers: tuple[Performer, ...] = ()
    responsible: tuple[Performer, ...] | None = None
    partners: tuple[str, ...] = ()
    period: Period | None = None
    commitments: tuple[ParsedCommitment, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """What was counted; `number` None where there were some but nothing says how many."""

    number: float | None
    unit: str | None = None
    performers: tuple[Performer, ...] = ()
    is_approximate: bool = False


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """What the document tells was done, begun or not done; `promise` is a promise's id."""

    text: str
    place: Place
    confidence: float
    promise: int | None = None
    period: str | None = None
    state: OutcomeState = OutcomeState.UNKNOWN
    counts: tuple[OutcomeCount, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a part of the document became what it became: a code with parameters, never a sentence."""

    place: Place
    text: str
    became: str
    code: str
    parameters: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, read. `text` is what all places point into; `notes` are codes of what could not be read."""

    source: str
    text: str
    kind: DocumentKind = DocumentKind.NEWS
    municipalities: tuple[str, ...] = ()
    period: Period = UNDATED
    reporting_periods: tuple[ReportingPeriod, ...] = ()
    promises: tuple[ReadPromise, ...] = ()
    outcomes: tuple[ReadOutcome, ...] = ()
    decisions: tuple[Decision, ...] = ()
    notes: tuple[str, ...] = ()
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the picture, in its pixels."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a PDF, as PNG in base64. `marks` has, for each of the texts that were asked for, the boxes that hold its words."""

    png: str
    width: int
    height: int
    marks: tuple[tuple[Box, ...], ...]
