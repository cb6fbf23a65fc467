"""Swedish is complete: nothing missing, nothing left over, no placeholder lost."""

from __future__ import annotations

import pytest

from loftet.config import messages


def test_every_message_is_translated_and_used() -> None:
    assert messages.check() == []


@pytest.mark.parametrize("lost", ["%(count)s", "%(name)s"])
def test_it_finds_a_lost_placeholder(lost: str) -> None:
    faults = messages._faults(messages.Message(f"Seen {lost}", "Sedd"))

    assert list(faults) == ["another set of placeholders"]
