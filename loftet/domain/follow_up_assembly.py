"""Puts a follow-up together from what the parties handed in: values in, one document out."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from loftet.domain.agreement import MunicipalityRef, PartyRef, SignatorySeat
from loftet.domain.cells import CELL_OF, Cell, CellState, OutcomeState, empty_cell
from loftet.domain.commitment import CommitmentClass, ParsedCommitment
from loftet.domain.counts import counted
from loftet.domain.duplicates import NO_MARKS, Marks
from loftet.domain.expected import Expected, expected_so_far, shown_amount
from loftet.domain.follow_up import (
    JOINT,
    ExpectedText,
    FollowedArea,
    FollowedCommitment,
    FollowedPromise,
    FollowUpDocument,
    PairText,
    PartyAssessment,
    PartyCell,
    Silence,
    SuggestionText,
    TotalText,
)
from loftet.domain.party_account import AccountText, CountText, PartyAccountDocument, PeriodRef, SetRef
from loftet.domain.periods import is_due
from loftet.domain.promise_set import CommitmentText, PromiseSetDocument, PromiseText
from loftet.domain.suggestion import Suggestion, joint_status, suggest
from loftet.domain.targets import Quantified
from loftet.domain.totals import Total, total_of, totals

# A promise of which nothing countable is said is judged by what was told of it.
_UNCOUNTED = ParsedCommitment(CommitmentClass.UNQUANTIFIED)


@dataclass(frozen=True, slots=True)
class Frame:
    """All of a follow-up that is not reckoned; `periods` may go on after the one that is closed."""

    title: str
    agreement: str
    municipalities: tuple[MunicipalityRef, ...]
    parties: tuple[PartyRef, ...]
    signatories: tuple[SignatorySeat, ...]
    promise_sets: tuple[tuple[SetRef, PromiseSetDocument], ...]
    period: int
    periods: tuple[PeriodRef, ...]
    counted_on: date
    silences: tuple[Silence, ...] = ()
    version: int = 1
    change_reason: str = ""
    read_from: str = ""

    @property
    def periods_so_far(self) -> tuple[PeriodRef, ...]:
        ordered = sorted(self.periods, key=lambda each: each.order)
        return tuple(each for each in ordered if each.order <= self.period)

    @property
    def told_until(self) -> date | None:
        """The last day that the accounts go to, as far as the periods are dated."""
        return max((each.ends_on for each in self.periods_so_far if each.ends_on), default=None)


_Accounts = Mapping[tuple[int, int], PartyAccountDocument]


def by_place(accounts: Iterable[PartyAccountDocument]) -> _Accounts:
    """Return one account for each party and period; of several, the party's own."""
    own_last = sorted(accounts, key=lambda each: each.entered_by is None)
    return {(each.party, each.period.order): each for each in own_last}


def assemble(
    frame: Frame, accounts: Collection[PartyAccountDocument], marks: Marks = NO_MARKS
) -> FollowUpDocument:
    """Return the follow-up of a period from the accounts of it and of the periods before.

    Where a party handed in and another also entered for it out of a source, its own account stands.
    """
    work = _Work(frame, by_place(accounts), marks)
    return FollowUpDocument(
        title=frame.title,
        agreement=frame.agreement,
        municipalities=frame.municipalities,
        parties=frame.parties,
        signatories=frame.signatories,
        promise_sets=tuple(ref for ref, _ in frame.promise_sets),
        period=frame.period,
        periods=frame.periods_so_far,
        counted_on=frame.counted_on,
        focus_areas=tuple(_areas(work)),
        silences=frame.silences,
        version=frame.version,
        change_reason=frame.change_reason,
        read_from=frame.read_from,
    )


@dataclass(frozen=True)
class _Work:
    frame: Frame
    accounts: _Accounts
    marks: Marks


def _areas(work: _Work) -> Iterator[FollowedArea]:
    for number, (ref, document) in enumerate(work.frame.promise_sets):
        for area in document.focus_areas:
            promises = (_promise(work, number, ref, document, promise) for promise in area.promises)
            yield FollowedArea(area.name, tuple(promises))


