"""A follow-up in words, the same on every page and paper that shows one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import ngettext

from loftet.domain.agreement import PartyRef
from loftet.domain.cells import CellState
from loftet.domain.duplicates import Verdict
from loftet.domain.follow_up import (
    FollowedCommitment,
    FollowedPromise,
    FollowUpDocument,
    PartyAssessment,
    PartyCell,
)
from loftet.web.said_back import EVERY, KINDS, amount, names

from .words import (
    COLOURS,
    STATES,
    STATUSES,
    count_words,
    entered_words,
    expected_words,
    not_done_words,
    status_words,
    suggestion_reason,
    total_words,
)

# States in which the numbers or the words say all; the name of the state would only repeat them.
_SPEAK_FOR_THEMSELVES = (CellState.AMOUNT, CellState.AMOUNT_UNKNOWN, CellState.ZERO)


@dataclass(frozen=True)
class CellWords:
    """One party's account of a promise for a period."""

    party: int
    name: str
    period: int
    state: str
    is_silent: bool
    counts: tuple[str, ...]
    not_done: tuple[str, ...]
    words: str
    entered: str
    is_own: bool
    is_concerned: bool

    @property
    def in_short(self) -> str:
        """All of the cell in one line."""
        figures = ", ".join((*([self.state] if self.state else []), *self.counts))
        words = " ".join(each for each in (*self.not_done, self.words) if each)
        line = ". ".join(each for each in (figures, words) if each)
        return f"{line} ({self.entered})" if self.entered else line


@dataclass(frozen=True)
class AssessmentWords:
    """A party's own status and motive."""

    name: str
    status: str
    colour: str
    motive: str


@dataclass(frozen=True)
class CommitmentWords:
    """What was asked, what was counted towards it, and what the counter suggests."""

    target: str
    total: str
    expected: str
    expected_in_period: str
    suggested: str
    reason: str


@dataclass(frozen=True)
class PromiseWords:
    """A promise with the cells of the closed period, and of each period by its order."""

    promise: FollowedPromise
    cells: tuple[CellWords, ...]
    history: tuple[tuple[str, tuple[CellWords, ...]], ...]
    totals: tuple[str, ...]
    said_of_pairs: tuple[str, ...]
    commitments: tuple[CommitmentWords, ...]
    suggested: str
    suggested_colour: str
    reason: str
    assessments: tuple[AssessmentWords, ...]
    unassessed: tuple[str, ...]


@dataclass(frozen=True)
class AreaWords:
    name: str
    promises: tuple[PromiseWords, ...]


@dataclass(frozen=True)
class PartyTable:
    """Promises by parties; `unasked` are those whom nothing here is asked of, and who have no column."""

    areas: tuple[AreaWords, ...]
    parties: tuple[str, ...]
    unasked: tuple[str, ...]


def party_table(
    document: FollowUpDocument, areas: Sequence[AreaWords], *, writer: int | None = None
) -> PartyTable:
    """A party that is asked of nothing has a column only to write in: when it is the `writer`."""
    cells = [cell for area in areas for promise in area.promises for cell in promise.cells]
    parties = {each.organisation: names((each.organisation,), document.parties) for each in document.parties}
    kept = {cell.party for cell in cells if cell.is_concerned or cell.party == writer} or set(parties)
    return PartyTable(
        areas=tuple(_narrowed(area, kept) for area in areas),
        parties=tuple(name for party, name in parties.items() if party in kept),
        unasked=tuple(name for party, name in parties.items() if party not in kept),
    )


def _narrowed(area: AreaWords, parties: Collection[int]) -> AreaWords:
    return replace(
        area,
        promises=tuple(
            replace(promise, cells=tuple(cell for cell in promise.cells if cell.party in parties))
            for promise in area.promises
        ),
    )


def area_words(document: FollowUpDocument, *, reader: int | None = None) -> tuple[AreaWords, ...]:
    return tuple(
        AreaWords(area.name, tuple(_promise(promise, document, reader) for promise in area.promises))
        for area in document.focus_areas
        if area.promises
    )


