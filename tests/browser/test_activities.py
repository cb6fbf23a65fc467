"""The pages of activities with something on them: nothing spills over, axe finds nothing in either scheme."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from playwright.sync_api import ViewportSize

from tests.browser.visits import Visitor

NARROW, WIDE = ViewportSize(width=360, height=740), ViewportSize(width=1280, height=800)
SPILLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
OPEN_ALL = "document.querySelectorAll('main details').forEach(each => each.open = true)"
LJUNGBY, LINKOPING = "Trygghetssamordnare Ljungby", "Trygghetssamordnare Linköping"
YEAR = localdate().year
LISTS = [
    ("activities:activity_list", "?visa=allt"),
    ("activities:activity_calendar", f"?manad={YEAR}-05&visa=allt"),
    ("activities:function_list", ""),
    ("activities:function_create", ""),
    ("activities:occurrence_list", ""),
    ("activities:occurrence_received", ""),
    ("activities:report_due", ""),
    ("activities:report_link_list", ""),
    ("activities:paste", ""),
]
OF_A_SET = [
    "activities:activity_plan",
    "activities:activity_plan_print",
    "activities:activity_create",
    "activities:occurrence_create",
    "activities:duplicate_list",
    "followup:promise_set_periods",
    "followup:promise_set_thread",
]


def look(visitor: Visitor, path: str) -> list[str]:
    visitor.go(path)
    return look_here(visitor)


def look_here(visitor: Visitor) -> list[str]:
    """What is wrong with the page on a desk and on a phone, with all that can be opened open."""
    path, faults = urlsplit(visitor.page.url).path, []
    for size in (WIDE, NARROW):
        visitor.page.set_viewport_size(size)
        visitor.page.evaluate(OPEN_ALL)
        if visitor.page.evaluate(SPILLS):
            faults.append(f"{path} spills over at {size['width']}")
        faults += [f"{path} at {size['width']}: {each}" for each in visitor.axe_findings()]
    return faults


def set_of(visitor: Visitor, title: str) -> int:
    """The primary key of a set, from the list of them."""
    visitor.go(reverse("promises:promise_set_list"))
    address = visitor.page.get_by_role("link", name=title).first.get_attribute("href")
    assert address
    return int(address.rstrip("/").rsplit("/", 1)[1])


@pytest.mark.parametrize("who", [LJUNGBY, LINKOPING])
def test_lists_and_forms_look_right(visitor: Visitor, who: str) -> None:
    visitor.sign_in(who)
    faults = [fault for name, query in LISTS for fault in look(visitor, reverse(name) + query)]
    assert faults == []


@pytest.mark.parametrize(
    ("who", "title"), [(LJUNGBY, f"Medborgarlöfte för Ljungby {YEAR}"), (LINKOPING, "Linköping 2023")]
)
def test_what_stands_beside_a_promise_looks_right(visitor: Visitor, who: str, title: str) -> None:
    visitor.sign_in(who)
    pk = set_of(visitor, title)
    faults = [fault for name in OF_A_SET for fault in look(visitor, reverse(name, args=(pk,)))]
    assert faults == []
