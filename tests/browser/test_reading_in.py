"""A follow-up of a past year is dropped and becomes a period that nobody has closed: "inläst ur …"."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import expect

from loftet.importer.demo_documents import FOLDER
from tests.browser.test_following_up import Eye
from tests.browser.test_importer import SECONDS_TO_READ, drop
from tests.browser.visits import Visitor

COORDINATOR, FOREIGN = "Trygghetssamordnare Linköping", "Kommunpolis Linköping"
DOCUMENT = "uppfoljning-linkoping.pdf"
PROMISE = "Polisen ska genomföra minst 6 kontroller med narkotikahund"
REASON = "Utbildningen har inte genomförts under halvåret"


def test_a_dropped_follow_up_becomes_a_period_that_is_marked_as_read_in(
    visitor: Visitor, second_visitor: Visitor
) -> None:
    page, main, eye = visitor.page, visitor.page.locator("main"), Eye()
    visitor.sign_in(COORDINATOR)
    accept_all(visitor)
    page.get_by_role("link", name="För in utfallen i uppföljningen").first.click()
    eye.look(visitor, "entering the outcomes")
    visitor.press("Lägg in som inläst")

    expect(main).to_contain_text("Utfallen står som dokumentet redovisar dem, med sin källa.")
    expect(main).to_contain_text(f"Inläst ur {DOCUMENT}")
    expect(main).to_contain_text("Ingen part har fastställt eller undertecknat det")
    expect(main.get_by_role("row", name=PROMISE)).to_contain_text("2 kontroller")
    unfulfilled = main.get_by_role("cell").filter(has_text=REASON).first.inner_text()
    assert unfulfilled.count(REASON) == 1, "a reason is told once"
    eye.look(visitor, "the period that was read in")
    path = urlsplit(page.url).path
    page.get_by_role("link", name="Version 1").click()
    expect(main).to_contain_text(f"Inläst ur {DOCUMENT}")
    eye.look(visitor, "what was frozen")
    visitor.go(path)
    page.get_by_role("link", name="Originalet och ställena i det").click()
    expect(main).to_contain_text(DOCUMENT)
    eye.look(visitor, "the original and its passages")
    second_visitor.sign_in(FOREIGN)
    second_visitor.go(path, expects=404)
    assert not eye.faults, "\n".join(eye.faults)


def accept_all(visitor: Visitor) -> None:
    """Into a draft of a year that is over, which nobody can sign any more."""
    page = visitor.page
    drop(visitor, FOLDER / DOCUMENT)
    page.locator("article.item").first.wait_for(timeout=SECONDS_TO_READ * 1000)
    upload = urlsplit(page.url).path
    visitor.press("Godta alla")
    page.get_by_role("link", name="Gör utkast av det godtagna").click()
    chosen = page.get_by_label("Överenskommelse").locator("option:checked")
    expect(chosen).to_contain_text("Trygghet i Linköping")
    page.get_by_label("Medborgarlöftets rubrik").fill("Löften ur en uppföljning")
    visitor.press("Gör utkastet")
    visitor.go(upload)