def _promise(promise: FollowedPromise, document: FollowUpDocument, reader: int | None) -> PromiseWords:
    by_period = {
        period.order: tuple(
            _cell(each, document, reader) for each in promise.cells if each.period == period.order
        )
        for period in document.periods
    }
    assessed = {each.party for each in promise.assessments}
    return PromiseWords(
        promise=promise,
        cells=by_period[document.period],
        history=tuple((period.label, by_period[period.order]) for period in document.periods),
        totals=tuple(total_words(each) for each in promise.totals),
        said_of_pairs=tuple(_said_of_pairs(promise)),
        commitments=tuple(_commitment(each) for each in promise.commitments),
        suggested=status_words(promise.suggestion.status),
        suggested_colour=COLOURS[promise.suggestion.status] if promise.suggestion.status else "neutral",
        reason=suggestion_reason(promise.suggestion),
        assessments=tuple(_assessment(each, document.parties) for each in promise.assessments),
        unassessed=tuple(
            names((party.organisation,), document.parties)
            for party in document.parties
            if party.organisation not in assessed and _is_concerned(promise, document, party)
        ),
    )


def _said_of_pairs(promise: FollowedPromise) -> Iterator[str]:
    """What the totals rest on where two parties told of what is alike. Who marked it is not frozen."""
    verdicts = [pair.verdict for pair in promise.pairs]
    if number := verdicts.count(None):
        yield ngettext(
            "%(number)s pair may be the same thing", "%(number)s pairs may be the same thing", number
        ) % {"number": number}
    if number := verdicts.count(Verdict.ONE):
        yield ngettext(
            "%(number)s pair is marked as the same and counts once",
            "%(number)s pairs are marked as the same and count once each",
            number,
        ) % {"number": number}
    if number := verdicts.count(Verdict.DIFFERENT):
        yield ngettext(
            "%(number)s pair is marked as two and is added up",
            "%(number)s pairs are marked as two and are added up",
            number,
        ) % {"number": number}


def _is_concerned(promise: FollowedPromise, document: FollowUpDocument, party: PartyRef) -> bool:
    cell = promise.cell(party.organisation, document.period)
    return cell.account.state != CellState.NOT_CONCERNED


def _cell(cell: PartyCell, document: FollowUpDocument, reader: int | None) -> CellWords:
    account, parties = cell.account, document.parties
    return CellWords(
        party=cell.party,
        name=names((cell.party,), parties),
        period=cell.period,
        state="" if account.state in _SPEAK_FOR_THEMSELVES else str(STATES[account.state]),
        is_silent=account.state in (CellState.NOT_REPORTED, CellState.NO_ACCOUNT),
        counts=tuple(count_words(each, parties, teller=cell.party) for each in account.counts),
        not_done=tuple(not_done_words(each) for each in account.not_done),
        # What was read in may give its reason in the very words of the account.
        words="" if account.words in [each.words for each in account.not_done] else account.words,
        entered=entered_words(cell.entered_by, cell.entered_from, parties),
        is_own=cell.party == reader,
        is_concerned=account.state != CellState.NOT_CONCERNED,
    )


def _commitment(followed: FollowedCommitment) -> CommitmentWords:
    return CommitmentWords(
        target=_target(followed),
        total=total_words(followed.total),
        expected=expected_words(followed.expected),
        expected_in_period=expected_words(followed.expected_in_period),
        suggested=status_words(followed.suggestion.status),
        reason=suggestion_reason(followed.suggestion),
    )


def _target(followed: FollowedCommitment) -> str:
    commitment = followed.commitment
    every = str(EVERY[commitment.every]) if commitment.every else ""
    if commitment.number is None:
        return commitment.unit or str(KINDS[commitment.kind])
    return " ".join(each for each in (amount(commitment), commitment.unit, every, commitment.place) if each)


def _assessment(found: PartyAssessment, parties: tuple[PartyRef, ...]) -> AssessmentWords:
    return AssessmentWords(
        name=names((found.party,), parties),
        status=str(STATUSES[found.status]),
        colour=COLOURS[found.status],
        motive=found.motive,
    )
