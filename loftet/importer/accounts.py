"""What a document tells of a promise, as one party's account of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from loftet.domain.agreement import PartyRef
from loftet.domain.cells import Cell, CellState, NotDone, NotDoneReason, account, together
from loftet.domain.cells import OutcomeState as ToldState
from loftet.domain.commitment import Performer
from loftet.domain.counts import Count
from loftet.domain.exact import exact
from loftet.domain.party_account import AccountText, CountText, NotDoneText, StatementText
from loftet.domain.periods import UNDATED
from loftet.promises.proposals import parties_doing

from .found import counts_of
from .models import ReviewItem


def statements_of(
    items: Iterable[ReviewItem], parties: Sequence[PartyRef]
) -> dict[int, tuple[StatementText, ...]]:
    """The outcomes of one period by the party that each tells of, one statement a promise."""
    told: dict[int, dict[str, list[ReviewItem]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        assert item.answers is not None
        for party in parties_doing(_told_by(item), parties):
            told[party][str(item.answers.promise_key)].append(item)
    return {
        party: tuple(StatementText(key, _account(each, party, parties)) for key, each in by_promise.items())
        for party, by_promise in told.items()
    }


def _told_by(item: ReviewItem) -> list[Performer]:
    """Whose outcome it is: of whom it tells, else who was to do it."""
    assert item.answers is not None
    return [Performer(each) for each in item.performers or item.answers.performers]


def _account(items: Sequence[ReviewItem], party: int, parties: Sequence[PartyRef]) -> AccountText:
    """One account of all that the document tells of the promise; what several parties did counts once."""
    cells = [account(_state(each), _counts(each, party, parties), _why(each)) for each in items]
    cell: Cell = together(cells, Cell(CellState.NO_ACCOUNT))
    return AccountText(
        state=cell.state,
        counts=tuple(CountText.of(count, "") for count in cell.counts),
        not_done=tuple(NotDoneText(why.reason, why.words, why.next_on) for why in cell.not_done),
        has_uncounted=cell.has_uncounted,
        words="\n".join(each.text for each in items),
    )


def _state(item: ReviewItem) -> ToldState:
    return ToldState(item.outcome_state or ToldState.UNKNOWN)


def _why(item: ReviewItem) -> list[NotDone]:
    """Of what was not done; where something was counted, the words alone say why the rest was not."""
    if item.outcome_state != ToldState.NOT_DONE or item.counts:
        return []
    return [NotDone(NotDoneReason.OTHER, item.reason or item.text, None)]


def _counts(item: ReviewItem, party: int, parties: Sequence[PartyRef]) -> list[Count]:
    counts = []
    for number, each in enumerate(counts_of(item)):
        took_part = parties_doing(each.performers or _told_by(item), parties)
        if party in took_part:
            counts.append(
                Count(
                    key=f"{item.pk}-{number}",
                    unit=(each.unit or "")[:120],
                    number=None if each.number is None else exact(each.number),
                    told_by=str(party),
                    parties=frozenset(str(one) for one in took_part),
                    is_approximate=each.is_approximate,
                    period=0,  # of whichever period the account is
                    days=UNDATED,
                )
            )
    return counts
