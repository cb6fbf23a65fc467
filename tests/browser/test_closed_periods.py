"""What the demo's closed periods lead to: marks, corrections, the plan on paper."""

from __future__ import annotations

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from tests.browser.test_activities import LJUNGBY, set_of
from tests.browser.test_following_up import Eye
from tests.browser.visits import Visitor

MARKED, PERIOD = f"Tertial 1 {localdate().year}", f"Tertial 2 {localdate().year}"
PROMISE_SET = f"Medborgarlöfte för Ljungby {localdate().year}"
ASKED_OF_NOTHING = "Centrumföreningen i Ljungby"
WIDER_THAN_ITS_FRAME = "frames => frames.filter(each => each.scrollWidth > each.clientWidth).length"


@pytest.fixture
def coordinator(visitor: Visitor) -> Visitor:
    visitor.sign_in(LJUNGBY)
    return visitor


def go_to_the_period(visitor: Visitor, period: str = PERIOD) -> None:
    visitor.go("/uppfoljning/")
    visitor.page.get_by_role("link", name=period).first.click()


def test_the_table_has_no_column_for_whom_nothing_is_asked_of_and_fits_a_desk(coordinator: Visitor) -> None:
    page = coordinator.page
    page.set_viewport_size({"width": 1280, "height": 800})
    go_to_the_period(coordinator)
    expect(page.get_by_role("columnheader", name="Polisen").first).to_be_visible()
    expect(page.get_by_role("columnheader", name=ASKED_OF_NOTHING)).to_have_count(0)
    expect(page.locator("main")).to_contain_text(f"Här finns inget åtagande för {ASKED_OF_NOTHING}.")
    assert page.locator(".table-frame").evaluate_all(WIDER_THAN_ITS_FRAME) == 0


def test_what_is_marked_as_the_same_or_two_is_looked_at(coordinator: Visitor) -> None:
    page, eye = coordinator.page, Eye()
    go_to_the_period(coordinator, MARKED)
    page.get_by_role("link", name="Vad parterna säger är samma eller två").click()
    eye.look(coordinator, "the same, or two")
    page.get_by_role("link", name="Säg något annat").first.click()
    eye.look(coordinator, "saying which")
    page.get_by_label("Varför").fill("")
    coordinator.press("Spara")
    assert coordinator.status == 422
    eye.look(coordinator, "saying which, without a reason")
    assert not eye.faults, "\n".join(eye.faults)


def test_who_has_received_it_is_said_before_it_is_corrected(coordinator: Visitor) -> None:
    page, main, eye = coordinator.page, coordinator.page.locator("main"), Eye()
    go_to_the_period(coordinator)
    page.get_by_role("link", name="Rätta det som är stängt").click()
    expect(main).to_contain_text("Det ni ska rätta har redan nått andra")
    eye.look(coordinator, "correcting")
    assert not eye.faults, "\n".join(eye.faults)


def test_the_printed_plan_is_looked_at(coordinator: Visitor) -> None:
    eye = Eye()
    coordinator.go(f"/aktiviteter/lofte/{set_of(coordinator, PROMISE_SET)}/skriv-ut/")
    eye.look(coordinator, "the plan for paper")
    assert not eye.faults, "\n".join(eye.faults)
