"""The follow-up of the demo: the year 2023 of Linköping, closed and published tertial by tertial."""

from __future__ import annotations

from datetime import date

from loftet.agreements.models import Agreement
from loftet.agreements.versions import seats_of
from loftet.followup import services
from loftet.followup.content import StatementContent
from loftet.followup.models import PartyAccount, ReportingPeriod
from loftet.promises import services as promises
from loftet.promises.content import SetContent
from loftet.promises.models import Promise, PromiseSet
from loftet.publication.services import publish_follow_up, publish_progress, publish_promise_set

from .acting import close_period, sign_for
from .agreements import LINKOPING_2023
from .days import clock_at
from .linkoping_2023 import MUNICIPALITY, PERIODS, POLICE, PROMISES, TOLD
from .plan_2023 import plan_2023, tell_all_apart, tell_of_tertial
from .world import World

SIGNED_ON = date(2023, 1, 10)
PUBLISHED_ON = date(2023, 1, 20)
HANDED_IN = {2: date(2023, 9, 20), 3: date(2024, 1, 22)}
CLOSED_ON = {2: date(2023, 9, 28), 3: date(2024, 2, 5)}


def follow_up_2023(world: World) -> None:
    """Eight promises of a year, told of by both parties, closed, signed and published.

    The counts of the last tertial are published as they are handed in, before it is closed.
    """
    with clock_at(SIGNED_ON):
        signed = _sign_set(world)
        periods = services.set_periods(
            by=world.coordinator(MUNICIPALITY), agreement=signed.agreement, periods=PERIODS
        )
    with clock_at(PUBLISHED_ON):
        publish_promise_set(by=world.coordinator(MUNICIPALITY), promise_set=signed)
    planned = plan_2023(world, signed)
    keys = [str(each.key) for each in Promise.objects.filter(focus_area__promise_set=signed)]
    for tertial, day in HANDED_IN.items():
        tell_of_tertial(world, planned, tertial)
        with clock_at(day):
            _account_for(world, periods[tertial - 1], tertial, keys)
            if tertial == max(HANDED_IN):
                publish_progress(by=world.coordinator(POLICE), promise_set=signed)
        with clock_at(CLOSED_ON[tertial]):
            closed = close_period(world, periods[tertial - 1], by=MUNICIPALITY)
            publish_follow_up(by=world.coordinator(MUNICIPALITY), follow_up=closed)
    with clock_at(HANDED_IN[3]):
        tell_all_apart(world, signed)


def _sign_set(world: World) -> PromiseSet:
    owner = world.coordinator(MUNICIPALITY)
    made = promises.draft_set(
        by=owner,
        agreement=Agreement.objects.get(title=LINKOPING_2023, owner=owner.organisation),
        content=SetContent(
            title="Medborgarlöfte för Linköping 2023",
            introduction="Så här arbetar polisen och kommunen tillsammans under 2023.",
            starts_on=date(2023, 1, 1),
            ends_on=date(2023, 12, 31),
            municipalities=("0580",),
        ),
    )
    for content in PROMISES:
        promises.add_promise(by=owner, promise_set=made, content=content)
    version = promises.share_set(by=owner, promise_set=made)
    for seat in seats_of(version):
        sign_for(world, made, world.key_of(seat.organisation), seat.position)
    promises.make_ready(by=owner, promise_set=made)
    made.refresh_from_db()
    return made


def _account_for(world: World, period: ReportingPeriod, tertial: int, keys: list[str]) -> None:
    organisations = {key: organisation.pk for key, organisation in world.organisations.items()}
    for (promise, told_in, party), told in TOLD.items():
        if told_in == tertial:
            text = told.account(f"{promise}-{tertial}-{party}", organisations)
            content = StatementContent(keys[promise - 1], text)
            services.save_statement(by=world.coordinator(party), period=period, content=content, revision=0)
    for account in PartyAccount.objects.filter(period=period):
        services.hand_in(by=world.coordinator(world.key_of(account.owner_id)), account=account)
