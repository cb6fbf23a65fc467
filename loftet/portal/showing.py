"""A promise as residents see it: what was promised beside what was done, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from loftet.domain.cells import CellState
from loftet.domain.commitment import Comparator
from loftet.domain.evidence import Evidence
from loftet.domain.follow_up import (
    ExpectedText,
    FollowedCommitment,
    FollowedPromise,
    FollowUpDocument,
    PartyCell,
    TotalText,
)
from loftet.domain.progress import CountedCommitment
from loftet.domain.promise_set import CommitmentText, PromiseSetDocument, PromiseText
from loftet.domain.suggestion import PromiseStatus
from loftet.domain.totals import Total, totals
from loftet.web.by_language import said as _
from loftet.web.said_back import amount, doers, names, number, what

from . import words
from .record import Counted, Followed
from .words import StatusWords

MOST_STEPS = 24


@dataclass(frozen=True)
class Figure:
    """A figure in large type with the words around it: "minst" "4" "mätningar under 2024"."""

    before: str
    number: str
    after: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.before, self.number, self.after) if part)


@dataclass(frozen=True)
class Bar:
    """Counted steps; many of them are drawn as one measure. `done` is out of 100 there."""

    label: str
    steps: tuple[bool, ...]
    share: int


@dataclass(frozen=True)
class CommitmentView:
    """What one commitment asks for, in words and figures, beside what was counted.

    `is_reached` says that the count reaches the number promised in all.
    """

    asked: str
    target: Figure | None
    done: Figure | None
    bar: Bar | None
    is_reached: bool
    pace: str
    doers: str
    responsible: str


@dataclass(frozen=True)
class StatusView:
    """A status and whose it is; `motive` is the party's own words."""

    status: StatusWords
    parties: str
    motives: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Told:
    """What one party told: the state or the numbers, why not, and the party's words."""

    party: str
    headline: tuple[str, ...]
    reasons: tuple[str, ...]
    text: str
    source: str
    is_quiet: bool
    is_concerned: bool


@dataclass(frozen=True)
class CountedView:
    """Where the figures come from when the period is not closed yet; `is_told` where any party counted."""

    counted_on: str
    identifier: str
    is_told: bool


@dataclass(frozen=True)
class Outcome:
    """What is counted of a commitment; `uncounted` is what is said where there is no figure."""

    total: TotalText
    expected: ExpectedText | None
    is_told: bool
    uncounted: str


@dataclass(frozen=True)
class PromiseView:
    """`told_of` is the period that `told` is of, `told_until` the last day that the figures tell of.

    They come from the newest follow-up, or from progress that was published after it: then `counted` says so.
    `not_concerned` names the parties that the promise asks nothing of. What the parties told is put into
    words where it is shown: the English pages show little of it.
    """

    promise: PromiseText
    area: str
    commitments: tuple[CommitmentView, ...]
    statuses: tuple[StatusView, ...]
    totals: tuple[str, ...]
    told_of: str
    told_until: str
    assessed_on: str
    followed: Followed | None
    counted: CountedView | None

    @property
    def is_followed(self) -> bool:
        return self.followed is not None

    @cached_property
    def in_period(self) -> tuple[Told, ...]:
        """What each party told, also those that the promise asks nothing of."""
        return told_in_period(self.followed.promise, self.followed.document) if self.followed else ()

    @cached_property
    def told(self) -> tuple[Told, ...]:
        return tuple(each for each in self.in_period if each.is_concerned)

    @property
    def not_concerned(self) -> str:
        return words.joined([each.party for each in self.in_period if not each.is_concerned])

    @cached_property
    def targets(self) -> list[str]:
        """What is asked for in figures; without any, a promise reads "Utan måltal" (design 3.4)."""
        return [each.asked for each in self.commitments if each.target]

    @cached_property
    def outcomes(self) -> list[str]:
        """What was done, in the fewest words: the counts, else the totals, else each party's state."""
        counted = [words.capital(str(each.done)) for each in self.commitments if each.done]
        return counted or [words.capital(total) for total in self.totals] or self._states()

    def _states(self) -> list[str]:
        return [f"{each.party}: {each.headline[0]}" for each in self.told if each.headline]

    @property
    def beside_status(self) -> str:
        """What is said where count and judgment seem to differ: people judge (design 3.4)."""
        reached = [each.is_reached for each in self.commitments if each.target]
        judged = {each.status for each in self.statuses}
        if not (reached and all(reached) and judged and judged <= set(map(words.status, _STILL_OPEN))):
            return ""
        if self.counted:
            return _("The parties assessed it before the latest count.")
        return _("The count reaches the target. The parties judge that the work is not finished.")


