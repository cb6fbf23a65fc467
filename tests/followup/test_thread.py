"""The thread from commitment to assessment, and where it breaks, from both ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from loftet.activities import services as activities
from loftet.activities.models import Occurrence
from loftet.domain.party_account import CountText
from loftet.domain.suggestion import PromiseStatus
from loftet.followup.selectors.thread import Thread, get_thread
from loftet.followup.services import set_periods
from loftet.organisations.actor import Actor
from tests.activities.making import first_key, not_done, occurrence, window
from tests.factories import Cast, signed_in
from tests.promises.making import shared as shared_set

from .making import TODAY, World, assess, count, done, hand_in, make_world, period_contents, state

IN_FIRST, IN_SECOND = TODAY - timedelta(days=120), TODAY - timedelta(days=20)
UNPLANNED = "Åtaganden som ingen aktivitet är planerad för"
UNTOLD = "Aktiviteter vars dagar är förbi och som ingen har redovisat"
UNSTATED = "Genomförda tillfällen som ingen redovisning tar upp"
UNASSESSED = "Redovisningar som inte är bedömda"
NO_STATEMENT = "Bedömningar utan redovisning"
NO_OCCURRENCE = "Redovisningar av något gjort utan något genomfört tillfälle"
OUTSIDE = "Tillfällen på dagar som inte hör till någon period"
FOR_NOTHING = "Det som inte räknas mot något åtagande i den gällande versionen"
UNFORESEEN = "Genomförda tillfällen som inte var planerade"


def thread(actor: Actor, world: World) -> Thread:
    found = get_thread(actor, world.promise_set, today=TODAY)
    assert found is not None
    return found


def onwards(world: World) -> dict[str, int]:
    return {each.heading: len(each.ends) for each in thread(world.cast.asta, world).leading_nowhere}


def backwards(world: World) -> dict[str, int]:
    return {each.heading: len(each.ends) for each in thread(world.cast.asta, world).resting_on_nothing}


def done_on(world: World, day: Any = IN_FIRST, **more: Any) -> Occurrence:
    return occurrence(world.cast.asta, world.promise_set, starts_on=day, **more)


def counts_of(*told: Occurrence) -> list[CountText]:
    return [count(1, str(each.key)) for each in told]


def test_it_goes_from_commitment_to_assessment(world: World) -> None:
    activity = window(world.cast.asta, world.promise_set)
    told = done_on(world, activity=activity)
    state(world.cast.asta, world, done(*counts_of(told)))
    assess(world.cast.asta, world, PromiseStatus.UNDER_WAY, "Vi har börjat.")

    (area,) = thread(world.cast.asta, world).areas
    (promise,) = area.promises
    (commitment,) = promise.commitments
    (planned,) = commitment.activities
    assert commitment.what.startswith("4 mätningar")
    assert planned.title == "Mätning i avloppsvattnet"
    assert [(each.words.split(",")[0], each.is_stated) for each in planned.told] == [("Mätningar: 1", True)]
    (stated,) = promise.statements
    assert (stated.period, stated.party) == ("Period 1", "Kommunen")
    assert stated.words == "mätningar: 1. Det gick bra"
    assert (stated.status, stated.motive) == ("Pågår", "Vi har börjat.")
    assert onwards(world) == backwards(world) == {}


def test_nothing_planned_and_nothing_told_are_found_from_the_commitment(world: World) -> None:
    assert onwards(world) == {UNPLANNED: 1}

    days: Any = {"starts_on": TODAY - timedelta(days=9), "ends_on": TODAY - timedelta(days=2)}
    window(world.cast.asta, world.promise_set, **days)
    assert onwards(world) == {UNTOLD: 1}


def test_what_nobody_asked_of_the_own_party_is_no_loose_end_there(world: World) -> None:
    found = thread(world.cast.petra, world)

    assert found.leading_nowhere == ()


def test_an_occurrence_is_looked_for_in_the_statement_of_its_period(world: World) -> None:
    activity = window(world.cast.asta, world.promise_set)
    told, forgotten = (done_on(world, activity=activity) for _each in range(2))
    assert onwards(world) == {UNSTATED: 2}

    state(world.cast.asta, world, done(*counts_of(told)))
    assess(world.cast.asta, world, PromiseStatus.UNDER_WAY)
    assert onwards(world) == {UNSTATED: 1}
    (kind,) = thread(world.cast.asta, world).leading_nowhere
    assert kind.ends[0].url == forgotten.get_absolute_url()


def test_a_number_in_sum_tells_of_all_that_was_done(world: World) -> None:
    activity = window(world.cast.asta, world.promise_set)
    for _each in range(2):
        done_on(world, activity=activity)
    state(world.cast.asta, world, done(count(2, "alla-tillsammans")))

    assert onwards(world) == {UNASSESSED: 1}


def test_a_period_that_goes_on_waits_for_its_statement(world: World) -> None:
    activity = window(world.cast.asta, world.promise_set)
    done_on(world, TODAY, activity=activity)

    assert onwards(world) == {}


def test_an_assessment_rests_on_a_statement_and_a_statement_on_what_was_done(world: World) -> None:
    assess(world.cast.asta, world, PromiseStatus.UNDER_WAY)
    assert backwards(world) == {NO_STATEMENT: 1}

    state(world.cast.asta, world, done(count(2, "m")))
    assert backwards(world) == {NO_OCCURRENCE: 1}
    done_on(world, IN_SECOND, activity=window(world.cast.asta, world.promise_set))
    assert backwards(world) == {NO_OCCURRENCE: 1}, "of another period"
    done_on(world, activity=window(world.cast.asta, world.promise_set))
    assert backwards(world) == {}


def test_what_was_read_out_of_an_old_document_lacks_occurrences_by_nobodys_fault(world: World) -> None:
    contents = [replace(each, is_read=True) for each in period_contents()]
    set_periods(by=world.cast.asta, agreement=world.agreement, periods=contents)
    again = replace(world, periods=tuple(world.agreement.reporting_periods.order_by("order")))
    state(world.cast.asta, again, done(count(2, "m")))

    assert backwards(again) == {}


def test_occurrences_outside_every_period_and_without_a_plan_are_named(world: World) -> None:
    done_on(world, TODAY - timedelta(days=250))

    assert backwards(world) == {OUTSIDE: 1, UNFORESEEN: 1}


def test_what_counts_for_no_commitment_of_the_valid_version_is_named(world: World) -> None:
    told = done_on(world, activity=window(world.cast.asta, world.promise_set))
    lost = "00000000-0000-0000-0000-000000000001"
    told.counts.update(commitment_key=lost)
    world.promise_set.activities.update(commitment_key=lost)

    assert backwards(world)[FOR_NOTHING] == 2


def test_what_was_not_done_stands_under_its_activity(world: World) -> None:
    activity = window(world.cast.asta, world.promise_set)
    not_done(world.cast.asta, world.promise_set, activity=activity)

    (line,) = thread(world.cast.asta, world).areas[0].promises[0].commitments[0].activities
    assert line.standing == "Inte gjort"
    assert line.told[0].words.startswith("Inte gjort: ")


def test_of_the_other_party_only_what_it_has_handed_over_is_read(world: World) -> None:
    asta, petra = world.cast.asta, world.cast.petra
    done_on(world)
    state(asta, world, done(count(2, "m"), words="Kommunens egna ord."))
    promise = thread(petra, world).areas[0].promises[0]
    assert promise.statements == ()
    assert promise.commitments[0].told == ()

    account = hand_in(asta, world, done(count(2, "m"), words="Kommunens egna ord."), period=1)
    assert account.version == 1
    told = occurrence(asta, world.promise_set, starts_on=IN_FIRST)
    activities.share_occurrences(
        by=asta, promise_set=world.promise_set, occurrences=[told], organisations=[petra.organisation]
    )
    promise = thread(petra, world).areas[0].promises[0]
    assert [each.words for each in promise.statements] == ["2 mätningar. Kommunens egna ord"]
    (line,) = promise.commitments[0].told
    assert (line.party, line.url) == ("Linköpings kommun", "")


def test_the_page_shows_it_and_is_found_beside_the_periods(world: World) -> None:
    browser = signed_in(world.cast.asta)
    page = reverse("followup:promise_set_thread", args=(world.promise_set.pk,))
    periods = browser.get(reverse("followup:promise_set_periods", args=(world.promise_set.pk,)))
    done_on(world)

    assert page in periods.content.decode()
    html = browser.get(page).content.decode()
    assert f"{UNPLANNED}: 1" in html
    assert f"?atagande={first_key(world.promise_set)}" in html
    assert "Provet skickades i tid" not in html


def test_there_is_no_thread_before_all_have_signed(cast: Cast) -> None:
    promise_set = shared_set(cast)
    page = reverse("followup:promise_set_thread", args=(promise_set.pk,))

    assert "Det finns ingen röd tråd än" in signed_in(cast.petra).get(page).content.decode()


def test_the_number_of_queries_depends_on_nothing(cast: Cast) -> None:
    world = make_world(cast, promises=2)
    browser = signed_in(cast.asta)
    page = reverse("followup:promise_set_thread", args=(world.promise_set.pk,))

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(page).status_code == 200
        return len(asked)

    fill(world, period=0)
    browser.get(page)
    few = queries()
    for period in (1, 2):
        fill(world, period=period)
    assert queries() == few


def fill(world: World, *, period: int) -> None:
    """Something of each kind, of both parties."""
    days = (IN_FIRST, IN_SECOND, TODAY)[period]
    told = done_on(world, days, activity=window(world.cast.asta, world.promise_set))
    done_on(world, days)
    other = occurrence(world.cast.petra, world.promise_set, starts_on=days)
    activities.share_occurrences(
        by=world.cast.petra,
        promise_set=world.promise_set,
        occurrences=[other],
        organisations=[world.cast.asta.organisation],
    )
    assess(world.cast.asta, world, PromiseStatus.UNDER_WAY, period=period)
    state(world.cast.asta, world, done(*counts_of(told)), period=period)
    hand_in(world.cast.petra, world, done(*counts_of(other)), period=period)
