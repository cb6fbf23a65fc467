from __future__ import annotations

from loftet.agreements import services
from loftet.agreements.selectors import WaitingKind, list_waiting_for
from loftet.organisations.actor import Actor
from loftet.organisations.models import Role
from tests.factories import Cast, make_actor, signed_in

from .making import ask, draft, in_force, mail_link, next_version, shared, sign_for, signed


def kinds(actor: Actor) -> list[WaitingKind]:
    return [item.kind for item in list_waiting_for(actor)]


def test_a_draft_waits_for_being_shared(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    (item,) = list_waiting_for(cast.asta)
    assert (item.kind, item.title) == (WaitingKind.SHARE, "Trygg i Linköping")
    assert item.since == agreement.version_begun_at
    assert list_waiting_for(cast.petra) == []


def test_what_is_shared_waits_for_somebody_to_be_asked(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    assert kinds(cast.asta) == kinds(cast.petra) == [WaitingKind.ASK]
    mail_link(cast.petra, agreement)
    assert kinds(cast.petra) == []


def test_the_title_is_the_one_that_was_shared(cast: Cast) -> None:
    next_version(cast.asta, shared(cast.asta, cast.petra), title="Hemlig plan")
    assert [item.title for item in list_waiting_for(cast.petra)] == ["Trygg i Linköping"]
    assert {item.title for item in list_waiting_for(cast.asta)} == {"Trygg i Linköping", "Hemlig plan"}


def test_a_signature_waits_for_who_is_asked_and_leads_to_the_page(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    signatory, request = ask(cast.petra, agreement)
    (item,) = list_waiting_for(signatory)
    assert item.kind is WaitingKind.SIGN
    assert signed_in(signatory).get(item.url).status_code == 200
    services.sign_with_account(by=signatory, request=request, digest=request.version.digest)
    assert list_waiting_for(signatory) == []


def test_what_is_signed_and_begun_waits_at_its_owner(cast: Cast) -> None:
    signed(cast.asta, cast.petra)
    assert kinds(cast.asta) == [WaitingKind.ENTER]
    assert kinds(cast.petra) == []


def test_nothing_waits_when_all_is_done_or_ended(cast: Cast) -> None:
    agreement = in_force(cast.asta, cast.petra)
    assert list_waiting_for(cast.asta) == []
    next_version(cast.asta, agreement)
    services.end_agreement(by=cast.asta, agreement=agreement, reason="Klart.")
    assert list_waiting_for(cast.asta) == []


def test_readers_and_strangers_wait_for_nothing(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    sign_for(cast.petra, agreement)
    reporter = make_actor(Role.REPORTER, organisation=cast.asta.organisation)
    for actor in (cast.bo, cast.cesar, reporter):
        assert list_waiting_for(actor) == []
