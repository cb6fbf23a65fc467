"""The newcomer's first hour: an agreement between a municipality and its police, from draft to force."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, expect

from tests.browser.mailbox import code_in, newest_letter_to
from tests.browser.site import Site
from tests.browser.visits import Visitor

COORDINATOR, POLICE = "Trygghetssamordnare Linköping", "Kommunpolis Linköping"
DIRECTOR, FOREIGN = "Kommundirektör Linköping", "Trygghetssamordnare Norrköping"
BY_LINK, BY_PAPER = "Lokalpolisområdeschef", "Kommunpolis"


@dataclass
class Story:
    """One browser at the municipality, one at the police."""

    municipality: Visitor
    police: Visitor
    site: Site
    title: str
    path: str = ""

    def draft(self) -> None:
        """What is drafted nobody else finds."""
        page = self.municipality.page
        self.municipality.go("/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Löften")
        self.municipality.press(COORDINATOR)
        expect(page.get_by_role("heading", level=1)).to_have_text("Min dag")
        page.get_by_role("link", name="Överenskommelser", exact=True).click()
        page.get_by_role("link", name="Ny överenskommelse").click()
        page.get_by_label("Rubrik").fill(self.title)
        page.get_by_label("Syften").fill("Torget är tryggt även på kvällen")
        page.get_by_label("Områden").fill("Trygghet i offentlig miljö")
        page.get_by_label("Första dag").fill(localdate().isoformat())
        police = page.get_by_role("group", name="Part 2")
        police.get_by_label("Organisation").select_option("Polisen Linköping")
        police.get_by_label("Undertecknas av").fill(f"{BY_LINK}\n{BY_PAPER}")
        self.municipality.press("Spara utkastet")
        expect(page.locator("main")).to_contain_text("Bara din organisation ser den")
        self.path = urlsplit(page.url).path

    def find_nothing(self, visitor: Visitor) -> None:
        """Neither in the list nor by searching, nor at the address, nor in what is taken out."""
        for path in ("/overenskommelser/", f"/overenskommelser/?q={self.title}", "/"):
            visitor.go(path)
            expect(visitor.page.get_by_role("link", name=self.title)).to_have_count(0)
        for path in (self.path, f"{self.path}historik/", f"{self.path}version/1/", f"{self.path}dela/"):
            visitor.go(path, expects=404)
            expect(visitor.page.locator("body")).not_to_contain_text(self.title)
        assert self.title not in json.dumps(taken_out(visitor), ensure_ascii=False)

    def share(self) -> None:
        page = self.municipality.page
        page.get_by_role("link", name="Dela med parterna").click()
        expect(page.locator("main")).to_contain_text("tryckfrihetsförordningen 2 kap. 6 och 9 §§")
        self.municipality.press("Dela med parterna")
        assert self.municipality.status == 422, "it was not confirmed"
        page.get_by_label("Jag har läst vad som lämnas över").check()
        self.municipality.press("Dela med parterna")
        expect(page.locator("main")).to_contain_text("Väntar på underskrifter")

    def find_it(self, visitor: Visitor) -> None:
        visitor.go(f"/overenskommelser/?q={self.title}")
        visitor.page.get_by_role("link", name=self.title).click()
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text(self.title)
        assert self.title in json.dumps(taken_out(visitor), ensure_ascii=False)

    def sign_by_account(self) -> None:
        page = self.municipality.page
        page.get_by_role("link", name="Be om underskrift").click()
        page.get_by_label("Undertecknare med konto").select_option(DIRECTOR)
        self.municipality.press("Skicka begäran")
        self.municipality.sign_in(DIRECTOR)
        page.get_by_role("link", name=re.compile(self.title)).first.click()
        page.get_by_label("Jag har läst dokumentet").check()
        self.municipality.press("Underteckna som Kommundirektör")
        expect(page.locator("main")).to_contain_text("Undertecknad")

    def sign_by_link(self, signatory: Visitor) -> None:
        """Whoever signs has no account: only the letters, which the demo shows."""
        page = self.police.page
        address = f"{self.title.replace(' ', '.')}@polisen-linkoping.example".lower()
        page.get_by_role("link", name="Be om underskrift").click()
        page.get_by_label(BY_LINK).check()
        page.get_by_label("Eller en e-postadress").fill(address)
        self.police.press("Skicka begäran")
        newest_letter_to(address, self.site.mail)
        self.open_letter(signatory, f"Din underskrift behövs: {self.title}")
        signatory.press("Skicka kod")
        code = code_in(newest_letter_to(address, self.site.mail, about="kod"))
        signatory.page.get_by_label("Kod från mejlet").fill(code)
        signatory.page.get_by_label("Jag har läst dokumentet").check()
        signatory.press(f"Underteckna som {BY_LINK}")
        expect(signatory.page.get_by_role("heading", level=1)).to_have_text("Tack, det är undertecknat")

    def open_letter(self, visitor: Visitor, subject: str) -> None:
        """From the demo's mailbox to where the letter leads."""
        visitor.go("/demobrevlada/")
        visitor.page.get_by_role("link", name=subject).first.click()
        visitor.page.locator("main").get_by_role("link", name="/underskrift/").click()

    def sign_by_paper(self, folder: Path) -> None:
        page, signed = self.police.page, folder / "undertecknad.pdf"
        self.police.go(self.path)
        page.get_by_role("link", name="Lägg in underskrift på papper").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="Ladda ner PDF:en").click()
        download.value.save_as(signed)
        page.get_by_label("Dag för underskriften").fill(localdate().isoformat())
        page.get_by_label("Den underskrivna sidan").set_input_files(signed)
        self.police.press("Lägg in underskriften")
        expect(page.locator("main")).to_contain_text("Undertecknad")
        kept = page.get_by_role("link", name="Den underskrivna sidan").get_attribute("href") or ""
        assert page.request.get(kept).body() == signed.read_bytes()
        assert self.municipality.page.request.get(kept).status == 404, "a party keeps its papers to itself"

    def enter_into_force(self) -> None:
        page = self.police.page
        page.get_by_role("link", name="Låt den träda i kraft").click()
        self.police.press("Låt den träda i kraft")
        expect(page.locator("main")).to_contain_text("Gäller")


def taken_out(visitor: Visitor) -> object:
    """Everything that this person's organisation may take out."""
    return visitor.page.request.get("/overenskommelser/export/").json()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_agreement_from_draft_to_force(
    browser: Browser, site: Site, tmp_path: Path, *, scripts: bool
) -> None:
    title = f"Tryggt torg {'med' if scripts else 'utan'} skript"
    with (
        Visitor.in_browser(browser, site.url, java_script_enabled=scripts) as municipality,
        Visitor.in_browser(browser, site.url, java_script_enabled=scripts) as police,
        Visitor.in_browser(browser, site.url, java_script_enabled=scripts) as other,
    ):
        story = Story(municipality, police, site, title)
        story.draft()
        police.sign_in(POLICE)
        story.find_nothing(police)
        story.share()
        story.find_it(police)
        other.sign_in(FOREIGN)
        story.find_nothing(other)
        story.sign_by_account()
        story.sign_by_link(other)
        story.sign_by_paper(tmp_path)
        story.enter_into_force()
        other.sign_in(FOREIGN)
        story.find_nothing(other)