def _promise(
    work: _Work, number: int, ref: SetRef, document: PromiseSetDocument, promise: PromiseText
) -> FollowedPromise:
    cells = tuple(_cells(work, promise))
    told = [cell.account.cell(cell.party, cell.period) for cell in cells]
    each = len(document.municipalities)
    commitments = tuple(_commitment(work, ref, promise, asked, cells, each) for asked in promise.commitments)
    return FollowedPromise(
        key=promise.key,
        promise_set=number,
        title=promise.title,
        text=promise.text,
        cells=cells,
        totals=tuple(_total(total) for total in totals(told, work.marks).values()),
        pairs=tuple(_pairs(told, work.marks)),
        commitments=commitments,
        suggestion=_joint(commitments) if commitments else _untargeted(work, ref, cells),
        assessments=tuple(_assessments(work, promise.key)),
    )


def _cells(work: _Work, promise: PromiseText) -> Iterator[PartyCell]:
    concerned = concerned_by(promise, work.frame.parties)
    for party in work.frame.parties:
        for period in work.frame.periods_so_far:
            is_concerned = party.organisation in concerned
            yield _cell(work, promise.key, party.organisation, period, is_concerned=is_concerned)


def concerned_by(promise: PromiseText, parties: Iterable[PartyRef]) -> set[int]:
    """Return the parties that the promise asks something of; all of them where it names none."""
    named = {one for each in promise.commitments for one in (*each.performers, *each.responsible)}
    return named or {party.organisation for party in parties}


def _cell(work: _Work, promise: str, party: int, period: PeriodRef, *, is_concerned: bool) -> PartyCell:
    handed_in = work.accounts.get((party, period.order))
    told = handed_in and _told_of(promise, handed_in)
    if handed_in and told:
        return PartyCell(party, period.order, told, handed_in.entered_by, handed_in.entered_from)
    series = [each.reporting_period for each in work.frame.periods]
    due = is_due(period.reporting_period, series, work.frame.counted_on) or handed_in is not None
    empty = empty_cell(is_concerned=is_concerned, is_due=due, is_read=period.is_read)
    return PartyCell(party, period.order, AccountText(empty.state), None, "")


def _told_of(promise: str, handed_in: PartyAccountDocument) -> AccountText | None:
    return next((each.account for each in handed_in.statements if each.promise == promise), None)


def _commitment(
    work: _Work,
    ref: SetRef,
    promise: PromiseText,
    asked: CommitmentText,
    cells: Collection[PartyCell],
    each: int,
) -> FollowedCommitment:
    mine = _by_party(cells, lambda account: narrowed(account, asked, of=promise))
    total = total_of(asked.unit, [cell for told in mine.values() for cell in told], work.marks)
    times = each if _is_each_municipality(asked) else None
    return FollowedCommitment(
        commitment=asked,
        total=_total(total),
        expected=_expected(work.frame, ref, asked, times),
        expected_in_period=_expected_in_period(work.frame, ref, asked, times),
        suggestion=_suggestion(_suggest(work.frame, ref, asked, mine, total, times)),
    )


def _is_each_municipality(asked: CommitmentText) -> bool:
    return asked.per.casefold().startswith("kommun")


def narrowed(account: AccountText, asked: CommitmentText, *, of: PromiseText) -> AccountText:
    """Return what an account tells of one commitment of its promise.

    The account is one for the whole promise, its counts each for a commitment. Where others are counted and
    this one is not, nothing is told of it.
    """
    if len(of.commitments) == 1 or not account.counts:
        return account
    mine = tuple(count for count in account.counts if _counts_for(count, asked))
    if not mine:
        return replace(account, state=CellState.NOT_REPORTED, counts=(), has_uncounted=False)
    if account.state == CellState.UNDER_WAY:
        return replace(account, counts=mine)
    found = counted([count.count(0, 0) for count in mine])
    return replace(account, state=CELL_OF[OutcomeState.DONE, found], counts=mine)


def _counts_for(count: CountText, asked: CommitmentText) -> bool:
    return count.commitment == asked.key or (not count.commitment and count.unit == asked.unit)


def _by_party(
    cells: Iterable[PartyCell], read: Callable[[AccountText], AccountText]
) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for each in cells:
        cell = read(each.account).cell(each.party, each.period)
        found.setdefault(str(each.party), []).append(cell)
    return found


