"""What one party hands in for one period: frozen, and what a follow-up is put together from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Self

from loftet.domain.agreement import MunicipalityRef, PartyRef
from loftet.domain.cells import Cell, CellState, NotDone, NotDoneReason
from loftet.domain.counts import Count
from loftet.domain.exact import exact
from loftet.domain.fields import DocumentNotReadable, Fields, names_of
from loftet.domain.jsonable import jsonable
from loftet.domain.periods import Period, ReportingPeriod
from loftet.domain.suggestion import PromiseStatus

SCHEMA = "loftet.party_account.v1"


@dataclass(frozen=True, slots=True)
class PeriodRef:
    """Redovisningsperiod. `is_read` says that its accounts come out of an old document."""

    order: int
    label: str
    starts_on: date | None
    ends_on: date | None
    due_on: date | None
    is_read: bool

    @property
    def reporting_period(self) -> ReportingPeriod:
        return ReportingPeriod(self.starts_on, self.ends_on, order=self.order, label=self.label)

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            order=read.whole("order"),
            label=read.text("label"),
            starts_on=read.day("starts_on"),
            ends_on=read.day("ends_on"),
            due_on=read.day("due_on"),
            is_read=read.yes_or_no("is_read"),
        )


@dataclass(frozen=True, slots=True)
class SetRef:
    """The version of a promise set that is accounted for; `digest` is that of its frozen document."""

    title: str
    version: int
    digest: str
    starts_on: date | None
    ends_on: date | None

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            title=read.text("title"),
            version=read.whole("version"),
            digest=read.text("digest"),
            starts_on=read.day("starts_on"),
            ends_on=read.day("ends_on"),
        )


@dataclass(frozen=True, slots=True)
class CountText:
    """Something counted, for one commitment or (with "") for the promise as a whole.

    `key` names the occurrence or the line: what has the same key is the same thing. `number` is None where
    there were some and nobody says how many.
    """

    key: str
    commitment: str
    unit: str
    number: float | None
    is_approximate: bool
    parties: tuple[int, ...]
    starts_on: date | None
    ends_on: date | None

    def count(self, party: int, period: int) -> Count:
        """Return the count as it stands in a party's account for a period."""
        return Count(
            key=self.key,
            unit=self.unit,
            number=None if self.number is None else exact(self.number),
            told_by=str(party),
            parties=frozenset(str(each) for each in self.parties),
            is_approximate=self.is_approximate,
            period=period,
            days=Period(self.starts_on, self.ends_on),
        )

    @classmethod
    def of(cls, count: Count, commitment: str) -> Self:
        return cls(
            key=count.key,
            commitment=commitment,
            unit=count.unit,
            number=plain(count.number),
            is_approximate=count.is_approximate,
            parties=tuple(sorted(int(each) for each in count.parties)),
            starts_on=count.days.from_date,
            ends_on=count.days.to_date,
        )

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            key=read.text("key"),
            commitment=read.text("commitment"),
            unit=read.text("unit"),
            number=read.number_or_none("number"),
            is_approximate=read.yes_or_no("is_approximate"),
            parties=read.wholes("parties"),
            starts_on=read.day("starts_on"),
            ends_on=read.day("ends_on"),
        )


@dataclass(frozen=True, slots=True)
class NotDoneText:
    """Why something was not done, in a code and in the party's words, and when it is to be done."""

    reason: NotDoneReason
    words: str
    next_on: date | None

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            reason=read.one_of("reason", NotDoneReason),
            words=read.text("words"),
            next_on=read.day("next_on"),
        )


@dataclass(frozen=True, slots=True)
class AccountText:
    """What a party tells of one promise: the state of its cell, what is counted, and the public words."""

    state: CellState
    counts: tuple[CountText, ...] = ()
    not_done: tuple[NotDoneText, ...] = ()
    has_uncounted: bool = False
    words: str = ""

    def cell(self, party: int, period: int) -> Cell:
        return Cell(
            self.state,
            tuple(count.count(party, period) for count in self.counts),
            tuple(NotDone(why.reason, why.words, why.next_on) for why in self.not_done),
            self.has_uncounted,
        )

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            state=read.one_of("state", CellState),
            counts=read.things("counts", CountText.from_data),
            not_done=read.things("not_done", NotDoneText.from_data),
            has_uncounted=read.yes_or_no("has_uncounted"),
            words=read.text("words"),
        )


@dataclass(frozen=True, slots=True)
class StatementText:
    """Redovisning: the account of one promise, by the promise's key."""

    promise: str
    account: AccountText

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(promise=read.text("promise"), account=read.thing("account", AccountText.from_data))


@dataclass(frozen=True, slots=True)
class AssessmentText:
    """Bedömning: the status that the party itself gives a promise, and why."""

    promise: str
    status: PromiseStatus
    motive: str

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            promise=read.text("promise"),
            status=read.one_of("status", PromiseStatus),
            motive=read.text("motive"),
        )


@dataclass(frozen=True, slots=True)
class PartyAccountDocument:
    """One version of a party's account for a period.

    `party` is whose account it is. Where another entered it out of a source, `entered_by` and `entered_from`
    say so; it is then never that party's approval (design 3.7).
    """

    title: str
    agreement: str
    municipalities: tuple[MunicipalityRef, ...]
    parties: tuple[PartyRef, ...]
    party: int
    entered_by: int | None
    entered_from: str
    promise_sets: tuple[SetRef, ...]
    period: PeriodRef
    statements: tuple[StatementText, ...]
    assessments: tuple[AssessmentText, ...]
    version: int
    change_reason: str

    def to_data(self) -> dict[str, Any]:
        """Return the document as JSON data; its canonical form is what the digest is taken of."""
        return {"schema": SCHEMA, **jsonable(self)}

    @classmethod
    def from_data(cls, data: object) -> Self:
        """Read what `to_data` wrote, or raise `DocumentNotReadable`."""
        if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
            raise DocumentNotReadable(f"the schema is not {SCHEMA}")
        read = Fields(data, "party_account", names_of(cls) | {"schema"})
        return cls(
            title=read.text("title"),
            agreement=read.text("agreement"),
            municipalities=read.things("municipalities", MunicipalityRef.from_data),
            parties=read.things("parties", PartyRef.from_data),
            party=read.whole("party"),
            entered_by=read.whole_or_none("entered_by"),
            entered_from=read.text("entered_from"),
            promise_sets=read.things("promise_sets", SetRef.from_data),
            period=read.thing("period", PeriodRef.from_data),
            statements=read.things("statements", StatementText.from_data),
            assessments=read.things("assessments", AssessmentText.from_data),
            version=read.whole("version"),
            change_reason=read.text("change_reason"),
        )


def plain(number: Fraction | None) -> float | None:
    """Return the number as JSON carries it; what was written with decimals reads back the same."""
    return None if number is None else float(number)
