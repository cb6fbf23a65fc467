"""The demo's communicator writes the easy words of a draft, and residents read them when it is published."""

from __future__ import annotations

import subprocess
import sys
import time
from urllib.parse import urlsplit

from django.utils.timezone import localdate
from playwright.sync_api import expect

from tests.browser.site import Site
from tests.browser.test_following_up import Eye
from tests.browser.visits import Visitor
from tests.processes import REPOSITORY

COMMUNICATOR, COORDINATOR = "Kommunikatör Linköping", "Trygghetssamordnare Linköping"
REGISTRAR = "Registrator Linköping"
YEAR = localdate().year
AGREEMENT = f"Trygghet i Linköping {YEAR}–{YEAR + 1}"
TITLE, PROMISE = f"Lätt att läsa {YEAR}", "Vi går trygghetsvandringar"
TEXT = "Kommunen ska genomföra 2 trygghetsvandringar under året."
WHOLE, EASY = "Vi gör Linköping tryggare.", "Vi går ut två gånger i år.\nDu kan gå med oss."
SECONDS_TO_BUILD = 60


def test_the_communicator_signs_in_and_writes_what_residents_read_easily(
    visitor: Visitor, second_visitor: Visitor, site: Site
) -> None:
    eye = Eye()
    path = draft(second_visitor)
    write(visitor, eye)
    arrange("sign", site)
    publish(second_visitor, path)
    read(visitor, eye)
    look_at_withdrawing(visitor, eye)
    assert not eye.faults, "\n".join(eye.faults)


def draft(coordinator: Visitor) -> str:
    """Without easy words; the way to them is the communicator's."""
    page = coordinator.page
    coordinator.sign_in(COORDINATOR)
    coordinator.go("/loften/")
    page.get_by_role("link", name="Nytt medborgarlöfte").click()
    page.get_by_role("link", name=AGREEMENT).click()
    page.get_by_label("Rubrik").fill(TITLE)
    page.get_by_label("Första dag").fill(f"{YEAR}-01-01")
    page.get_by_label("Sista dag").fill(f"{YEAR}-12-31")
    coordinator.press("Spara och skriv första löftet")
    page.get_by_label("Fokusområde").fill("Trygghet")
    page.get_by_label("Rubrik").fill(PROMISE)
    page.get_by_label("Vad som utlovas").fill(TEXT)
    page.get_by_role("button", name="Spara löftet").last.click()
    expect(page.get_by_role("heading", name=PROMISE)).to_be_visible()
    return urlsplit(page.url).path


def write(communicator: Visitor, eye: Eye) -> None:
    """Found by clicks alone, from the first page after signing in."""
    page = communicator.page
    communicator.sign_in(COMMUNICATOR)
    page.get_by_role("link", name="Löften", exact=True).click()
    page.get_by_role("link", name=TITLE).click()
    eye.look(communicator, "the draft, for the communicator")
    expect(page.get_by_role("link", name="Nytt löfte")).to_have_count(0)
    page.get_by_role("link", name="Lättläst").click()
    eye.look(communicator, "writing easily")
    expect(page.locator("main")).to_contain_text(TEXT)
    page.get_by_label("Medborgarlöftet som helhet").fill(WHOLE)
    page.get_by_label(PROMISE).fill(EASY)
    communicator.press("Spara utkastet")
    expect(page.locator("main")).to_contain_text("Vi går ut två gånger i år.")
    eye.look(communicator, "the draft with easy words")


def arrange(what: str, site: Site) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.arranging", what, TITLE],
        env=site.environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


def publish(coordinator: Visitor, path: str) -> None:
    page = coordinator.page
    coordinator.go(path)
    page.locator("main").get_by_role("link", name="Publicerat", exact=True).last.click()
    page.get_by_role("link", name="Publicera", exact=True).click()
    expect(page.locator("main")).to_contain_text("Vi går ut två gånger i år.")
    page.get_by_label("Jag har läst det som publiceras").check()
    coordinator.press("Publicera")


def read(resident: Visitor, eye: Eye) -> None:
    """Without account: on the set's page and on the promise's."""
    page = resident.page
    resident.sign_out()
    deadline = time.monotonic() + SECONDS_TO_BUILD
    while page.get_by_role("link", name=TITLE).count() == 0:
        assert time.monotonic() < deadline, "the set is not to be found on the public page"
        page.goto("/offentligt/kommun/0580-linkoping/index.html")
        page.reload()  # browsers may keep a page for some minutes
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("region", name="Lättläst")).to_contain_text(WHOLE)
    page.get_by_role("link", name=PROMISE).first.click()
    easy = page.get_by_role("region", name="Lättläst")
    expect(easy.locator("[lang=sv-simple]")).to_contain_text("Du kan gå med oss.")
    eye.look(resident, "the public promise")


def look_at_withdrawing(registrar: Visitor, eye: Eye) -> None:
    """Whoever could withdraw it is told who has had it."""
    main = registrar.page.locator("main")
    registrar.sign_in(REGISTRAR)
    registrar.go("/publicering/")
    registrar.page.get_by_role("link", name=TITLE).first.click()
    registrar.page.get_by_role("link", name="Återkalla innehållet").click()
    expect(main).to_contain_text("Det ni ska återkalla har redan nått andra")
    expect(main).to_contain_text("Kommundirektör på Linköpings kommun skrev under")
    eye.look(registrar, "withdrawing an edition")
