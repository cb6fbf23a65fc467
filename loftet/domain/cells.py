"""A cell of a follow-up: what one party says of one promise for one period (design 3.1)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from loftet.domain.counts import Count, Counted, counted
from loftet.domain.documented import DocumentedEnum


class OutcomeState(DocumentedEnum):
    """What an account says became of a promise, as the labels of read documents put it."""

    DONE = "done", "It was done."
    PARTLY = "partly", "Less was done than was promised."
    IN_PROGRESS = "in_progress", "It goes on, or has begun."
    NOT_DONE = "not_done", "It was not done."
    UNKNOWN = "unknown", "The words do not tell what became of it."


class CellState(DocumentedEnum):
    """A cell is exactly one of these, and never blank."""

    NOT_CONCERNED = "not_concerned", "The promise asks nothing of this party."
    NOT_DUE = "not_due", "The period is not over."
    NOT_REPORTED = "not_reported", "The period is over, and the party has not handed in."
    NO_ACCOUNT = "no_account", "The document that was read has no account; nobody's fault."
    NOT_DONE = "not_done", "Not done, with the reason and, if there is one, the next date."
    UNDER_WAY = "under_way", "Goes on, has begun, or was done in part."
    DONE = "done", "Done, and nothing to count."
    AMOUNT_UNKNOWN = "amount_unknown", "Done, and nobody says how many times: unknown is not zero."
    ZERO = "zero", "Counted, and there were none."
    AMOUNT = "amount", "Counted."


class NotDoneReason(DocumentedEnum):
    """Why something was not done. No state of failure: the words stand beside it."""

    CLOSED = "closed", "The place was closed or nobody was there: the schools' summer holiday."
    OTHER_TASKS = "other_tasks", "Something else had to come first: the forest fires."
    STAFF_MISSING = "staff_missing", "There was nobody to do it."
    CIRCUMSTANCES = "circumstances", "Weather, a pandemic, or what else nobody governs."
    POSTPONED = "postponed", "Moved to a later day."
    NO_NEED = "no_need", "Nothing called for it."
    OTHER = "other", "Only the words say why."


class CellContradicts(ValueError):
    """The state of a cell and what is counted in it do not go together."""


@dataclass(frozen=True, slots=True)
class NotDone:
    """Why, in a code and in the party's words, and when it is to be done instead."""

    reason: NotDoneReason
    words: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A state with what was counted and why something was not done.

    `has_uncounted` says that a part of it was done or told without a number; an amount then reads "minst".
    """

    state: CellState
    counts: tuple[Count, ...] = ()
    not_done: tuple[NotDone, ...] = ()
    has_uncounted: bool = False

    def __post_init__(self) -> None:
        if counted(self.counts) not in COUNTED_IN[self.state]:
            raise CellContradicts(f"{self.state} with {counted(self.counts)} counted")

    @property
    def is_silent(self) -> bool:
        """Say whether an account is missing that could hold something."""
        return self.state in (CellState.NOT_REPORTED, CellState.NO_ACCOUNT)

    @property
    def leaves_open(self) -> bool:
        """Say whether there may be more than is counted: unknown is not zero (domain brief 11, trap 5)."""
        if self.state == CellState.UNDER_WAY:
            return self.has_uncounted or counted(self.counts) in (Counted.SOME, Counted.NOTHING)
        return self.has_uncounted or self.is_silent or self.state in _VAGUE


_O, _N, _S = OutcomeState, Counted, CellState

# Design 3.1, from the labels of read documents. A number is never lost to a word that contradicts it.
CELL_OF: Mapping[tuple[OutcomeState, Counted], CellState] = {
    (_O.DONE, _N.NUMBER): _S.AMOUNT,
    (_O.DONE, _N.SOME): _S.AMOUNT_UNKNOWN,
    (_O.DONE, _N.ZERO): _S.ZERO,
    (_O.DONE, _N.NOTHING): _S.DONE,
    (_O.PARTLY, _N.NUMBER): _S.AMOUNT,
    (_O.PARTLY, _N.SOME): _S.UNDER_WAY,
    (_O.PARTLY, _N.ZERO): _S.ZERO,
    (_O.PARTLY, _N.NOTHING): _S.UNDER_WAY,
    (_O.IN_PROGRESS, _N.NUMBER): _S.UNDER_WAY,
    (_O.IN_PROGRESS, _N.SOME): _S.UNDER_WAY,
    (_O.IN_PROGRESS, _N.ZERO): _S.UNDER_WAY,
    (_O.IN_PROGRESS, _N.NOTHING): _S.UNDER_WAY,
    (_O.NOT_DONE, _N.NUMBER): _S.AMOUNT,
    (_O.NOT_DONE, _N.SOME): _S.AMOUNT_UNKNOWN,
    (_O.NOT_DONE, _N.ZERO): _S.ZERO,
    (_O.NOT_DONE, _N.NOTHING): _S.NOT_DONE,
    (_O.UNKNOWN, _N.NUMBER): _S.AMOUNT,
    (_O.UNKNOWN, _N.SOME): _S.AMOUNT_UNKNOWN,
    (_O.UNKNOWN, _N.ZERO): _S.ZERO,
    (_O.UNKNOWN, _N.NOTHING): _S.NO_ACCOUNT,
}

_VAGUE = (_S.DONE, _S.AMOUNT_UNKNOWN)
_UNCOUNTED = frozenset({_N.NOTHING})
COUNTED_IN: Mapping[CellState, frozenset[Counted]] = {
    _S.NOT_CONCERNED: _UNCOUNTED,
    _S.NOT_DUE: _UNCOUNTED,
    _S.NOT_REPORTED: _UNCOUNTED,
    _S.NO_ACCOUNT: _UNCOUNTED,
    _S.NOT_DONE: _UNCOUNTED,
    _S.UNDER_WAY: frozenset(Counted),
    _S.DONE: frozenset({_N.NOTHING, _N.ZERO}),
    _S.AMOUNT_UNKNOWN: frozenset({_N.SOME}),
    _S.ZERO: frozenset({_N.ZERO}),
    _S.AMOUNT: frozenset({_N.NUMBER}),
}

# Of several accounts in one cell, the one that says most was done gives the state.
_BY_WEIGHT = (
    _S.NOT_CONCERNED,
    _S.NOT_DUE,
    _S.NOT_REPORTED,
    _S.NO_ACCOUNT,
    _S.NOT_DONE,
    _S.ZERO,
    _S.UNDER_WAY,
    _S.DONE,
    _S.AMOUNT_UNKNOWN,
    _S.AMOUNT,
)


def account(state: OutcomeState, counts: Iterable[Count] = (), not_done: Iterable[NotDone] = ()) -> Cell:
    """Return the cell of one account by the table."""
    each = tuple(counts)
    return Cell(CELL_OF[state, counted(each)], each, tuple(not_done))


def empty_cell(*, is_concerned: bool, is_due: bool, is_read: bool = False) -> Cell:
    """Return the cell without any account; `is_read` where it comes out of an old document."""
    if not is_concerned:
        return Cell(CellState.NOT_CONCERNED)
    if is_read:
        return Cell(CellState.NO_ACCOUNT)
    return Cell(CellState.NOT_REPORTED if is_due else CellState.NOT_DUE)


def together(accounts: Collection[Cell], empty: Cell) -> Cell:
    """Return one cell for all accounts, in whatever order they came, or `empty` where there is none."""
    if not accounts:
        return empty
    counts = sorted({count for cell in accounts for count in cell.counts}, key=Count.place)
    not_done = sorted({why for cell in accounts for why in cell.not_done}, key=_by_reason)
    state = max((cell.state for cell in accounts), key=_BY_WEIGHT.index)
    is_open = any(cell.leaves_open for cell in accounts)
    return Cell(_sharpened(state, counted(counts)), tuple(counts), tuple(not_done), is_open)


def _sharpened(state: CellState, found: Counted) -> CellState:
    """What is done and what is counted elsewhere in the cell make an amount together."""
    is_done = state in (CellState.DONE, CellState.AMOUNT_UNKNOWN)
    if is_done and found in (Counted.NUMBER, Counted.SOME):
        return CELL_OF[OutcomeState.DONE, found]
    return state


def _by_reason(why: NotDone) -> tuple[str, str, date]:
    return why.reason, why.words, why.next_on or date.min
