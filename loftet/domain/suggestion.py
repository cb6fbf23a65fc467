"""What status the counter suggests for a promise; people decide (design 3.4)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from loftet.domain.cells import Cell
from loftet.domain.commitment import CommitmentClass
from loftet.domain.documented import DocumentedEnum
from loftet.domain.evidence import NUMBERED, Asked, Evidence, asked_of, evidence, told_by_parties
from loftet.domain.exact import shown
from loftet.domain.periods import Period
from loftet.domain.reason import Reason, reason
from loftet.domain.targets import Quantified
from loftet.domain.totals import Total


class PromiseStatus(DocumentedEnum):
    """What residents read of a promise (domain brief 9.3)."""

    NOT_STARTED = "not_started", "Ej påbörjat."
    UNDER_WAY = "under_way", "Pågår."
    FULFILLED = "fulfilled", "Uppfyllt."
    EXCEEDED = "exceeded", "Överträffat."
    PARTLY_FULFILLED = "partly_fulfilled", "Delvis uppfyllt."
    NOT_FULFILLED = "not_fulfilled", "Inte uppfyllt, with the reason."
    WITHOUT_TARGET = "without_target", "Utan måltal: what was done stands in the place of a verdict."


_C, _E, _S = CommitmentClass, Evidence, PromiseStatus

# Before a promise's period ends nothing else is suggested: it can still be kept.
WHILE_RUNNING = (_S.NOT_STARTED, _S.UNDER_WAY, _S.FULFILLED, _S.EXCEEDED)


class Row(NamedTuple):
    """The status suggested for these classes and this evidence while the period runs, and after it.

    None is no suggestion: people judge, since what nobody told is not therefore undone.
    """

    classes: tuple[CommitmentClass, ...]
    evidence: Evidence
    running: PromiseStatus
    ended: PromiseStatus | None


_ALL = tuple(_C)
# Nothing is late with what answers to a need that did not arise.
_BUT_ON_DEMAND = tuple(kind for kind in _C if kind is not _C.ON_DEMAND)
_OPEN = (_C.CONTINUOUS, _C.ON_DEMAND, _C.UNQUANTIFIED, _C.DIRECTION)
_AT_A_TIME = (_C.MILESTONE, _C.CALENDAR, _C.TARGET_GROUP)

SUGGESTIONS: tuple[Row, ...] = (
    Row(_ALL, _E.NOTHING_TOLD, _S.NOT_STARTED, None),
    Row(_ALL, _E.PARTLY_TOLD, _S.NOT_STARTED, None),
    Row(_BUT_ON_DEMAND, _E.NOT_DONE, _S.NOT_STARTED, _S.NOT_FULFILLED),
    Row((_C.ON_DEMAND,), _E.NOT_DONE, _S.NOT_STARTED, _S.WITHOUT_TARGET),
    Row((*NUMBERED, *_AT_A_TIME), _E.BEGUN, _S.UNDER_WAY, _S.PARTLY_FULFILLED),
    Row(NUMBERED, _E.BELOW_TARGET, _S.UNDER_WAY, _S.PARTLY_FULFILLED),
    Row(NUMBERED, _E.UNCERTAIN, _S.UNDER_WAY, _S.PARTLY_FULFILLED),
    Row(NUMBERED, _E.TARGET_REACHED, _S.FULFILLED, _S.FULFILLED),
    Row(NUMBERED, _E.TARGET_PASSED, _S.EXCEEDED, _S.EXCEEDED),
    # Only while the period runs; after it a cadence is held against the whole.
    Row(NUMBERED, _E.BEHIND_PACE, _S.UNDER_WAY, None),
    Row(NUMBERED, _E.ON_PACE, _S.UNDER_WAY, None),
    Row(NUMBERED, _E.CEILING_KEPT, _S.UNDER_WAY, _S.FULFILLED),
    Row(NUMBERED, _E.CEILING_UNCERTAIN, _S.UNDER_WAY, None),
    Row(NUMBERED, _E.CEILING_PASSED, _S.UNDER_WAY, _S.NOT_FULFILLED),
    Row((_C.MILESTONE,), _E.DONE, _S.FULFILLED, _S.FULFILLED),
    Row((_C.MILESTONE,), _E.COUNTED, _S.FULFILLED, _S.FULFILLED),
    # One of the named months may be still to come.
    Row((_C.CALENDAR,), _E.DONE, _S.UNDER_WAY, _S.FULFILLED),
    Row((_C.CALENDAR,), _E.COUNTED, _S.UNDER_WAY, _S.FULFILLED),
    # How many of the group were reached does not say whether all were.
    Row((_C.TARGET_GROUP,), _E.DONE, _S.FULFILLED, _S.FULFILLED),
    Row((_C.TARGET_GROUP,), _E.COUNTED, _S.UNDER_WAY, _S.WITHOUT_TARGET),
    Row(_OPEN, _E.BEGUN, _S.UNDER_WAY, _S.WITHOUT_TARGET),
    Row(_OPEN, _E.DONE, _S.UNDER_WAY, _S.WITHOUT_TARGET),
    Row(_OPEN, _E.COUNTED, _S.UNDER_WAY, _S.WITHOUT_TARGET),
)

_ROW_OF: Mapping[tuple[CommitmentClass, Evidence], Row] = {
    (kind, row.evidence): row for row in SUGGESTIONS for kind in row.classes
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A status, or None where people must judge by themselves, with its reason.

    The reason's code is an `Evidence`; its parameters `at_least`, `at_most`, `target` and `target_max` are
    figures as shown, each left out where there is none, and `about` is there where the total is approximate.
    """

    status: PromiseStatus | None
    reason: Reason


