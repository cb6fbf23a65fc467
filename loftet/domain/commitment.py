"""What a commitment undertakes, as data: the promise grammar of the domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loftet.domain.documented import DocumentedEnum


class CommitmentClass(DocumentedEnum):
    """What kind of thing is undertaken, and so how it is counted. The first that fits, in this order."""

    COUNT = "count", "A number in the promise's period: four measurements during the year."
    FREQUENCY = "frequency", "A number each week, month, year: one dialogue a year."
    TIME_AMOUNT = "time_amount", "Hours, days or posts: at least two hours a week."
    MILESTONE = "milestone", "Done once: set up, adopted, begun, inquired into."
    CONTINUOUS = "continuous", "Goes on: fortsätta, löpande, återkommande. Its evidence is a log."
    ON_DEMAND = "on_demand", "Hangs on a condition or on each case: vid behov, skyndsamt."
    CALENDAR = "calendar", "Bound to named months, seasons or events."
    TARGET_GROUP = "target_group", "Informs, teaches, meets, invites or visits the whole of a named group."
    UNQUANTIFIED = "unquantified", "Countable things without a number: riktade insatser."
    DIRECTION = "direction", "Nothing to count: verka för, se över, utveckla."


class Comparator(DocumentedEnum):
    """How the outcome is held against the number."""

    EXACTLY = "=", "The bare number."
    AT_LEAST = ">=", "minst"
    AT_MOST = "<=", "högst, max"
    ABOUT = "~", "cirka, drygt, närmare, ett 15-tal"


class Cadence(DocumentedEnum):
    """How often a number comes again."""

    DAY = "day", "dagligen, per dag"
    WEEK = "week", "i veckan, varje onsdag"
    TWO_WEEKS = "two_weeks", "varannan vecka, var fjortonde dag"
    MONTH = "month", "månadsvis, varje månad"
    QUARTER = "quarter", "kvartalsvis"
    TERTIAL = "tertial", "tertialvis: a third of a year"
    HALF_YEAR = "half_year", "i halvåret, per termin"
    YEAR = "year", "årligen, om året"
    TWO_YEARS = "two_years", "vartannat år"


class Window(DocumentedEnum):
    """The time that the words name for the number, where they do."""

    YEAR = "year", "under året, under 2024"
    PERIOD = "period", "under perioden, under 2024–2025"
    WEEK = "week", "a year's named weeks"


class Performer(DocumentedEnum):
    """Utförare: who is to do it."""

    POLICE = "police", "The police."
    MUNICIPALITY = "municipality", "The municipality with its committees, schools and services."
    OTHER = "other", "Another authority, a company, an association."


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` up to but not including `end` of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class ParsedCommitment:
    """One commitment read out of a promise; `spans` tells where in the text each part stands.

    `number` and `number_max` bound a range ("tre till fyra" is 3 and 4); a number without comparator has
    EXACTLY. `per` is what the number holds for each of, `performers` is set only where the commitments of a
    promise differ in it.
    """

    kind: CommitmentClass
    comparator: Comparator | None = None
    number: float | None = None
    number_max: float | None = None
    unit: str | None = None
    every: Cadence | None = None
    window: Window | None = None
    per: str | None = None
    place: str | None = None
    groups: tuple[str, ...] = ()
    performers: tuple[Performer, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=dict)
