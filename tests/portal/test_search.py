"""The search of the public pages: what it looks through, and how residents find with it."""

from __future__ import annotations

import gzip
import itertools
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from loftet.config.demo.country.words import IDEAS
from loftet.domain.municipalities import MUNICIPALITIES
from loftet.domain.promise_set import FocusAreaText, PromiseSetDocument
from loftet.portal.assets import make_assets
from loftet.portal.municipality_pages import Summary
from loftet.portal.record import record_of
from loftet.portal.search import country_search, municipality_search
from tests.browser import axe
from tests.portal.examples import WASTEWATER as PROMISE
from tests.portal.examples import a_country, edition_of, make_set, withdrawn
from tests.portal.published import Published
from tests.portal.test_building import build_in
from tests.portal.test_in_browser import OWN, address, browser, folder, is_too_wide, opened

__all__ = ["address", "browser", "folder"]  # fixtures
LABEL = "Sök bland löften från alla år"
COUNTRY_LABEL = "Sök i hela landet"
WASTEWATER = "Vi mäter droger i avloppsvattnet"
KEY = "0b1f6c1e-8d0a-4c35-9e6e-000000000001"


def rows_of(content: bytes) -> Any:
    return json.loads(content.decode().removeprefix("loftetRows(").removesuffix(")\n"))


def test_each_promise_stands_once_with_its_text(folder: Path) -> None:
    rows = rows_of((folder / OWN / "sokregister.js").read_bytes())
    addresses = [row[0] for row in rows]
    assert len(addresses) == len(set(addresses))
    assert all((folder / OWN / each).is_file() for each in addresses)
    found = next(row for row in rows if row[0] == f"lofte/{KEY}.html")
    assert "4 mätningar" in found[2]
    assert "Pågår" in found[3]


def test_what_was_withdrawn_is_not_found(folder: Path) -> None:
    assert rows_of((folder / "kommun/0580-linkoping/sokregister.js").read_bytes()) == []
    by_name = {row[1]: row[3] for row in rows_of((folder / "sokregister.js").read_bytes())}
    assert by_name["Linköping"] == []
    assert by_name["Ljungby"]


def test_another_municipality_keeps_its_rows(tmp_path: Path) -> None:
    editions = a_country()
    build_in(tmp_path, Published(editions))
    kommun = tmp_path / "public/kommun"
    rows = [kommun / name / "sokregister.js" for name in ("0781-ljungby", "0580-linkoping")]
    before = [path.stat().st_ino for path in rows]
    build_in(tmp_path, Published([withdrawn(each) if each.number == 3 else each for each in editions]))
    assert [path.stat().st_ino == inode for path, inode in zip(rows, before, strict=True)] == [True, False]


def test_less_than_50_kb_is_sent_before_the_first_hit() -> None:
    """Engine, script and rows of 290 municipalities with ten years of promise sets, compressed."""
    names, contents = make_assets()
    scripts = [contents[names[use]] for use in ("search", "search_engine")]
    sent = [len(gzip.compress(each)) for each in (*scripts, country_search(ten_years()))]
    assert sum(sent) < 50_000, sent


def test_less_than_50_kb_is_sent_on_a_municipalitys_page_too() -> None:
    """Ten years of twenty promises, each year with other words about the same."""
    names, contents = make_assets()
    scripts = [contents[names[use]] for use in ("search", "search_engine")]
    editions = [edition_of(a_year(2016 + each), each + 1, date(2016 + each, 1, 2)) for each in range(10)]
    rows = municipality_search(record_of("0781", editions))
    assert len(rows_of(rows)) == 10 * (20 + 1)
    sent = [len(gzip.compress(each)) for each in (*scripts, rows)]
    assert sum(sent) < 50_000, sent


def a_year(year: int) -> PromiseSetDocument:
    ideas = itertools.islice(itertools.cycle(itertools.chain(*IDEAS.values())), year % 7, year % 7 + 20)
    promises = [
        replace(
            PROMISE,
            key=f"{year}-{number}",
            title=each.title,
            text=each.text.format(number=number, place="Ljungby"),
        )
        for number, each in enumerate(ideas)
    ]
    return make_set("0781", year, focus_areas=(FocusAreaText("Trygghet", tuple(promises)),))


def ten_years() -> list[Summary]:
    return [
        Summary(each.code, "", "", (), {}, "2015-01-01", "2015-01-01", "2015-01-01", None, sets_of(each.name))
        for each in MUNICIPALITIES
    ]


def sets_of(name: str) -> tuple[tuple[str, ...], ...]:
    years = range(2025, 2015, -1)
    return tuple(
        (
            f"{year}-medborgarlofte-1.html",
            f"Medborgarlöfte för {name} {year}",
            f"1 januari–31 december {year}",
        )
        for year in years
    )


def is_of_search(url: str) -> bool:
    return bool(re.search("sokregister|sokmotor", url))


