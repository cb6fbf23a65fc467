"""What the people of Ljungby do in a year, each in a browser of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.album import Album
from tests.browser.mailbox import code_in, newest_letter_to
from tests.browser.site import Site
from tests.browser.visits import Visitor

COORDINATOR, EXECUTIVE, POLICE = "Trygghetssamordnare Ljungby", "Kommunchef Ljungby", "Kommunpolis Ljungby"
CHIEF, CHIEF_ADDRESS = "Lokalpolisområdeschef", "chef@polisen-ljungby.example"
PERFORMER, MAILBOX = "Reningsverkets laboratorium", "labbet@ljungby.example"
SET = "Trygga tillsammans"
PROMISE = "Vi mäter droger i avloppsvattnet"
TEXT = "Kommunen ska under året genomföra 4 mätningar av droger i avloppsvattnet."
PERIOD = "Hittills i år"
SECONDS_TO_READ = 60


@dataclass
class MainJob:
    """The municipality and its police each at a desk, and a phone that has no account."""

    municipality: Visitor
    police: Visitor
    phone: Visitor
    site: Site
    album: Album
    starts_on: date
    ends_on: date
    told_until: date
    path: str = ""
    period_path: str = ""

    # --- the document that there is ---------------------------------------------------------------

    def read(self, who: str, document: Path) -> None:
        """Drop it, and take all that was found."""
        page = self.municipality.page
        self.municipality.sign_in(who)
        self.municipality.go("/las-in/nytt/")
        page.get_by_label("Filer").set_input_files(document)
        self.municipality.press("Läs in")
        page.locator("article.item").first.wait_for(timeout=SECONDS_TO_READ * 1000)
        self.municipality.press("Godta alla")

    def draft_from_it(self, agreement: str, title: str) -> None:
        page = self.municipality.page
        page.get_by_role("link", name="Gör utkast av det godtagna").click()
        page.get_by_label("Överenskommelse").select_option(label=agreement)
        page.get_by_label("Medborgarlöftets rubrik").fill(title)
        self.municipality.press("Gör utkastet")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        self.path = urlsplit(page.url).path

    def set_the_days(self) -> None:
        page = self.municipality.page
        page.get_by_role("link", name="Redigera rubrik och period").click()
        page.get_by_label("Första dag").fill(self.starts_on.isoformat())
        page.get_by_label("Sista dag").fill(self.ends_on.isoformat())
        self.municipality.press("Spara")

    # --- the promise --------------------------------------------------------------------------------

    def write_the_promise(self) -> None:
        page = self.municipality.page
        page.get_by_role("link", name="Nytt löfte").first.click()
        page.get_by_label("Fokusområde").fill("Narkotika")
        page.get_by_label("Rubrik").fill(PROMISE)
        page.get_by_label("Vad som utlovas").press_sequentially(TEXT)
        hints = page.get_by_role("complementary", name="Så läses texten")
        expect(hints).to_contain_text("Kommunen: 4 mätningar")
        self.album.take(page, "promise-written")
        page.get_by_role("button", name="Spara löftet").last.click()
        expect(page.get_by_role("heading", name=PROMISE)).to_be_visible()

    def share(self) -> None:
        page = self.municipality.page
        self.police.sign_in(POLICE)
        self.police.go(self.path, expects=404)
        page.get_by_role("link", name="Dela med parterna").click()
        page.get_by_label("Jag har läst vad som lämnas över").check()
        self.album.take(page, "promise-shared")
        self.municipality.press("Dela med parterna")
        expect(page.locator("main")).to_contain_text("Väntar på underskrifter")

    def sign(self, path: str) -> None:
        """The municipality by account, the police by a link in a mail."""
        page = self.municipality.page
        self.municipality.go(path)
        page.get_by_role("link", name="Be om underskrift").click()
        page.get_by_label("Undertecknare med konto").select_option(EXECUTIVE)
        self.municipality.press("Skicka begäran")
        self.municipality.sign_in(EXECUTIVE)
        self.municipality.go(path)
        page.get_by_role("link", name="Underteckna som Kommunchef").click()
        page.get_by_label("Jag har läst dokumentet").check()
        self.municipality.press("Underteckna som Kommunchef")
        self._sign_by_mail(path)
        self.municipality.sign_in(COORDINATOR)

    def _sign_by_mail(self, path: str) -> None:
        page, signatory = self.police.page, self.phone
        self.police.go(path)
        page.get_by_role("link", name="Be om underskrift").click()
        page.get_by_label("Eller en e-postadress").fill(CHIEF_ADDRESS)
        self.police.press("Skicka begäran")
        letter = newest_letter_to(CHIEF_ADDRESS, self.site.mail, about="underskrift")
        (link,) = (each for each in letter.links if "/underskrift/" in each)
        signatory.go(urlsplit(link).path)
        signatory.press("Skicka kod")
        code = code_in(newest_letter_to(CHIEF_ADDRESS, self.site.mail, about="kod"))
        signatory.page.get_by_label("Kod från mejlet").fill(code)
        signatory.page.get_by_label("Jag har läst dokumentet").check()
        signatory.press(f"Underteckna som {CHIEF}")
        expect(signatory.page.get_by_role("heading", level=1)).to_have_text("Tack, det är undertecknat")

    def let_it_out(self) -> None:
        self.municipality.go(self.path)
        self.municipality.page.get_by_role("link", name="Släpp").click()
        self.municipality.press("Släpp")

    def publish(self, path: str) -> None:
        """By the tab beside what is signed."""
        page = self.municipality.page
        self.municipality.go(path)
        page.locator("main").get_by_role("link", name="Publicerat", exact=True).last.click()
        page.get_by_role("link", name="Publicera", exact=True).click()
        page.get_by_label("Jag har läst det som publiceras").check()
        self.municipality.press("Publicera")
        expect(page.locator("main")).to_contain_text("Det är publicerat som utgåva")

    # --- what was done ------------------------------------------------------------------------------

    def plan(self) -> None:
        """The measurements are given to a function that has no account."""
        page = self.municipality.page
        self.municipality.go("/aktiviteter/funktioner/")
        page.get_by_role("link", name="Ny funktion").first.click()
        page.get_by_label("Namn").fill(PERFORMER)
        page.get_by_label("E-postadress").fill(MAILBOX)
        self.municipality.press("Spara funktionen")
        self.municipality.go(self.path)
        page.get_by_role("link", name="Aktiviteter", exact=True).last.click()
        page.get_by_role("link", name="Gör planen").click()
        proposal = page.locator(".proposal").filter(has_text=PROMISE)
        proposal.get_by_role("combobox").select_option(label=PERFORMER)
        self.municipality.press("Spara planen")
        expect(page.get_by_role("heading", name=PROMISE)).to_be_visible()
        self.album.take(page, "plan")

    def report(self) -> None:
        """On a phone, from the link in a mail."""
        page = self.phone.page
        self.municipality.go("/aktiviteter/rapportlankar/")
        row = self.municipality.page.get_by_role("row", name=PERFORMER)
        with self.municipality.page.expect_navigation():
            row.get_by_role("button", name="Skicka").click()
        letter = newest_letter_to(MAILBOX, self.site.mail, about="rapportera")
        self.phone.go(urlsplit(next(each for each in letter.links if "/rapport/" in each)).path)
        row = page.locator(".report-row").first
        row.get_by_role("radio", name="Gjort", exact=True).click()
        row.get_by_label("När?").fill(self.told_until.isoformat())
        row.get_by_role("textbox", name="Hur många").fill("1")
        row.get_by_label("Var?").fill("Reningsverket")
        self.album.take(page, "report")
        self.phone.press("Skicka")
        expect(page.get_by_role("heading", level=1)).to_have_text("Tack, rapporten är mottagen")
        self.album.take(page, "receipt")

    # --- the follow-up ------------------------------------------------------------------------------

    def set_the_period(self) -> None:
        page = self.municipality.page
        self.municipality.go(self.path)
        page.get_by_role("link", name="Uppföljning", exact=True).last.click()
        page.get_by_role("link", name="Bestäm perioderna").first.click()
        first = page.get_by_role("group", name="Period 1")
        first.get_by_label("Namn").fill(PERIOD)
        first.get_by_label("Första dag").fill(self.starts_on.isoformat())
        first.get_by_label("Sista dag").fill(self.told_until.isoformat())
        self.municipality.press("Bestäm perioderna")
        page.get_by_role("link", name=PERIOD).first.click()
        self.period_path = urlsplit(page.url).path

    def account(self, party: Visitor, promise: str, words: str) -> None:
        """The words and the assessment of one party, handed in."""
        page = party.page
        party.go(self.period_path)
        page.get_by_text("Ni har inte skrivit om").click()
        page.get_by_role("link", name=promise, exact=True).click()
        page.get_by_role("radio", name="Pågår eller har börjat").check()
        page.get_by_label("I ord, till invånarna").fill(words)
        party.press("Spara redovisningen")
        row = page.get_by_role("row", name=re.compile(re.escape(promise)))
        row.get_by_role("link", name="Bedöm").click()
        page.get_by_label("Pågår", exact=True).check()
        party.press("Spara bedömningen")
        page.get_by_role("link", name="Lämna in").click()
        party.press("Lämna in")

    def own_promise(self, party: Visitor) -> str:
        """The first that the party has something to tell of."""
        party.go(self.period_path)
        link = party.page.get_by_role("link", name=re.compile("^Skriv – ")).first
        return (link.text_content() or "").removeprefix("Skriv – ").strip()

    def close(self) -> None:
        self.municipality.go(self.period_path)
        row = self.municipality.page.get_by_role("row", name=re.compile(PROMISE))
        if not row.count():  # the published documents hold more promises than one page does
            self.municipality.page.get_by_role("link", name="Nästa", exact=True).click()
        self.album.take(self.municipality.page, "follow-up", around=row)
        self.municipality.page.get_by_role("link", name="Föreslå stängning").click()
        self.municipality.press("Föreslå stängning")
        self.police.go(self.period_path)
        self.police.page.get_by_role("link", name="Bekräfta stängningen").click()
        self.police.press("Bekräfta stängningen")
        expect(self.police.page.locator("main")).to_contain_text("Stängd")
