"""Addresses stay: what was once linked to is found there, whatever is published after it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser as HTMLParser

from .examples import a_country, edition_of, make_set
from .published import Published
from .test_building import build_in

OWN = "kommun/0781-ljungby"
# Written out: whoever changes how addresses are made breaks links that stand in newspapers and records.
PAGES = {
    "index.html",
    "kontrollera.html",
    "kontakt.html",
    "oppna-data.html",
    f"{OWN}/index.html",
    f"{OWN}/arkiv.html",
    f"{OWN}/2024-medborgarlofte-1.html",
    f"{OWN}/2024-uppfoljning-1.html",
    f"{OWN}/lofte/0b1f6c1e-8d0a-4c35-9e6e-000000000001.html",
    f"en/{OWN}/index.html",
    f"en/{OWN}/2024-medborgarlofte-1.html",
}


def pages_in(folder: Path) -> set[str]:
    """The municipalities' folders stand behind links."""
    public = folder / "public"
    walked = os.walk(public, followlinks=True)
    files = (Path(at) / name for at, _folders, names in walked for name in names)
    return {str(each.relative_to(public)) for each in files if each.suffix == ".html"}


def canonical_of(folder: Path, page: str) -> str | None:
    html = HTMLParser((folder / "public" / page).read_text(encoding="utf-8"))
    return html.css_first('link[rel="canonical"]').attributes["href"]


def test_the_addresses_are_these(tmp_path: Path) -> None:
    build_in(tmp_path, Published(a_country()))
    assert pages_in(tmp_path) >= PAGES


def test_no_address_goes_away_when_more_is_published_under_other_titles(tmp_path: Path) -> None:
    first = edition_of(make_set("0781"), 1, date(2024, 1, 22))
    build_in(tmp_path, Published([first]))
    before = pages_in(tmp_path)
    named = replace(make_set("0781"), title="Något helt annat", version=2, change_reason="Nytt namn.")
    again = edition_of(named, 2, date(2024, 3, 5), replaces=first)
    build_in(tmp_path, Published([first, again, edition_of(make_set("0781", 2025), 3, date(2025, 1, 20))]))
    assert pages_in(tmp_path) > before


def test_a_page_names_its_address_and_what_holds_for_several_names_one(tmp_path: Path) -> None:
    build_in(tmp_path, Published(a_country()))
    home = "https://loften.example.se"
    for page in sorted(PAGES):
        assert (tmp_path / "public" / page).is_file()
        assert canonical_of(tmp_path, page) == f"{home}/{page}"
    twins = [
        page for page in pages_in(tmp_path) if page.startswith("kommun/0861-monsteras/") and "2024-" in page
    ]
    assert twins
    assert all("/kommun/0821-hogsby/" in str(canonical_of(tmp_path, page)) for page in twins)


def test_a_page_does_not_lead_to_itself_as_what_has_changed(tmp_path: Path) -> None:
    build_in(tmp_path, Published(a_country()))
    page = tmp_path / f"public/{OWN}/andringar/4.html"
    links = [each.attributes["href"] or "" for each in HTMLParser(page.read_text()).css("main a")]
    assert links
    assert not [each for each in links if each.endswith("andringar/4.html")]


def test_the_words_of_the_trade_are_explained(tmp_path: Path) -> None:
    build_in(tmp_path, Published(a_country()))
    html = HTMLParser((tmp_path / "public/ordlista.html").read_text(encoding="utf-8"))
    explained = " ".join(each.text() for each in html.css("dt"))
    assert all(word in explained for word in ("LOS", "EMPACT", "Medborgarlöfte", "Utgåva"))
