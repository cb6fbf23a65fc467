"""The pictures that a test takes on its way; the documentation shows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page


@dataclass
class Album:
    """Pictures kept in a folder, by name."""

    folder: Path
    names: list[str] = field(default_factory=list)

    def take(self, page: Page, name: str, *, around: Locator | None = None) -> None:
        """What the window shows, moved to what matters."""
        self.names.append(name)
        if around is not None:
            around.evaluate("element => element.scrollIntoView({block: 'center'})")
        page.screenshot(path=self.folder / f"{name}.png")
