"""What the page of a thread shows."""

from __future__ import annotations

from dataclasses import dataclass

from .loose_ends import LooseEnds


@dataclass(frozen=True)
class ToldLine:
    """Something told; of another party it has no page here. `is_stated` is None where it is not one's own."""

    words: str
    party: str
    url: str
    is_stated: bool | None


@dataclass(frozen=True)
class ActivityLine:
    title: str
    days: str
    standing: str
    colour: str
    url: str
    told: tuple[ToldLine, ...]


@dataclass(frozen=True)
class CommitmentThread:
    """What is asked and of whom; what is planned for it, and what was told of it beside the plan."""

    what: str
    who: str
    activities: tuple[ActivityLine, ...]
    told: tuple[ToldLine, ...]


@dataclass(frozen=True)
class StatementLine:
    period: str
    party: str
    words: str
    status: str
    colour: str
    motive: str
    url: str


@dataclass(frozen=True)
class PromiseThread:
    title: str
    commitments: tuple[CommitmentThread, ...]
    statements: tuple[StatementLine, ...]


@dataclass(frozen=True)
class AreaThreads:
    name: str
    promises: tuple[PromiseThread, ...]


@dataclass(frozen=True)
class Thread:
    """The whole page: the threads, and where they break, from both ends.

    `read_in` are the documents that it was read in from; such a thread has no loose ends to tie.
    """

    areas: tuple[AreaThreads, ...]
    leading_nowhere: tuple[LooseEnds, ...]
    resting_on_nothing: tuple[LooseEnds, ...]
    read_in: tuple[str, ...] = ()
