"""A promise as residents see it: target beside outcome, and whose word it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from loftet.domain.cells import CellState
from loftet.domain.party_account import AccountText
from loftet.domain.promise_set import FocusAreaText, PromiseSetDocument, PromiseText
from loftet.portal.record import Followed
from loftet.portal.showing import PromiseView, promise_view, told
from tests.portal.examples import (
    BARS,
    CHECKS,
    DOGS,
    POLICE,
    TALKS,
    TOWN,
    WASTEWATER,
    edition_of,
    make_follow_up,
    make_set,
)
from tests.portal.published import Published
from tests.portal.test_building import build_in

DOCUMENT = make_set("0781")


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    with translation.override("sv"):
        yield


def view_of(
    promise: PromiseText, document: PromiseSetDocument = DOCUMENT, *, followed: bool = True
) -> PromiseView:
    edition = edition_of(make_follow_up(document), 2, date(2024, 9, 12))
    found = next(each for each in edition.follow_up.promises if each.key == promise.key)
    return promise_view(promise, "Trygghet", document, [Followed(edition, found)] if followed else [])


@pytest.mark.parametrize(
    ("promise", "targets", "outcomes"),
    [
        (WASTEWATER, ["4 mätningar under 2024"], ["3 mätningar"]),
        (CHECKS, ["Minst 2 tjugominuterskontroller i månaden"], ["17 tjugominuterskontroller"]),
        (DOGS, ["2 narkotikasök under 2024"], ["Inte gjort"]),
        (BARS, [], ["Minst 12 tillsyner"]),
        (TALKS, [], ["Kommunen: Pågår", "Polisen: Ingen redovisning lämnad"]),
    ],
    ids=lambda value: value.title if isinstance(value, PromiseText) else "",
)
def test_what_was_promised_and_what_was_done(
    promise: PromiseText, targets: list[str], outcomes: list[str]
) -> None:
    view = view_of(promise)
    assert (view.targets, view.outcomes) == (targets, outcomes)


def test_counted_steps_are_drawn_one_by_one_and_many_as_a_measure() -> None:
    few, many = view_of(WASTEWATER).commitments[0].bar, view_of(CHECKS).commitments[0].bar
    assert few
    assert (few.label, few.steps) == ("3 av 4 gjorda", (True, True, True, False))
    assert many
    assert (many.label, many.steps.count(True), len(many.steps)) == ("17 av 24 gjorda", 17, 24)
    weekly = replace(CHECKS, commitments=(replace(CHECKS.commitments[0], number=20.0),))
    areas = (replace(DOCUMENT.focus_areas[1], promises=(weekly,)),)
    measure = view_of(weekly, replace(DOCUMENT, focus_areas=areas)).commitments[0].bar
    assert measure
    assert (measure.steps, measure.share) == ((), 7)


def test_parties_that_agree_have_one_status_and_others_one_each() -> None:
    agreed, differing = view_of(WASTEWATER).statuses, view_of(BARS).statuses
    assert [(str(each.status.label), each.parties) for each in agreed] == [("Pågår", "kommunen och polisen")]
    assert [(str(each.status.label), each.parties) for each in differing] == [
        ("Uppfyllt", "kommunen"),
        ("Pågår", "polisen"),
    ]
    assert view_of(TALKS).statuses == ()


def asking(number: float) -> PromiseView:
    """Of the three measurements that are counted, when so many were promised."""
    asked = replace(WASTEWATER, commitments=(replace(WASTEWATER.commitments[0], number=number),))
    return view_of(asked, replace(DOCUMENT, focus_areas=(FocusAreaText("Narkotika", (asked,)),)))


def test_a_count_that_reaches_the_target_explains_itself_beside_parties_that_judge_otherwise() -> None:
    assert [str(each.status.label) for each in asking(2).statuses] == ["Pågår"]
    assert [each.beside_status for each in (asking(4), view_of(CHECKS), view_of(BARS))] == ["", "", ""]
    said = "Det räknade når måltalet. Parterna bedömer att arbetet inte är klart."
    assert [asking(number).beside_status for number in (2, 3)] == [said, said]


def test_more_than_was_promised_is_not_said_as_a_part_of_it() -> None:
    bars = [asking(number).commitments[0].bar for number in (2, 3)]
    assert [bar.label for bar in bars if bar] == ["3 gjorda, 2 lovade", "3 av 3 gjorda"]


def test_a_party_that_a_promise_asks_nothing_of_is_named_and_no_more() -> None:
    view = view_of(WASTEWATER)
    assert ([each.party for each in view.told], view.not_concerned) == (["Kommunen"], "Polisen")


def test_a_party_that_no_promise_asks_anything_of_has_no_column_in_the_follow_up(tmp_path: Path) -> None:
    only_town = replace(DOCUMENT, focus_areas=(FocusAreaText("Narkotika", (WASTEWATER,)),))
    editions = [
        edition_of(only_town, 1, date(2024, 1, 22)),
        edition_of(make_follow_up(only_town), 2, date(2024, 9, 12)),
    ]
    build_in(tmp_path, Published(editions))
    page = HTMLParser((tmp_path / "public/kommun/0781-ljungby/2024-uppfoljning-1.html").read_text())
    heads = [each.text(strip=True) for each in page.css("thead th")]
    assert heads == ["Löfte", "Kommunen", "Räknat hittills", "Bedömning"]
    assert "Utan åtagande Polisen" in " ".join(page.css_first(".facts").text(separator=" ").split())


def test_what_was_not_done_tells_why_and_when_instead() -> None:
    police = next(each for each in view_of(DOGS).told if each.party == "Polisen")
    assert police.headline == ("Inte gjort",)
    assert [words.replace("\u00a0", " ") for words in police.reasons] == [
        "Skolorna hade sommarlov. Nästa gång: 1 oktober 2024"
    ]


def test_before_a_follow_up_nothing_is_said_to_be_done() -> None:
    view = view_of(WASTEWATER, followed=False)
    assert not view.is_followed
    assert (view.outcomes, view.statuses, view.told) == ([], (), ())
    assert view.commitments[0].done is None


def test_easy_words_have_a_heading_of_their_own(tmp_path: Path) -> None:
    build_in(tmp_path)
    promise = HTMLParser((tmp_path / f"public/kommun/0781-ljungby/lofte/{WASTEWATER.key}.html").read_text())
    section = promise.css_first(".easy-read")
    assert section.css_first("h2").text() == "Lättläst"
    assert section.css_first('[lang="sv-simple"]').text(strip=True).startswith("Kommunen letar")
    other = HTMLParser((tmp_path / f"public/kommun/0781-ljungby/lofte/{DOGS.key}.html").read_text())
    assert other.css(".easy-read") == []


def test_what_another_party_entered_is_marked() -> None:
    document = make_follow_up(DOCUMENT)
    cell = document.promises[0].cell(POLICE, 2)
    entered = replace(cell, account=AccountText(CellState.DONE), entered_by=TOWN, entered_from="rapport 2024")
    assert told(entered, document).source == "införd av kommunen ur rapport 2024"
