"""A municipality that begins in earnest beside the demo: passwords, second steps, invitations by mail."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from dataclasses import dataclass

from tests.browser.mailbox import newest_letter_to
from tests.browser.site import Site
from tests.browser.visits import Visitor
from tests.browser.walking import NARROW, Walk

PASSWORD = "en lång mening om väder"
ASTA, BO = "asta@kinda.example", "bo@kinda.example"
SECONDS_OF_A_CODE = 30
SECONDS_TO_TYPE_IN = 5


@dataclass
class Earnest:
    """Asta begins with a municipality in her own browser, Bo takes up her invitation in his."""

    asta: Visitor
    bo: Visitor
    walk: Walk
    site: Site

    def go_through(self, *, starts: list[str]) -> None:
        self.bo.page.set_viewport_size(NARROW)
        self.begin()
        self.work_together()
        self.walk.visits.clear()  # none of this has been seen in the demo
        self.walk.go_through(self.asta, "Asta", starts=starts)
        self.end_access()
        self.sign_in_by_both_steps()
        self.forget_the_password()
        self.ask_for_a_link()

    def begin(self) -> None:
        page = self.asta.page
        self.asta.go("/borja/")
        page.get_by_label("Kommun", exact=True).fill("Kinda")
        page.get_by_label("Ditt namn").fill("Asta")
        page.get_by_label("Din e-postadress").fill(ASTA)
        page.get_by_label("Lösenord").fill(PASSWORD)
        page.get_by_role("button", name="Börja").click()
        self.set_up_second_step(self.asta)

    def set_up_second_step(self, visitor: Visitor) -> None:
        page = visitor.page
        page.get_by_role("heading", name="Slå på tvåstegsinloggning").wait_for()
        self.walk.see(visitor, "setting up the second step")
        page.get_by_label("Kod", exact=True).fill(
            code_now(secret_in(page.locator("main").text_content() or ""))
        )
        page.get_by_role("button", name="Slå på").click()
        page.get_by_role("heading", name="Reservkoder").wait_for()
        self.walk.see(visitor, "recovery codes")

    def work_together(self) -> None:
        """Asta enters an association and invites Bo, who joins, and somebody who has not answered yet."""
        page = self.asta.page
        self.asta.go("/organisationer/ny/")
        page.get_by_label(re.compile("^Förening")).check()
        page.get_by_label("Namn").fill("Hembygdsföreningen i Kinda")
        self.asta.press("Spara")
        for address in (BO, "vantar@kinda.example"):
            self.asta.go("/organisation/personer/bjud-in/")
            page.get_by_label("E-postadress").fill(address)
            page.get_by_label(re.compile("^Läsare")).check()
            self.asta.press("Skicka inbjudan")
        self.join()

    def join(self) -> None:
        letter = newest_letter_to(BO, self.site.mail)
        self.bo.page.goto(letter.links[0])
        self.walk.see(self.bo, "invited")
        self.bo.page.get_by_label("Ditt namn").fill("Bo")
        self.bo.page.get_by_label("Välj ett lösenord").fill(PASSWORD)
        self.bo.page.get_by_label("Lösenordet igen").fill(PASSWORD)
        self.bo.press("Skapa mitt konto")
        self.set_up_second_step(self.bo)
        self.bo.page.get_by_role("link", name="Jag har sparat dem, fortsätt").click()
        self.bo.page.get_by_role("heading", name="Min dag").wait_for()

    def end_access(self) -> None:
        page = self.asta.page
        self.asta.go("/organisation/personer/")
        page.get_by_role("link", name="Bo", exact=True).click()
        page.get_by_role("link", name="Avsluta behörigheten").click()
        self.asta.press("Avsluta behörigheten")
        self.bo.go("/")
        self.walk.see(self.bo, "without access")

    def sign_in_by_both_steps(self) -> None:
        page = self.asta.page
        self.asta.go("/tvasteg/reservkoder/")
        recovery_code = page.locator("main code").first.inner_text()
        self.asta.sign_out()
        self.asta.go("/logga-in/")
        page.get_by_label("E-postadress").fill(ASTA)
        page.get_by_label("Lösenord").fill(PASSWORD)
        self.asta.press("Logga in")
        self.walk.see(self.asta, "second step")
        page.get_by_label("Kod").fill(recovery_code)
        self.asta.press("Logga in")
        page.get_by_role("heading", name="Min dag").wait_for()

    def forget_the_password(self) -> None:
        self.bo.sign_out()
        self.bo.go("/losenord/glomt/")
        self.bo.page.get_by_label("E-postadress").fill(ASTA)
        self.bo.press("Skicka länken")
        self.bo.page.goto(newest_letter_to(ASTA, self.site.mail, about="ösenord").links[0])
        self.walk.see(self.bo, "choosing a new password")

    def ask_for_a_link(self) -> None:
        self.bo.go("/borja/")
        self.bo.page.get_by_label("Kommun", exact=True).fill("Ydre")
        self.bo.page.get_by_label("Din e-postadress").fill("samordnare@ydre.example")
        self.bo.press("Skicka en länk")
        self.walk.see(self.bo, "waiting for the link")


def secret_in(text: str) -> str:
    match = re.search(r"[A-Z2-7]{32}", text)
    assert match, text
    return match[0]


def code_now(secret: str) -> str:
    """What the app in the phone shows (RFC 6238); a code about to change is let go by, as people do."""
    left = SECONDS_OF_A_CODE - time.time() % SECONDS_OF_A_CODE
    if left < SECONDS_TO_TYPE_IN:
        time.sleep(left)
    moment = struct.pack(">Q", int(time.time()) // SECONDS_OF_A_CODE)
    digest = hmac.new(base64.b32decode(secret), moment, "sha1").digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
