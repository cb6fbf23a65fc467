"""What became of a promise, as its parties tell it: mostly kept, sometimes not, and then with a reason."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from loftet.domain.agreement import PartyRef
from loftet.domain.cells import CellState, NotDoneReason
from loftet.domain.commitment import Cadence
from loftet.domain.party_account import AccountText, AssessmentText, CountText, NotDoneText, StatementText
from loftet.domain.promise_set import CommitmentText, PromiseText
from loftet.domain.suggestion import PromiseStatus

from . import words

TIMES_A_YEAR = {
    Cadence.DAY: 365,
    Cadence.WEEK: 52,
    Cadence.TWO_WEEKS: 26,
    Cadence.MONTH: 12,
    Cadence.QUARTER: 4,
    Cadence.TERTIAL: 3,
    Cadence.HALF_YEAR: 2,
}


class Fate(Enum):
    """How it went, with how many of a hundred promises it goes so."""

    KEPT = 58
    MORE = 10
    LESS = 20
    SOME = 4
    NOT = 8


@dataclass(frozen=True)
class Told:
    """What the parties say of a promise, and which of them: those that it asks something of.

    Where they do it together both tell of the same work: it has one key, and so it counts once.
    """

    statement: StatementText
    assessment: AssessmentText
    tellers: frozenset[int]


def told_of(promise: PromiseText, parties: Sequence[PartyRef], place: str, draw: random.Random) -> Told:
    fate = draw.choices(list(Fate), [each.value for each in Fate])[0]
    asked = next((each for each in promise.commitments if each.number), None)
    account = _numbered(asked, fate, place, draw) if asked else _unnumbered(fate, place, draw)
    status, motive = _judged(promise, fate, account, draw)
    named = {one for each in promise.commitments for one in each.performers}
    return Told(
        StatementText(promise.key, account),
        AssessmentText(promise.key, status, motive),
        frozenset(named or {party.organisation for party in parties}),
    )


def _numbered(asked: CommitmentText, fate: Fate, place: str, draw: random.Random) -> AccountText:
    if fate is Fate.NOT:
        return _not_done(draw)
    if fate is Fate.SOME:
        return AccountText(
            CellState.AMOUNT_UNKNOWN, (_count(asked, None),), words=draw.choice(words.TOLD_OF_SOME)
        )
    number = _number(asked, fate, draw)
    texts = words.TOLD_OF_LESS if fate is Fate.LESS else words.TOLD_OF_NUMBER
    return AccountText(
        CellState.AMOUNT if number else CellState.ZERO,
        (_count(asked, number),),
        words=draw.choice(texts).format(number=number, place=place),
    )


def _number(asked: CommitmentText, fate: Fate, draw: random.Random) -> int:
    assert asked.number is not None, "only what has a number is counted here"
    target = round(asked.number * (TIMES_A_YEAR.get(asked.every, 1) if asked.every else 1))
    match fate:
        case Fate.LESS:
            return draw.randint(target // 4, max(target - 1, 0))
        case Fate.MORE:
            return target + draw.randint(1, max(target // 2, 1))
        case _:
            return target


def _count(asked: CommitmentText, number: int | None) -> CountText:
    return CountText(
        key=f"{asked.key}-1",
        commitment=asked.key,
        unit=asked.unit,
        number=None if number is None else float(number),
        is_approximate=False,
        parties=asked.performers,
        starts_on=None,
        ends_on=None,
    )


def _unnumbered(fate: Fate, place: str, draw: random.Random) -> AccountText:
    match fate:
        case Fate.NOT:
            return _not_done(draw)
        case Fate.LESS | Fate.SOME:
            said = draw.choice(words.TOLD_OF_BEGUN)
            return AccountText(CellState.UNDER_WAY, words=said.format(place=place))
        case _:
            said = draw.choice(words.TOLD_OF_DONE)
            return AccountText(CellState.DONE, words=said.format(place=place))


def _not_done(draw: random.Random) -> AccountText:
    reason, said = draw.choice(words.WHY_NOT)
    return AccountText(CellState.NOT_DONE, not_done=(NotDoneText(NotDoneReason(reason), said, None),))


def _judged(
    promise: PromiseText, fate: Fate, account: AccountText, draw: random.Random
) -> tuple[PromiseStatus, str]:
    """Where less was done than promised the status has its reason, as the form demands."""
    match fate:
        case Fate.NOT:
            return PromiseStatus.NOT_FULFILLED, account.not_done[0].words
        case Fate.LESS | Fate.SOME:
            return PromiseStatus.PARTLY_FULFILLED, draw.choice(words.WHY_LESS)
        case _ if promise.stands_without_target:
            return PromiseStatus.WITHOUT_TARGET, ""
        case Fate.MORE if account.counts:
            return PromiseStatus.EXCEEDED, ""
        case _:
            return PromiseStatus.FULFILLED, ""
