"""What the outcomes of a commitment show, held against what it asks for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from math import floor

from loftet.domain.cells import Cell, CellState
from loftet.domain.commitment import CommitmentClass
from loftet.domain.documented import DocumentedEnum
from loftet.domain.expected import Expected, expected_so_far
from loftet.domain.periods import Period
from loftet.domain.targets import Quantified, Target, target_of
from loftet.domain.totals import Total

NUMBERED = (CommitmentClass.COUNT, CommitmentClass.FREQUENCY, CommitmentClass.TIME_AMOUNT)


class Evidence(DocumentedEnum):
    """What the outcomes show; it is the code of a suggestion's reason."""

    NOTHING_TOLD = "nothing_told", "No party has told anything."
    PARTLY_TOLD = "partly_told", "What is told is that nothing was done, but an account is missing."
    NOT_DONE = "not_done", "Every account says that nothing was done, or zero."
    BEGUN = "begun", "It goes on or has begun, or one party has done its part and another has not."
    DONE = "done", "Every party that tells of it has done it; nothing is counted."
    COUNTED = "counted", "Something is counted, and there is no number to hold it against."
    BELOW_TARGET = "below_target", "Less than the number, for certain."
    UNCERTAIN = "uncertain", "What is unknown, or perhaps told twice, decides whether the number is reached."
    TARGET_REACHED = "target_reached", "The number is reached, and not for certain passed."
    TARGET_PASSED = "target_passed", "More than the number, for certain."
    BEHIND_PACE = "behind_pace", "Less than the cadence asks for by today."
    ON_PACE = "on_pace", "What the cadence asks for by today, or more."
    CEILING_KEPT = "ceiling_kept", "No more than the most that was promised."
    CEILING_UNCERTAIN = "ceiling_uncertain", "What is unknown decides whether there was more than promised."
    CEILING_PASSED = "ceiling_passed", "More than the most that was promised, for certain."


@dataclass(frozen=True, slots=True)
class Asked:
    """What a total is held against: the target in all, or of the days so far while a cadence runs."""

    target: Target
    is_pace: bool = False


def evidence(told: Evidence, asked: Asked | None, total: Total) -> Evidence:
    """Return what the outcomes show: what the accounts tell (`told`), or how the total meets what is asked.

    An account without any number is taken at its word where it says that nothing is done yet.
    """
    if asked is None or told in (Evidence.NOTHING_TOLD, Evidence.PARTLY_TOLD):
        return told
    if asked.target.is_ceiling:
        return _against_ceiling(asked.target, total)
    if total.low == 0 and told in (Evidence.NOT_DONE, Evidence.BEGUN):
        return told
    return _at_pace(asked.target, total) if asked.is_pace else _against_target(asked.target, total)


def told_by_parties(cells: Mapping[str, Collection[Cell]]) -> Evidence:
    """Return what the cells of the parties tell in all, in whatever order they were handed in."""
    told = {_furthest(each) for each in cells.values()} - {Evidence.NOTHING_TOLD}
    if told == {Evidence.NOT_DONE} and any(cell.is_silent for each in cells.values() for cell in each):
        return Evidence.PARTLY_TOLD
    if len(told) < 2:
        return next(iter(told), Evidence.NOTHING_TOLD)
    return Evidence.COUNTED if told <= {Evidence.DONE, Evidence.COUNTED} else Evidence.BEGUN


_ORDER = (Evidence.NOTHING_TOLD, Evidence.NOT_DONE, Evidence.BEGUN, Evidence.DONE, Evidence.COUNTED)
_TOLD_BY: Mapping[CellState, Evidence] = {
    CellState.NOT_CONCERNED: Evidence.NOTHING_TOLD,
    CellState.NOT_DUE: Evidence.NOTHING_TOLD,
    CellState.NOT_REPORTED: Evidence.NOTHING_TOLD,
    CellState.NO_ACCOUNT: Evidence.NOTHING_TOLD,
    CellState.NOT_DONE: Evidence.NOT_DONE,
    CellState.ZERO: Evidence.NOT_DONE,
    CellState.UNDER_WAY: Evidence.BEGUN,
    CellState.DONE: Evidence.DONE,
    CellState.AMOUNT_UNKNOWN: Evidence.COUNTED,
    CellState.AMOUNT: Evidence.COUNTED,
}


def _furthest(cells: Collection[Cell]) -> Evidence:
    """A party that has done something in one period and nothing in the next has done something."""
    told = (_TOLD_BY[cell.state] for cell in cells)
    return max(told, key=_ORDER.index, default=Evidence.NOTHING_TOLD)


def asked_of(
    commitment: Quantified,
    promise: Period,
    today: date,
    *,
    told_until: date | None = None,
    each: int | None = None,
) -> Asked | None:
    """Return what to hold the total against, or None where the commitment has no number that can be used.

    `promise` is the promise's own period, `told_until` the last day that the accounts go to, if it is not
    today; `each`: see `target_of`.
    """
    target = target_of(commitment, each)
    if target is None or commitment.kind not in NUMBERED:
        return None
    if commitment.every is None:
        return Asked(target)
    until = min(today, told_until or today)
    expected = expected_so_far(commitment, promise, until, promise=promise, each=each)
    return _asked_by_cadence(expected, target, is_over=promise.has_ended(today)) if expected else None


def _asked_by_cadence(expected: Expected, one_turn: Target, *, is_over: bool) -> Asked | None:
    """Judge a cadence by the days so far until its end: twelve checks in January are no check each month.

    What comes once in the whole period, or must not be passed in it, is held against the whole at once; a
    ceiling without an end against nothing.
    """
    whole = expected.in_all
    if whole and (is_over or whole.is_ceiling or whole.high <= one_turn.high):
        return Asked(whole.in_whole_units())
    return None if one_turn.is_ceiling else Asked(expected.so_far, is_pace=True)


def _against_target(target: Target, total: Total) -> Evidence:
    if total.low > target.high:
        return Evidence.TARGET_PASSED
    if total.low >= target.low:
        return Evidence.TARGET_REACHED
    is_below = total.high is not None and total.high < target.low
    return Evidence.BELOW_TARGET if is_below else Evidence.UNCERTAIN


def _at_pace(by_now: Target, total: Total) -> Evidence:
    """Only what is asked for in whole can be behind: nobody is late with a part of a check."""
    asked = floor(by_now.low)
    if total.low >= asked:
        return Evidence.ON_PACE
    is_behind = total.high is not None and total.high < asked
    return Evidence.BEHIND_PACE if is_behind else Evidence.UNCERTAIN


def _against_ceiling(ceiling: Target, total: Total) -> Evidence:
    if total.low > ceiling.high:
        return Evidence.CEILING_PASSED
    is_kept = total.high is not None and total.high <= ceiling.high
    return Evidence.CEILING_KEPT if is_kept else Evidence.CEILING_UNCERTAIN
