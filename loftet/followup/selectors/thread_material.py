"""All that one organisation may read of a promise set, from commitment to assessment, in fixed queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from loftet.activities.models import Activity, Occurrence, Report
from loftet.activities.selectors.sharing import list_received
from loftet.activities.signed import SignedSet
from loftet.agreements.versions import read_once
from loftet.domain.activity_states import ActivityState
from loftet.domain.party_account import AccountText, PartyAccountDocument
from loftet.domain.periods import Period, period_of
from loftet.domain.periods import ReportingPeriod as DatedPeriod
from loftet.domain.suggestion import PromiseStatus
from loftet.organisations.actor import Actor

from ..drafts import account_text, with_rows
from ..followed import newest_of
from ..models import PartyAccount, ReportingPeriod


@dataclass(frozen=True)
class Stated:
    """What one account says of one promise: its statement, its assessment, or both."""

    party: int
    is_own: bool
    entered_from: str
    period: ReportingPeriod
    promise_key: str
    account: AccountText | None
    status: PromiseStatus | None
    motive: str

    @property
    def url(self) -> str:
        return f"{self.period.get_absolute_url()}#lofte-{self.promise_key}"


@dataclass(frozen=True)
class Material:
    """Of the reader's own everything; of the other parties what they have handed over."""

    signed: SignedSet
    own: int
    activities: tuple[Activity, ...]
    occurrences: tuple[Occurrence, ...]
    reports: tuple[Report, ...]
    received: tuple[Occurrence, ...]
    periods: tuple[ReportingPeriod, ...]
    stated: tuple[Stated, ...]

    @cached_property
    def own_stated(self) -> dict[tuple[int, str], Stated]:
        """By the order of the period and the promise; what is entered for another is not one's own word."""
        own = (each for each in self.stated if each.is_own and each.party == self.own)
        return {(each.period.order, each.promise_key): each for each in own}

    @cached_property
    def told_in(self) -> set[tuple[int | None, str]]:
        """The periods and promises of which something is told."""
        occurrences = ((each, row) for each in self.occurrences for row in each.counts.all())
        found = {(self.order_of(each), str(row.promise_key)) for each, row in occurrences}
        reports = ((Period(each.concerns_on, each.concerns_on), each.promise_key) for each in self.reports)
        return found | {(self._order(days), str(key)) for days, key in reports}

    def order_of(self, occurrence: Occurrence) -> int | None:
        return self._order(Period(occurrence.starts_on, occurrence.ends_on))

    def _order(self, days: Period) -> int | None:
        found = period_of(days, self._series)
        return found.order if found else None

    @cached_property
    def _series(self) -> list[DatedPeriod]:
        return [each.ref.reporting_period for each in self.periods]


def get_material(actor: Actor, signed: SignedSet) -> Material:
    promise_set = signed.promise_set
    own = Occurrence.objects.visible_to(actor).standing().filter(promise_set=promise_set).distinct()
    received = list_received(actor).filter(promise_set=promise_set, withdrawn_at__isnull=True)
    reports = Report.objects.visible_to(actor).standing().filter(promise_set=promise_set).distinct()
    planned = Activity.objects.visible_to(actor).filter(promise_set=promise_set)
    periods = ReportingPeriod.objects.of_the_parties(promise_set.agreement_id).order_by("order")
    return Material(
        signed=signed,
        own=actor.organisation.pk,
        activities=tuple(planned.exclude(state=ActivityState.MOVED)),
        occurrences=tuple(own.prefetch_related("counts", "parties").order_by("starts_on", "pk")),
        reports=tuple(reports.order_by("concerns_on", "pk")),
        received=tuple(received.prefetch_related("counts", "parties").order_by("starts_on", "pk")),
        periods=tuple(periods),
        stated=tuple(_stated(actor, signed)),
    )


def _stated(actor: Actor, signed: SignedSet) -> Iterator[Stated]:
    """In the order of the periods, of the promises that the set holds."""
    accounts = PartyAccount.objects.filter(agreement=signed.promise_set.agreement_id)
    keys = {promise.key for promise in signed.document.promises}
    found = [
        *_own(with_rows(accounts.filter(owner=actor.organisation))),
        *_handed_in(accounts.exclude(owner=actor.organisation).select_related("period")),
    ]
    found.sort(key=lambda each: (each.period.order, each.party))
    yield from (each for each in found if each.promise_key in keys)


def _own(accounts: Iterable[PartyAccount]) -> Iterator[Stated]:
    for account in accounts:
        statements = {str(each.promise_key): each for each in account.statements.all()}
        assessments = {str(each.promise_key): each for each in account.assessments.all()}
        for key in dict.fromkeys([*statements, *assessments]):
            statement, assessment = statements.get(key), assessments.get(key)
            yield Stated(
                party=account.party_id,
                is_own=True,
                entered_from=account.entered_from,
                period=account.period,
                promise_key=key,
                account=account_text(statement) if statement else None,
                status=PromiseStatus(assessment.status) if assessment else None,
                motive=assessment.motive if assessment else "",
            )


def _handed_in(accounts: Iterable[PartyAccount]) -> Iterator[Stated]:
    """As it was handed in last, whatever its party has written since."""
    known = {each.pk: each for each in accounts if each.shared_version is not None}
    numbers = {pk: each.shared_version for pk, each in known.items()}
    for pk, version in newest_of(numbers, PartyAccount).items():
        yield from _of_document(known[pk], read_once(version, PartyAccountDocument.from_data))


def _of_document(account: PartyAccount, document: PartyAccountDocument) -> Iterator[Stated]:
    statements = {each.promise: each.account for each in document.statements}
    assessments = {each.promise: each for each in document.assessments}
    for key in dict.fromkeys([*statements, *assessments]):
        assessment = assessments.get(key)
        yield Stated(
            party=document.party,
            is_own=False,
            entered_from=document.entered_from,
            period=account.period,
            promise_key=key,
            account=statements.get(key),
            status=assessment.status if assessment else None,
            motive=assessment.motive if assessment else "",
        )
