"""Feeds: valid Atom, ids that stay, updated only when something is."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from loftet.domain.checkpoint import open_checkpoint
from loftet.portal.feeds import MOST

from .examples import a_country, edition_of, make_set, withdrawn
from .published import Published
from .test_building import build_in

OWN = "kommun/0781-ljungby"
FEEDS = {
    "country": "index.xml",
    "municipality": f"{OWN}/index.xml",
    "set": f"{OWN}/2024-medborgarlofte-1.xml",
    "promise": f"{OWN}/lofte/0b1f6c1e-8d0a-4c35-9e6e-000000000001.xml",
}
ATOM = {"a": "http://www.w3.org/2005/Atom"}
NUMBER = re.compile(r"utgava/(\d+)$")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("public")
    build_in(made, Published(a_country()))
    return made / "public"


def read(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(path.read_bytes())


def entries(path: Path) -> dict[int, ElementTree.Element]:
    """By the number of the edition."""
    found = read(path).findall("a:entry", ATOM)
    return {int(NUMBER.findall(text(each, "id"))[0]): each for each in found}


def text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(f"a:{name}", "", ATOM)


@pytest.mark.parametrize("path", FEEDS.values(), ids=FEEDS)
def test_a_feed_has_what_atom_demands(folder: Path, path: str) -> None:
    """RFC 4287: id, title and updated of feed and entry, an author, a link to itself, absolute addresses."""
    feed = read(folder / path)
    assert feed.tag == f"{{{ATOM['a']}}}feed"
    links = {each.get("rel"): each.get("href", "") for each in feed.findall("a:link", ATOM)}
    assert links["self"] == f"https://loften.example.se/{path}"
    assert (folder / links["alternate"].removeprefix("https://loften.example.se/")).is_file()
    for each in (feed, *feed.findall("a:entry", ATOM)):
        assert text(each, "title")
        assert text(each, "id").startswith("tag:loften.example.se,20")
        assert datetime.fromisoformat(text(each, "updated")).tzinfo
        assert each.findtext("a:author/a:name", "", ATOM)
    ids = [text(each, "id") for each in feed.findall("a:entry", ATOM)]
    assert len(ids) == len(set(ids)) > 0
    newest = max(text(each, "updated") for each in feed.findall("a:entry", ATOM))
    assert text(feed, "updated") == newest


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("country", {1, 2, 3, 4, 5, 6, 7}),
        ("municipality", {1, 2, 4, 6, 7}),
        ("set", {2, 4, 6, 7}),
        ("promise", {2, 4, 6, 7}),
    ],
)
def test_a_feed_tells_of_its_own(folder: Path, name: str, numbers: set[int]) -> None:
    assert entries(folder / FEEDS[name]).keys() == numbers


PAGES = {
    "country": "index.html",
    "municipality": "kommun/*/index.html",
    "set": "kommun/*/*-medborgarlofte-*.html",
    "promise": "kommun/*/lofte/*.html",
}


@pytest.mark.parametrize("pages", PAGES.values(), ids=PAGES)
def test_each_entry_of_every_feed_carries_the_checkpoint_of_its_edition(folder: Path, pages: str) -> None:
    published = Published(a_country())
    feeds = [page.with_suffix(".xml") for page in folder.glob(pages)]
    assert len(feeds) >= (1 if pages == "index.html" else 4)
    for feed in feeds:
        told = entries(feed)
        assert told, feed
        for number, entry in told.items():
            note = text(entry, "content").partition("kontrollpunkt\n\n")[2] + "\n"
            head = open_checkpoint(note, published.key.public)
            assert (head.size, head.root) == (number, published.root(number)), feed


def test_ids_stay_and_only_what_is_new_is_updated(folder: Path, tmp_path: Path) -> None:
    more = [*a_country(), edition_of(make_set("0781", 2025), 8, date(2025, 1, 10))]
    emptied = [withdrawn(each) if each.number == 1 else each for each in more]
    build_in(tmp_path, Published(emptied))
    before, after = (entries(place / FEEDS["municipality"]) for place in (folder, tmp_path / "public"))
    assert after.keys() - before.keys() == {8}
    changed = [
        number for number in before if text(before[number], "updated") != text(after[number], "updated")
    ]
    assert changed == [1]
    assert "har tagits bort" in text(after[1], "content")
    assert {text(before[number], "id") for number in before} <= {text(each, "id") for each in after.values()}


def test_what_is_withdrawn_on_its_first_day_is_updated_too(folder: Path, tmp_path: Path) -> None:
    editions = a_country()
    first = editions[0]
    at = datetime.combine(first.published_on, time(16, 20), UTC)
    build_in(tmp_path, Published([withdrawn(first, at), *editions[1:]]))
    before, after = (entries(place / FEEDS["municipality"])[1] for place in (folder, tmp_path / "public"))
    assert text(after, "updated") == at.isoformat() > text(before, "updated")
    assert text(after, "published") == text(before, "published")


def test_a_withdrawal_is_told_of_however_much_is_newer(tmp_path: Path) -> None:
    """A feed holds the newest only; whoever has the old one must be told that it is taken away."""
    documents = [replace(make_set("0781"), title=f"Löften {number}") for number in range(MOST + 5)]
    editions = [
        edition_of(each, number, date(2024, 1, 2), order=number)
        for number, each in enumerate(documents, start=1)
    ]
    editions[0] = withdrawn(editions[0])
    build_in(tmp_path, Published(editions))
    told = list(entries(tmp_path / "public" / FEEDS["municipality"]))
    assert len(told) == MOST
    assert told[:2] == [1, MOST + 5]


def test_each_page_names_its_feed(folder: Path) -> None:
    for path in FEEDS.values():
        page = (folder / path).with_suffix(".html").read_text()
        assert f'type="application/atom+xml" title="Nyheter" href="{"../" * path.count("/")}{path}"' in page


def test_a_site_without_an_address_has_no_feeds(tmp_path: Path) -> None:
    build_in(tmp_path, Published(a_country()), base_url="")
    assert list((tmp_path / "public").glob("*.xml")) == []
    assert "atom" not in (tmp_path / "public/index.html").read_text()


@pytest.mark.parametrize(
    ("name", "language"),
    [*((name, "") for name in FEEDS), ("country", "en"), ("municipality", "en"), ("set", "en")],
)
def test_a_reader_finds_feed_and_open_data_on_the_page(folder: Path, name: str, language: str) -> None:
    page = (folder / language / FEEDS[name]).with_suffix(".html")
    html = HTMLParser(page.read_text(encoding="utf-8"))
    part = html.css_first("section.take-away")
    assert part.css_first("h2").text() == ("Follow and download" if language else "Följ och hämta")
    named = {
        os.path.relpath(page.parent / (each.attributes["href"] or ""), folder)
        for each in part.css("a")
        if "://" not in (each.attributes["href"] or "")
    }
    data = "oppna-data" if name == "country" else f"{OWN}/oppna-data"
    wanted = {FEEDS[name], f"{data}/loften.csv", f"{data}/loften.json", "oppna-data.html"}
    assert wanted <= named
    assert all((folder / each).is_file() for each in named)


def test_without_an_address_there_is_no_feed_to_point_at(tmp_path: Path) -> None:
    build_in(tmp_path, base_url="")
    page = HTMLParser((tmp_path / "public/index.html").read_text(encoding="utf-8"))
    assert "Atom" not in page.css_first("section.take-away").text()
