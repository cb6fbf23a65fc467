"""Following up a period in two browsers, one for each party; every page is looked at, narrow and wide."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Locator, expect

from tests.browser.visits import Visitor

COORDINATOR, POLICE = "Trygghetssamordnare Linköping", "Kommunpolis Linköping"
PERIOD, PROMISE_SET = "Våren 2023", "Medborgarlöfte för Linköping 2023"
WIDTHS = (320, 360, 1280)
SPILLS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@dataclass
class Eye:
    """Looks at pages as axe does, light and dark, and at what spills over the edge."""

    faults: list[str] = field(default_factory=list)

    def look(self, visitor: Visitor, what: str) -> None:
        for width in WIDTHS:
            visitor.page.set_viewport_size({"width": width, "height": 800})
            found = visitor.axe_findings()
            if visitor.page.evaluate(SPILLS):
                found.append("spills over the edge")
            self.faults += [f"{what} at {width}: {fault}" for fault in found]


@dataclass
class FollowUp:
    """What one does at the municipality, the other at the police."""

    municipality: Visitor
    police: Visitor
    eye: Eye
    path: str = ""

    def go_through(self) -> None:
        self.municipality.sign_in(COORDINATOR)
        self.police.sign_in(POLICE)
        self.set_period()
        self.write()
        self.enter()
        self.hand_in()
        self.close()
        self.sign()
        self.correct()

    def set_period(self) -> None:
        """After the three that the agreement has; reminders ten days late."""
        page = self.municipality.page
        self.municipality.go("/uppfoljning/")
        self.eye.look(self.municipality, "the list of follow-ups")
        agreement = page.locator("section").filter(has_text="Tertial 3 2023")
        agreement.get_by_role("link", name="Ändra perioderna").click()
        self.eye.look(self.municipality, "setting the periods")
        line = page.get_by_role("group", name="Period 4", exact=True)
        line.get_by_label("Namn").fill(PERIOD)
        for label, day in (("Första dag", "2023-01-10"), ("Sista dag", "2023-05-31")):
            line.get_by_label(label).fill(day)
        page.get_by_label("Dagar efter inlämningsdagen").fill("tio")
        self.municipality.press("Bestäm perioderna")
        self.eye.look(self.municipality, "periods with a fault")
        page.get_by_label("Dagar efter inlämningsdagen").fill("10")
        self.municipality.press("Bestäm perioderna")
        page.get_by_role("link", name=PERIOD).click()
        self.path = urlsplit(page.url).path

    def write(self) -> None:
        page = self.municipality.page
        self.eye.look(self.municipality, "a period that nobody has told of")
        page.get_by_role("link", name="Skriv –").first.click()
        self.eye.look(self.municipality, "writing")
        page.get_by_label("Antal").first.fill("3")
        page.get_by_label("I ord, till invånarna").fill("Tre gånger under våren.")
        self.municipality.press("Spara redovisningen")
        page.get_by_role("link", name="Bedöm –").first.click()
        self.eye.look(self.municipality, "assessing")
        page.get_by_label("Uppfyllt", exact=True).check()
        self.municipality.press("Spara bedömningen")

    def enter(self) -> None:
        """What the police has done, out of a mail."""
        page = self.municipality.page
        self.card(self.municipality, "Parterna").get_by_role("link", name="För in ur en källa").click()
        self.eye.look(self.municipality, "what is entered")
        page.locator("main .card-list").get_by_role("link").first.click()
        self.eye.look(self.municipality, "entering")
        page.get_by_label("Källa").fill("Mejl från polisen 3 juni 2023")
        page.get_by_label("Antal").first.fill("7")
        self.municipality.press("Spara det införda")
        page.get_by_role("link", name="Lämna över det införda").click()
        self.eye.look(self.municipality, "handing over what is entered")
        self.municipality.press("Lämna över det införda")
        expect(page.locator("main")).to_contain_text("införd av kommunen ur Mejl från polisen 3 juni 2023")

    def hand_in(self) -> None:
        page = self.municipality.page
        page.get_by_role("link", name="Lämna in", exact=True).click()
        self.eye.look(self.municipality, "handing in")
        self.municipality.press("Lämna in")
        page.get_by_role("link", name="Ändra redovisningen").click()
        self.eye.look(self.municipality, "changing what is handed in")

    def close(self) -> None:
        page = self.municipality.page
        self.municipality.go(self.path)
        page.get_by_role("link", name="Föreslå stängning").click()
        self.eye.look(self.municipality, "proposing to close")
        self.municipality.press("Föreslå stängning")
        for act, name in (("stang-utan-svar", "closing over silence"), ("dra-tillbaka", "withdrawing")):
            self.municipality.go(f"{self.path}{act}/")
            self.eye.look(self.municipality, name)
        self.police.go(self.path)
        self.eye.look(self.police, "a period whose closing is proposed")
        self.police.page.get_by_role("link", name="Bekräfta stängningen").click()
        self.eye.look(self.police, "confirming")
        self.police.press("Bekräfta stängningen")
        self.eye.look(self.police, "a closed period")

    def sign(self) -> None:
        page = self.police.page
        page.get_by_role("link", name="Be om underskrift").click()
        self.eye.look(self.police, "asking for a signature")
        self.police.go(self.path)
        page.get_by_role("link", name="Lägg in underskrift på papper").click()
        self.eye.look(self.police, "a signature on paper")
        self.police.go(self.path)
        self.card(self.police, "Det som har stängts").get_by_role("link", name="Version 1").click()
        self.eye.look(self.police, "the closed version with its reports")
        with page.expect_download() as download:
            page.get_by_role("link", name="Excel").click()
        assert download.value.suggested_filename.endswith(".xlsx")

    def correct(self) -> None:
        self.municipality.go(self.path)
        self.municipality.page.get_by_role("link", name="Rätta det som är stängt").click()
        expect(self.municipality.page.locator("main")).to_contain_text(
            "Det ni ska rätta har redan nått andra"
        )
        self.eye.look(self.municipality, "correcting what is closed")

    def card(self, visitor: Visitor, heading: str) -> Locator:
        title = visitor.page.get_by_role("heading", name=heading, exact=True)
        return visitor.page.locator("section.card").filter(has=title)


def test_a_period_from_its_first_day_to_its_correction(visitor: Visitor, second_visitor: Visitor) -> None:
    eye = Eye()
    FollowUp(visitor, second_visitor, eye).go_through()
    assert not eye.faults, "\n".join(eye.faults)
