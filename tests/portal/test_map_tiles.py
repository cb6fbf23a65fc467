"""The background of the map: no tiles unless configured, and then of the one host that was named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from tests.portal.progress_examples import with_progress
from tests.portal.published import Published
from tests.portal.test_building import build_in
from tests.portal.test_in_browser import KINDS, Quiet, browser, opened
from tests.web_server import served

__all__ = ["browser"]
TILE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256">'
    b'<path d="M0 0h256v256z" fill="#dde"/></svg>'
)


class Tiles(SimpleHTTPRequestHandler):
    """A server of tiles: the same empty land everywhere."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "image/svg+xml")
        self.end_headers()
        self.wfile.write(TILE)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: tests are quiet."""


@contextmanager
def map_of(browser: Browser, folder: Path, tiles: str) -> Iterator[tuple[Page, str, list[str]]]:
    """The start page with its map drawn, where it stands, and whom the browser has asked for anything."""
    build_in(folder, base_url="", map_tiles=tiles, map_attribution="Kartverket" if tiles else "")
    with served(partial(Quiet, directory=str(folder / "public"))) as own:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        page, hosts = context.new_page(), []
        page.on("request", lambda asked: hosts.append(urlsplit(asked.url).netloc))
        page.goto(f"http://{own}/index.html")
        expect(page.locator("#map [role=link]")).to_have_count(4)
        page.wait_for_load_state("networkidle")
        yield page, own, hosts
        context.close()


def test_no_tiles_unless_configured(browser: Browser, tmp_path: Path) -> None:
    with map_of(browser, tmp_path, "") as (page, own, hosts):
        page.get_by_role("button", name="Zooma in").click()
        page.wait_for_load_state("networkidle")
        expect(page.locator("#map img")).to_have_count(0)
        assert set(hosts) == {own}
    shown = unescape((tmp_path / "public/index.html").read_text(encoding="utf-8"))
    assert "img-src 'self' data:;" in shown


def test_with_tiles_configured_the_map_asks_their_host_and_no_other(browser: Browser, tmp_path: Path) -> None:
    with (
        served(Tiles) as theirs,
        map_of(browser, tmp_path, f"http://{theirs}/{{z}}/{{x}}/{{y}}.png") as (page, own, hosts),
    ):
        expect(page.locator("#map img.leaflet-tile-loaded").first).to_be_visible()
        expect(page.locator("#map")).to_contain_text("Kartverket")
        assert set(hosts) == {own, theirs}
    about = (tmp_path / "public/om-uppgifterna.html").read_text(encoding="utf-8")
    assert "Inget hämtas från någon annan, utom kartans bakgrund." in about


def test_pages_without_a_map_ask_nobody_though_tiles_are_configured(browser: Browser, tmp_path: Path) -> None:
    build_in(
        tmp_path, Published(with_progress()), base_url="", map_tiles="https://tiles.example/{z}/{x}/{y}.png"
    )
    with served(partial(Quiet, directory=str(tmp_path / "public"))) as own:
        origin = f"http://{own}/"
        with opened(browser, origin) as page:
            for kind in sorted(set(KINDS) - {"country", "country in English"}):
                page.goto(origin + KINDS[kind])
                page.wait_for_load_state("networkidle")