def search(page: Page, typed: str, label: str = LABEL) -> None:
    page.get_by_label(label).fill(typed)


def test_word_forms_and_typing_errors_are_forgiven(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto(f"{address}{OWN}/index.html")
        hits = page.locator("lf-search li")
        for typed in ("mätningarna", "mätning", "matningar", "mättningar", "avloppsvatten", "mät"):
            search(page, typed)
            expect(hits.first.get_by_role("link")).to_have_text(WASTEWATER)
        search(page, "zebror")
        expect(hits).to_have_count(0)
        expect(page.locator("lf-search").get_by_role("status")).to_contain_text("Inget hittades")
        search(page, "")
        expect(page.locator("lf-search").get_by_role("status")).to_be_empty()


def test_the_country_leads_into_a_municipality_with_the_keyboard(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto(address)
        page.get_by_label(COUNTRY_LABEL).focus()
        page.keyboard.type("mätningarna ljungby")
        expect(page.locator("lf-search").get_by_role("status")).to_contain_text("träff")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/kommun/0781-ljungby/index.html?sok=*")
        expect(page.get_by_label(LABEL)).to_have_value("mätningarna")
        expect(page.locator("lf-search li").first).to_contain_text(WASTEWATER)


def test_a_promise_set_is_found_from_the_start(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto(address)
        search(page, "löftet ljungby 2024", COUNTRY_LABEL)
        page.locator("lf-search").get_by_role("link", name="Medborgarlöfte för Ljungby 2024").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Medborgarlöfte för Ljungby 2024")


def test_who_reads_english_goes_on_in_english_where_there_is_such_a_page(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        page.goto(f"{address}en/index.html")
        search(page, "ljungby", "Search in the whole country")
        hits = page.locator("lf-search li a")
        places = ["index.html", "2024-medborgarlofte-1.html", "2023-medborgarlofte-1.html"]
        expect(hits).to_have_count(len(places))
        found = {str(each.get_attribute("href")) for each in hits.all()}
        assert {each.removeprefix(f"../en/{OWN}/") for each in found} == set(places)
        assert {each.get_attribute("hreflang") for each in hits.all()} == {"en"}
        hits.first.click()
        page.wait_for_url(f"**/en/{OWN}/index.html")
        label = "Search among the promises of all years"
        expect(page.get_by_label(label)).to_have_accessible_description(
            "Promises and follow-ups are in Swedish."
        )
        for typed, kind in (("medborgarlöfte", "en"), ("avloppsvatten", "sv"), ("uppföljning", "sv")):
            search(page, typed, label)
            expect(hits.first).to_have_attribute("hreflang", kind)
        assert page.locator("lf-search ul").get_attribute("lang") == "sv"
        assert axe.findings(page) == []
        hits.first.click()
        expect(page.locator("html")).to_have_attribute("lang", "sv")


def test_the_two_fields_of_the_country_say_what_each_does(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto(address)
        search_field = page.get_by_label(COUNTRY_LABEL)
        expect(search_field).to_have_accessible_description(
            re.compile("Löftena ett och ett söker du på kommunens")
        )
        page.get_by_label("Visa bara kommuner och län som heter").fill("ljung")
        expect(page.locator(".places li:visible")).to_have_count(1)
        expect(page.locator("lf-search li")).to_have_count(0)


def test_nothing_is_loaded_before_somebody_begins(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        assert not any(map(is_of_search, asked))
        search(page, "ljungby", COUNTRY_LABEL)
        expect(page.locator("lf-search li").first).to_be_visible()
        assert sum(map(is_of_search, asked)) == 2


def test_the_search_reads_from_the_disk_and_fits_a_phone(browser: Browser, folder: Path) -> None:
    with opened(browser, folder.as_uri(), viewport={"width": 320, "height": 700}) as page:
        page.goto((folder / OWN / "index.html").as_uri())
        search(page, "mätningarna")
        expect(page.locator("lf-search li").first).to_contain_text(WASTEWATER)
        assert not is_too_wide(page)


def test_without_javascript_the_list_stands_alone(browser: Browser, address: str) -> None:
    with opened(browser, address, java_script_enabled=False) as page:
        page.goto(address)
        expect(page.get_by_label(COUNTRY_LABEL)).to_be_hidden()
        expect(page.get_by_role("link", name="Ljungby", exact=True)).to_be_visible()


def test_the_newest_year_is_found_first(tmp_path: Path) -> None:
    build_in(tmp_path, Published(a_country()))
    written = (tmp_path / "public/kommun/0781-ljungby/sokregister.js").read_text(encoding="utf-8")
    rows = json.loads(written.strip().removeprefix("loftetRows(").removesuffix(")"))
    years = [row[3][:4] for row in rows if row[1] == "Vi mäter droger i avloppsvattnet"]
    assert years == ["2024", "2023"]
