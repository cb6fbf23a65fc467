"""A party writes its account of a period and hands it in."""

from __future__ import annotations

import pytest

from loftet.activities.selectors.duplicates import list_possible_duplicates
from loftet.agreements.models import Sharing
from loftet.domain.cells import CellState
from loftet.domain.party_account import PartyAccountDocument
from loftet.domain.suggestion import PromiseStatus
from loftet.followup import services
from loftet.followup.content import AssessmentContent, StatementContent
from loftet.followup.models import PartyAccount, Statement
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.models import AuditEvent, OutboxMessage
from tests.activities.making import occurrence

from .making import World, assess, closed, count, done, hand_in, not_done, propose, state


def test_a_statement_is_its_partys_own_until_it_is_handed_in(world: World) -> None:
    account = state(world.cast.asta, world, done(count(2)), internal_note="Fråga VA om höstens prov.")
    assert account.owner == world.cast.asta.organisation
    assert not PartyAccount.objects.visible_to(world.cast.petra).exists()
    version = services.hand_in(by=world.cast.asta, account=account)
    assert [each.organisation for each in Sharing.objects.filter(version=version)] == [
        world.cast.petra.organisation
    ]
    assert PartyAccount.objects.visible_to(world.cast.petra).get() == account
    assert "Fråga VA" not in str(version.document)


def test_what_is_handed_in_holds_the_statement_and_the_assessment(world: World) -> None:
    state(world.cast.asta, world, done(count(2, commitment=world.promise.commitments[0].key)))
    assess(world.cast.asta, world, PromiseStatus.UNDER_WAY, "Två kvar.")
    version = services.hand_in(by=world.cast.asta, account=PartyAccount.objects.get())
    document = PartyAccountDocument.from_data(version.document)
    statement, assessment = document.statements[0], document.assessments[0]
    assert (statement.account.counts[0].number, statement.account.words) == (2, "Det gick bra.")
    assert (assessment.status, assessment.motive) == (PromiseStatus.UNDER_WAY, "Två kvar.")
    assert document.promise_sets[0].title == "Medborgarlöfte för Linköping"
    assert document.period.label == "Period 1"


def test_not_done_keeps_its_reason_and_next_date(world: World) -> None:
    document = PartyAccountDocument.from_data(hand_in(world.cast.asta, world, not_done()).document)
    why = document.statements[0].account.not_done[0]
    assert (why.reason, why.words, why.next_on is not None) == ("staff_missing", "Ingen kunde.", True)


def test_the_other_party_is_told_by_mail(world: World) -> None:
    hand_in(world.cast.asta, world, done())
    message = OutboxMessage.objects.latest("pk")
    assert message.recipient == world.cast.petra.person.email
    assert message.subject == "Linköpings kommun har lämnat in för Period 1"


def test_two_of_one_party_do_not_overwrite_each_other(world: World) -> None:
    state(world.cast.asta, world, done(count(2)))
    with pytest.raises(ChangedMeanwhile):
        state(world.cast.asta, world, done(count(5)))
    state(world.cast.asta, world, done(count(5)), revision=1)
    assert [each.number for each in Statement.objects.get().counts.all()] == [5]


def test_two_who_assess_do_not_overwrite_each_other(world: World) -> None:
    assess(world.cast.asta, world, PromiseStatus.UNDER_WAY)
    with pytest.raises(ChangedMeanwhile):
        assess(world.cast.asta, world, PromiseStatus.FULFILLED)


def test_the_parties_write_beside_each_other(world: World) -> None:
    state(world.cast.asta, world, done(count(2)))
    state(world.cast.petra, world, not_done())
    assert {each.owner for each in PartyAccount.objects.all()} == {
        world.cast.asta.organisation,
        world.cast.petra.organisation,
    }


@pytest.mark.parametrize(
    ("status", "motive", "is_refused"),
    [
        (PromiseStatus.NOT_FULFILLED, " ", True),
        (PromiseStatus.PARTLY_FULFILLED, "", True),
        (PromiseStatus.NOT_FULFILLED, "Skolorna var stängda.", False),
        (PromiseStatus.FULFILLED, "", False),
    ],
)
def test_what_is_not_kept_is_said_with_a_reason(
    world: World, status: PromiseStatus, motive: str, is_refused: bool
) -> None:
    if not is_refused:
        assess(world.cast.asta, world, status, motive)
        return
    with pytest.raises(NotAllowed, match="Säg varför"):
        assess(world.cast.asta, world, status, motive)


