"""What Min dag says of a period, and the mail that follows, as the days pass."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from loftet.activities.services import mark_same_or_two
from loftet.domain.digests import Frequency
from loftet.domain.duplicates import Verdict
from loftet.domain.suggestion import PromiseStatus
from loftet.followup import services
from loftet.followup.models import FollowUp, ReportingPeriod
from loftet.followup.selectors.waiting import WaitingKind, list_waiting_for
from loftet.notices.services import choose_frequency, send_digests
from loftet.organisations.actor import Actor
from loftet.organisations.models import OutboxMessage, Role
from tests.activities.making import occurrence
from tests.factories import make_actor, make_cast, signed_in
from tests.followup.making import (
    TODAY,
    World,
    assess,
    both_hand_in,
    closed,
    count,
    done,
    hand_in,
    make_world,
    propose,
    state,
)

pytestmark = pytest.mark.django_db
PERIOD_2 = 1


@pytest.fixture
def world(db: None) -> World:
    """Only the second period is left to account for: it ended yesterday and is due in thirty days."""
    made = make_world(make_cast())
    closed(made)
    return made


def kinds(actor: Actor) -> list[str]:
    return [item.kind for item in list_waiting_for(actor)]


def due_in(world: World, days: int) -> None:
    """As if the clock had gone on: the same period, due on another day from today."""
    ReportingPeriod.objects.filter(pk=world.periods[PERIOD_2].pk).update(due_on=TODAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("due", "kind"),
    [
        (30, WaitingKind.HAND_IN),
        (8, WaitingKind.HAND_IN),
        (7, WaitingKind.DUE_SOON),
        (0, WaitingKind.DUE_SOON),
        (-1, WaitingKind.OVERDUE),
    ],
)
def test_each_step_is_a_line_and_a_mail(world: World, due: int, kind: WaitingKind) -> None:
    due_in(world, due)
    petra = world.cast.petra
    assert kinds(petra) == [kind]
    morning = timezone.make_aware(datetime.combine(TODAY, time(8)))
    choose_frequency(by_person=petra.person, frequency=Frequency.AT_ONCE)
    send_digests(now=morning)
    send_digests(now=morning + timedelta(minutes=5))
    (mail,) = OutboxMessage.objects.filter(recipient=petra.person.email).exclude(html="")
    assert str(kind.label) in mail.text
    assert "Period 2" in mail.text


def test_who_has_handed_in_waits_for_the_other_only_when_it_is_late(world: World) -> None:
    hand_in(world.cast.asta, world, done(count(2, "m")), period=PERIOD_2)
    assert kinds(world.cast.asta) == []
    due_in(world, -1)
    assert kinds(world.cast.asta) == [WaitingKind.OTHER_MISSING]
    assert kinds(world.cast.petra) == [WaitingKind.OVERDUE]


def test_what_is_told_and_not_assessed_is_said_until_it_is(world: World) -> None:
    state(world.cast.asta, world, done(count(2, "m")), period=PERIOD_2)
    assert WaitingKind.ASSESS in kinds(world.cast.asta)
    assess(world.cast.asta, world, PromiseStatus.FULFILLED, period=PERIOD_2)
    assert WaitingKind.ASSESS not in kinds(world.cast.asta)


def test_a_proposal_waits_for_the_other_party_and_a_closed_period_for_nobody(world: World) -> None:
    both_hand_in(world, period=PERIOD_2)
    propose(world.cast.asta, world, period=PERIOD_2)
    assert WaitingKind.CONFIRM in kinds(world.cast.petra)
    assert WaitingKind.CONFIRM not in kinds(world.cast.asta)


def test_numbers_conflict_until_somebody_says_what_they_are(world: World) -> None:
    """Two parties told of one unit on days that may be the same."""
    both_hand_in(world, period=PERIOD_2)
    for actor in (world.cast.asta, world.cast.petra):
        (item,) = list_waiting_for(actor)
        assert item.kind == WaitingKind.CONFLICT
    page = signed_in(world.cast.petra).get(world.periods[PERIOD_2].get_absolute_url()).content.decode()
    assert reverse("followup:pair_list", args=(world.periods[PERIOD_2].pk,)) in page
    propose(world.cast.asta, world, period=PERIOD_2)
    services.confirm_closing(by=world.cast.petra, follow_up=FollowUp.objects.latest("pk"))
    assert kinds(world.cast.asta) == []


def test_occurrences_that_are_marked_conflict_no_more(world: World) -> None:
    told = [occurrence(actor, world.promise_set) for actor in (world.cast.asta, world.cast.petra)]
    for actor, each in zip((world.cast.asta, world.cast.petra), told, strict=True):
        hand_in(actor, world, done(count(1, str(each.key))), period=PERIOD_2)
    assert kinds(world.cast.asta) == [WaitingKind.CONFLICT]
    mark_same_or_two(by=world.cast.petra, one=told[1], other=told[0], verdict=Verdict.ONE)
    assert kinds(world.cast.asta) == []


@pytest.mark.parametrize(("number", "conflicts"), [(2, False), (3, True)])
def test_one_thing_told_with_two_numbers_is_a_conflict(world: World, number: int, *, conflicts: bool) -> None:
    hand_in(world.cast.asta, world, done(count(2, "same")), period=PERIOD_2)
    hand_in(world.cast.petra, world, done(count(number, "same")), period=PERIOD_2)
    assert (WaitingKind.CONFLICT in kinds(world.cast.petra)) == conflicts


def test_only_coordinators_of_the_parties_are_told(world: World) -> None:
    reader = make_actor(Role.READER, organisation=world.cast.asta.organisation)
    assert kinds(reader) == kinds(world.cast.cesar) == []