_STILL_OPEN = (PromiseStatus.NOT_STARTED, PromiseStatus.UNDER_WAY)


def promise_view(
    promise: PromiseText,
    area: str,
    document: PromiseSetDocument,
    followed: Sequence[Followed],
    counted: Counted | None = None,
) -> PromiseView:
    newest = followed[-1] if followed else None
    found = _outcomes(newest, counted)
    totals = counted.promise.totals if counted else newest.promise.totals if newest else ()
    return PromiseView(
        promise=promise,
        area=area,
        commitments=tuple(_commitment(each, document, found.get(each.key)) for each in promise.commitments),
        statuses=tuple(statuses(newest.promise, newest.document)) if newest else (),
        totals=tuple(words.total_words(total) for total in totals),
        told_of=newest.document.closed_period.label if newest else "",
        told_until=_told_until(newest, counted),
        assessed_on=words.day(newest.edition.published_on) if newest else "",
        followed=newest,
        counted=_counted(counted) if counted else None,
    )


def _outcomes(newest: Followed | None, counted: Counted | None) -> dict[str, Outcome]:
    if counted:
        return {each.commitment.key: outcome_of(each) for each in counted.promise.commitments}
    found = newest.promise.commitments if newest else ()
    return {each.commitment.key: Outcome(each.total, each.expected, True, _uncounted(each)) for each in found}


def outcome_of(counted: CountedCommitment) -> Outcome:
    is_told = bool(counted.told_by)
    uncounted = _("Nothing counted") if is_told else _("No account yet")
    return Outcome(counted.total, counted.expected, is_told, uncounted)


def _told_until(newest: Followed | None, counted: Counted | None) -> str:
    if counted:
        return words.day(counted.document.told_until)
    return words.day(newest.told_until or newest.document.counted_on) if newest else ""


def _counted(counted: Counted) -> CountedView:
    is_told = bool(counted.promise.told_by)
    return CountedView(words.day(counted.document.counted_on), counted.edition.identifier, is_told)


def _commitment(asked: CommitmentText, document: PromiseSetDocument, found: Outcome | None) -> CommitmentView:
    in_words = what(asked, document)
    return CommitmentView(
        asked=words.capital(in_words),
        target=_target(asked, in_words),
        done=done(asked, found) if found else None,
        bar=bar(asked, found) if found else None,
        is_reached=found is not None and _is_reached(asked, found),
        pace=_pace(found.expected) if found and found.expected else "",
        doers=doers(asked, document.parties),
        responsible=names(asked.responsible, document.parties),
    )


def _target(asked: CommitmentText, in_words: str) -> Figure | None:
    if asked.number is None:
        return None
    *before, figure = amount(asked).split(" ")
    return Figure(" ".join(before), figure, in_words.removeprefix(amount(asked)).strip())


def done(asked: CommitmentText, found: Outcome) -> Figure | None:
    """What was counted; a commitment without number has none where nobody counted.

    Units are kept in the plural, so a single one stands alone: the target beside it says of what.
    """
    total = found.total
    if not found.is_told or (total.high is None and not total.low):
        return None if asked.number is None else Figure("", "", found.uncounted)
    *before, figure = words.total_number(total).split(" ")
    return Figure(" ".join(before), figure, "" if figure == "1" else total.unit)


def _uncounted(followed: FollowedCommitment) -> str:
    match followed.suggestion.reason:
        case Evidence.NOTHING_TOLD:
            return _("No account yet")
        case Evidence.NOT_DONE | Evidence.PARTLY_TOLD:
            return _("Not done")
        case Evidence.BEGUN:
            return _("Under way")
        case _:
            return _("Number unknown")


