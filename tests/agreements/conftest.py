"""The cast: Asta coordinates a municipality, Bo reads there, Petra coordinates police, Cesar is elsewhere."""

from __future__ import annotations

import pytest

from tests.factories import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()
