"""Between follow-ups residents read the target beside what is counted so far, and whose account that is."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from tests.portal.examples import edition_of, make_follow_up, withdrawn
from tests.portal.progress_examples import make_progress, with_progress
from tests.portal.published import Published
from tests.portal.test_building import build_in, contents

OWN = "kommun/0781-ljungby"
PAGE = f"{OWN}/2024-lage-1.html"
WASTEWATER = f"{OWN}/lofte/0b1f6c1e-8d0a-4c35-9e6e-000000000001.html"
DOGS = f"{OWN}/lofte/0b1f6c1e-8d0a-4c35-9e6e-000000000003.html"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("progress")
    build_in(made, Published(with_progress()))
    return made / "public"


def words(folder: Path, page: str, selector: str = "main") -> str:
    found = HTMLParser((folder / page).read_text()).css(selector)
    return " ".join(" ".join(node.text(separator=" ") for node in found).replace("\u00a0", " ").split())


def test_the_target_stands_beside_what_is_counted(folder: Path) -> None:
    row = words(folder, PAGE, "tbody tr")
    assert "4 mätningar under 2024 5 mätningar" in row
    assert "Räknat därutöver Minst 3 besök" in row
    assert "Dialog med handeln i centrum Utan måltal Inget räknat" in row


def test_it_says_who_has_counted_and_when(folder: Path) -> None:
    told = words(folder, PAGE)
    assert "Räknat 2 december 2024" in told
    assert "Kommunen: Tertial 3 2024, inlämnad 2 november 2024" in told
    assert "Fjärde mätningen gjordes" not in told


def test_a_promise_shows_the_newer_count_and_the_older_judgment(folder: Path) -> None:
    told = words(folder, WASTEWATER)
    assert "Gjort till 2 december 2024 5 mätningar" in told
    assert "Räknat 2 december 2024 av det som parterna har lämnat in" in told
    assert "12 september 2024." in told
    assert "4 november 2024 · 4 mätningar" in words(folder, WASTEWATER, ".timeline")


def test_nothing_in_november_is_told_of_what_was_not_counted(folder: Path) -> None:
    assert "Räknat hittills" not in words(folder, DOGS, ".timeline")


def test_the_set_and_the_municipality_lead_to_it(folder: Path) -> None:
    for page in (f"{OWN}/index.html", f"{OWN}/2024-medborgarlofte-1.html"):
        assert "2024-lage-1.html" in (folder / page).read_text()
        assert "räknat 2 december 2024" in words(folder, page, ".link-list")
        assert "till 2 december 2024" in words(folder, page, ".promises thead")


def test_it_has_an_english_shell(folder: Path) -> None:
    assert "Counted so far" in words(folder, f"en/{PAGE}")
    assert f'href="../../../{PAGE}"' in (folder / f"en/{PAGE}").read_text()


def test_newer_counts_tell_what_has_changed(folder: Path) -> None:
    changes = words(folder, f"{OWN}/andringar/9.html")
    assert "Räknat hittills 4 mätningar 5 mätningar" in changes
    assert "besök" not in changes


def test_a_later_follow_up_tells_more_and_takes_its_place(tmp_path: Path) -> None:
    editions = with_progress()
    ljungby = next(each for each in editions if each.number == 4).promise_set
    again = edition_of(make_follow_up(ljungby), 10, editions[-1].published_on, order=2)
    build_in(tmp_path, Published([*editions, again]))
    told = words(tmp_path / "public", WASTEWATER)
    assert "Gjort till 31 augusti 2024 3 mätningar" in told
    assert "av det som parterna har lämnat in" not in told
    assert "lage-1" not in (tmp_path / f"public/{OWN}/index.html").read_text()
    assert (tmp_path / f"public/{PAGE}").exists()


def test_withdrawn_progress_leaves_its_address_and_no_figures(tmp_path: Path) -> None:
    editions = with_progress()
    build_in(tmp_path, Published([*editions[:-1], withdrawn(editions[-1])]))
    assert "Innehållet har tagits bort" in words(tmp_path / "public", PAGE)
    assert "3 mätningar" in words(tmp_path / "public", WASTEWATER)
    assert not (tmp_path / f"public/en/{PAGE}").exists()


def test_the_same_editions_make_the_same_bytes_step_by_step_and_at_once(folder: Path, tmp_path: Path) -> None:
    editions = with_progress()
    for number in (7, 8, 9):
        build_in(tmp_path, Published(editions[:number]))
    assert contents(tmp_path / "public") == contents(folder)


def test_a_set_that_nobody_has_followed_up_shows_its_counts(tmp_path: Path) -> None:
    editions = [each for each in with_progress() if each.number <= 5]
    both = editions[-1].promise_set
    build_in(tmp_path, Published([*editions, edition_of(make_progress(both), 6, editions[-1].published_on)]))
    for place in ("0821-hogsby", "0861-monsteras"):
        page = f"kommun/{place}/lofte/0b1f6c1e-8d0a-4c35-9e6e-000000000001.html"
        assert "4 av 4 gjorda" in words(tmp_path / "public", page)
