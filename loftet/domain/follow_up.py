"""What is closed, signed and published of a period: every promise by every party, in codes and figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from loftet.domain.agreement import MunicipalityRef, PartyRef, SignatorySeat
from loftet.domain.duplicates import Verdict
from loftet.domain.fields import DocumentNotReadable, Fields, names_of
from loftet.domain.jsonable import added_later, empties_of, jsonable
from loftet.domain.party_account import AccountText, PeriodRef, SetRef
from loftet.domain.promise_set import CommitmentText
from loftet.domain.suggestion import PromiseStatus

SCHEMA = "loftet.follow_up.v1"
# The reason of a suggestion for several commitments together; all other reasons are an `Evidence`.
JOINT = "joint"


@dataclass(frozen=True, slots=True)
class PartyCell:
    """What one party told of a promise for one period: there is exactly one for each, and none is blank."""

    party: int
    period: int
    account: AccountText
    entered_by: int | None
    entered_from: str

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            party=read.whole("party"),
            period=read.whole("period"),
            account=read.thing("account", AccountText.from_data),
            entered_by=read.whole_or_none("entered_by"),
            entered_from=read.text("entered_from"),
        )


@dataclass(frozen=True, slots=True)
class TotalText:
    """At least `low` and at most `high` over all periods so far; "minst" where there is no `high`."""

    unit: str
    low: float
    high: float | None
    is_approximate: bool

    @property
    def is_single(self) -> bool:
        """One, or at least one."""
        return self.low == 1 and self.high in (1, None)

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            unit=read.text("unit"),
            low=read.number("low"),
            high=read.number_or_none("high"),
            is_approximate=read.yes_or_no("is_approximate"),
        )


@dataclass(frozen=True, slots=True)
class ExpectedText:
    """What a commitment asked for by the last day told of, and in all, as figures are shown."""

    so_far: float
    so_far_max: float
    in_all: float | None
    in_all_max: float | None
    is_ceiling: bool
    is_prorated: bool
    days_left: int | None
    months_left: int | None

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            so_far=read.number("so_far"),
            so_far_max=read.number("so_far_max"),
            in_all=read.number_or_none("in_all"),
            in_all_max=read.number_or_none("in_all_max"),
            is_ceiling=read.yes_or_no("is_ceiling"),
            is_prorated=read.yes_or_no("is_prorated"),
            days_left=read.whole_or_none("days_left"),
            months_left=read.whole_or_none("months_left"),
        )


@dataclass(frozen=True, slots=True)
class SuggestionText:
    """What the counter suggested: a status, or None where people must judge, and the reason as a code.

    `reason` is an `Evidence`, or `JOINT`. The figures are those of the reason, None where there is none.
    """

    status: PromiseStatus | None
    reason: str
    at_least: float | None
    at_most: float | None
    target: float | None
    target_max: float | None
    is_about: bool

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            status=read.one_of_or_none("status", PromiseStatus),
            reason=read.text("reason"),
            at_least=read.number_or_none("at_least"),
            at_most=read.number_or_none("at_most"),
            target=read.number_or_none("target"),
            target_max=read.number_or_none("target_max"),
            is_about=read.yes_or_no("is_about"),
        )


@dataclass(frozen=True, slots=True)
class FollowedCommitment:
    """Åtagande: what was asked, what was counted towards it, and what the counter made of that."""

    commitment: CommitmentText
    total: TotalText
    expected: ExpectedText | None
    expected_in_period: ExpectedText | None
    suggestion: SuggestionText

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            commitment=read.thing("commitment", CommitmentText.from_data),
            total=read.thing("total", TotalText.from_data),
            expected=read.thing_or_none("expected", ExpectedText.from_data),
            expected_in_period=read.thing_or_none("expected_in_period", ExpectedText.from_data),
            suggestion=read.thing("suggestion", SuggestionText.from_data),
        )


@dataclass(frozen=True, slots=True)
class PartyAssessment:
    """The status that a party gave the promise, and its motive."""

    party: int
    status: PromiseStatus
    motive: str

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            party=read.whole("party"),
            status=read.one_of("status", PromiseStatus),
            motive=read.text("motive"),
        )


@dataclass(frozen=True, slots=True)
class PairText:
    """Two counts by their keys, and what people say of them: None where nobody has settled it."""

    one: str
    other: str
    verdict: Verdict | None

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            one=read.text("one"),
            other=read.text("other"),
            verdict=read.one_of_or_none("verdict", Verdict),
        )


@dataclass(frozen=True, slots=True)
class FollowedPromise:
    """Löfte: the cells by party and period, the totals of each unit, and the parties' own judgments.

    `pairs` are the counts that may be, or are marked as, the same thing told twice or two things.
    """

    key: str
    promise_set: int
    title: str
    text: str
    cells: tuple[PartyCell, ...]
    totals: tuple[TotalText, ...]
    pairs: tuple[PairText, ...]
    commitments: tuple[FollowedCommitment, ...]
    suggestion: SuggestionText
    assessments: tuple[PartyAssessment, ...]

    @property
    def parties_differ(self) -> bool:
        """Say whether the parties give it different statuses; then both stand (design 3.4)."""
        return len({each.status for each in self.assessments}) > 1

    @property
    def periods_unmarked(self) -> set[int]:
        """Return the orders of the periods in which two counts may be the same and nobody has said so."""
        keys: dict[int, set[str]] = {}
        for cell in self.cells:
            keys.setdefault(cell.period, set()).update(count.key for count in cell.account.counts)
        unmarked = [{pair.one, pair.other} for pair in self.pairs if pair.verdict is None]
        return {order for order, told in keys.items() if any(pair <= told for pair in unmarked)}

    def cell(self, party: int, period: int) -> PartyCell:
        return next(cell for cell in self.cells if (cell.party, cell.period) == (party, period))

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            key=read.text("key"),
            promise_set=read.whole("promise_set"),
            title=read.text("title"),
            text=read.text("text"),
            cells=read.things("cells", PartyCell.from_data),
            totals=read.things("totals", TotalText.from_data),
            pairs=read.things("pairs", PairText.from_data),
            commitments=read.things("commitments", FollowedCommitment.from_data),
            suggestion=read.thing("suggestion", SuggestionText.from_data),
            assessments=read.things("assessments", PartyAssessment.from_data),
        )


@dataclass(frozen=True, slots=True)
class FollowedArea:
    """Fokusområde: a subject with its promises, in the order of their set."""

    name: str
    promises: tuple[FollowedPromise, ...]

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(name=read.text("name"), promises=read.things("promises", FollowedPromise.from_data))


@dataclass(frozen=True, slots=True)
class Silence:
    """A party whose answer was not waited for any longer: due, reminded, and silent (design 3.11)."""

    party: int
    due_on: date
    reminded_on: tuple[date, ...]

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            party=read.whole("party"),
            due_on=read.known_day("due_on"),
            reminded_on=read.days("reminded_on"),
        )


@dataclass(frozen=True, slots=True)
class FollowUpDocument:
    """Uppföljning: one version of the closing of a period.

    `period` is the order of the period that is closed; `periods` are all from the first until it.
    `promise_set` of a promise is its place in `promise_sets`. `counted_on` is the day of the reckoning.
    `read_from` names the document that all of it was read in from; no party has closed such a follow-up.
    """

    title: str
    agreement: str
    municipalities: tuple[MunicipalityRef, ...]
    parties: tuple[PartyRef, ...]
    signatories: tuple[SignatorySeat, ...]
    promise_sets: tuple[SetRef, ...]
    period: int
    periods: tuple[PeriodRef, ...]
    counted_on: date
    focus_areas: tuple[FollowedArea, ...]
    silences: tuple[Silence, ...]
    version: int
    change_reason: str
    read_from: str = added_later("")

    @property
    def promises(self) -> tuple[FollowedPromise, ...]:
        return tuple(promise for area in self.focus_areas for promise in area.promises)

    @property
    def closed_period(self) -> PeriodRef:
        return next(each for each in self.periods if each.order == self.period)

    def party(self, organisation: int) -> PartyRef:
        return next(each for each in self.parties if each.organisation == organisation)

    def to_data(self) -> dict[str, Any]:
        """Return the document as JSON data; its canonical form is what the digest is taken of."""
        return {"schema": SCHEMA, **jsonable(self)}

    @classmethod
    def from_data(cls, data: object) -> Self:
        """Read what `to_data` wrote, or raise `DocumentNotReadable`."""
        if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
            raise DocumentNotReadable(f"the schema is not {SCHEMA}")
        read = Fields(data, "follow_up", names_of(cls) | {"schema"}, empties_of(cls))
        return cls(
            title=read.text("title"),
            agreement=read.text("agreement"),
            municipalities=read.things("municipalities", MunicipalityRef.from_data),
            parties=read.things("parties", PartyRef.from_data),
            signatories=read.things("signatories", SignatorySeat.from_data),
            promise_sets=read.things("promise_sets", SetRef.from_data),
            period=read.whole("period"),
            periods=read.things("periods", PeriodRef.from_data),
            counted_on=read.known_day("counted_on"),
            focus_areas=read.things("focus_areas", FollowedArea.from_data),
            silences=read.things("silences", Silence.from_data),
            version=read.whole("version"),
            change_reason=read.text("change_reason"),
            read_from=read.text("read_from"),
        )
