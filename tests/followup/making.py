"""A signed promise set and three periods of its year, for the tests of this room; made by the services.

The first period is over and due, the second is over, the third goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from loftet.agreements.models import Agreement, SharedVersion
from loftet.agreements.versions import newest_version
from loftet.domain.cells import CellState, NotDoneReason
from loftet.domain.follow_up import FollowUpDocument
from loftet.domain.party_account import AccountText, CountText, NotDoneText
from loftet.domain.promise_set import PromiseText
from loftet.domain.suggestion import PromiseStatus
from loftet.followup import services
from loftet.followup.content import AssessmentContent, PeriodContent, StatementContent
from loftet.followup.models import FollowUp, PartyAccount, ReportingPeriod
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet
from loftet.promises.services import share_set
from loftet.promises.versions import document_of
from tests.factories import Cast
from tests.promises.making import add, sign_all
from tests.promises.making import drafted as drafted_set
from tests.promises.making import fresh as fresh_set

TODAY = timezone.localdate()


@dataclass(frozen=True)
class World:
    """What the tests begin with."""

    cast: Cast
    promise_set: PromiseSet
    agreement: Agreement
    periods: tuple[ReportingPeriod, ...]
    promise: PromiseText

    @property
    def period(self) -> ReportingPeriod:
        return self.periods[0]


def make_world(cast: Cast, *, promises: int = 1) -> World:
    promise_set = signed_set(cast, promises=promises)
    periods = services.set_periods(by=cast.asta, agreement=promise_set.agreement, periods=period_contents())
    version = newest_version(promise_set)
    assert version is not None
    promise = document_of(version).promises[0]
    return World(cast, promise_set, promise_set.agreement, tuple(periods), promise)


def signed_set(cast: Cast, *, promises: int = 1) -> PromiseSet:
    starts_on, ends_on = TODAY - timedelta(days=200), TODAY + timedelta(days=165)
    promise_set = drafted_set(cast, starts_on=starts_on, ends_on=ends_on)
    for number in range(1, promises):
        add(cast, promise_set, title=f"Löfte {number}")
    share_set(by=cast.asta, promise_set=promise_set)
    sign_all(cast, fresh_set(promise_set))
    return fresh_set(promise_set)


def period_contents() -> list[PeriodContent]:
    return [
        PeriodContent(
            "Period 1",
            _days(-200),
            _days(-101),
            due_on=_days(-60),
            remind_on=(_days(-57), _days(-50)),
        ),
        PeriodContent("Period 2", _days(-100), _days(-1), due_on=_days(30)),
        PeriodContent("Period 3", TODAY, _days(165)),
    ]


def _days(number: int) -> date:
    return TODAY + timedelta(days=number)


def count(number: float | None, key: str = "", **overrides: Any) -> CountText:
    whole = CountText(key, "", "mätningar", number, False, (), None, None)
    return replace(whole, **overrides)


def done(*counts: CountText, **overrides: Any) -> AccountText:
    state = CellState.AMOUNT if any(each.number for each in counts) else CellState.DONE
    return replace(AccountText(state, counts, words="Det gick bra."), **overrides)


def not_done() -> AccountText:
    return AccountText(
        CellState.NOT_DONE, not_done=(NotDoneText(NotDoneReason.STAFF_MISSING, "Ingen kunde.", _days(40)),)
    )


def state(
    by: Actor, world: World, account: AccountText, *, period: int = 0, revision: int = 0, **kept: Any
) -> PartyAccount:
    content = StatementContent(world.promise.key, account, **kept)
    row = services.save_statement(by=by, period=world.periods[period], content=content, revision=revision)
    return row.account


def assess(by: Actor, world: World, status: PromiseStatus, motive: str = "", *, period: int = 0) -> None:
    content = AssessmentContent(world.promise.key, status, motive)
    services.save_assessment(by=by, period=world.periods[period], content=content, revision=0)


def hand_in(by: Actor, world: World, account: AccountText, *, period: int = 0) -> SharedVersion:
    return services.hand_in(by=by, account=state(by, world, account, period=period))


def both_hand_in(world: World, *, period: int = 0) -> None:
    hand_in(world.cast.asta, world, done(count(2, "m")), period=period)
    hand_in(world.cast.petra, world, done(count(1, "p")), period=period)


def propose(by: Actor, world: World, *, period: int = 0, reason: str = "") -> FollowUp:
    return services.propose_closing(by=by, period=world.periods[period], reason=reason)


def closed(world: World, *, period: int = 0) -> FollowUp:
    both_hand_in(world, period=period)
    follow_up = propose(world.cast.asta, world, period=period)
    return services.confirm_closing(by=world.cast.petra, follow_up=follow_up)


def document(follow_up: FollowUp) -> FollowUpDocument:
    version = newest_version(FollowUp.objects.get(pk=follow_up.pk))
    assert version is not None
    return FollowUpDocument.from_data(version.document)


def remind(period: ReportingPeriod, *days: int) -> None:
    for day in days:
        services.send_reminders(today=_days(day))


def contents_of(periods: Sequence[ReportingPeriod]) -> list[PeriodContent]:
    return [
        PeriodContent(
            each.label, each.starts_on, each.ends_on, each.due_on, tuple(each.remind_on), each.is_read
        )
        for each in periods
    ]