def suggest(
    commitment: Quantified,
    cells: Mapping[str, Collection[Cell]],
    total: Total,
    promise: Period,
    today: date,
    *,
    told_until: date | None = None,
    each: int | None = None,
) -> Suggestion:
    """Suggest a status from the cells of each party over the promise's period so far.

    `total` is that of the commitment's unit in the same cells, `promise` the promise's own period. Accounts
    that go no further than to `told_until` owe nothing of the days since. `each`: see `target_of`. A
    commitment whose number cannot be used is treated as one without.
    """
    asked = asked_of(commitment, promise, today, told_until=told_until, each=each)
    found = evidence(told_by_parties(cells), asked, total)
    is_unusable = asked is None and commitment.kind in NUMBERED
    kind = _C.UNQUANTIFIED if is_unusable else commitment.kind
    row = _ROW_OF[kind, found]
    status = row.ended if promise.has_ended(today) else row.running
    return Suggestion(status, reason(found, **_figures(total, asked)))


def joint_status(statuses: Iterable[PromiseStatus | None]) -> PromiseStatus | None:
    """Return one status for a promise of several commitments; one without target leaves it to the others."""
    found = set(statuses)
    if len(found) > 1:
        found.discard(_S.WITHOUT_TARGET)
    if None in found or not found:
        return None
    if len(found) == 1:
        return found.pop()
    return _mixed(found)


def _mixed(found: Collection[PromiseStatus | None]) -> PromiseStatus:
    if set(found) == {_S.FULFILLED, _S.EXCEEDED}:
        return _S.FULFILLED
    return _S.UNDER_WAY if set(found) <= set(WHILE_RUNNING) else _S.PARTLY_FULFILLED


def _figures(total: Total, asked: Asked | None) -> dict[str, str]:
    target = asked.target if asked else None
    figures = {
        "at_least": total.low,
        "at_most": total.high,
        "target": target.low if target and not target.is_ceiling else None,
        "target_max": target.high if target else None,
    }
    told = {name: str(shown(figure)) for name, figure in figures.items() if figure is not None}
    return told | ({"about": "yes"} if total.is_approximate else {})
