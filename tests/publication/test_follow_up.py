"""A follow-up is published when its period is closed and signed by all, exactly as it was signed."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from loftet.domain.edition import EditionKind
from loftet.followup.models import FollowUp, PartyAccount
from loftet.followup.services import begin_new_account_version, confirm_closing, hand_in
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Role
from loftet.publication import services
from loftet.publication.models import Edition
from tests.factories import Cast, make_actor, signed_in
from tests.followup import making
from tests.followup.making import World
from tests.promises.making import sign_all

from .test_files import contents, rows_of, text_of_html, text_of_pdf, text_of_word, words_and_numbers


@pytest.fixture
def world(cast: Cast) -> World:
    return making.make_world(cast)


def signed(world: World) -> FollowUp:
    follow_up = making.closed(world)
    sign_all(world.cast, follow_up)  # type: ignore[arg-type]
    return FollowUp.objects.get(pk=follow_up.pk)


def refused(words: str, by: Actor, follow_up: FollowUp, **options: int) -> None:
    with pytest.raises(NotAllowed, match=words):
        services.publish_follow_up(by=by, follow_up=follow_up, **options)
    assert not Edition.objects.exists()


def test_the_signed_follow_up_is_published_unchanged(world: World) -> None:
    follow_up = signed(world)
    edition = services.publish_follow_up(by=world.cast.petra, follow_up=follow_up)
    document = making.document(follow_up)
    assert edition.document == document.to_data()
    assert edition.read_envelope().kind is EditionKind.FOLLOW_UP
    assert document.closed_period.ends_on is not None
    assert edition.identifier == f"linkoping/{document.closed_period.ends_on.year}/uppfoljning/1"
    assert len(edition.read_envelope().approvals) == 2


def test_what_is_not_closed_and_signed_is_not_published(world: World) -> None:
    making.both_hand_in(world)
    follow_up = making.propose(world.cast.asta, world)
    refused("Perioden är inte stängd", world.cast.asta, follow_up)


def test_a_closed_one_waits_for_its_signatures(world: World) -> None:
    refused("Alla måste skriva under", world.cast.asta, making.closed(world))


def test_others_do_not_publish_it_and_nobody_an_unseen_version(world: World) -> None:
    follow_up = signed(world)
    refused("är inte part", world.cast.cesar, follow_up)
    refused("annan roll", make_actor(Role.READER, organisation=world.cast.asta.organisation), follow_up)
    refused("en annan version", world.cast.asta, follow_up, version=2)


def test_the_numbers_are_equal_in_all_forms(world: World) -> None:
    edition = services.publish_follow_up(by=world.cast.asta, follow_up=signed(world))
    files = contents(edition)
    html, pdf, word = text_of_html(files["html"]), text_of_pdf(files["pdf"]), text_of_word(files["docx"])
    assert sorted(words_and_numbers(html)) == sorted(words_and_numbers(word))
    assert sorted(words_and_numbers(html)) == sorted(words_and_numbers(pdf))
    (promise,) = json.loads(files["json"])["document"]["focus_areas"][0]["promises"]
    rows = rows_of(files["csv"])
    totals = {row["unit"]: (row["number"], row["number_max"]) for row in rows if row["row"] == "total"}
    assert totals == {each["unit"]: (f"{each['low']:g}", f"{each['high']:g}") for each in promise["totals"]}
    counted = sorted(row["number"] for row in rows if row["row"] == "count")
    told = [each["number"] for cell in promise["cells"] for each in cell["account"]["counts"]]
    assert counted == sorted(f"{number:g}" for number in told)
    assert counted == ["1", "2"]


def test_the_page_shows_it_and_publishes_it(world: World) -> None:
    follow_up, client = signed(world), signed_in(world.cast.asta)
    page = reverse("publication:follow_up_editions", args=(follow_up.pk,))
    publish = reverse("publication:follow_up_publish", args=(follow_up.pk,))
    assert "Inte publicerat" in client.get(page).content.decode()
    assert "Det gick bra." in client.get(publish).content.decode()
    assert client.post(publish, {"version": "1"}).status_code == 422
    assert client.post(publish, {"version": "1", "confirmed": "on"}).url == page
    assert "publicerat som utgåva 1" in client.get(page).content.decode()
    assert client.post(publish, {"version": "1", "confirmed": "on"}).status_code == 422
    assert signed_in(world.cast.cesar).get(page).status_code == 404


def test_a_correction_tells_what_it_changes_before_it_is_published(world: World) -> None:
    follow_up = signed(world)
    services.publish_follow_up(by=world.cast.asta, follow_up=follow_up)
    again = making.propose(world.cast.asta, world, reason="Tre mätningar gjordes, inte två.")
    account = PartyAccount.objects.get(period=world.period, owner=world.cast.asta.organisation)
    begin_new_account_version(by=world.cast.asta, account=account, reason="Rättat antal.")
    changed = making.state(world.cast.asta, world, making.done(making.count(3, "m")), revision=1)
    hand_in(by=world.cast.asta, account=changed)
    for party in (world.cast.asta, world.cast.petra):
        again = confirm_closing(by=party, follow_up=again)
    sign_all(world.cast, again)  # type: ignore[arg-type]
    page = reverse("publication:follow_up_publish", args=(follow_up.pk,))
    shown = signed_in(world.cast.asta).get(page).content.decode()
    preview = " ".join(HTMLParser(shown).css_first(".preview").text(separator=" ").split())
    assert "Det som skiljer från utgåva 1" in preview
    assert "Tre mätningar gjordes, inte två." in preview
    assert "Räknat hittills 2–3 mätningar 3–4 mätningar" in preview
