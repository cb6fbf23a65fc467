"""Numbers of two parties that conflict: told of the same thing and unlike, or perhaps told twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from loftet.activities.models import SameOrTwo
from loftet.agreements.versions import read_once
from loftet.domain.counts import Count
from loftet.domain.duplicates import Marks, told_unlike
from loftet.domain.party_account import PartyAccountDocument

from ..followed import marks_in, newest_of
from ..models import PartyAccount, ReportingPeriod


def conflicts_since(
    handed_in: Mapping[ReportingPeriod, Collection[PartyAccount]],
) -> dict[int, datetime]:
    """The periods in which numbers conflict, with when the last of the parties handed in.

    Of what each party has `handed_in` itself; the same number of queries however many periods there are.
    """
    contested = {period: accounts for period, accounts in handed_in.items() if len(accounts) > 1}
    rows = [each for accounts in contested.values() for each in accounts]
    versions = newest_of({each.pk: each.shared_version for each in rows}, PartyAccount)
    agreements = {each.agreement_id for each in contested}
    marks = marks_in(SameOrTwo.objects.filter(promise_set__agreement__in=agreements))
    found = {}
    for period, accounts in contested.items():
        told = [read_once(versions[each.pk], _counts_in) for each in accounts]
        if any(_conflict(counts, marks) for counts in _by_promise(told)):
            found[period.pk] = max(each.shared_at for each in accounts if each.shared_at)
    return found


def list_accounts_of(periods: Iterable[ReportingPeriod]) -> dict[int, list[PartyAccount]]:
    """What each party has handed in itself, by the primary key of the period."""
    own = PartyAccount.objects.filter(period__in=list(periods), shared_version__isnull=False, entered_from="")
    found: dict[int, list[PartyAccount]] = defaultdict(list)
    for account in own:
        found[account.period_id].append(account)
    return found


def _counts_in(data: object) -> dict[str, tuple[Count, ...]]:
    """What an account counts, by promise."""
    document = PartyAccountDocument.from_data(data)
    party, period = document.party, document.period.order
    return {told.promise: told.account.cell(party, period).counts for told in document.statements}


def _by_promise(told: Iterable[Mapping[str, Sequence[Count]]]) -> Iterator[Sequence[Count]]:
    found: dict[str, list[Count]] = defaultdict(list)
    for counts in told:
        for promise, each in counts.items():
            found[promise] += each
    yield from found.values()


def _conflict(counts: Sequence[Count], marks: Marks) -> bool:
    """Pairs that nobody has marked, or one thing of which two parties tell unlike numbers."""
    return bool(marks.unsettled(counts) or told_unlike(counts))
