"""The agreements that the actor follows up, each with its periods."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from loftet.agreements.models import Agreement
from loftet.agreements.versions import parties_of, party_ids
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet

from ..followed import newest_of
from ..models import Confirmation, FollowUp, PartyAccount, ReportingPeriod
from ..standing import COLOURS, Standing, next_step, standing_of
from ..words import period_words


@dataclass(frozen=True)
class PeriodRow:
    """A line of the list."""

    period: ReportingPeriod
    days: str
    standing: Standing
    colour: str
    next_step: str


@dataclass(frozen=True)
class AgreementRow:
    """An agreement with its periods in order."""

    pk: int
    title: str
    is_party: bool
    rows: tuple[PeriodRow, ...]


def list_agreements(actor: Actor) -> QuerySet[Agreement]:
    """Those that have been shared; a draft has nobody to follow up with."""
    shared: QuerySet[Agreement] = Agreement.objects.visible_to(actor).filter(shared_version__isnull=False)
    return shared.order_by("-pk")


def list_rows(
    actor: Actor,
    agreements: Iterable[Agreement],
    *,
    today: date,
    promise_set: PromiseSet | None = None,
) -> list[AgreementRow]:
    """The number of queries depends neither on the agreements nor on their periods.

    With `promise_set`, of what is read in only what was read in with it.
    """
    page = list(agreements)
    versions = newest_of({each.pk: each.shared_version for each in page}, Agreement)
    periods: dict[int, list[ReportingPeriod]] = defaultdict(list)
    found = ReportingPeriod.objects.visible_to(actor).filter(agreement__in=page)
    if promise_set is not None:
        found = found.filter(Q(promise_set=None) | Q(promise_set=promise_set))
    for period in found.order_by(F("promise_set").asc(nulls_first=True), "order"):
        periods[period.agreement_id].append(period)
    counted = _count(page)
    rows = []
    for agreement in page:
        version = versions[agreement.pk]
        parties = len(parties_of(version))
        rows.append(
            AgreementRow(
                pk=agreement.pk,
                title=str(version),
                is_party=actor.organisation.pk in party_ids(version),
                rows=tuple(_row(each, counted, parties, today) for each in periods[agreement.pk]),
            )
        )
    return rows


@dataclass(frozen=True)
class _Counted:
    follow_ups: dict[int, FollowUp]
    handed_in: Counter[int]
    confirmed: Counter[int]


def _count(agreements: list[Agreement]) -> _Counted:
    follow_ups = {each.period_id: each for each in FollowUp.objects.filter(agreement__in=agreements)}
    own = PartyAccount.objects.filter(agreement__in=agreements, shared_version__isnull=False)
    confirmed = Confirmation.objects.filter(
        follow_up__agreement__in=agreements, version=F("follow_up__version")
    )
    return _Counted(
        follow_ups,
        Counter(own.filter(entered_from="").values_list("period", flat=True)),
        Counter(confirmed.values_list("follow_up__period", flat=True)),
    )


def _row(period: ReportingPeriod, counted: _Counted, parties: int, today: date) -> PeriodRow:
    follow_up = counted.follow_ups.get(period.pk)
    standing = standing_of(period, follow_up, today=today)
    step = next_step(
        period,
        standing,
        follow_up,
        handed_in=counted.handed_in[period.pk],
        parties=parties,
        confirmed=counted.confirmed[period.pk],
    )
    return PeriodRow(period, period_words(period.ref), standing, COLOURS[standing], step)