def bar(asked: CommitmentText, found: Outcome) -> Bar | None:
    goal = _goal(asked, found.expected)
    if goal is None or asked.comparator is Comparator.AT_MOST:
        return None
    done = found.total.low
    figures = {"done": words.total_number(found.total), "goal": number(goal)}
    label = (
        _("%(done)s done, %(goal)s promised") if done > goal else _("%(done)s of %(goal)s done")
    ) % figures
    if goal <= MOST_STEPS and goal == int(goal):
        return Bar(label, tuple(step < int(done) for step in range(int(goal))), 0)
    return Bar(label, (), min(100, int(100 * done / goal)))


def _is_reached(asked: CommitmentText, found: Outcome) -> bool:
    goal = _goal(asked, found.expected)
    return goal is not None and asked.comparator is not Comparator.AT_MOST and found.total.low >= goal


def _goal(asked: CommitmentText, expected: ExpectedText | None) -> float | None:
    """The number in all; of a cadence only where the period's end is known."""
    goal = expected.in_all if expected else (None if asked.every or asked.per else asked.number)
    return goal or None


def _pace(expected: ExpectedText) -> str:
    """What a cadence asks for by now, or how long is left."""
    if expected.is_prorated and not expected.is_ceiling and expected.days_left:
        return _("By then, %(number)s could be expected.") % {"number": number(expected.so_far)}
    return ""


def statuses(promise: FollowedPromise, document: FollowUpDocument) -> Iterator[StatusView]:
    """One where the parties agree, else each party's beside the other's."""
    for status in dict.fromkeys(each.status for each in promise.assessments):
        mine = [each for each in promise.assessments if each.status is status]
        named = [words.party_name(each.party, document.parties) for each in mine]
        motives = tuple((name, each.motive) for name, each in zip(named, mine, strict=True) if each.motive)
        parties = words.joined([words.in_sentence(name) for name in named])
        yield StatusView(words.status(status), parties, motives)


def told_in_period(promise: FollowedPromise, document: FollowUpDocument) -> tuple[Told, ...]:
    """What each party told for the period that is closed."""
    return tuple(told(cell, document) for cell in promise.cells if cell.period == document.period)


def told(cell: PartyCell, document: FollowUpDocument) -> Told:
    account = cell.account
    counted = totals([account.cell(cell.party, cell.period)]).values()
    numbers = tuple(words.total_words(_text_of(total)) for total in counted)
    state = str(words.CELLS[account.state])
    shows_state = state and not (numbers and account.state is CellState.ZERO)
    return Told(
        party=words.party_name(cell.party, document.parties),
        headline=((state, *numbers) if shows_state else numbers),
        reasons=tuple(_reason(why.reason, why.words, why.next_on) for why in account.not_done),
        text=account.words,
        source=_source(cell, document),
        is_quiet=account.state in _QUIET,
        is_concerned=account.state is not CellState.NOT_CONCERNED,
    )


_QUIET = (CellState.NOT_CONCERNED, CellState.NOT_DUE, CellState.NOT_REPORTED, CellState.NO_ACCOUNT)


def _text_of(total: Total) -> TotalText:
    high = None if total.high is None else float(total.high)
    return TotalText(total.unit, float(total.low), high, total.is_approximate)


def _reason(code: str, own_words: str, next_on: date | None) -> str:
    why = own_words or str(words.NOT_DONE[code])
    if next_on is None:
        return why
    return _("%(why)s. Next: %(day)s") % {"why": why.rstrip("."), "day": words.day(next_on)}


def _source(cell: PartyCell, document: FollowUpDocument) -> str:
    """What one party entered for another is marked, and is never that party's approval (design 3.7)."""
    if cell.entered_by is None:
        return ""
    by = words.in_sentence(words.party_name(cell.entered_by, document.parties))
    return _("entered by %(party)s out of %(source)s") % {"party": by, "source": cell.entered_from}
