"""What axe finds in a page: WCAG 2.2 A and AA."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from loftet.config.assets import MODULES

SOURCE = (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What another colour scheme can change.
ABOUT_COLOUR = ["color-contrast", "link-in-text-block"]


def findings(page: Page) -> list[str]:
    """In light everything, in dark what depends on colour."""
    page.evaluate(SOURCE)  # the page's policy does not reach what the browser's driver evaluates
    page.emulate_media(color_scheme="light")
    found = _run(page, {"type": "tag", "values": LEVELS})
    page.emulate_media(color_scheme="dark")
    found += [f"in dark: {words}" for words in _run(page, {"type": "rule", "values": ABOUT_COLOUR})]
    page.emulate_media(color_scheme="light")
    return found


def _run(page: Page, rules: dict[str, Any]) -> list[str]:
    options = {"runOnly": rules, "resultTypes": ["violations"], "preload": False}
    violations = page.evaluate(
        "options => axe.run(document, options).then(found => found.violations)", options
    )
    return [_in_words(violation) for violation in violations]


def _in_words(violation: dict[str, Any]) -> str:
    places = [node["html"][:160] + " " + node.get("failureSummary", "") for node in violation["nodes"][:3]]
    return f"axe {violation['id']}: {violation['help']} at {places}"
