"""Each event of the work, as the clock goes: a line in Min dag and a mail on its day, and neither before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from loftet.domain.agreement_states import AgreementState
from loftet.domain.digests import Frequency
from loftet.followup import services as followup
from loftet.followup.models import FollowUp
from loftet.notices.services import choose_frequency, send_digests
from loftet.organisations.actor import Actor
from loftet.organisations.models import OutboxMessage
from loftet.promises.models import PromiseSet
from loftet.promises.services import make_ready, share_set
from tests.activities.making import window
from tests.factories import Cast, make_agreement_at, make_cast, signed_in
from tests.followup.making import (
    TODAY,
    World,
    both_hand_in,
    closed,
    count,
    done,
    hand_in,
    make_world,
    state,
)
from tests.promises.making import add, drafted, fresh, sign_all

pytestmark = pytest.mark.django_db


@dataclass
class Clock:
    """What the time is, for all of Django."""

    patch: pytest.MonkeyPatch

    def strike(self, day: int) -> datetime:
        """Eight in the morning, so many days from the day on which the tests run."""
        now = timezone.make_aware(datetime.combine(TODAY + timedelta(days=day), time(8)))
        self.patch.setattr(timezone, "now", lambda: now)
        return now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def cast() -> Cast:
    made = make_cast()
    choose_frequency(by_person=made.asta.person, frequency=Frequency.AT_ONCE)
    return made


def plan(cast: Cast) -> None:
    set_ = running_set(cast)
    days = {"starts_on": TODAY + timedelta(days=5), "ends_on": TODAY + timedelta(days=9)}
    window(cast.asta, set_, assigned_person=cast.asta.person, **days)


def running_set(cast: Cast, *, begins: int = -10) -> PromiseSet:
    days = {"starts_on": TODAY + timedelta(days=begins), "ends_on": TODAY + timedelta(days=200)}
    promise_set = drafted(cast, **days)
    add(cast, promise_set, title="Vi mäter vid badet också")
    share_set(by=cast.asta, promise_set=promise_set)
    sign_all(cast, fresh(promise_set))
    return make_ready(by=cast.asta, promise_set=fresh(promise_set))


def plan_half(cast: Cast) -> None:
    window(cast.asta, running_set(cast))


def follow(cast: Cast) -> World:
    """The first period is closed already."""
    world = make_world(cast)
    closed(world)
    return world


def await_the_other(cast: Cast) -> None:
    hand_in(cast.asta, follow(cast), done(count(2, "m")), period=1)


def contradict(cast: Cast) -> None:
    both_hand_in(make_world(cast), period=1)


def write(cast: Cast) -> None:
    state(cast.asta, make_world(cast), done(count(2, "m")), period=1)


def propose(cast: Cast) -> None:
    world = make_world(cast)
    followup.propose_closing(by=cast.petra, period=world.periods[1])


def agree(cast: Cast) -> None:
    make_agreement_at(AgreementState.IN_FORCE, owner=cast.asta, other=cast.petra)


# The second period of `make_world` ended yesterday and is due in thirty days, the third ends in 165.
# The agreement in force ends in 700 days, and is told of two months ahead.
EVENTS = [
    ("a task is due", plan, 5, "Väntar på att du rapporterar"),
    ("a task is late", plan, 10, "Försenad och inte rapporterad"),
    ("a period opens for accounts", follow, 166, "Perioden är slut och kan redovisas"),
    ("a period closes soon", follow, 23, "Redovisningen ska snart lämnas in"),
    ("an account is late", follow, 31, "Redovisningen skulle ha lämnats in"),
    ("a party has not handed in", await_the_other, 31, "En annan part har inte lämnat in"),
    ("an agreement ends", agree, 640, "Överenskommelsen upphör snart"),
]
# What comes of an act, not of a day.
ACTS = [
    ("numbers conflict", contradict, "Parternas siffror stämmer inte överens"),
    ("a commitment has no activity", plan_half, "Åtaganden utan aktivitet"),
    ("nothing is planned", running_set, "Inget är planerat för det ni har lovat"),
    ("an assessment waits", write, "Redovisat men inte bedömt"),
    ("a closing waits for an answer", propose, "Ett förslag om att stänga väntar på er"),
]
Making = Callable[[Cast], object]


@pytest.mark.parametrize(
    ("make", "day", "label"), [row[1:] for row in EVENTS], ids=[row[0] for row in EVENTS]
)
def test_a_day_brings_a_line_and_a_mail_and_the_day_before_brings_neither(
    cast: Cast, clock: Clock, make: Making, day: int, label: str
) -> None:
    make(cast)
    told_before = mails(cast.asta, clock.strike(day - 1))
    assert label not in page(cast.asta)
    assert label not in told_before
    told = mails(cast.asta, clock.strike(day))
    assert label in page(cast.asta)
    assert told.count(label) == 1


@pytest.mark.parametrize(("make", "label"), [row[1:] for row in ACTS], ids=[row[0] for row in ACTS])
def test_an_act_brings_a_line_and_a_mail_that_is_not_sent_again(
    cast: Cast, clock: Clock, make: Making, label: str
) -> None:
    mails(cast.asta, clock.strike(0))
    assert label not in page(cast.asta)
    make(cast)
    now = clock.strike(0) + timedelta(minutes=5)
    assert mails(cast.asta, now).count(label) == 1
    assert label in page(cast.asta)
    assert mails(cast.asta, now + timedelta(minutes=5)).count(label) == 1


def test_what_is_settled_in_time_is_never_told_of(cast: Cast, clock: Clock) -> None:
    world = make_world(cast)
    both_hand_in(world)
    followup.propose_closing(by=cast.asta, period=world.period)
    followup.confirm_closing(by=cast.petra, follow_up=FollowUp.objects.get())
    label = "Redovisningen skulle ha lämnats in: Period 1"
    assert label not in mails(cast.asta, clock.strike(40))
    assert label not in page(cast.asta)


def mails(actor: Actor, now: datetime) -> str:
    """All that has been written to the person as digests, once the round of this moment is made."""
    send_digests(now=now)
    written = OutboxMessage.objects.filter(recipient=actor.person.email).exclude(html="")
    assert all(label_count(each.text) == label_count(each.html) for each in written)
    return "\n".join(each.text for each in written.order_by("pk"))


def label_count(form: str) -> list[int]:
    return [form.count(label) for *_rest, label in (*EVENTS, *ACTS)]


def page(actor: Actor) -> str:
    return signed_in(actor).get("/").content.decode()
