"""The card of a promise in the page of another site, as its readers' browsers show it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from loftet.domain.promise_set import FocusAreaText
from loftet.portal.serving import PublicPages
from tests.browser import axe
from tests.portal.examples import WASTEWATER, edition_of, make_set
from tests.portal.progress_examples import with_progress
from tests.portal.published import Published
from tests.portal.test_building import build_in
from tests.portal.test_in_browser import KINDS, OWN, PROMISE, browser, is_too_wide, opened
from tests.web_server import running, served

__all__ = ["browser"]  # fixture
CARD = f"{PROMISE.replace('/lofte/', '/kort/')}1.html"


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: tests are quiet."""


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class OtherSite(SimpleHTTPRequestHandler):
    """The page of a newspaper, under the strictest policy that lets a card in."""

    def __init__(self, *args: Any, site: str, **options: Any) -> None:
        self.site = site
        super().__init__(*args, **options)

    def end_headers(self) -> None:
        origin = self.site.rstrip("/")
        policy = f"default-src 'none'; frame-src 'self' {origin}; script-src {origin}"
        self.send_header("Content-Security-Policy", policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: tests are quiet."""


@dataclass(frozen=True)
class Sites:
    """The public site as `loftet run` serves it, the other site, and the folder of its pages."""

    public: str
    folder: Path
    other: str
    pages: Path

    @property
    def snippet(self) -> str:
        """What the page of the promise says is to be pasted."""
        page = (self.folder / f"{PROMISE}1.html").read_text(encoding="utf-8")
        found = re.search(r"<pre><code>(.*?)</code></pre>", page, re.DOTALL)
        assert found
        return html.unescape(found[1])

    def write(self, name: str, body: str) -> str:
        around = f'<!doctype html><html lang="sv"><meta charset="utf-8"><title>Tidningen</title>{body}</html>'
        (self.pages / name).write_text(around, encoding="utf-8")
        return f"{self.other}{name}"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    made, pages = tmp_path_factory.mktemp("public"), tmp_path_factory.mktemp("other")
    application = PublicPages(lambda environ, start: [b""], made / "public", "")
    server = make_server("127.0.0.1", 0, application, server_class=Threaded, handler_class=Quiet)  # type: ignore[arg-type]
    with running(server) as host:
        public = f"http://{host}/"
        build_in(made, Published(with_progress()), base_url=f"http://{host}")
        handler = partial(OtherSite, site=public, directory=str(pages))
        with served(handler) as other:
            yield Sites(public, made / "public", f"http://{other}/", pages)


def card_in(page: Page) -> Frame:
    """The document in the frame, when it has been loaded."""
    frame = page.locator("iframe").element_handle().content_frame()  # type: ignore[union-attr]
    assert frame
    frame.wait_for_load_state()
    return frame


def height_of(page: Page) -> float:
    return float(page.locator("iframe").bounding_box()["height"])  # type: ignore[index]


def await_fitting(page: Page, card: Frame) -> None:
    """The frame is as high as what is in it, and so nothing scrolls."""
    needed = card.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
    page.wait_for_function("height => document.querySelector('iframe').height == height", arg=needed)
    assert card.evaluate("document.documentElement.scrollHeight <= window.innerHeight")


def test_it_stands_in_another_sites_page_and_the_frame_follows_its_height(
    browser: Browser, sites: Sites
) -> None:
    there = sites.write("artikel.html", f"<h1>Artikeln</h1>{sites.snippet}")
    with opened(browser, "http://127.0.0.1", viewport={"width": 900, "height": 800}) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(there)
        card = card_in(page)
        expect(card.get_by_role("heading", level=1)).to_have_text("Vi mäter droger i avloppsvattnet")
        await_fitting(page, card)
        wide = height_of(page)
        page.set_viewport_size({"width": 330, "height": 800})
        page.wait_for_function("height => document.querySelector('iframe').height > height", arg=wide)
        await_fitting(page, card)
        assert page.context.cookies() == []
        assert {url for url in asked if not url.startswith((sites.public, there))} == set()
        assert len(asked) == 5, asked  # the page, the card, its style, its script, and the script around it


def test_without_the_script_the_frame_has_a_fixed_height_and_scrolls(browser: Browser, sites: Sites) -> None:
    frame = re.sub(r"<script.*</script>", "", sites.snippet)
    there = sites.write("utan.html", frame)
    with opened(browser, "http://127.0.0.1", viewport={"width": 700, "height": 800}) as page:
        page.goto(there)
        expect(card_in(page).get_by_role("link", name="Allt om löftet")).to_be_attached()
        assert height_of(page) == pytest.approx(460, abs=5)


def test_a_card_that_came_before_the_script_is_asked_for_its_height(browser: Browser, sites: Sites) -> None:
    """As when the script is loaded last of all."""
    frame, script = sites.snippet.split("\n")
    there = sites.write("sent.html", frame.replace(' loading="lazy"', ""))
    with opened(browser, "http://127.0.0.1") as page:
        page.goto(there)
        card = card_in(page)
        page.add_script_tag(url=re.search('src="([^"]+)"', script)[1])  # type: ignore[index]
        await_fitting(page, card)


def test_the_frames_of_others_are_left_alone(browser: Browser, sites: Sites) -> None:
    """Whatever they say: only the frame of a card that spoke is given another height."""
    sites.write("ram.html", "<p>En annan ram</p>")
    there = sites.write("flera.html", f'<iframe src="ram.html" height="77"></iframe>{sites.snippet}')
    with opened(browser, "http://127.0.0.1") as page:
        page.goto(there)
        # Its own policy runs no script there: the driver speaks in its place.
        other = next(frame for frame in page.frames if frame.url.endswith("ram.html"))
        other.evaluate("parent.postMessage({type: 'loftet:height', height: 3000}, '*')")
        page.wait_for_function("document.querySelectorAll('iframe')[1].height != 460")
        assert page.locator("iframe").first.get_attribute("height") == "77"
        assert int(page.locator("iframe").last.get_attribute("height") or 0) < 1_000


def test_only_cards_may_be_framed(browser: Browser, sites: Sites) -> None:
    there = sites.write("ramar.html", f'<iframe src="{sites.public}{PROMISE}1.html"></iframe>')
    context = browser.new_context()
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(there)
    page.wait_for_timeout(300)
    assert any("frame-ancestors" in text for text in said), said
    assert page.frames[1].url.startswith("chrome-error:")
    context.close()


def test_the_link_leaves_the_frame_for_the_promise(browser: Browser, sites: Sites) -> None:
    there = sites.write("lank.html", sites.snippet)
    with opened(browser, "http://127.0.0.1") as page:
        page.goto(there)
        card_in(page).get_by_role("link", name="Allt om löftet").click()
        page.wait_for_url(f"**/{PROMISE}1.html")
        expect(page.get_by_role("heading", level=1)).to_have_text("Vi mäter droger i avloppsvattnet")


def test_axe_finds_nothing_in_any_card(browser: Browser, sites: Sites) -> None:
    cards = [path.replace("/lofte/", "/kort/") for path in KINDS.values() if "/lofte/" in path]
    with opened(browser, sites.public, viewport={"width": 320, "height": 700}) as page:
        found = {}
        for path in cards:
            page.goto(sites.public + path)
            found[path] = [*axe.findings(page), *(["too wide"] if is_too_wide(page) else [])]
    assert len(found) == 4
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_it_reads_without_javascript(browser: Browser, sites: Sites) -> None:
    with opened(browser, sites.public, java_script_enabled=False) as page:
        page.goto(sites.public + CARD)
        expect(page.get_by_text("4 mätningar under 2024")).to_be_visible()


def test_the_card_says_what_the_promises_page_says_and_by_whom(sites: Sites) -> None:
    card = (sites.folder / CARD).read_text(encoding="utf-8")
    page = (sites.folder / f"{PROMISE}1.html").read_text(encoding="utf-8")
    how_it_goes = card.split("</p>\n    ", 2)[2].split('<p class="meta foot">')[0].strip()
    assert "Bedömt av" in how_it_goes
    assert how_it_goes in page
    assert f'<link rel="canonical" href="{sites.public}{PROMISE}1.html">' in card


def test_a_title_cannot_end_the_attribute_that_it_stands_in(tmp_path: Path) -> None:
    title = 'Polisen "syns" <mer> & oftare'
    promise = replace(WASTEWATER, title=title)
    document = make_set("0781", focus_areas=(FocusAreaText("Trygghet", (promise,)),))
    build_in(tmp_path, Published([edition_of(document, 1, document.starts_on)]))  # type: ignore[arg-type]
    page = (tmp_path / "public" / f"{PROMISE}1.html").read_text(encoding="utf-8")
    pasted = html.unescape(re.search(r"<pre><code>(.*?)</code></pre>", page, re.DOTALL)[1])  # type: ignore[index]
    said = re.search(r'title="([^"]*)"', pasted)
    assert said
    assert html.unescape(said[1]) == f"Löfte i Ljungby: {title}"


def test_a_card_is_small(sites: Sites) -> None:
    """There are as many as promises; what they share is two files, far smaller than the site's own style."""
    sizes = [path.stat().st_size for path in (sites.folder / OWN / "kort").iterdir()]
    assert max(sizes) < 5_000
    shared = [
        next((sites.folder / "resurser").glob(name)).stat().st_size for name in ("kort.*.css", "stil.*.css")
    ]
    assert shared[0] * 3 < shared[1]


def test_a_site_without_address_has_no_cards(tmp_path: Path) -> None:
    build_in(tmp_path, base_url="")
    assert not (tmp_path / "public" / OWN / "kort").exists()
    assert "Bädda in" not in (tmp_path / "public" / f"{PROMISE}1.html").read_text(encoding="utf-8")
