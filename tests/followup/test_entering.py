"""One party enters what another has done out of a named source: marked so, and never the other's own word."""

from __future__ import annotations

import pytest
from django.urls import reverse

from loftet.activities.models import OccurrenceSharing
from loftet.domain.party_account import AccountText, PartyAccountDocument
from loftet.followup import services
from loftet.followup.content import StatementContent
from loftet.followup.models import FollowUp, PartyAccount, Reminder
from loftet.followup.selectors.waiting import WaitingKind, list_waiting_for
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.models import AuditEvent, OutboxMessage
from tests.activities.making import occurrence
from tests.factories import signed_in

from .making import World, both_hand_in, closed, count, document, done, hand_in, propose, remind

SOURCE = "Mejl från kommunpolisen 3 maj"


def enter(
    world: World, account: AccountText, *, source: str = SOURCE, period: int = 0, revision: int = 0
) -> PartyAccount:
    """The municipality enters for the police."""
    row = services.save_statement(
        by=world.cast.asta,
        period=world.periods[period],
        content=StatementContent(world.promise.key, account),
        revision=revision,
        party=world.cast.petra.organisation,
        entered_from=source,
    )
    return row.account


def page(world: World, name: str = "entered_detail", *more: object, period: int = 0) -> str:
    police = world.cast.petra.organisation.pk
    return reverse(f"followup:{name}", args=(world.periods[period].pk, police, *more))


def test_what_is_entered_names_its_source_and_who_entered_it(world: World) -> None:
    with pytest.raises(NotAllowed, match="källan"):
        enter(world, done(count(4)), source=" ")
    entered = PartyAccountDocument.from_data(
        services.hand_in(by=world.cast.asta, account=enter(world, done(count(4)))).document
    )
    assert (entered.party, entered.entered_by) == (
        world.cast.petra.organisation.pk,
        world.cast.asta.organisation.pk,
    )
    assert entered.entered_from == SOURCE
    event = AuditEvent.objects.get(kind="statement_entered")
    assert event.data["source"] == SOURCE


def test_it_stays_with_who_entered_it_until_it_is_handed_over_and_is_marked_then(world: World) -> None:
    account = enter(world, done(count(4, unit="sök")))
    address, marked = world.period.get_absolute_url(), f"införd av kommunen ur {SOURCE}"
    assert marked in signed_in(world.cast.asta).get(address).content.decode()
    assert "4 sök" not in signed_in(world.cast.petra).get(address).content.decode()
    services.hand_in(by=world.cast.asta, account=account)
    shown = signed_in(world.cast.petra).get(address).content.decode()
    assert "4 sök" in shown
    assert marked in shown


def test_the_party_reads_in_its_mail_that_it_is_not_its_own_word(world: World) -> None:
    services.hand_in(by=world.cast.asta, account=enter(world, done()))
    mail = OutboxMessage.objects.latest("pk")
    police = world.cast.petra.organisation.name
    assert mail.recipient == world.cast.petra.person.email
    assert mail.subject == f"Linköpings kommun har fört in vad {police} gjorde under Period 1"
    assert SOURCE in mail.text


def test_the_source_is_one_for_all_that_is_entered_and_can_be_corrected(world: World) -> None:
    enter(world, done())
    account = enter(world, done(), source="Protokoll 4 maj", revision=1)
    assert PartyAccount.objects.get(pk=account.pk).entered_from == "Protokoll 4 maj"
    with pytest.raises(ChangedMeanwhile):
        enter(world, done(), revision=1)


def test_it_gives_way_when_the_party_hands_in_itself(world: World) -> None:
    services.hand_in(by=world.cast.asta, account=enter(world, done(count(4, unit="sök"))))
    hand_in(world.cast.petra, world, done(count(7, "p", unit="sök")))
    shown = signed_in(world.cast.asta).get(world.period.get_absolute_url()).content.decode()
    assert "7 sök" in shown
    assert "4 sök" not in shown
    assert SOURCE not in shown


