"""A visitor: one person's browser, which notes whatever goes wrong in the pages that it opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.browser import axe

# Chromium notes every answer of 400 and more in the console, also those that are as they should be.
STATUS_NOTE = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
SECONDS_FOR_A_PAGE = 15
PARTS = {"font", "image", "manifest", "script", "stylesheet"}
STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@dataclass
class Visitor:
    context: BrowserContext
    page: Page
    url: str
    faults: list[str] = field(default_factory=list)
    listens: bool = True
    status: int = 0  # of the page that is open

    @classmethod
    @contextmanager
    def in_browser(cls, browser: Browser, url: str, **options: Any) -> Iterator[Self]:
        context = browser.new_context(base_url=url, locale="sv-SE", reduced_motion="reduce", **options)
        context.set_default_timeout(SECONDS_FOR_A_PAGE * 1000)
        visitor = cls(context, context.new_page(), url)
        visitor._listen()
        yield visitor
        context.close()
        assert not visitor.faults, "\n".join(visitor.faults)

    def go(self, path: str, *, expects: int = 200) -> Response:
        response = self.page.goto(path)
        assert response is not None
        assert response.status == expects, f"{path}: {response.status}"
        return response

    def press(self, name: str) -> None:
        """A button that sends a form, and the page that answers."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name).first.click()

    def sign_in(self, title: str) -> None:
        """By one click on the demo's own page."""
        self.go("/demo/")
        self.page.get_by_role("button", name=title).first.click()
        self.page.wait_for_url("**/")

    def axe_findings(self) -> list[str]:
        """Deaf meanwhile: axe tries styles that the page's policy refuses, and the console says so."""
        self.listens = False
        try:
            return axe.findings(self.page)
        finally:
            self.listens = True

    def sign_out(self) -> None:
        self.context.clear_cookies()

    def _listen(self) -> None:
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("request", self._note_request)
        self.page.on("response", self._note_response)

    def _note_console(self, message: ConsoleMessage) -> None:
        is_fault = message.type in {"error", "warning"} and not STATUS_NOTE.match(message.text)
        if is_fault and self.listens:
            self.faults.append(f"{self.page.url}: console: {message.text}")

    def _note_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and f"{parts.scheme}://{parts.netloc}" != self.url:
            self.faults.append(f"{self.page.url}: asks {request.url}")

    def _note_response(self, response: Response) -> None:
        if response.status >= 500 or (
            response.status >= 400 and response.request.resource_type != "document"
        ):
            self.faults.append(f"{response.url}: {response.status}")
        if response.request.resource_type == "document":
            self.status = response.status
        is_page = response.request.resource_type == "document" and "text/html" in response.headers.get(
            "content-type", ""
        )
        # Public pages carry their policy themselves, on any server; tests/portal reads it there.
        if is_page and not urlsplit(response.url).path.startswith(f"{settings.PUBLIC_PATH}/"):
            self.faults.extend(f"{response.url}: {fault}" for fault in policy_faults(response.headers))


def policy_faults(headers: dict[str, str]) -> list[str]:
    """What is lax in the Content-Security-Policy."""
    policy = headers.get("content-security-policy", "")
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    lax = [
        f"{name} is {directives.get(name)!r}"
        for name, value in STRICT.items()
        if directives.get(name) != value
    ]
    loose = [word for word in ("unsafe-", "*", "http:", "https:") if word in policy]
    return lax + [f"the policy says {word}" for word in loose]
