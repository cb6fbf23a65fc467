"""What other sites show of a page that is linked to."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from loftet.domain.promise_set import FocusAreaText
from tests.portal.examples import WASTEWATER, a_country, edition_of, make_set
from tests.portal.published import Published
from tests.portal.test_building import build_in
from tests.portal.test_in_browser import OWN, PROMISE

SITE = "https://loften.example.se"
LINKED = {
    "index.html": "Vad har polisen och kommunen lovat där du bor?",
    "en/index.html": "What have the police and the municipality promised where you live?",
    f"{OWN}/index.html": "Ljungby: vad som är lovat och vad det blev av det",
    f"en/{OWN}/index.html": "Ljungby: what was promised, and what came of it",
    f"{OWN}/2024-medborgarlofte-1.html": "Medborgarlöfte för Ljungby 2024, Ljungby",
    f"en/{OWN}/2024-medborgarlofte-1.html": "Medborgarlöfte för Ljungby 2024, Ljungby",
    f"{OWN}/2024-uppfoljning-1.html": "Uppföljning tertial 2 2024, Ljungby",
    f"{PROMISE}1.html": "Vi mäter droger i avloppsvattnet",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("public")
    build_in(made, Published(a_country()))
    return made / "public"


def told(page: Path) -> dict[str, str]:
    """What the page says of itself to other sites, by name."""
    found = LexborHTMLParser(page.read_text(encoding="utf-8")).css("meta[property], meta[name]")
    named = ((each.attributes.get("property") or each.attributes["name"] or "", each) for each in found)
    return {name: each.attributes["content"] or "" for name, each in named}


@pytest.mark.parametrize(("path", "title"), LINKED.items())
def test_a_page_tells_its_title_its_words_and_its_picture(folder: Path, path: str, title: str) -> None:
    said = told(folder / path)
    assert said["og:title"] == title
    assert said["og:description"]
    assert said["og:description"] == said["description"]
    assert said["og:url"] == f"{SITE}/{path}"
    assert said["og:locale"] == ("en_GB" if path.startswith("en/") else "sv_SE")
    assert said["twitter:card"] == "summary_large_image"
    picture = folder / said["og:image"].removeprefix(f"{SITE}/")
    size = struct.unpack(">II", picture.read_bytes()[16:24])
    assert size == (int(said["og:image:width"]), int(said["og:image:height"]))
    place = "Ljungby" if OWN in path else "Sweden" if path.startswith("en/") else "Sverige"
    assert said["og:image:alt"].startswith(f"{place}: ")


def test_a_promise_is_told_by_target_outcome_and_judgment(folder: Path) -> None:
    assert (
        told(folder / f"{PROMISE}1.html")["og:description"]
        == "Lovat: 4 mätningar under 2024. Gjort: 3 mätningar. Bedömning: Pågår."
    )
    assert told(folder / f"{PROMISE}5.html")["og:description"] == "Vi verkar för en god dialog med butikerna."


def test_a_municipality_is_told_by_its_newest_promises(folder: Path) -> None:
    said = told(folder / OWN / "index.html")["og:description"]
    assert said.startswith("Medborgarlöfte för Ljungby 2024 · 5 löften")


def test_there_is_one_picture_for_a_municipality_however_many_promises_it_has(folder: Path) -> None:
    pictures = [path.relative_to(folder).as_posix() for path in folder.glob("kommun/*/**/*.png")]
    assert sorted(pictures) == sorted(
        f"kommun/{path.name}/bild.png" for path in (folder / "kommun").iterdir()
    )
    assert max((folder / path).stat().st_size for path in pictures) < 80_000


def test_a_picture_stays_the_same_file_when_something_is_published(tmp_path: Path) -> None:
    editions = a_country()
    build_in(tmp_path, Published(editions))
    before = (tmp_path / "public" / OWN / "bild.png").stat().st_ino
    document = make_set("0781", 2025)
    assert document.starts_on
    build_in(tmp_path, Published([*editions, edition_of(document, 8, document.starts_on)]))
    assert (tmp_path / "public" / OWN / "bild.png").stat().st_ino == before


def test_words_cannot_leave_their_attribute(tmp_path: Path) -> None:
    title = 'Vi "syns" <script>alert(1)</script>'
    promise = replace(WASTEWATER, title=title)
    document = make_set("0781", focus_areas=(FocusAreaText("Trygghet", (promise,)),))
    assert document.starts_on
    build_in(tmp_path, Published([edition_of(document, 1, document.starts_on)]))
    page = tmp_path / "public" / f"{PROMISE}1.html"
    assert told(page)["og:title"] == title
    assert "<script>alert" not in page.read_text(encoding="utf-8")


def test_a_site_without_address_says_nothing_to_others(tmp_path: Path) -> None:
    build_in(tmp_path, base_url="")
    assert not [*(tmp_path / "public").glob("**/bild.png")]
    assert "og:title" not in told(tmp_path / "public/index.html")
