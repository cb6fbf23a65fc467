"""How far the promises of a set have come between follow-ups: targets beside counts that are handed in.

Nothing in it is judged, and no words that a party wrote of what it did stand in it: names of what is counted
are all that comes from the accounts beside numbers, so that it can be published without reading it through.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from loftet.domain.agreement import MunicipalityRef, PartyRef
from loftet.domain.cells import CellState
from loftet.domain.fields import DocumentNotReadable, Fields, names_of
from loftet.domain.follow_up import (
    ExpectedText,
    FollowedArea,
    FollowedCommitment,
    FollowedPromise,
    FollowUpDocument,
    TotalText,
)
from loftet.domain.follow_up_assembly import narrowed
from loftet.domain.jsonable import jsonable
from loftet.domain.party_account import AccountText, PeriodRef, SetRef
from loftet.domain.promise_set import CommitmentText, PromiseSetDocument, PromiseText

SCHEMA = "loftet.progress.v1"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """An account that is counted: whose it is, of which period, and the digest of the version handed in.

    Where another party entered it out of a source, `entered_by` says so.
    """

    party: int
    period: int
    handed_in_on: date
    digest: str
    entered_by: int | None

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            party=read.whole("party"),
            period=read.whole("period"),
            handed_in_on=read.known_day("handed_in_on"),
            digest=read.text("digest"),
            entered_by=read.whole_or_none("entered_by"),
        )


@dataclass(frozen=True, slots=True)
class CountedCommitment:
    """Åtagande: what was asked, and what is counted towards it so far.

    `told_by` are the parties whose accounts tell of it. Without any, the total is nobody's nought.
    """

    commitment: CommitmentText
    told_by: tuple[int, ...]
    total: TotalText
    expected: ExpectedText | None

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            commitment=read.thing("commitment", CommitmentText.from_data),
            told_by=read.wholes("told_by"),
            total=read.thing("total", TotalText.from_data),
            expected=read.thing_or_none("expected", ExpectedText.from_data),
        )


@dataclass(frozen=True, slots=True)
class CountedPromise:
    """Löfte: the totals of each unit, and of each commitment; `told_by` as there."""

    key: str
    title: str
    told_by: tuple[int, ...]
    totals: tuple[TotalText, ...]
    commitments: tuple[CountedCommitment, ...]

    @property
    def other_totals(self) -> tuple[TotalText, ...]:
        """What is counted of the promise that none of its commitments asks for."""
        asked = {each.commitment.unit for each in self.commitments}
        return tuple(total for total in self.totals if total.unit not in asked)

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            key=read.text("key"),
            title=read.text("title"),
            told_by=read.wholes("told_by"),
            totals=read.things("totals", TotalText.from_data),
            commitments=read.things("commitments", CountedCommitment.from_data),
        )


@dataclass(frozen=True, slots=True)
class CountedArea:
    """Fokusområde: a subject with its promises, in the order of the set."""

    name: str
    promises: tuple[CountedPromise, ...]

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(name=read.text("name"), promises=read.things("promises", CountedPromise.from_data))


@dataclass(frozen=True, slots=True)
class ProgressDocument:
    """Läget: what is counted of one promise set by a day.

    `periods` are those that `handed_in` tells of; `counted_on` is the day of the reckoning.
    """

    title: str
    agreement: str
    municipalities: tuple[MunicipalityRef, ...]
    parties: tuple[PartyRef, ...]
    promise_set: SetRef
    periods: tuple[PeriodRef, ...]
    handed_in: tuple[HandedIn, ...]
    counted_on: date
    focus_areas: tuple[CountedArea, ...]

    @property
    def promises(self) -> tuple[CountedPromise, ...]:
        return tuple(promise for area in self.focus_areas for promise in area.promises)

    @property
    def told_until(self) -> date:
        """The last day that the accounts go to, as far as their periods are dated; never after the count."""
        ends = [each.ends_on for each in self.periods if each.ends_on]
        return min(self.counted_on, max(ends, default=self.counted_on))

    def to_data(self) -> dict[str, Any]:
        """Return the document as JSON data; its canonical form is what the digest is taken of."""
        return {"schema": SCHEMA, **jsonable(self)}

    @classmethod
    def from_data(cls, data: object) -> Self:
        """Read what `to_data` wrote, or raise `DocumentNotReadable`."""
        if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
            raise DocumentNotReadable(f"the schema is not {SCHEMA}")
        read = Fields(data, "progress", names_of(cls) | {"schema"})
        return cls(
            title=read.text("title"),
            agreement=read.text("agreement"),
            municipalities=read.things("municipalities", MunicipalityRef.from_data),
            parties=read.things("parties", PartyRef.from_data),
            promise_set=read.thing("promise_set", SetRef.from_data),
            periods=read.things("periods", PeriodRef.from_data),
            handed_in=read.things("handed_in", HandedIn.from_data),
            counted_on=read.known_day("counted_on"),
            focus_areas=read.things("focus_areas", CountedArea.from_data),
        )


def progress_of(
    promise_set: PromiseSetDocument,
    counted: FollowUpDocument,
    place: int,
    handed_in: Collection[HandedIn],
    *,
    title: str,
) -> ProgressDocument:
    """Return the counts of a promise set, the one at `place`, out of a follow-up that nobody has closed.

    All else that a follow-up holds stays behind: what the parties wrote, and what they and the counter judge.
    """
    told_of = {each.period for each in handed_in}
    return ProgressDocument(
        title=title,
        agreement=counted.agreement,
        municipalities=promise_set.municipalities,
        parties=counted.parties,
        promise_set=counted.promise_sets[place],
        periods=tuple(each for each in counted.periods if each.order in told_of),
        handed_in=tuple(sorted(handed_in, key=lambda each: (each.period, each.party))),
        counted_on=counted.counted_on,
        focus_areas=tuple(_areas(counted.focus_areas, promise_set, place)),
    )


def _areas(
    areas: Iterable[FollowedArea], promise_set: PromiseSetDocument, place: int
) -> Iterable[CountedArea]:
    asked = {promise.key: promise for promise in promise_set.promises}
    for area in areas:
        promises = tuple(
            _promise(each, asked[each.key]) for each in area.promises if each.promise_set == place
        )
        if promises:
            yield CountedArea(area.name, promises)


def _promise(followed: FollowedPromise, asked: PromiseText) -> CountedPromise:
    return CountedPromise(
        key=followed.key,
        title=followed.title,
        told_by=_told_by(followed, lambda account: account),
        totals=followed.totals,
        commitments=tuple(_commitment(each, followed, asked) for each in followed.commitments),
    )


def _commitment(each: FollowedCommitment, followed: FollowedPromise, asked: PromiseText) -> CountedCommitment:
    told = _told_by(followed, lambda account: narrowed(account, each.commitment, of=asked))
    return CountedCommitment(each.commitment, told, each.total, each.expected)


def _told_by(followed: FollowedPromise, read: Callable[[AccountText], AccountText]) -> tuple[int, ...]:
    told = {cell.party for cell in followed.cells if read(cell.account).state not in _TELLS_NOTHING}
    return tuple(sorted(told))


_TELLS_NOTHING = (CellState.NOT_CONCERNED, CellState.NOT_DUE, CellState.NOT_REPORTED, CellState.NO_ACCOUNT)
