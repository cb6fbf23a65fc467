"""The public pages as residents meet them: every kind of page, in a real browser, from plain files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import axe
from tests.browser.conftest import FLAGS, find_chromium
from tests.portal.examples import withdrawn
from tests.portal.progress_examples import with_progress
from tests.portal.published import Published
from tests.portal.test_building import build_in
from tests.web_server import served

OWN = "kommun/0781-ljungby"
PROMISE = f"{OWN}/lofte/0b1f6c1e-8d0a-4c35-9e6e-00000000000"
KINDS = {
    "country": "index.html",
    "country in English": "en/index.html",
    "municipality": f"{OWN}/index.html",
    "municipality in English": f"en/{OWN}/index.html",
    "promise set": f"{OWN}/2024-medborgarlofte-1.html",
    "promise set in English": f"en/{OWN}/2024-medborgarlofte-1.html",
    "promise, counted": f"{PROMISE}1.html",
    "promise, not done": f"{PROMISE}3.html",
    "promise, judged differently": f"{PROMISE}4.html",
    "promise, without target": f"{PROMISE}5.html",
    "follow-up": f"{OWN}/2024-uppfoljning-1.html",
    "progress": f"{OWN}/2024-lage-1.html",
    "progress in English": f"en/{OWN}/2024-lage-1.html",
    "changes": f"{OWN}/andringar/4.html",
    "archive": f"{OWN}/arkiv.html",
    "withdrawn": "kommun/0580-linkoping/2024-medborgarlofte-1.html",
    "verify": "kontrollera.html",
    "about": "om-uppgifterna.html",
    "open data": "oppna-data.html",
    "glossary": "ordlista.html",
    "accessibility": "tillganglighet.html",
    "contact": "kontakt.html",
    "not found": "404.html",
}
# axe tries styles that the page's policy refuses, and the console says so.
OF_AXE = re.compile("inline style|style-src")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: tests are quiet."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small country, with Linköping's only set withdrawn."""
    made = tmp_path_factory.mktemp("public")
    editions = [withdrawn(each) if each.number == 3 else each for each in with_progress()]
    build_in(made, Published(editions), base_url="")
    return made / "public"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(partial(Quiet, directory=str(folder))) as host:
        yield f"http://{host}/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as running:
        yield running


@contextmanager
def launched(*more: str) -> Iterator[Browser]:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = [*FLAGS, *more, *(["--no-sandbox"] if is_root else [])]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        yield running
        running.close()


