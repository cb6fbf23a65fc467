"""What is handed in so far of one promise set, counted as a follow-up would count it today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from loftet.agreements.models import SharedVersion
from loftet.agreements.versions import read_once
from loftet.domain.follow_up import FollowUpDocument
from loftet.domain.follow_up_assembly import assemble
from loftet.domain.party_account import PartyAccountDocument
from loftet.domain.progress import HandedIn
from loftet.domain.promise_set import PromiseSetDocument
from loftet.promises.models import PromiseSet

from .followed import list_followed_sets, marks_of, newest_of
from .framing import frame_of
from .models import PartyAccount, ReportingPeriod


@dataclass(frozen=True)
class AccountSoFar:
    """An account that tells of the set, as it was handed in last."""

    period: ReportingPeriod
    document: PartyAccountDocument
    version: SharedVersion

    @property
    def handed_in_at(self) -> datetime:
        return self.version.shared_at

    @property
    def ref(self) -> HandedIn:
        return HandedIn(
            party=self.document.party,
            period=self.period.order,
            handed_in_on=timezone.localdate(self.handed_in_at),
            digest=self.version.digest,
            entered_by=self.document.entered_by,
        )


@dataclass(frozen=True)
class CountedSoFar:
    """`document` is the follow-up as it would be closed today; the set stands at `place` in it."""

    promise_set: PromiseSetDocument
    document: FollowUpDocument
    place: int
    accounts: tuple[AccountSoFar, ...]


def count_so_far(promise_set: PromiseSet, *, today: date) -> CountedSoFar | None:
    """None where no party has handed in anything of the set as it is valid."""
    series = list(ReportingPeriod.objects.of_the_parties(promise_set.agreement_id).order_by("order"))
    accounts = _handed_in(series)
    if not accounts:
        return None
    last = accounts[-1].period
    sets = list_followed_sets(last, series)
    place = next((n for n, each in enumerate(sets) if each.promise_set.pk == promise_set.pk), None)
    if place is None:
        return None
    keys = {promise.key for promise in sets[place].document.promises}
    told = tuple(each for each in accounts if any(one.promise in keys for one in each.document.statements))
    if not told:
        return None
    frame = frame_of(last, series, sets, today=today)
    counted = assemble(frame, [each.document for each in accounts], marks_of(sets))
    return CountedSoFar(sets[place].document, counted, place, told)


def _handed_in(series: list[ReportingPeriod]) -> list[AccountSoFar]:
    """One for each party and period, in the order of the periods; of several, the party's own."""
    rows = PartyAccount.objects.filter(period__in=series, shared_version__isnull=False)
    known = {each.pk: each for each in rows}
    versions = newest_of({pk: each.shared_version for pk, each in known.items()}, PartyAccount)
    periods = {each.pk: each for each in series}
    found = [
        AccountSoFar(periods[known[pk].period_id], read_once(each, PartyAccountDocument.from_data), each)
        for pk, each in versions.items()
    ]
    own_last = sorted(found, key=lambda each: each.document.entered_by is None)
    by_place = {(each.period.order, each.document.party): each for each in own_last}
    return [by_place[place] for place in sorted(by_place)]
