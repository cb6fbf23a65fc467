"""A newcomer writes the wastewater promise of Ljungby, and both parties sign it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, expect

from tests.browser.mailbox import code_in, newest_letter_to
from tests.browser.site import Site
from tests.browser.visits import Visitor

YEAR = localdate().year + 1
COORDINATOR, EXECUTIVE = "Trygghetssamordnare Ljungby", "Kommunchef Ljungby"
POLICE, FOREIGN, CHIEF = "Kommunpolis Ljungby", "Trygghetssamordnare Lekeberg", "Lokalpolisområdeschef"
TEXT = "Kommunen ska under året genomföra 4 mätningar av droger i avloppsvattnet."
SAID_BACK = f"Kommunen: 4 mätningar under {YEAR}; räknas per tillfälle"


@dataclass
class Workshop:
    """The municipality and its police, each in a browser."""

    municipality: Visitor
    police: Visitor
    site: Site
    title: str
    path: str = ""

    def begin(self) -> None:
        page = self.municipality.page
        self.municipality.sign_in(COORDINATOR)
        page.get_by_role("link", name="Löften", exact=True).click()
        page.get_by_role("link", name="Nytt medborgarlöfte").click()
        page.get_by_role("link", name=f"Trygga Ljungby {YEAR}").click()
        page.get_by_label("Rubrik").fill(self.title)
        page.get_by_label("Första dag").fill(f"{YEAR}-01-01")
        page.get_by_label("Sista dag").fill(f"{YEAR}-12-31")
        self.municipality.press("Spara och skriv första löftet")

    def write(self, *, scripts: bool) -> None:
        """The hints come while typing; without scripts a button asks for them."""
        page = self.municipality.page
        page.get_by_label("Fokusområde").fill("Narkotika")
        page.get_by_label("Rubrik").fill("Vi mäter droger i avloppsvattnet")
        page.get_by_label("Vad som utlovas").press_sequentially(TEXT)
        if not scripts:
            self.municipality.press("Kontrollera texten")
        hints = page.get_by_role("complementary", name="Så läses texten")
        expect(hints).to_contain_text(SAID_BACK)
        expect(hints).to_contain_text("Hur var det förut?")
        expect(page.get_by_label("Vad som utlovas")).to_have_value(TEXT)
        if scripts:
            assert self.municipality.axe_findings() == []
        page.get_by_label("Utgångsläge").fill("2 mätningar förra året.")
        page.get_by_role("button", name="Spara löftet").last.click()
        expect(page.get_by_role("heading", name="1. Vi mäter droger i avloppsvattnet")).to_be_visible()
        expect(page.locator("main")).to_contain_text(SAID_BACK)
        self.path = urlsplit(page.url).path

    def share(self) -> None:
        page = self.municipality.page
        self.police.sign_in(POLICE)
        self.police.go(self.path, expects=404)
        page.get_by_role("link", name="Dela med parterna").click()
        page.get_by_label("Jag har läst vad som lämnas över").check()
        self.municipality.press("Dela med parterna")
        expect(page.locator("main")).to_contain_text("Väntar på underskrifter")

    def sign_by_account(self) -> None:
        page = self.municipality.page
        page.get_by_role("link", name="Be om underskrift").click()
        page.get_by_label("Undertecknare med konto").select_option(EXECUTIVE)
        self.municipality.press("Skicka begäran")
        self.municipality.sign_in(EXECUTIVE)
        page.get_by_role("link", name=re.compile(self.title)).first.click()
        expect(page.locator("main")).to_contain_text(SAID_BACK)
        page.get_by_label("Jag har läst dokumentet").check()
        self.municipality.press("Underteckna som Kommunchef")

    def sign_by_mail(self, signatory: Visitor) -> None:
        """Whoever signs for the police has no account: a link, a wrong code, the right code."""
        page = self.police.page
        address = f"chef.{self.title.split()[1]}@polisen-ljungby.example"
        self.police.go(self.path)
        page.get_by_role("link", name="Be om underskrift").click()
        page.get_by_label("Eller en e-postadress").fill(address)
        self.police.press("Skicka begäran")
        letter = newest_letter_to(address, self.site.mail)
        assert "medborgarlöftet" in letter.text
        (link,) = (link for link in letter.links if "/underskrift/" in link)
        signatory.go(urlsplit(link).path)
        expect(signatory.page.locator("body")).to_contain_text(SAID_BACK)
        signatory.press("Skicka kod")
        code = code_in(newest_letter_to(address, self.site.mail, about="kod"))
        self._sign(signatory, f"{(int(code) + 1) % 1_000_000:06}")
        expect(signatory.page.locator("body")).to_contain_text("Koden är fel")
        self._sign(signatory, code)
        expect(signatory.page.get_by_role("heading", level=1)).to_have_text("Tack, det är undertecknat")

    def _sign(self, signatory: Visitor, code: str) -> None:
        signatory.page.get_by_label("Kod från mejlet").fill(code)
        signatory.page.get_by_label("Jag har läst dokumentet").check()
        signatory.press(f"Underteckna som {CHIEF}")


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_wastewater_promise_from_the_first_word_to_both_signatures(
    browser: Browser, site: Site, *, scripts: bool
) -> None:
    title = f"Medborgarlöfte {'med' if scripts else 'utan'} skript"
    with (
        Visitor.in_browser(browser, site.url, java_script_enabled=scripts) as municipality,
        Visitor.in_browser(browser, site.url, java_script_enabled=scripts) as police,
        Visitor.in_browser(browser, site.url, java_script_enabled=scripts) as other,
    ):
        workshop = Workshop(municipality, police, site, title)
        workshop.begin()
        workshop.write(scripts=scripts)
        workshop.share()
        workshop.sign_by_account()
        workshop.sign_by_mail(other)
        for visitor in (municipality, police):
            visitor.go(workshop.path)
            expect(visitor.page.locator("main")).to_contain_text("Kan släppas till invånarna")
        other.sign_in(FOREIGN)
        other.go(workshop.path, expects=404)
