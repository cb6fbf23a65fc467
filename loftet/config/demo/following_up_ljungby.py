"""The year that runs in Ljungby: each tertial that is over is told of, closed, signed and published."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from loftet.activities.models import Occurrence
from loftet.activities.selectors.duplicates import list_possible_duplicates
from loftet.activities.services import mark_same_or_two
from loftet.domain.cells import CellState
from loftet.domain.counts import Count
from loftet.domain.duplicates import Verdict
from loftet.domain.party_account import AccountText, CountText
from loftet.domain.promise_set import PromiseText
from loftet.followup import services
from loftet.followup.content import AssessmentContent, StatementContent
from loftet.followup.followed import list_followed_sets
from loftet.followup.models import PartyAccount, ReportingPeriod
from loftet.followup.selectors.told import get_told
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet
from loftet.publication.services import publish_follow_up

from .acting import close_period
from .activities import MUNICIPALITY, POLICE
from .days import clock_at
from .ljungby_year import SAID, Said, Tertial, closed_by, tertials
from .world import World


def follow_up_ljungby(world: World, *, today: date) -> None:
    """What is reported is told, as the form proposes it; the parties' words and judgments stand beside it."""
    owner = world.coordinator(MUNICIPALITY)
    promise_set = PromiseSet.objects.get(owner=owner.organisation, valid_version__isnull=False)
    with clock_at(min(today, date(today.year, 1, 14))):
        periods = services.set_periods(
            by=owner,
            agreement=promise_set.agreement,
            periods=[each.period for each in tertials(today.year)],
        )
    for tertial in closed_by(today):
        with clock_at(tertial.handed_in_on):
            _account_for(world, periods, tertial)
            _take_joint_work_as_one(world, promise_set, tertial)
        with clock_at(tertial.closed_on):
            closed = close_period(world, periods[tertial.order - 1], by=MUNICIPALITY)
            publish_follow_up(by=owner, follow_up=closed)


def _take_joint_work_as_one(world: World, promise_set: PromiseSet, tertial: Tertial) -> None:
    """Both parties tell of the same walk; what comes later is left for whoever tries the demo to mark."""
    by = world.coordinator(MUNICIPALITY)
    for pair in list_possible_duplicates(by, promise_set):
        one, other = (Occurrence.objects.get(key=side.key) for side in pair.sides)
        assert tertial.period.ends_on is not None
        if pair.mark is None and one.starts_on <= tertial.period.ends_on:
            mark_same_or_two(by=by, one=one, other=other, verdict=Verdict.ONE)


def _account_for(world: World, periods: list[ReportingPeriod], tertial: Tertial) -> None:
    period = periods[tertial.order - 1]
    for (promise, order, party), said in SAID.items():
        if order == tertial.order:
            _tell(world.coordinator(party), periods, period, promise, said)
    for party in (MUNICIPALITY, POLICE):
        by = world.coordinator(party)
        services.hand_in(by=by, account=PartyAccount.objects.get(period=period, owner=by.organisation))


def _tell(by: Actor, periods: list[ReportingPeriod], period: ReportingPeriod, title: str, said: Said) -> None:
    (followed,) = list_followed_sets(period, periods)
    promise = next(each for each in followed.document.promises if each.title == title)
    told = get_told(by, period, periods, followed, promise.key)
    account = _in_words(by, period, promise, said) if said.words else told.account
    assert account is not None
    statement = StatementContent(promise.key, account)
    services.save_statement(by=by, period=period, content=statement, revision=0)
    judged = AssessmentContent(promise.key, said.status, said.motive)
    services.save_assessment(by=by, period=period, content=judged, revision=0)


def _in_words(by: Actor, period: ReportingPeriod, promise: PromiseText, said: Said) -> AccountText:
    if not said.is_none:
        return AccountText(CellState.UNDER_WAY, words=said.words)
    (asked,) = promise.commitments
    none = Count(
        key=f"{promise.key}-{period.order}-{by.organisation.pk}",
        unit=asked.unit,
        number=Fraction(0),
        told_by=str(by.organisation.pk),
        parties=frozenset({str(by.organisation.pk)}),
    )
    return AccountText(CellState.ZERO, counts=(CountText.of(none, asked.key),), words=said.words)
