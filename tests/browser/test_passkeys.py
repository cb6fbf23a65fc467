"""Passkeys in a real browser, which keeps them in a device of its own (WebAuthn's virtual authenticator)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs

from playwright.sync_api import Browser, CDPSession, Request, expect

from tests.browser.mailbox import newest_letter_to
from tests.browser.site import Site
from tests.browser.visits import Visitor

EMAIL, PASSWORD = "nina@linkoping.example", "en lång mening om väder"
LOGIN, STEPS, ADD = "/logga-in/", "/tvasteg/", "/tvasteg/losennyckel/"
BY_PASSKEY, REFUSED = "Logga in med lösennyckel", "Lösennyckeln godtogs inte."
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass
class Phone:
    """What the browser keeps passkeys in."""

    session: CDPSession
    identity: str

    @classmethod
    def of(cls, visitor: Visitor) -> Phone:
        session = visitor.context.new_cdp_session(visitor.page)
        session.send("WebAuthn.enable")
        added = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        return cls(session, added["authenticatorId"])

    def unlocks(self, *, by_owner: bool) -> None:
        it = {"authenticatorId": self.identity, "isUserVerified": by_owner}
        self.session.send("WebAuthn.setUserVerified", it)

    def keeps(self) -> int:
        kept = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.identity})
        return len(kept["credentials"])


def test_a_passkey_is_added_signs_in_and_is_removed(
    visitor: Visitor, second_visitor: Visitor, site: Site
) -> None:
    phone = Phone.of(visitor)
    take_up_invitation(visitor, second_visitor, site)
    add(visitor, phone)
    sign_in_by_it_alone(visitor, phone)
    send_the_answer_again(visitor)
    rename(visitor)
    use_it_after_the_password(visitor)
    remove(visitor)
    be_refused(visitor)
    read_of_it(second_visitor)


def take_up_invitation(visitor: Visitor, administrator: Visitor, site: Site) -> None:
    administrator.sign_in("Administratör Linköping")
    administrator.go("/organisation/personer/bjud-in/")
    administrator.page.get_by_label("E-postadress").fill(EMAIL)
    administrator.page.get_by_label(re.compile("^Läsare")).check()
    administrator.press("Skicka inbjudan")
    page = visitor.page
    page.goto(newest_letter_to(EMAIL, site.mail).links[0])
    page.get_by_label("Ditt namn").fill("Nina Prov")
    page.get_by_label("Välj ett lösenord").fill(PASSWORD)
    page.get_by_label("Lösenordet igen").fill(PASSWORD)
    visitor.press("Skapa mitt konto")


def add(visitor: Visitor, phone: Phone) -> None:
    """In place of the app that is asked for first; what the device cannot unlock is not added."""
    page = visitor.page
    visitor.go(ADD)
    page.get_by_label("Vad du kallar den").fill("Telefonen")
    assert visitor.axe_findings() == []
    phone.unlocks(by_owner=False)
    page.get_by_role("button", name="Lägg till lösennyckeln").click()
    expect(page.get_by_text("Ingen lösennyckel användes.")).to_be_visible()
    phone.unlocks(by_owner=True)
    visitor.press("Lägg till lösennyckeln")
    expect(page.get_by_role("heading", name="Reservkoder")).to_be_visible()
    assert phone.keeps() == 1
    visitor.go(ADD)
    page.get_by_role("button", name="Lägg till lösennyckeln").click()
    expect(page.get_by_text("Enheten har redan en lösennyckel till ditt konto.")).to_be_visible()
    assert visitor.axe_findings() == []


def sign_in_by_it_alone(visitor: Visitor, phone: Phone) -> None:
    page = visitor.page
    visitor.sign_out()
    visitor.go(f"{LOGIN}?next=/konto/")
    assert visitor.axe_findings() == []
    phone.unlocks(by_owner=False)
    page.get_by_role("button", name=BY_PASSKEY).click()
    expect(page.get_by_text("Ingen lösennyckel användes.")).to_be_visible()
    phone.unlocks(by_owner=True)
    visitor.press(BY_PASSKEY)
    expect(page.get_by_role("heading", name="Mitt konto")).to_be_visible()


def send_the_answer_again(visitor: Visitor) -> None:
    """Somebody has seen what the browser sent, and sends it once more."""
    page = visitor.page
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    visitor.sign_out()
    visitor.go(LOGIN)
    visitor.press(BY_PASSKEY)
    visitor.sign_out()
    visitor.go(LOGIN)
    form = {name: values[0] for name, values in parse_qs(sent[-1].post_data or "").items()}
    assert "clientDataJSON" in form["credential"]
    form["csrfmiddlewaretoken"] = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    answer = page.request.post("/logga-in/losennyckel/", form=form, headers={"Referer": visitor.url})
    assert REFUSED in answer.text()


def rename(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go(LOGIN)
    visitor.press(BY_PASSKEY)
    visitor.go(STEPS)
    assert visitor.axe_findings() == []
    page.get_by_role("link", name="Byt namn: Telefonen").click()
    expect(page.get_by_role("heading", name="Visa att det är du")).to_be_visible()
    page.get_by_role("link", name="Använd en lösennyckel").click()
    assert visitor.axe_findings() == []
    visitor.press("Använd en lösennyckel")
    page.get_by_label("Vad du kallar den").fill("Nya telefonen")
    assert visitor.axe_findings() == []
    visitor.press("Spara")
    expect(page.get_by_text("Nya telefonen")).to_be_visible()


def use_it_after_the_password(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_out()
    visitor.go(LOGIN)
    page.get_by_label("E-postadress").fill(EMAIL)
    page.get_by_label("Lösenord").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Logga in", exact=True).click()
    expect(page.get_by_role("heading", name="Andra steget")).to_be_visible()
    assert visitor.axe_findings() == []
    visitor.press("Använd en lösennyckel")
    expect(page.get_by_role("heading", name="Min dag")).to_be_visible()


def remove(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go(STEPS)
    page.get_by_role("link", name="Ta bort: Nya telefonen").click()
    page.get_by_label("Lösenord").fill(PASSWORD)
    visitor.press("Fortsätt")
    assert visitor.axe_findings() == []
    visitor.press("Ta bort")
    expect(page.get_by_text("Lösennyckeln är borttagen.")).to_be_visible()
    expect(page.get_by_text("Nya telefonen")).to_have_count(0)


def be_refused(visitor: Visitor) -> None:
    """The device still keeps what was removed here."""
    visitor.sign_out()
    visitor.go(LOGIN)
    visitor.press(BY_PASSKEY)
    expect(visitor.page.get_by_text(REFUSED)).to_be_visible()


def read_of_it(administrator: Visitor) -> None:
    administrator.go("/organisation/handelser/")
    for told in (
        "Nina Prov lade till lösennyckeln Telefonen",
        "Nina Prov bytte namn på lösennyckeln Telefonen till: Nya telefonen",
        "Nina Prov tog bort lösennyckeln Nya telefonen",
        "Någon försökte logga in som Nina Prov med en lösennyckel som inte godtogs",
    ):
        expect(administrator.page.get_by_text(told).first).to_be_visible()


def test_without_javascript_a_sentence_says_that_it_is_needed(visitor_without_javascript: Visitor) -> None:
    visitor_without_javascript.go(LOGIN)
    page = visitor_without_javascript.page
    expect(page.get_by_text("Lösennycklar kräver JavaScript, som är avstängt")).to_be_visible()
    expect(page.get_by_role("button", name=BY_PASSKEY)).to_have_count(0)


def test_at_another_address_a_sentence_says_which_to_use(browser: Browser, site: Site) -> None:
    other = site.url.replace("localhost", "127.0.0.1")
    with Visitor.in_browser(browser, other) as beside:
        beside.go(LOGIN)
        expect(beside.page.get_by_text(f"Lösennycklar fungerar bara på {site.url}.")).to_be_visible()
