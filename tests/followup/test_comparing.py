"""Two parties' numbers that may be of the same thing: saying what they are, and what follows."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from loftet.activities.models import SameOrTwo
from loftet.domain.duplicates import Verdict
from loftet.domain.party_account import CountText
from loftet.followup import services
from loftet.followup.models import FollowUp
from loftet.followup.reports import make_file
from loftet.followup.selectors import find_pair, list_pairs, list_waiting_for
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, Role
from loftet.publication.tables import table_of
from tests.factories import make_actor, signed_in

from .making import TODAY, World, both_hand_in, closed, count, document, done, hand_in, propose, state

KEYS = ("m", "p")
SAID = "1 par är samma sak och räknas en gång"


def mark(
    by: Actor, world: World, verdict: Verdict, *, period: int = 0, motive: str = "Samma kväll."
) -> SameOrTwo:
    return services.mark_numbers(
        by=by, period=world.periods[period], keys=KEYS, verdict=verdict, motive=motive
    )


def kinds(actor: Actor) -> list[str]:
    return [item.kind for item in list_waiting_for(actor)]


def total_closed(world: World, *, period: int = 0) -> tuple[float, float | None]:
    follow_up = propose(world.cast.asta, world, period=period)
    services.confirm_closing(by=world.cast.petra, follow_up=follow_up)
    (total,) = document(follow_up).promises[0].totals
    return total.low, total.high


@pytest.mark.parametrize(
    ("verdict", "total"), [(None, (2, 3)), (Verdict.ONE, (2, 2)), (Verdict.DIFFERENT, (3, 3))]
)
def test_the_same_counts_once_and_two_are_added_up(
    world: World, verdict: Verdict | None, total: tuple[float, float]
) -> None:
    both_hand_in(world)
    if verdict:
        mark(world.cast.asta, world, verdict)

    assert total_closed(world) == total


def test_what_is_said_is_frozen_in_what_is_closed(world: World) -> None:
    both_hand_in(world)
    mark(world.cast.petra, world, Verdict.ONE)
    total_closed(world)

    follow_up = FollowUp.objects.get()
    (pair,) = document(follow_up).promises[0].pairs
    assert (pair.one, pair.other, pair.verdict) == (*KEYS, Verdict.ONE)
    url = reverse("followup:follow_up_version", args=(follow_up.pk, 1))
    assert SAID in signed_in(world.cast.asta).get(url).content.decode()


def test_every_report_says_what_was_marked_and_what_the_total_makes_of_it(world: World) -> None:
    both_hand_in(world)
    mark(world.cast.petra, world, Verdict.ONE)
    total_closed(world)

    told = document(FollowUp.objects.get())
    for form in ("csv", "page"):
        content, _media_type, _ending = make_file(form, told, digest="0" * 64)
        assert SAID in content.decode()
    word, _media_type, _ending = make_file("word", told, digest="")
    with ZipFile(BytesIO(word)) as package:
        assert SAID in package.read("word/document.xml").decode()
    excel, _media_type, _ending = make_file("excel", told, digest="")
    rows = load_workbook(BytesIO(excel), read_only=True).active
    assert rows is not None
    assert any(SAID in str(value) for row in rows.iter_rows(values_only=True) for value in row)
    (pair,) = (row for row in table_of(told.to_data()).rows if row[3] == "pair")
    assert (pair[4], pair[6]) == ("Linköpings kommun; Lokalpolisområde Linköping", "one")


def test_the_line_in_my_day_goes_for_both_when_one_of_them_has_said(world: World) -> None:
    both_hand_in(world)
    assert kinds(world.cast.asta).count("conflict") == kinds(world.cast.petra).count("conflict") == 1

    mark(world.cast.petra, world, Verdict.DIFFERENT)
    assert "conflict" not in kinds(world.cast.asta) + kinds(world.cast.petra)


def test_the_last_word_of_either_holds_and_all_words_are_kept_with_their_reasons(world: World) -> None:
    both_hand_in(world)
    mark(world.cast.asta, world, Verdict.ONE, motive="Samma kväll.")
    mark(world.cast.petra, world, Verdict.DIFFERENT, motive="Vi var där två gånger.")

    pair = find_pair(world.period, KEYS)
    assert pair is not None
    assert pair.mark is not None
    assert (pair.mark.verdict, pair.mark.motive) == (Verdict.DIFFERENT, "Vi var där två gånger.")
    events = AuditEvent.objects.filter(kind="same_or_two_marked").order_by("pk")
    assert [each.data["motive"] for each in events] == ["Samma kväll.", "Vi var där två gånger."]
    assert events[0].data["one"] == "Kommunen: 2 mätningar"
    assert total_closed(world) == (3, 3)


def test_a_word_without_a_reason_is_refused(world: World) -> None:
    both_hand_in(world)
    with pytest.raises(NotAllowed, match="varför"):
        mark(world.cast.asta, world, Verdict.ONE, motive=" ")


def test_only_the_coordinators_of_the_two_say(world: World) -> None:
    both_hand_in(world)
    reader = make_actor(Role.READER, organisation=world.cast.asta.organisation)
    for actor in (world.cast.cesar, reader):
        with pytest.raises(NotAllowed):
            mark(actor, world, Verdict.ONE)
    assert not SameOrTwo.objects.exists()


def test_nothing_is_said_before_both_have_handed_in(world: World) -> None:
    hand_in(world.cast.asta, world, done(count(2, "m")))
    state(world.cast.petra, world, done(count(1, "p")))

    assert list_pairs(world.period) == []
    with pytest.raises(NotAllowed, match="inte längre"):
        mark(world.cast.asta, world, Verdict.ONE)


@pytest.mark.parametrize(
    ("other", "is_alike"),
    [
        (count(1, "p"), True),
        (count(1, "p", unit="besök"), False),
        (count(1, "p", starts_on=TODAY - timedelta(days=140), ends_on=TODAY - timedelta(days=140)), False),
        (count(1, "p", starts_on=TODAY - timedelta(days=147), ends_on=TODAY - timedelta(days=147)), True),
    ],
    ids=["by hand", "another unit", "another day", "a near day"],
)
def test_numbers_of_one_unit_and_near_days_are_compared(
    world: World, other: CountText, *, is_alike: bool
) -> None:
    day = TODAY - timedelta(days=150)
    hand_in(world.cast.asta, world, done(count(2, "m", starts_on=day, ends_on=day)))
    hand_in(world.cast.petra, world, done(other))

    assert bool(list_pairs(world.period)) == is_alike


def test_two_numbers_of_one_occurrence_are_shown_and_not_marked(world: World) -> None:
    hand_in(world.cast.asta, world, done(count(2, "same")))
    hand_in(world.cast.petra, world, done(count(3, "same")))

    (pair,) = list_pairs(world.period)
    assert pair.is_one_thing
    with pytest.raises(NotAllowed, match="ett och samma tillfälle"):
        services.mark_numbers(
            by=world.cast.asta,
            period=world.period,
            keys=("same", "same"),
            verdict=Verdict.ONE,
            motive="Samma.",
        )


def test_a_proposed_closing_is_confirmed_anew_also_of_a_later_period(world: World) -> None:
    closed(world)
    both_hand_in(world, period=1)
    follow_up = propose(world.cast.asta, world, period=1)
    before = follow_up.revision

    mark(world.cast.petra, world, Verdict.ONE)
    follow_up.refresh_from_db()
    assert follow_up.revision == before + 1
    assert not follow_up.confirmations.exists()
    with pytest.raises(NotAllowed, match="Läs den igen"):
        services.confirm_closing(by=world.cast.petra, follow_up=follow_up, revision=before)


def test_what_is_closed_stays_and_a_correction_takes_the_mark(world: World) -> None:
    follow_up = closed(world)
    mark(world.cast.asta, world, Verdict.DIFFERENT)
    (total,) = document(follow_up).promises[0].totals
    assert (total.low, total.high) == (2, 3)

    propose(world.cast.asta, world, reason="Det var två.")
    services.confirm_closing(by=world.cast.petra, follow_up=follow_up)
    (total,) = document(follow_up).promises[0].totals
    assert (total.low, total.high) == (3, 3)


def test_the_page_shows_the_two_and_takes_a_word_with_its_reason(world: World) -> None:
    both_hand_in(world)
    browser = signed_in(world.cast.petra)
    shown = reverse("followup:pair_list", args=(world.period.pk,))
    url = reverse("followup:pair_mark", args=(world.period.pk, *KEYS))
    assert url in browser.get(shown).content.decode()
    assert "2 mätningar" in browser.get(url).content.decode()

    for typed in ({"verdict": "one"}, {"motive": "Samma kväll."}, {"verdict": "kanske", "motive": "Ja."}):
        assert browser.post(url, typed).status_code == 422
    answer = browser.post(url, {"verdict": "one", "motive": "Samma kväll."}, follow=True).content.decode()
    assert "<strong>Samma</strong>, enligt Petra" in answer
    assert "Samma kväll." in signed_in(world.cast.asta).get(shown).content.decode()
    period = browser.get(world.period.get_absolute_url()).content.decode()
    assert "1 par är samma sak och räknas en gång" in period
    assert "kan ha redovisat samma sak" not in period


def test_a_pair_that_is_not_there_is_not_found(world: World) -> None:
    both_hand_in(world)
    url = reverse("followup:pair_mark", args=(world.period.pk, "m", "q"))
    assert signed_in(world.cast.asta).get(url).status_code == 404