def _suggest(
    frame: Frame,
    ref: SetRef,
    asked: Quantified,
    cells: Mapping[str, Collection[Cell]],
    total: Total,
    each: int | None = None,
) -> Suggestion:
    return suggest(asked, cells, total, ref.period, frame.counted_on, told_until=frame.told_until, each=each)


def _joint(commitments: Collection[FollowedCommitment]) -> SuggestionText:
    if len(commitments) == 1:
        return next(iter(commitments)).suggestion
    status = joint_status(each.suggestion.status for each in commitments)
    return SuggestionText(status, JOINT, None, None, None, None, is_about=False)


def _untargeted(work: _Work, ref: SetRef, cells: Collection[PartyCell]) -> SuggestionText:
    told = _by_party(cells, lambda account: account)
    total = total_of("", [cell for each in told.values() for cell in each], work.marks)
    return _suggestion(_suggest(work.frame, ref, _UNCOUNTED, told, total))


def _suggestion(found: Suggestion) -> SuggestionText:
    figures = found.reason.parameters
    return SuggestionText(
        status=found.status,
        reason=found.reason.code,
        at_least=_figure(figures, "at_least"),
        at_most=_figure(figures, "at_most"),
        target=_figure(figures, "target"),
        target_max=_figure(figures, "target_max"),
        is_about="about" in figures,
    )


def _figure(figures: Mapping[str, str | int], name: str) -> float | None:
    return float(figures[name]) if name in figures else None


def _expected(frame: Frame, ref: SetRef, asked: CommitmentText, each: int | None) -> ExpectedText | None:
    """What was asked for over the promise's own period, by the last day that the accounts go to."""
    until = min(frame.counted_on, frame.told_until or frame.counted_on)
    if ref.ends_on and ref.ends_on <= until:
        until = frame.counted_on  # the whole period is told of, so all of it is due
    return _shown(expected_so_far(asked, ref.period, until, promise=ref.period, each=each), asked)


def _expected_in_period(
    frame: Frame, ref: SetRef, asked: CommitmentText, each: int | None
) -> ExpectedText | None:
    """What the cadence asked for in the closed period alone; a number without cadence has no share of it."""
    period = frame.periods_so_far[-1].reporting_period
    if asked.every is None or period.days is None:
        return None
    return _shown(expected_so_far(asked, period, frame.counted_on, promise=ref.period, each=each), asked)


def _shown(expected: Expected | None, asked: CommitmentText) -> ExpectedText | None:
    if expected is None:
        return None

    def figure(amount: Fraction) -> float:
        return float(shown_amount(amount, asked.kind))

    so_far, in_all = expected.so_far, expected.in_all
    return ExpectedText(
        so_far=figure(so_far.low),
        so_far_max=figure(so_far.high),
        in_all=figure(in_all.low) if in_all else None,
        in_all_max=figure(in_all.high) if in_all else None,
        is_ceiling=so_far.is_ceiling,
        is_prorated=expected.is_prorated,
        days_left=expected.days_left,
        months_left=expected.months_left,
    )


def _total(total: Total) -> TotalText:
    high = None if total.high is None else float(total.high)
    return TotalText(total.unit, float(total.low), high, total.is_approximate)


def _pairs(told: Iterable[Cell], marks: Marks) -> Iterator[PairText]:
    """The pairs that nobody has settled, and those that somebody has marked."""
    counts = [count for cell in told for count in cell.counts]
    unsettled = {(one.key, other.key) for one, other in marks.unsettled(counts)}
    yield from (PairText(one, other, None) for one, other in sorted(unsettled))
    keys = {count.key for count in counts}
    settled = {tuple(sorted(pair)): verdict for pair, verdict in marks.verdicts.items() if pair <= keys}
    yield from (PairText(*pair, settled[pair]) for pair in sorted(settled) if len(pair) == 2)


def _assessments(work: _Work, promise: str) -> Iterator[PartyAssessment]:
    """Each party's own status for the closed period; what another entered for it is not its judgment."""
    for party in work.frame.parties:
        account = work.accounts.get((party.organisation, work.frame.period))
        if account and account.entered_by is None:
            for each in account.assessments:
                if each.promise == promise:
                    yield PartyAssessment(party.organisation, each.status, each.motive)
