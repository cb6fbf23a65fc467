"""The page "check for yourself" at an address without https, where a browser gives no `crypto.subtle`.

Chromium takes 127.0.0.1 and files on the disk for secure: only an address with a name shows the difference.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from .test_in_browser import address, launched, opened
from .test_verify_in_browser import PAGE, check, edition, folder, kept

__all__ = ["address", "folder"]

HOST = "loften.example.se"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched(f"--host-resolver-rules=MAP {HOST} 127.0.0.1") as running:
        yield running


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    origin = address.replace("127.0.0.1", HOST)
    with opened(browser, origin) as opened_page:
        opened_page.goto(f"{origin}{PAGE}")
        assert opened_page.evaluate("window.isSecureContext") is False
        assert opened_page.evaluate("typeof crypto.subtle") == "undefined"
        yield opened_page


def test_what_is_right_is_found_right(page: Page) -> None:
    lines = check(page, kept(270), edition(4))
    assert lines[0] == "Allt stämmer."
    assert len([line for line in lines if line.startswith("✓")]) == 5


def test_what_is_wrong_is_told(page: Page) -> None:
    lines = check(page, kept(20).replace("20\n", "21\n"), edition(4, document={"title": "Annat"}))
    assert lines[0] == "Något stämmer inte."
    assert len([line for line in lines if line.startswith("✕")]) == 2