def test_what_does_not_belong_here_is_refused(world: World) -> None:
    elsewhere = "00000000-0000-4000-8000-000000000000"
    stray = StatementContent(elsewhere, done())
    with pytest.raises(NotAllowed, match="hör inte till"):
        services.save_statement(by=world.cast.asta, period=world.period, content=stray, revision=0)
    judged = AssessmentContent(elsewhere, PromiseStatus.FULFILLED)
    with pytest.raises(NotAllowed, match="hör inte till"):
        services.save_assessment(by=world.cast.asta, period=world.period, content=judged, revision=0)
    with pytest.raises(NotAllowed, match="som löftet inte har"):
        state(world.cast.asta, world, done(count(1, commitment=elsewhere)))
    with pytest.raises(NotAllowed, match="parter i överenskommelsen"):
        state(world.cast.asta, world, done(count(1, parties=(world.cast.cesar.organisation.pk,))))


def test_nobody_else_writes_or_hands_in(world: World) -> None:
    account = state(world.cast.asta, world, done())
    for actor in (world.cast.cesar, world.cast.bo):
        with pytest.raises(NotAllowed):
            state(actor, world, done())
    for actor in (world.cast.cesar, world.cast.bo, world.cast.petra):
        with pytest.raises(NotAllowed):
            services.hand_in(by=actor, account=account)


def test_what_was_changed_since_it_was_shown_is_not_handed_in(world: World) -> None:
    account = state(world.cast.asta, world, done())
    with pytest.raises(NotAllowed, match="ändrades efter"):
        services.hand_in(by=world.cast.asta, account=account, revision=account.revision - 1)


def test_an_account_of_nothing_is_not_handed_in(world: World) -> None:
    assess(world.cast.asta, world, PromiseStatus.UNDER_WAY)
    with pytest.raises(NotAllowed, match="Inget är skrivet"):
        services.hand_in(by=world.cast.asta, account=PartyAccount.objects.get())


def test_what_is_handed_in_is_changed_by_a_new_version_with_a_reason(world: World) -> None:
    hand_in(world.cast.asta, world, done(count(2)))
    account = PartyAccount.objects.get()
    with pytest.raises(NotAllowed, match="lämnad in"):
        state(world.cast.asta, world, done(count(3)), revision=1)
    with pytest.raises(NotAllowed, match="varför"):
        services.begin_new_account_version(by=world.cast.asta, account=account, reason=" ")
    services.begin_new_account_version(by=world.cast.asta, account=account, reason="Ett prov till.")
    version = services.hand_in(
        by=world.cast.asta, account=state(world.cast.asta, world, done(count(3)), revision=1)
    )
    assert (version.version, version.reason) == (2, "Ett prov till.")


def test_handing_in_asks_for_a_confirmation_anew(world: World) -> None:
    hand_in(world.cast.asta, world, done(count(2)))
    follow_up = propose(world.cast.asta, world)
    hand_in(world.cast.petra, world, done(count(1)))
    assert not follow_up.confirmations.exists()
    assert AuditEvent.objects.filter(kind="closing_asked_anew").exists()
    with pytest.raises(NotAllowed, match="lämnats in efter"):
        services.confirm_closing(by=world.cast.asta, follow_up=follow_up, revision=follow_up.revision)


def test_nothing_is_written_in_a_closed_period(world: World) -> None:
    closed(world)
    account = PartyAccount.objects.get(owner=world.cast.asta.organisation)
    with pytest.raises(NotAllowed, match="är stängd"):
        state(world.cast.asta, world, done(), revision=1)
    with pytest.raises(NotAllowed, match="är stängd"):
        services.begin_new_account_version(by=world.cast.asta, account=account, reason="Fel.")


def test_a_statement_without_state_is_refused(world: World) -> None:
    with pytest.raises(NotAllowed, match="vad som blev"):
        state(world.cast.asta, world, done(state=CellState.NOT_REPORTED))


def test_occurrences_are_handed_over_with_the_account_and_compared_when_both_have_handed_in(
    world: World,
) -> None:
    period = 1
    for actor in (world.cast.asta, world.cast.petra):
        occurrence(actor, world.promise_set)
    hand_in(world.cast.asta, world, done(count(1, "m")), period=period)
    assert list_possible_duplicates(world.cast.petra, world.promise_set) == []
    hand_in(world.cast.petra, world, done(count(1, "p")), period=period)
    for actor in (world.cast.asta, world.cast.petra):
        assert len(list_possible_duplicates(actor, world.promise_set)) == 1
