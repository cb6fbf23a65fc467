"""What the actor's organisation has reported in activities, as the first draft of its statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loftet.activities.selectors import AccountLine, PromiseAccount, UnfinishedActivity, list_accounts
from loftet.domain.cells import empty_cell
from loftet.domain.party_account import AccountText, CountText, NotDoneText
from loftet.organisations.actor import Actor

from ..followed import FollowedSet
from ..models import ReportingPeriod


@dataclass(frozen=True)
class Told:
    """Of one promise: the lines that are reported, and the account that they make together."""

    account: AccountText | None
    lines: tuple[AccountLine, ...]
    unfinished: tuple[UnfinishedActivity, ...]


def get_told(
    actor: Actor, period: ReportingPeriod, series: Sequence[ReportingPeriod], followed: FollowedSet, key: str
) -> Told:
    """Of the promise with that key. What is reported stays the organisation's own until it is handed in."""
    periods = [each.ref.reporting_period for each in series]
    told = list_accounts(actor, followed.promise_set, periods, promise=key).of(key, period.order)
    return Told(_account(told), told.lines, told.unfinished)


def _account(told: PromiseAccount) -> AccountText | None:
    if not told.lines:
        return None
    cell = told.cell(empty_cell(is_concerned=True, is_due=True))
    counts = (CountText.of(each, line.commitment_key) for line in told.lines for each in line.cell.counts)
    return AccountText(
        state=cell.state,
        counts=tuple(dict.fromkeys(counts)),
        not_done=tuple(NotDoneText(why.reason, why.words, why.next_on) for why in cell.not_done[:1]),
        has_uncounted=cell.has_uncounted,
        words=" ".join(dict.fromkeys(line.words for line in told.lines if line.words)),
    )
