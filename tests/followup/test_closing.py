"""Closing a period by equals."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from loftet.activities.models import SameOrTwo
from loftet.agreements.models import SharedVersion
from loftet.agreements.versions import newest_version
from loftet.domain.cells import CellState
from loftet.domain.follow_up_states import FollowUpState
from loftet.domain.suggestion import PromiseStatus
from loftet.followup import services
from loftet.followup.models import FollowUp, PartyAccount, Reminder, ReportingPeriod
from loftet.organisations import audit
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, OutboxMessage
from tests.promises.making import CHIEF, DIRECTOR, sign

from .making import (
    TODAY,
    World,
    assess,
    both_hand_in,
    closed,
    count,
    document,
    done,
    hand_in,
    propose,
    remind,
    state,
)


def fresh(follow_up: FollowUp) -> FollowUp:
    return FollowUp.objects.get(pk=follow_up.pk)


def test_it_is_closed_when_every_party_has_confirmed(world: World) -> None:
    both_hand_in(world)
    follow_up = propose(world.cast.petra, world)
    assert (follow_up.state, follow_up.is_open) == (FollowUpState.PROPOSED, True)
    services.confirm_closing(by=world.cast.asta, follow_up=follow_up)
    assert fresh(follow_up).state == FollowUpState.CLOSED
    found = document(follow_up)
    assert (found.closed_period.label, found.version, found.silences) == ("Period 1", 1, ())
    municipal, police = (actor.organisation.pk for actor in (world.cast.asta, world.cast.petra))
    promise = found.promises[0]
    assert promise.cell(municipal, 1).account.counts[0].number == 2
    assert promise.cell(police, 1).account.counts[0].number == 1


def test_every_party_sees_the_proposal_and_what_was_closed(world: World) -> None:
    follow_up = propose(world.cast.asta, world)
    assert FollowUp.objects.visible_to(world.cast.petra).get() == follow_up
    assert not FollowUp.objects.visible_to(world.cast.cesar).exists()
    services.confirm_closing(by=world.cast.petra, follow_up=follow_up)
    version = newest_version(fresh(follow_up))
    assert version is not None
    assert [each.organisation for each in version.sharings.all()] == [world.cast.petra.organisation]
    assert version.shared_by == world.cast.petra.person


def test_both_assessments_stand_where_they_differ(world: World) -> None:
    assess(world.cast.asta, world, PromiseStatus.FULFILLED)
    assess(world.cast.petra, world, PromiseStatus.UNDER_WAY)
    promise = document(closed(world)).promises[0]
    assert promise.parties_differ
    assert [each.status for each in promise.assessments] == ["fulfilled", "under_way"]


def test_what_is_not_handed_in_is_not_in_it(world: World) -> None:
    hand_in(world.cast.asta, world, done(count(2)))
    state(world.cast.petra, world, done(count(9)))
    services.confirm_closing(by=world.cast.petra, follow_up=propose(world.cast.asta, world))
    found = document(FollowUp.objects.get())
    police = world.cast.petra.organisation.pk
    # The wastewater promise asks nothing of the police.
    assert found.promises[0].cell(police, 1).account.state == CellState.NOT_CONCERNED
    assert [each.low for each in found.promises[0].totals] == [2]


def test_a_period_is_not_closed_before_it_is_over(world: World) -> None:
    with pytest.raises(NotAllowed, match="Period 3 slutar"):
        propose(world.cast.asta, world, period=2)


def test_one_proposal_at_a_time_and_one_confirmation_each(world: World) -> None:
    follow_up = propose(world.cast.asta, world)
    with pytest.raises(NotAllowed, match="redan"):
        propose(world.cast.petra, world)
    with pytest.raises(NotAllowed, match="har bekräftat"):
        services.confirm_closing(by=world.cast.asta, follow_up=follow_up)


def test_nobody_else_proposes_or_confirms(world: World) -> None:
    for actor in (world.cast.cesar, world.cast.bo):
        with pytest.raises(NotAllowed):
            propose(actor, world)
    follow_up = propose(world.cast.asta, world)
    for actor in (world.cast.cesar, world.cast.bo):
        with pytest.raises(NotAllowed):
            services.confirm_closing(by=actor, follow_up=follow_up)


def test_who_proposed_withdraws(world: World) -> None:
    follow_up = propose(world.cast.asta, world)
    with pytest.raises(NotAllowed, match="Bara Linköpings kommun"):
        services.withdraw_proposal(by=world.cast.petra, follow_up=follow_up)
    services.withdraw_proposal(by=world.cast.asta, follow_up=follow_up)
    assert not FollowUp.objects.exists()


# Silence.


def test_it_is_closed_over_silence_when_due_and_reminded(world: World) -> None:
    hand_in(world.cast.asta, world, done(count(2)))
    remind(world.period, -57, -50)
    follow_up = propose(world.cast.asta, world)
    services.close_over_silence(by=world.cast.asta, follow_up=follow_up)
    (silence,) = document(follow_up).silences
    assert silence.party == world.cast.petra.organisation.pk
    assert silence.due_on == TODAY - timedelta(days=60)
    assert silence.reminded_on == (TODAY - timedelta(days=57), TODAY - timedelta(days=50))
    assert fresh(follow_up).state == FollowUpState.CLOSED


def test_silence_takes_a_reminder_first(world: World) -> None:
    follow_up = propose(world.cast.asta, world)
    with pytest.raises(NotAllowed, match="inte påmints"):
        services.close_over_silence(by=world.cast.asta, follow_up=follow_up)


def test_a_reminder_of_today_is_none_yet(world: World) -> None:
    remind(world.period, 0)
    follow_up = propose(world.cast.asta, world)
    with pytest.raises(NotAllowed, match="inte påmints"):
        services.close_over_silence(by=world.cast.asta, follow_up=follow_up)


def test_silence_takes_that_the_day_has_passed(world: World) -> None:
    follow_up = propose(world.cast.asta, world, period=1)
    with pytest.raises(NotAllowed, match="har till"):
        services.close_over_silence(by=world.cast.asta, follow_up=follow_up)


def test_who_has_not_confirmed_does_not_close_over_silence(world: World) -> None:
    remind(world.period, -57)
    follow_up = propose(world.cast.asta, world)
    with pytest.raises(NotAllowed, match="Bekräfta först"):
        services.close_over_silence(by=world.cast.petra, follow_up=follow_up)


# Reminders.


def test_only_parties_that_have_not_handed_in_are_reminded_each_planned_day_once(world: World) -> None:
    hand_in(world.cast.asta, world, done())
    OutboxMessage.objects.all()
    remind(world.period, -58, -57, -57, -56, -49, -49)
    found = [(each.organisation, each.sent_on) for each in Reminder.objects.all()]
    police = world.cast.petra.organisation
    assert found == [(police, TODAY - timedelta(days=57)), (police, TODAY - timedelta(days=49))]
    letters = OutboxMessage.objects.filter(subject="Inte besvarat än: Period 1")
    assert [each.recipient for each in letters] == [world.cast.petra.person.email] * 2


def test_nobody_is_reminded_of_a_closed_period(world: World) -> None:
    closed(world)
    remind(world.period, 0)
    assert not Reminder.objects.exists()


# Signing and correction.


def sign_all(world: World, follow_up: FollowUp) -> None:
    sign(world.cast.asta, follow_up, DIRECTOR)
    sign(world.cast.petra, follow_up, CHIEF)


def test_it_is_signed_by_the_signatories_of_the_agreement(world: World) -> None:
    follow_up = closed(world)
    sign_all(world, follow_up)
    kept = fresh(follow_up)
    assert (kept.state, kept.valid_version) == (FollowUpState.SIGNED, 1)


def test_a_correction_is_a_new_closing_that_names_the_old(world: World) -> None:
    follow_up = closed(world)
    sign_all(world, follow_up)
    with pytest.raises(NotAllowed, match="Säg vad"):
        propose(world.cast.petra, world)
    propose(world.cast.petra, world, reason="Ett prov räknades två gånger.")
    account = PartyAccount.objects.get(owner=world.cast.asta.organisation)
    services.begin_new_account_version(by=world.cast.asta, account=account, reason="Dubbelt.")
    services.hand_in(
        by=world.cast.asta, account=state(world.cast.asta, world, done(count(1, "m")), revision=1)
    )
    for actor in (world.cast.asta, world.cast.petra):
        services.confirm_closing(by=actor, follow_up=fresh(follow_up))
    kept, found = fresh(follow_up), document(follow_up)
    assert (kept.state, kept.valid_version, kept.version) == (FollowUpState.CLOSED, 1, 2)
    assert (found.version, found.change_reason) == (2, "Ett prov räknades två gånger.")
    assert found.promises[0].totals[0].low == 1
    versions = SharedVersion.objects.filter(record_kind="follow_up").order_by("version")
    assert [each.version for each in versions] == [1, 2]
    assert versions[0].document["focus_areas"][0]["promises"][0]["totals"][0]["low"] == 2


def test_a_correction_that_is_withdrawn_leaves_what_was_closed(world: World) -> None:
    follow_up = closed(world)
    propose(world.cast.petra, world, reason="Kanske.")
    services.withdraw_proposal(by=world.cast.petra, follow_up=fresh(follow_up))
    kept = fresh(follow_up)
    assert (kept.version, kept.change_reason, kept.is_open) == (1, "", False)


def test_every_step_is_in_the_trail(world: World) -> None:
    closed(world)
    kinds = set(AuditEvent.objects.values_list("kind", flat=True))
    assert {"statement_saved", "party_account_shared", "party_account_received"} <= kinds
    assert {"closing_proposed", "closing_confirmed", "period_closed", "follow_up_shared"} <= kinds


def test_the_other_party_is_told_of_the_proposal_and_all_of_the_closing(world: World) -> None:
    closed(world)
    subjects = list(OutboxMessage.objects.order_by("pk").values_list("subject", flat=True))
    assert "Linköpings kommun föreslår att Period 1 stängs" in subjects
    assert sum(subject.startswith("Stängd: ") for subject in subjects) == 2


def test_what_the_parties_have_marked_as_one_counts_once(world: World) -> None:
    """The keys are those of the occurrences that the numbers were taken from."""
    one, other = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
    with transaction.atomic():
        SameOrTwo.objects.create(
            promise_set=world.promise_set,
            one_key=one,
            other_key=other,
            verdict="one",
            organisation=world.cast.asta.organisation,
            marked_by=world.cast.asta.person,
            marked_as="Asta",
        )
        audit.record(by=world.cast.asta, kind="tried", subject=world.promise_set)
    hand_in(world.cast.asta, world, done(count(2, one)))
    hand_in(world.cast.petra, world, done(count(2, other)))
    follow_up = services.confirm_closing(by=world.cast.petra, follow_up=propose(world.cast.asta, world))
    (total,) = document(follow_up).promises[0].totals
    assert (total.low, total.high) == (2, 2)


def test_a_reminder_before_the_day_says_when_it_is_and_lets_nobody_be_closed_over(world: World) -> None:
    ReportingPeriod.objects.filter(pk=world.period.pk).update(
        remind_on=[TODAY - timedelta(days=67), TODAY - timedelta(days=57)]
    )
    remind(world.period, -67)
    before = OutboxMessage.objects.filter(recipient=world.cast.petra.person.email).latest("pk")
    assert before.subject.startswith("Redovisas senast")
    assert "kan de andra parterna stänga" not in before.text
    follow_up = propose(world.cast.asta, world)
    with pytest.raises(NotAllowed, match="inte påmints"):
        services.close_over_silence(by=world.cast.asta, follow_up=follow_up)
    remind(world.period, -57)
    late = OutboxMessage.objects.filter(recipient=world.cast.petra.person.email).latest("pk")
    assert late.subject == "Inte besvarat än: Period 1"
    assert "kan de andra parterna stänga" in late.text
    services.close_over_silence(by=world.cast.asta, follow_up=follow_up)
    assert len(document(FollowUp.objects.get()).silences[0].reminded_on) == 2