@contextmanager
def opened(browser: Browser, origin: str, **options: Any) -> Iterator[Page]:
    """A page that fails the test when the console complains or anything is asked of another host."""
    context = browser.new_context(locale="sv-SE", reduced_motion="reduce", **options)
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("console", lambda said: faults.append(f"{page.url}: {said.text}"))
    page.on("response", lambda got: faults.append(f"{got.status}: {got.url}") if got.status >= 400 else None)
    page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith(origin) else None)
    yield page
    context.close()
    assert [fault for fault in faults if not OF_AXE.search(fault)] == []


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_axe_finds_nothing_on_any_kind_of_page(browser: Browser, address: str) -> None:
    with opened(browser, address, viewport={"width": 1280, "height": 900}) as page:
        found: dict[str, list[str]] = {}
        for kind, path in KINDS.items():
            page.goto(address + path)
            found[kind] = axe.findings(page)
    assert {kind: faults for kind, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", [320, 360, 800])
def test_every_kind_of_page_fits_a_narrow_screen(browser: Browser, address: str, width: int) -> None:
    with opened(browser, address, viewport={"width": width, "height": 700}) as page:
        wide = []
        for kind, path in KINDS.items():
            page.goto(address + path)
            wide += [kind] if is_too_wide(page) else []
    assert wide == []


def test_every_page_reads_without_javascript(browser: Browser, address: str) -> None:
    with opened(browser, address, java_script_enabled=False) as page:
        for path in KINDS.values():
            page.goto(address + path)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.goto(address)
        expect(page.get_by_role("link", name="Ljungby")).to_be_visible()
        expect(page.get_by_label("Visa bara kommuner och län som heter")).to_be_hidden()
        expect(page.get_by_role("heading", name="På kartan")).to_be_hidden()


def test_the_list_is_narrowed_while_one_types(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto(address)
        field = page.get_by_label("Visa bara kommuner och län som heter")
        field.focus()
        page.keyboard.type("linkop")
        expect(page.locator(".places li:visible")).to_have_text([re.compile("Linköping")])
        expect(page.locator("lf-filter").get_by_role("status")).to_have_text("1 kommun")
        field.fill("Kalmar")
        expect(page.locator("lf-filter").get_by_role("status")).to_have_text("2 kommuner")
        field.fill("finns inte")
        expect(page.locator("lf-filter").get_by_role("status")).to_contain_text("Ingen kommun")
        field.fill("")
        expect(page.locator(".places li:visible")).to_have_count(4)


def test_the_map_is_used_with_the_keyboard(browser: Browser, address: str) -> None:
    with opened(browser, address, viewport={"width": 1280, "height": 900}) as page:
        page.goto(address)
        page.locator(".places").get_by_role("link", name="Mönsterås").focus()
        page.keyboard.press("Tab")
        expect(page.locator("#map [role=link]:focus")).to_have_attribute("aria-label", "Linköping")
        page.keyboard.press("ArrowDown")
        expect(page.locator("#map-name")).to_have_text(re.compile("Högsby|Mönsterås"))
        page.keyboard.press("ArrowLeft")
        expect(page.locator("#map-name")).to_have_text("Ljungby")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")  # the map remembers where one was
        named = page.locator("#map [role=link]:focus").get_attribute("aria-label")
        page.keyboard.press("Enter")
        page.wait_for_url("**/kommun/**")
        expect(page.get_by_role("heading", level=1)).to_have_text(str(named))


def test_the_map_holds_the_same_municipalities_as_the_list(browser: Browser, address: str) -> None:
    with opened(browser, address, viewport={"width": 1280, "height": 900}) as page:
        page.goto(address)
        expect(page.locator("#map [role=link]")).to_have_count(4)
        links = page.locator("#map [role=link]").all()
        assert {each.get_attribute("aria-label") for each in links} == set(
            page.locator(".places a").all_inner_texts()
        )


def test_it_reads_from_the_disk_too(browser: Browser, folder: Path) -> None:
    """Without any server: style, filter, map and links."""
    with opened(browser, folder.as_uri()) as page:
        page.goto((folder / "index.html").as_uri())
        page.get_by_label("Visa bara kommuner och län som heter").fill("ljungby")
        expect(page.locator("#map [role=link]")).to_have_count(4)
        page.locator(".places").get_by_role("link", name="Ljungby").click()
        page.get_by_role("link", name="Vi mäter droger i avloppsvattnet").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Vi mäter droger i avloppsvattnet")
        font = page.evaluate("getComputedStyle(document.body).fontFamily")
    assert font.startswith("Inter")


def test_what_is_printed_leaves_the_menus_out(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto(address + KINDS["promise, counted"])
        page.emulate_media(media="print")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".masthead nav")).to_be_hidden()
        expect(page.get_by_role("link", name="Skriv till oss")).to_be_hidden()


def test_an_answer_stands_on_one_page_without_a_click(browser: Browser, address: str) -> None:
    """Was it kept: the municipality's page has target, outcome and judgment of each promise."""
    with opened(browser, address) as page:
        page.goto(f"{address}{OWN}/index.html")
        row = page.get_by_role("row").filter(has_text="Vi mäter droger i avloppsvattnet")
        expect(row).to_contain_text("4 mätningar under 2024")
        expect(row).to_contain_text("5 mätningar")
        expect(row).to_contain_text("Pågår")
