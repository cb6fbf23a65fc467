"""What was done is told in the workspace: of an activity, by paste, and where it is shared at once."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, expect
from pytest_django import DjangoDbBlocker

from tests.browser.site import Site, demo_site
from tests.browser.test_activities import LJUNGBY, NARROW, look_here, set_of
from tests.browser.test_following_up import Eye
from tests.browser.visits import Visitor
from tests.database import fresh_clone

POLICE = "Kommunpolis Ljungby"
TODAY = localdate()
PROMISE_SET, PROMISE = f"Medborgarlöfte för Ljungby {TODAY.year}", "Klotter försvinner snabbt"
HEADINGS, RIGHT = "Datum\tAntal\tPlats\tMed", f"{TODAY.year}-01-01\t2\tPastad park\tpolisen"
WRONG = f"{TODAY.year}-02-31\tnågra stycken\tÅby\tbrandkåren"
SECONDS_TO_ARRANGE = 60


@pytest.fixture
def coordinator(visitor: Visitor) -> Visitor:
    """At a phone."""
    visitor.sign_in(LJUNGBY)
    visitor.page.set_viewport_size(NARROW)
    return visitor


def told_at(visitor: Visitor, place: str) -> int:
    """How many occurrences stand in the list with the place."""
    visitor.go("/aktiviteter/tillfallen/")
    return visitor.page.locator("main table").get_by_text(place).count()


def test_an_activity_is_told_of_and_what_was_told_is_corrected(coordinator: Visitor) -> None:
    page, main = coordinator.page, coordinator.page.locator("main")
    coordinator.go("/aktiviteter/?visa=allt")
    page.get_by_role("link", name=PROMISE).first.click()
    faults = look_here(coordinator)
    page.get_by_role("link", name="Redovisa det som gjorts").click()
    faults += look_here(coordinator)
    page.get_by_label("Plats").fill("Telefonparken")
    coordinator.press("Spara")
    expect(main).to_contain_text("Skriv hur många, eller välj")
    expect(page.get_by_label("Plats")).to_have_value("Telefonparken")
    faults += look_here(coordinator)
    page.get_by_label(re.compile("^Antal")).first.fill("4")
    coordinator.press("Spara")
    if not page.get_by_role("link", name="Rätta").count():
        page.get_by_role("link", name=re.compile("Telefonparken")).first.click()
    faults += look_here(coordinator)
    page.get_by_role("link", name="Rätta").click()
    faults += look_here(coordinator)
    page.get_by_label(re.compile("^Antal")).first.fill("5")
    coordinator.press("Spara rättelsen")
    expect(main).to_contain_text("gånger: 5")
    assert faults == []


def test_rows_that_are_wrong_are_named_and_none_is_saved_before_all_are_right(coordinator: Visitor) -> None:
    page = coordinator.page
    coordinator.go("/aktiviteter/klistra-in/")
    page.get_by_label("Löfte som raderna hör till").select_option(PROMISE)
    page.get_by_label("Rader från kalkylarket").fill(f"{HEADINGS}\n{RIGHT}\n{WRONG}\n")
    coordinator.press("Titta på raderna")
    wrong = page.locator("main tbody tr").nth(1)
    for words in ("går inte att läsa som en dag", "går inte att läsa som ett antal", "är ingen part"):
        expect(wrong).to_contain_text(words)
        box = wrong.get_by_text(words).bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= NARROW["width"], "the fault is seen without scrolling sideways"
    faults = look_here(coordinator)
    coordinator.press("Spara raden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Så här lästes raderna")
    faults += look_here(coordinator)
    typed = page.get_by_label("Rader från kalkylarket").input_value()
    assert told_at(coordinator, "Pastad park") == 0, "the row that is right waits for the one that is wrong"

    coordinator.go("/aktiviteter/klistra-in/")
    page.get_by_label("Löfte som raderna hör till").select_option(PROMISE)
    page.get_by_label("Rader från kalkylarket").fill(typed)
    coordinator.press("Titta på raderna")
    page.get_by_label("Utelämna rad 3").check()
    coordinator.press("Spara raden")
    faults += look_here(coordinator)
    assert told_at(coordinator, "Pastad park") == 1
    assert faults == []


@pytest.fixture(scope="module")
def own_site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """What is arranged here would change what other tests meet."""
    with (
        django_db_blocker.unblock(),
        fresh_clone() as clone,
        django_db_blocker.block(),
        demo_site(clone, tmp_path_factory.mktemp("own")) as made,
    ):
        yield made


def arrange(site: Site, deed: str) -> None:
    command = [sys.executable, "-m", "tests.browser.arranging", deed, PROMISE_SET]
    done = subprocess.run(
        command, env=site.environment, capture_output=True, text=True, timeout=SECONDS_TO_ARRANGE
    )
    assert done.returncode == 0, done.stderr


def test_what_is_recorded_under_a_standing_decision_is_shared_at_once(
    browser: Browser, own_site: Site
) -> None:
    arrange(own_site, "decide")
    with (
        Visitor.in_browser(browser, own_site.url) as coordinator,
        Visitor.in_browser(browser, own_site.url) as police,
    ):
        assert record(coordinator) + receive(police) == []


def test_who_owes_much_reports_a_page_at_a_time_and_loses_nothing_between(
    browser: Browser, own_site: Site
) -> None:
    arrange(own_site, "owe")
    with Visitor.in_browser(browser, own_site.url) as coordinator:
        coordinator.sign_in(LJUNGBY)
        page, rows = coordinator.page, coordinator.page.locator(".report-row")
        page.set_viewport_size(NARROW)
        coordinator.go("/aktiviteter/rapportera/")
        expect(rows).to_have_count(10)
        rows.nth(9).get_by_role("radio", name="Inget den här gången").check()
        faults = look_here(coordinator)
        page.get_by_role("link", name="Nästa").click()
        expect(rows).to_have_count(10)
        eye = Eye()
        eye.look(coordinator, "the second page of a report")
        faults += eye.faults
        rows.nth(0).get_by_role("radio", name="Inget den här gången").check()
        coordinator.press("Skicka")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Tack")
        coordinator.go("/aktiviteter/rapportera/")
        expect(rows.nth(9).get_by_role("radio", name="Inget den här gången")).to_be_checked()
        coordinator.go("/aktiviteter/rapportera/?sida=2")
        expect(rows.nth(0).get_by_role("radio", name="Inget den här gången")).not_to_be_checked()
        assert faults == []


def record(coordinator: Visitor) -> list[str]:
    page = coordinator.page
    coordinator.sign_in(LJUNGBY)
    page.set_viewport_size(NARROW)
    pk = set_of(coordinator, PROMISE_SET)
    coordinator.go(f"/aktiviteter/lofte/{pk}/redovisa/")
    expect(page.get_by_text("delas det du sparar som gjort direkt med")).to_be_visible()
    faults = look_here(coordinator)
    page.get_by_label("Första dag").fill(TODAY.isoformat())
    page.get_by_label(re.compile("^Antal")).first.fill("2")
    page.get_by_label("Plats").fill("Delade torget")
    page.get_by_label("Intern anteckning").fill("Kvar hos oss.")
    coordinator.press("Spara")
    expect(page.locator("main")).to_contain_text("Delat med")
    return faults + look_here(coordinator)


def receive(police: Visitor) -> list[str]:
    police.sign_in(POLICE)
    police.go("/aktiviteter/tillfallen/mottagna/")
    expect(police.page.locator("main")).to_contain_text("Delade torget")
    expect(police.page.locator("main")).not_to_contain_text("Kvar hos oss.")
    return look_here(police)
