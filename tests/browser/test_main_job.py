"""The main job, end to end: read, promised, signed, told of, closed, published and answered for."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker

from loftet.importer.demo_documents import FOLDER
from tests.browser.album import Album
from tests.browser.mailbox import newest_letter_to
from tests.browser.main_job import PROMISE, SET, MainJob
from tests.browser.site import Site, opened, prepare_site
from tests.browser.visits import Visitor
from tests.database import fresh_clone
from tests.processes import LOFTET

SHARED = Path(__file__).resolve().parents[3] / "shared/documents"
LINKOPING, COORDINATOR = "Trygghetssamordnare Linköping", "Trygghetssamordnare Ljungby"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
RESIDENT = "undrar@invanare.example"
SECONDS_A_PERSON_NEEDS = 3.5
SECONDS_TO_BUILD = 150
HOW_TO = Path(__file__).resolve().parents[2] / "docs/how-to/fran-lofte-till-svar.md"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: tests are quiet."""


@pytest.fixture
def own_site(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[Site]:
    """One that can be stopped and started again without the other tests noticing."""
    with django_db_blocker.unblock(), fresh_clone() as clone, django_db_blocker.block():
        yield prepare_site(clone, tmp_path)


@pytest.fixture
def album(tmp_path: Path) -> Album:
    """Kept where `LOFTET_PICTURES` says, to renew the documentation's."""
    folder = Path(os.environ.get("LOFTET_PICTURES", tmp_path / "pictures"))
    folder.mkdir(exist_ok=True)
    return Album(folder)


def document(published: str, example: str) -> Path:
    """What was published where it is at hand, else an example of ours of the same kind."""
    return SHARED / published if (SHARED / published).exists() else FOLDER / example


def test_from_last_years_page_to_an_answer_for_everybody(
    browser: Browser, own_site: Site, album: Album
) -> None:
    with opened(own_site):
        act(browser, own_site, album)
    verify(own_site)
    with served(own_site) as url:
        read_without_the_application(browser, url, album)
    with opened(own_site):
        ask_and_answer(browser, own_site, album)
    verify(own_site)
    assert [name for name in album.names if f"main-job/{name}.png" not in HOW_TO.read_text()] == []


def act(browser: Browser, site: Site, album: Album) -> None:
    today = localdate()
    with (
        Visitor.in_browser(browser, site.url, **DESK) as municipality,
        Visitor.in_browser(browser, site.url, **DESK) as police,
        Visitor.in_browser(browser, site.url, **PHONE) as phone,
    ):
        job = MainJob(
            municipality,
            police,
            phone,
            site,
            album,
            starts_on=today - timedelta(days=60),
            ends_on=today + timedelta(days=305),
            told_until=today - timedelta(days=1),
        )
        job.read(LINKOPING, document("linkoping_2023_table.pdf", "uppfoljning-linkoping.pdf"))
        job.draft_from_it(f"Trygghet i Linköping {today.year}–{today.year + 1}", "Löften ur uppföljningen")
        job.read(COORDINATOR, document("ljungby_2024.html", "ljungby-webbsida.html"))
        album.take(municipality.page, "read")
        job.draft_from_it(f"Trygga Ljungby {today.year + 1}", SET)
        job.set_the_days()
        job.write_the_promise()
        job.share()
        job.sign(job.path)
        job.let_it_out()
        job.publish(job.path)
        job.plan()
        job.report()
        job.set_the_period()
        job.account(municipality, PROMISE, "Den första mätningen är gjord vid reningsverket.")
        job.account(police, job.own_promise(police), "Arbetet har börjat och fortsätter under året.")
        job.close()
        job.sign(job.period_path)
        job.publish(job.period_path)
        await_public(municipality, "Den första mätningen är gjord")


def await_public(visitor: Visitor, words: str) -> None:
    """The worker builds the pages at once; what a killed one had begun is taken up within two minutes."""
    end = time.monotonic() + SECONDS_TO_BUILD
    while time.monotonic() < end:
        to_the_promise(visitor.page, "/offentligt/")
        visitor.page.reload()  # browsers may keep a page for some minutes
        if words in visitor.page.locator("main").inner_text():
            return
        time.sleep(0.5)
    raise AssertionError(f"the public page does not say: {words}")


def to_the_promise(page: Page, root: str) -> None:
    page.goto(f"{root}kommun/0781-ljungby/index.html")
    page.get_by_role("link", name=SET).first.click()
    page.get_by_role("link", name=PROMISE).first.click()


def verify(site: Site) -> None:
    """With nothing running: by the command, from the files alone."""
    folder = site.folder / "public"
    said = subprocess.run(
        [*LOFTET, "verify", str(folder)], env=site.environment, capture_output=True, text=True, timeout=120
    )
    assert said.returncode == 0, said.stdout + said.stderr


@contextmanager
def served(site: Site) -> Iterator[str]:
    """The folder by a plain web server, as any host has one."""
    handler = partial(Quiet, directory=str(site.folder / "public"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def read_without_the_application(browser: Browser, url: str, album: Album) -> None:
    """Was it kept? One page says it, without a click."""
    with browser.new_context(**DESK) as context:
        page = context.new_page()
        to_the_promise(page, url)
        main = page.locator("main")
        for words in ("mätningar under året", "1 av 4 gjorda", "Pågår"):
            expect(main).to_contain_text(words)
        expect(page.get_by_text("Den första mätningen är gjord").first).to_be_visible()
        album.take(page, "public-page")


def ask_and_answer(browser: Browser, site: Site, album: Album) -> None:
    with (
        Visitor.in_browser(browser, site.url, **PHONE) as resident,
        Visitor.in_browser(browser, site.url, **DESK) as coordinator,
    ):
        to_the_promise(resident.page, "/offentligt/")
        href = resident.page.locator('a[href*="/invanare/skriv/"]').first.get_attribute("href")
        assert href
        resident.go(urlsplit(href).path)
        resident.page.get_by_label("Skriv här").fill("När mäter ni nästa gång?")
        resident.page.get_by_label("Din e-postadress").fill(RESIDENT)
        album.take(resident.page, "question")
        time.sleep(SECONDS_A_PERSON_NEEDS)
        resident.press("Skicka")
        assert newest_letter_to(RESIDENT, site.mail, about="tagit emot")
        answer(coordinator, album)
        assert "I mars." in newest_letter_to(RESIDENT, site.mail, about="Svar").text
        await_public(resident, "I mars. Resultatet står på den här sidan.")


def answer(coordinator: Visitor, album: Album) -> None:
    page = coordinator.page
    coordinator.sign_in(COORDINATOR)
    coordinator.go("/invanare/fragor/")
    page.get_by_role("link", name=PROMISE).last.click()
    coordinator.press("Jag tar den")
    page.get_by_role("link", name="Svara", exact=True).click()
    page.get_by_label("Ditt svar").fill("I mars. Resultatet står på den här sidan.")
    album.take(page, "answer")
    coordinator.press("Skicka svaret")
    page.get_by_role("link", name="Granska och publicera").click()
    coordinator.press("Publicera")
    expect(page.get_by_text("Besvarad och publicerad")).to_be_visible()
