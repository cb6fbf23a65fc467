"""Reporting as a performer does: from the mail on a phone to the receipt, also without connection."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.mailbox import newest_letter_to
from tests.browser.site import Site
from tests.browser.visits import Visitor

COORDINATOR, MAILBOX = "Trygghetssamordnare Ljungby", "gatuochpark@ljungby.example"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
MOST_INTERACTIONS, MOST_SECONDS = 6, 60
PRICE_OF_A_TAP = 3  # Seconds that a person needs to find and touch what a script finds at once.
OFFLINE, RECEIVED = "Ingen uppkoppling", "Tack, rapporten är mottagen"


@dataclass
class Thumb:
    """Touches and writes, and counts each time."""

    page: Page
    interactions: int = 0

    def tap(self, what: Locator) -> None:
        self.interactions += 1
        what.click()

    def write(self, where: Locator, words: str) -> None:
        self.interactions += 1
        where.fill(words)


@pytest.fixture
def link(browser: Browser, site: Site) -> str:
    """Of a new link, which the coordinator sends."""
    with Visitor.in_browser(browser, site.url) as coordinator:
        coordinator.sign_in(COORDINATOR)
        coordinator.go("/aktiviteter/rapportlankar/")
        row = coordinator.page.get_by_role("row", name="Gatu- och parkenheten")
        with coordinator.page.expect_navigation():
            row.get_by_role("button", name="Skicka").click()
        expect(coordinator.page.locator("main")).to_contain_text(f"skickad till {MAILBOX}")
    letter = newest_letter_to(MAILBOX, site.mail, about="rapportera")
    (found,) = (each for each in letter.links if "/rapport/" in each)
    return urlsplit(found).path


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Visitor]:
    with Visitor.in_browser(browser, site.url, **PHONE) as made:
        yield made


def test_from_mail_to_receipt_in_six_interactions_and_a_minute(phone: Visitor, link: str) -> None:
    thumb, began = Thumb(phone.page), time.monotonic()
    thumb.interactions += 1  # the link in the mail
    phone.go(link)
    row = phone.page.locator(".report-row").first
    thumb.tap(row.get_by_role("radio", name="Gjort", exact=True))
    thumb.write(how_many(row), "2")
    thumb.tap(row.get_by_role("checkbox", name="Polisen"))
    thumb.tap(phone.page.get_by_role("button", name="Skicka"))
    expect(phone.page.get_by_role("heading", level=1)).to_have_text(RECEIVED)
    expect(phone.page.locator("main")).to_contain_text("Räknas in i")
    seconds = time.monotonic() - began

    print(f"{thumb.interactions} interactions, {seconds:.1f} s by script")  # noqa: T201
    assert thumb.interactions <= MOST_INTERACTIONS
    assert seconds + PRICE_OF_A_TAP * thumb.interactions <= MOST_SECONDS
    assert phone.axe_findings() == []


def test_the_page_and_its_answers_are_for_everybody(phone: Visitor, link: str) -> None:
    phone.go(link)
    assert phone.axe_findings() == []
    row = phone.page.locator(".report-row").first
    for answer in ("Gjort", "Inget den här gången", "Inte gjort"):
        row.get_by_role("radio", name=answer, exact=True).click()
        assert phone.axe_findings() == []
    phone.page.get_by_role("button", name="Skicka").click()
    expect(phone.page.locator("ds-error-summary")).to_contain_text("Välj en orsak")
    assert phone.axe_findings() == []
    phone.faults = [fault for fault in phone.faults if not fault.endswith(": 422")]  # as it should be


def test_by_keyboard(browser: Browser, site: Site, link: str) -> None:
    with Visitor.in_browser(browser, site.url) as visitor:
        visitor.go(link)
        visitor.page.locator(".report-row input[type=radio]").first.focus()
        visitor.page.keyboard.press("Space")
        expect(how_many(visitor.page.locator(".report-row").first)).to_be_visible()
        visitor.page.keyboard.press("Tab")
        visitor.page.keyboard.type("1")
        visitor.page.keyboard.press("Enter")
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text(RECEIVED)


def test_without_javascript(browser: Browser, site: Site, link: str) -> None:
    with Visitor.in_browser(browser, site.url, java_script_enabled=False, **PHONE) as visitor:
        visitor.go(link)
        row = visitor.page.locator(".report-row").first
        row.get_by_role("radio", name="Gjort", exact=True).click()
        how_many(row).fill("1")
        visitor.press("Skicka")
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text(RECEIVED)


def test_what_is_sent_without_connection_is_sent_once_when_it_returns(phone: Visitor, link: str) -> None:
    sent: list[str] = []
    phone.page.on(
        "requestfinished", lambda request: sent.append(request.url) if request.method == "POST" else None
    )
    phone.go(link)
    answer(phone, number="3", place="Tallparken")
    phone.listens = False  # the browser says that it has no connection
    phone.context.set_offline(True)
    phone.page.get_by_role("button", name="Skicka").click()
    expect(phone.page.get_by_role("status")).to_contain_text(OFFLINE)
    expect(how_many(phone.page.locator(".report-row").first)).to_have_value("3")

    phone.context.set_offline(False)
    expect(phone.page.get_by_role("heading", level=1)).to_have_text(RECEIVED)
    expect(phone.page.locator("main")).to_contain_text("Tallparken")
    assert len(sent) == 1


def test_what_waits_is_sent_when_the_page_is_opened_again(phone: Visitor, link: str) -> None:
    phone.go(link)
    answer(phone, number="4", place="Biblioteket")
    phone.listens = False
    phone.context.set_offline(True)
    phone.page.get_by_role("button", name="Skicka").click()
    expect(phone.page.get_by_role("status")).to_contain_text(OFFLINE)
    phone.page.close()

    phone.context.set_offline(False)
    phone.page = phone.context.new_page()
    phone.go(link)
    expect(phone.page.get_by_role("heading", level=1)).to_have_text(RECEIVED)
    expect(phone.page.locator("main")).to_contain_text("Biblioteket")
    phone.go(link)
    expect(phone.page.locator(".report-row").first).to_be_visible()


def test_what_is_typed_and_not_sent_is_there_again(phone: Visitor, link: str) -> None:
    phone.go(link)
    answer(phone, number="5", place="Stationen")
    phone.go(link)

    expect(phone.page.get_by_role("status")).to_contain_text("är ifyllt igen")
    expect(phone.page.get_by_label("Var?").first).to_have_value("Stationen")


def answer(visitor: Visitor, *, number: str, place: str) -> None:
    row = visitor.page.locator(".report-row").first
    row.get_by_role("radio", name="Gjort", exact=True).click()
    how_many(row).fill(number)
    row.get_by_label("Var?").fill(place)


def how_many(row: Locator) -> Locator:
    return row.get_by_role("textbox", name="Hur många")
