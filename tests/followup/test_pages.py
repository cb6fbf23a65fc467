"""The pages of this room, and what they cost."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from loftet.followup.models import Statement
from loftet.followup.selectors.pages import IN_A_PART
from tests.factories import Cast, signed_in

from .making import World, closed, count, done, hand_in, make_world, state


def statement_page(world: World) -> str:
    return reverse("followup:statement_edit", args=(world.period.pk, world.promise.key))


def test_the_other_partys_words_are_seen_only_when_they_are_handed_in(world: World) -> None:
    sought = done(count(7, unit="sök"), words="Sju sök.")
    state(world.cast.petra, world, sought, internal_note="Bara för oss.")
    asta = signed_in(world.cast.asta)
    assert "Sju sök." not in asta.get(world.period.get_absolute_url()).content.decode()
    hand_in(world.cast.petra, world, sought, period=1)
    page = asta.get(world.periods[1].get_absolute_url()).content.decode()
    assert "Sju sök." in page
    assert "Bara för oss." not in page


def test_a_statement_is_written_on_its_page(world: World) -> None:
    asta = signed_in(world.cast.asta)
    typed = {
        "outcome": "done",
        "words": "Två prov.",
        "revision": "0",
        "number_0": "2",
        "commitment_0": world.promise.commitments[0].key,
    }
    assert asta.post(statement_page(world), typed).status_code == 302
    row = Statement.objects.get()
    assert (row.state, row.words, row.counts.get().unit) == ("amount", "Två prov.", "mätningar")
    page = asta.get(world.period.get_absolute_url()).content.decode()
    assert "2 mätningar" in page
    assert "Förslag:" in page


def test_who_saves_second_sees_the_first_and_keeps_what_was_typed(world: World) -> None:
    state(world.cast.asta, world, done(count(2), words="Först sparat."))
    typed = {"outcome": "done", "words": "Skrivet samtidigt.", "revision": "0"}
    response = signed_in(world.cast.asta).post(statement_page(world), typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Först sparat." in page
    assert "Skrivet samtidigt." in page
    assert Statement.objects.get().words == "Först sparat."


def test_a_closed_period_shows_the_frozen_document_and_its_files(world: World) -> None:
    follow_up = closed(world)
    asta = signed_in(world.cast.asta)
    assert "Stängd" in asta.get(world.period.get_absolute_url()).content.decode()
    version = reverse("followup:follow_up_version", args=(follow_up.pk, 1))
    page = asta.get(version).content.decode()
    assert "Linköpings kommun" in page or "Kommunen" in page
    assert reverse("followup:follow_up_excel", args=(follow_up.pk, 1)) in page


def test_pages_cost_the_same_whatever_they_hold(cast: Cast) -> None:
    costs = []
    for promises in (1, 12):
        world = make_world(cast, promises=promises)
        state(world.cast.asta, world, done(count(2)))
        browser = signed_in(world.cast.asta)
        costs.append(
            [cost(browser, each) for each in (world.period.get_absolute_url(), statement_page(world))]
        )
    assert costs[0] == costs[1]


def cost(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return len(found)


def test_whom_nothing_is_asked_of_has_a_column_only_to_write_in(world: World) -> None:
    """The wastewater is the municipality's to measure."""
    column, told = '<th scope="col">Polisen</th>', "Här finns inget åtagande för Polisen."
    page = signed_in(world.cast.asta).get(world.period.get_absolute_url()).content.decode()
    assert column not in page
    assert told in page
    own = signed_in(world.cast.petra).get(world.period.get_absolute_url()).content.decode()
    assert column in own
    assert told not in own


def test_of_many_unwritten_promises_the_next_can_be_written_at_once(cast: Cast) -> None:
    world = make_world(cast, promises=IN_A_PART + 2)
    page = signed_in(cast.asta).get(world.period.get_absolute_url()).content.decode()
    to_write = page.partition("Ni har inte skrivit om")[2].partition("</details>")[0]
    assert to_write.count("<a ") == IN_A_PART
    assert statement_page(world) in to_write
    assert "Och 2 löften till" in to_write
