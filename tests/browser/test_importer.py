"""Last year's documents are dropped: progress, review, draft; and the same without JavaScript on a phone."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils.timezone import localdate
from playwright.sync_api import ViewportSize, expect

from loftet.importer.demo_documents import FOLDER
from tests.browser.visits import Visitor

SHARED = Path(__file__).resolve().parents[3] / "shared/documents"
LINKOPING, LJUNGBY = "Trygghetssamordnare Linköping", "Trygghetssamordnare Ljungby"
YEAR = localdate().year + 1
SECONDS_TO_READ = 30
PHONE = ViewportSize(width=360, height=740)


def document(published: str, example: str) -> Path:
    """What was published where it is at hand, else an example of ours of the same kind."""
    return SHARED / published if (SHARED / published).exists() else FOLDER / example


def drop(visitor: Visitor, path: Path) -> None:
    visitor.go("/las-in/nytt/")
    visitor.page.get_by_label("Filer").set_input_files(path)
    visitor.press("Läs in")


def test_a_follow_up_is_dropped_reviewed_and_becomes_a_draft(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in(LINKOPING)
    drop(visitor, document("linkoping_2023_table.pdf", "uppfoljning-linkoping.pdf"))
    picture = page.locator("svg.page-picture image")
    picture.wait_for(timeout=SECONDS_TO_READ * 1000)  # the page asks by itself
    assert not visitor.axe_findings()

    first = page.locator("article.item").first
    page.locator(".mark").first.click()
    expect(first).to_be_in_viewport()
    first.get_by_role("button", name="Godta", exact=True).click()
    expect(first.get_by_text("Godtagen")).to_be_visible()
    visitor.press("Godta alla")
    page.get_by_role("link", name="Gör utkast av det godtagna").click()
    assert not visitor.axe_findings()
    page.get_by_label("Rubrik").or_(page.get_by_label("Medborgarlöftets rubrik")).fill("Inlästa löften")
    visitor.press("Gör utkastet")
    expect(page.get_by_role("heading", level=1)).to_have_text("Inlästa löften")
    expect(page.get_by_text("Narkotika").first).to_be_visible()

    page.get_by_role("link", name="Källor det lästes in ur").click()
    expect(page.get_by_text("inte den partens godkännande")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta originalet").click()
    original = document("linkoping_2023_table.pdf", "uppfoljning-linkoping.pdf")
    assert download.value.path().read_bytes() == original.read_bytes()

    drop(visitor, original)
    page.get_by_role("link", name="Se skillnaden").first.wait_for(timeout=SECONDS_TO_READ * 1000)
    page.get_by_role("link", name="Se skillnaden").first.click()
    visitor.press("Ta bara ställning till skillnaden")
    assert not page.get_by_role("button", name="Godta alla").count()


def test_a_promise_is_read_without_javascript_on_a_phone(visitor_without_javascript: Visitor) -> None:
    visitor = visitor_without_javascript
    page = visitor.page
    page.set_viewport_size(PHONE)
    visitor.sign_in(LJUNGBY)
    drop(visitor, document("ljungby_2024.html", "ljungby-webbsida.html"))
    page.locator("article.item").first.wait_for(timeout=SECONDS_TO_READ * 1000)  # by the reload in the head
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    items = page.locator("article.item")
    found = items.count()
    visitor.press("Det är bakgrund")
    expect(items.first.get_by_text("Bakgrund", exact=True)).to_be_visible()
    visitor.press("Det är ett löfte")
    visitor.press("Slå ihop med föregående")
    assert items.count() == found - 1
    items.first.get_by_role("link", name="Dela").click()
    page.get_by_label("Text").fill("Kommunen ska sanera klotter.\n\nPolisen ska hålla 2 möten.")
    visitor.press("Dela")
    expect(items.nth(1)).to_contain_text("Polisen ska hålla 2 möten.")
    items.first.get_by_role("link", name="Rätta").click()
    page.get_by_label("Fokusområde").fill("Klotter")
    visitor.press("Spara och godta")
    page.get_by_text(re.compile(r"stycken? till på sidan")).click()
    visitor.press("Gör till löfte")
    assert items.count() == found + 1
    page.get_by_role("link", name="Gör utkast av det godtagna").click()
    visitor.press("Gör utkastet")
    expect(page.get_by_text("Kommunen ska sanera klotter.").first).to_be_visible()


def test_a_promise_begins_with_a_published_one(visitor: Visitor) -> None:
    """From the workshop to somebody else's promise with its outcome, and back with a copy and its source."""
    page = visitor.page
    visitor.sign_in(LJUNGBY)
    page.get_by_role("link", name="Löften", exact=True).click()
    page.get_by_role("link", name="Nytt medborgarlöfte").click()
    page.get_by_role("link", name=f"Trygga Ljungby {YEAR}").click()
    page.get_by_label("Rubrik").fill("Med utgångspunkt i andras")
    visitor.press("Spara och skriv första löftet")
    page.get_by_role("link", name="Utgå från ett publicerat löfte").click()
    assert not visitor.axe_findings()
    page.get_by_label("Ord, eller adressen").fill("mätningarna")
    visitor.press("Sök")
    first = page.locator(".card-list li").first
    expect(first).to_contain_text("Vad blev det")
    title = first.get_by_role("heading").inner_text()
    first.get_by_role("link").first.click()
    expect(page.get_by_label("Medborgarlöfte")).to_have_value(re.compile(r"\d+"))
    assert not visitor.axe_findings()
    visitor.press("Använd som utgångspunkt")
    expect(page.locator("main")).to_contain_text("kopierat till ert utkast")
    expect(page.get_by_label("Rubrik")).to_have_value(title)
    page.get_by_role("link", name="Med utgångspunkt i andras").first.click()
    page.get_by_role("link", name="Källor det lästes in ur").click()
    expect(page.get_by_role("heading", name="Utgår från publicerade löften")).to_be_visible()
    expect(page.locator("main")).to_contain_text(title)
    assert not visitor.axe_findings()
