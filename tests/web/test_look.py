"""Every component in a real browser: axe, both colour schemes, from 320 px, without JavaScript, on paper."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

from loftet.config.assets import MODULES
from tests.web.conftest import templates_with_samples
from tests.web.sample.settings import OVERRIDES

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
AXE = MODULES / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATHS = ["/", "/detail/", "/form/", "/confirm/", "/confirm/?stuck=1", "/empty/", "/sign-in/", "/om/"]
ERROR_PATHS = ["/refused/", "/finns-inte/", "/broken/", "/away/", "/old-form/"]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """A test says nothing while it goes well."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the sample site answers."""
    with override_settings(**OVERRIDES, TEMPLATES=templates_with_samples()):
        server: WSGIServer = make_server(
            "127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), handler_class=_Quiet
        )
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def page_in(
    browser: Browser, *, scheme: str = "light", width: int = 1280, scripts: bool = True
) -> Iterator[Page]:
    size = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, color_scheme=scheme, java_script_enabled=scripts)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def findings(page: Page) -> list[str]:
    """What axe has to say."""
    page.evaluate(AXE.read_text())
    answer = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [f"{page.url} {found['id']}: {found['nodes'][0]['html']}" for found in answer["violations"]]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_on_any_page(address: str, browser: Browser, scheme: str, width: int) -> None:
    said = []
    with page_in(browser, scheme=scheme, width=width) as page:
        for path in PATHS + ERROR_PATHS:
            page.goto(address + path)
            said += findings(page)
    assert said == []


@pytest.mark.parametrize("width", [320, 600, 800, 801])
def test_nothing_is_wider_than_the_screen(address: str, browser: Browser, width: int) -> None:
    with page_in(browser, width=width) as page:
        for path in PATHS:
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_console_is_silent_and_nothing_outside_is_asked_for(address: str, browser: Browser) -> None:
    said: list[str] = []
    with page_in(browser) as page:
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda fault: said.append(str(fault)))
        page.on(
            "request",
            lambda request: None if request.url.startswith((address, "data:")) else said.append(request.url),
        )
        for path in PATHS:
            page.goto(address + path)
    assert said == []


def test_a_form_with_errors_leads_from_summary_to_field(address: str, browser: Browser) -> None:
    for scheme in ("light", "dark"):
        with page_in(browser, scheme=scheme, width=360) as page:
            page.goto(f"{address}/form/")
            page.fill("[name=title]", "x" * 300)
            page.get_by_role("button", name="Spara utkast").click()
            summary = page.locator(".ds-error-summary")
            summary.wait_for()
            assert page.evaluate("document.activeElement.tagName") == "DS-ERROR-SUMMARY"
            assert findings(page) == []
            summary.get_by_role("link", name="Rubrik").click()
            assert page.evaluate("document.activeElement.name") == "title"
            assert page.input_value("[name=title]") == "x" * 300


def test_htmx_sends_the_forms_token_and_shows_a_refusal(address: str, browser: Browser) -> None:
    with page_in(browser) as page:
        page.goto(f"{address}/part/")
        page.get_by_role("button", name="Skicka").click()
        page.get_by_text("Anteckningen är för lång.").wait_for(timeout=5000)


def test_the_menu_of_a_phone_opens_without_scripts(address: str, browser: Browser) -> None:
    with page_in(browser, width=360, scripts=False) as page:
        page.goto(address)
        page.get_by_text("Meny", exact=True).click()
        page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Lägesbild").click()
        assert page.url == f"{address}/form/"


def test_one_menu_is_there_at_a_time(address: str, browser: Browser) -> None:
    for width, is_rail in ((1280, True), (360, False)):
        with page_in(browser, width=width) as page:
            page.goto(address)
            assert page.locator(".rail-menu").is_visible() is is_rail
            assert page.locator(".bar-menu summary").is_visible() is not is_rail


def test_colours_and_language_are_chosen_without_scripts(address: str, browser: Browser) -> None:
    with page_in(browser, scripts=False) as page:
        page.goto(f"{address}/detail/")
        light = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
        page.get_by_role("button", name="Mörkt").click()
        assert page.url == f"{address}/detail/"
        assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") != light
        page.get_by_role("button", name="English").click()
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.get_by_role("button", name="Sign out").is_visible()


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(address: str, browser: Browser) -> None:
    with page_in(browser) as page:
        page.goto(f"{address}/detail/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_paper_has_the_matter_only(address: str, browser: Browser, tmp_path: Path) -> None:
    with page_in(browser, scheme="dark") as page:
        page.goto(address)
        page.emulate_media(media="print", color_scheme="dark")
        for hidden in (".rail", ".site-footer", ".acts", ".tabs", ".pages"):
            assert not page.locator(hidden).is_visible()
        assert page.locator("h1").evaluate("h => getComputedStyle(h).color") == "rgb(0, 0, 0)"
        assert (
            page.locator("body").evaluate("b => getComputedStyle(b).backgroundColor") == "rgb(255, 255, 255)"
        )
        after = page.locator("tbody a").first.evaluate("a => getComputedStyle(a, '::after').content")
        assert after in {"none", "normal"}
