"""Chromium and the demo site, made once for all tests of this folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from tests.browser.site import Site, demo_site
from tests.browser.visits import Visitor
from tests.database import fresh_clone

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.skip("there is no Chromium here: install Chromium or Chrome, or name it in CHROMIUM")
    return found


@pytest.fixture(scope="package")
def site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    find_chromium()  # without a browser nothing is started
    folder = tmp_path_factory.mktemp("site")
    with (
        django_db_blocker.unblock(),
        fresh_clone() as clone,
        django_db_blocker.block(),
        demo_site(clone, folder) as made,
    ):
        yield made


@pytest.fixture(scope="package")
def browser(django_db_setup: None) -> Iterator[Browser]:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = [*FLAGS, "--no-sandbox"] if is_root else FLAGS  # Chromium refuses its sandbox to root
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        yield launched
        launched.close()


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Visitor]:
    """A browser of one's own, that fails the test when anything went wrong in a page."""
    with Visitor.in_browser(browser, site.url) as made:
        yield made


@pytest.fixture
def second_visitor(browser: Browser, site: Site) -> Iterator[Visitor]:
    with Visitor.in_browser(browser, site.url) as made:
        yield made


@pytest.fixture
def visitor_without_javascript(browser: Browser, site: Site) -> Iterator[Visitor]:
    with Visitor.in_browser(browser, site.url, java_script_enabled=False) as made:
        yield made