def test_nothing_is_entered_for_who_has_spoken_nor_for_oneself_nor_for_a_stranger(world: World) -> None:
    account = enter(world, done())
    for party, words in (
        (world.cast.cesar.organisation, "inte part"),
        (world.cast.petra.organisation, "lämnat in sin egen"),
    ):
        if party == world.cast.petra.organisation:
            hand_in(world.cast.petra, world, done())
        with pytest.raises(NotAllowed, match=words):
            services.save_statement(
                by=world.cast.asta,
                period=world.period,
                content=StatementContent(world.promise.key, done()),
                revision=0,
                party=party,
                entered_from=SOURCE,
            )
    with pytest.raises(NotAllowed, match="lämnat in sin egen"):
        services.hand_in(by=world.cast.asta, account=account)


def test_it_is_no_answer_of_the_party(world: World) -> None:
    """It is reminded, sees that it is late, and has confirmed nothing."""
    hand_in(world.cast.asta, world, done())
    services.hand_in(by=world.cast.asta, account=enter(world, done()))
    assert WaitingKind.OVERDUE in [each.kind for each in list_waiting_for(world.cast.petra)]
    assert WaitingKind.OTHER_MISSING in [each.kind for each in list_waiting_for(world.cast.asta)]
    remind(world.period, 0)
    assert {each.organisation for each in Reminder.objects.all()} == {world.cast.petra.organisation}
    propose(world.cast.asta, world)
    assert FollowUp.objects.get().is_open


def test_what_is_entered_is_not_said_to_wait_for_an_assessment(world: World) -> None:
    enter(world, done())
    assert WaitingKind.ASSESS not in [each.kind for each in list_waiting_for(world.cast.asta)]


def test_handing_it_over_hands_over_nothing_else(world: World) -> None:
    occurrence(world.cast.asta, world.promise_set)
    services.hand_in(by=world.cast.asta, account=enter(world, done(), period=1))
    assert not OccurrenceSharing.objects.exists()


def test_a_closed_period_says_what_was_entered_and_takes_no_more(world: World) -> None:
    services.hand_in(by=world.cast.asta, account=enter(world, done(count(4))))
    propose(world.cast.asta, world)
    services.confirm_closing(by=world.cast.petra, follow_up=FollowUp.objects.get())
    cell = document(FollowUp.objects.get()).promises[0].cell(world.cast.petra.organisation.pk, 1)
    assert (cell.entered_by, cell.entered_from) == (world.cast.asta.organisation.pk, SOURCE)
    with pytest.raises(NotAllowed, match="är stängd"):
        enter(world, done(), revision=1)


def test_it_is_entered_handed_over_and_changed_on_its_pages(world: World) -> None:
    browser = signed_in(world.cast.asta)
    writing = reverse("followup:statement_edit", args=(world.period.pk, world.promise.key))
    assert page(world) in browser.get(world.period.get_absolute_url()).content.decode()
    # The wastewater promise asks nothing of the police, so the page of its account does not lead there.
    entering = page(world, "statement_enter", world.promise.key)
    assert entering not in browser.get(writing).content.decode()
    typed = {"outcome": "done", "words": "Fyra sök.", "revision": "0", "number_0": "4", "unit_0": "sök"}
    assert browser.post(entering, typed).status_code == 422
    assert browser.post(entering, typed | {"source": SOURCE})["location"] == page(world)
    assert SOURCE in browser.get(page(world)).content.decode()
    handing_over = browser.get(page(world, "entered_hand_in"))
    assert f"”{SOURCE}”" in handing_over.content.decode()
    revision = handing_over.context["form"]["revision"].value()
    assert browser.post(page(world, "entered_hand_in"), {"revision": revision}).status_code == 302
    assert browser.post(page(world, "entered_reopen"), {"reason": "Fel antal."}).status_code == 302
    assert PartyAccount.objects.get().version == 2


def test_the_pages_are_for_another_party_that_is_silent(world: World) -> None:
    browser = signed_in(world.cast.asta)
    own = reverse("followup:entered_detail", args=(world.period.pk, world.cast.asta.organisation.pk))
    assert browser.get(own).status_code == 404
    assert browser.get(page(world, "entered_hand_in")).status_code == 404
    both_hand_in(world)
    assert "lämnat in sin egen redovisning" in browser.get(page(world)).content.decode()
    assert page(world) not in browser.get(world.period.get_absolute_url()).content.decode()


def test_a_closed_period_leads_to_no_entering(world: World) -> None:
    closed(world)
    browser = signed_in(world.cast.asta)
    assert "är stängd" in browser.get(page(world)).content.decode()
