"""A resident asks and follows without account; the parties answer; axe looks at every page on the way."""

from __future__ import annotations

import re
import time
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import ViewportSize, expect

from tests.browser.mailbox import newest_letter_to
from tests.browser.site import Site
from tests.browser.visits import Visitor

LJUNGBY, POLICE = "Trygghetssamordnare Ljungby", "Kommunpolis Ljungby"
RESIDENT, FOLLOWER = "undrar@invanare.example", "foljer@invanare.example"
PHONE = ViewportSize(width=360, height=740)
SECONDS_A_PERSON_NEEDS = 3.5
SECONDS_TO_BUILD = 60


def test_a_question_is_asked_answered_and_published(
    visitor: Visitor, second_visitor: Visitor, site: Site
) -> None:
    resident, page = visitor, visitor.page
    page.set_viewport_size(PHONE)
    resident.go(address_of(second_visitor, site, "Vi mäter droger i avloppsvattnet"))
    expect(page.get_by_text("Ring 112")).to_be_visible()
    look_at(resident)
    page.get_by_label("Skriv här").fill("Ring mig på 070-123 45 67 när ni mäter.")
    page.get_by_label("Din e-postadress").fill(RESIDENT)
    time.sleep(SECONDS_A_PERSON_NEEDS)
    resident.press("Skicka")
    expect(page.get_by_text("verkar peka ut en person").first).to_be_visible()
    look_at(resident)
    page.get_by_label("Skriv här").fill("När mäter ni nästa gång?")
    resident.press("Skicka")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack, det är skickat")
    look_at(resident)
    assert newest_letter_to(RESIDENT, site.mail, about="tagit emot")

    worker, work = second_visitor, second_visitor.page
    worker.sign_in(LJUNGBY)
    worker.go("/invanare/fragor/")
    look_at(worker)
    work.get_by_role("link", name="Vi mäter droger i avloppsvattnet").last.click()
    look_at(worker)
    worker.press("Jag tar den")
    work.get_by_role("link", name="Svara", exact=True).click()
    look_at(worker)
    work.get_by_label("Ditt svar").fill("I mars. Resultatet står på den här sidan.")
    worker.press("Skicka svaret")
    assert "I mars." in newest_letter_to(RESIDENT, site.mail, about="Svar").text
    work.get_by_role("link", name="Granska och publicera").click()
    look_at(worker)
    worker.press("Publicera")
    expect(work.get_by_text("Besvarad och publicerad")).to_be_visible()


def test_somebody_follows_confirms_and_leaves(visitor: Visitor, second_visitor: Visitor, site: Site) -> None:
    page = visitor.page
    ask = address_of(second_visitor, site, "Vi går trygghetsvandringar")
    edition = re.findall(r"/skriv/(\d+)/", ask)[0]
    visitor.go(f"/invanare/folj/{edition}/")
    look_at(visitor)
    page.get_by_label("Din e-postadress").fill(FOLLOWER)
    time.sleep(SECONDS_A_PERSON_NEEDS)
    visitor.press("Följ")
    look_at(visitor)
    letter = newest_letter_to(FOLLOWER, site.mail)
    visitor.go(urlsplit(letter.links[0]).path)
    look_at(visitor)
    visitor.press("Ja, jag vill följa")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nu följer du")


def address_of(visitor: Visitor, site: Site, promise: str) -> str:
    """Where residents write about the promise, as its public page links there."""
    home = "kommun/0781-ljungby/index.html"
    await_file(site.folder / "public" / home)
    visitor.go(f"/offentligt/{home}")
    visitor.page.get_by_role("link", name=re.compile("Medborgarlöfte")).first.click()
    visitor.page.get_by_role("link", name=promise).first.click()
    link = visitor.page.locator('a[href*="/invanare/skriv/"]').first.get_attribute("href")
    assert link
    return urlsplit(link).path


def await_file(path: Path) -> None:
    """The worker builds the pages when it has come to it: what the demo has left it to do comes first."""
    end = time.monotonic() + SECONDS_TO_BUILD
    while not path.is_file():
        assert time.monotonic() < end, f"{path} is not built"
        time.sleep(0.2)


def look_at(visitor: Visitor) -> None:
    assert not visitor.axe_findings()
    wide = visitor.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0
