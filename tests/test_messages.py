"""Swedish is complete: nothing missing, nothing left over, no placeholder lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from loftet.config import messages


def test_every_message_is_translated_and_used() -> None:
    assert messages.check() == []


@pytest.mark.parametrize("lost", ["%(count)s", "%(name)s"])
def test_it_finds_a_lost_placeholder(lost: str) -> None:
    faults = messages._faults(messages.Message(f"Seen {lost}", "Sedd"))

    assert list(faults) == ["another set of placeholders"]


def test_it_finds_what_two_rooms_say_differently(monkeypatch: pytest.MonkeyPatch) -> None:
    def catalogue(room: Path) -> Catalog:
        made = Catalog(locale="sv")
        made.add("Name", "Namn" if room.name == "web" else "Beteckning")
        return made

    monkeypatch.setattr(messages, "_catalogue", catalogue)
    monkeypatch.setattr(messages, "_rooms", lambda: [Path("publication"), Path("web")])

    assert list(messages._contradictions()) == ["publication and web: said differently: 'Name'"]
