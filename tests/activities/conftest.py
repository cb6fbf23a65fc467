"""The cast of `tests.factories`, and the running wastewater promise."""

from __future__ import annotations

import pytest

from loftet.promises.models import PromiseSet
from tests.factories import Cast, make_cast
from tests.promises.making import running


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def promise_set(cast: Cast) -> PromiseSet:
    """Signed by both and let out: the municipality is to make four measurements this year."""
    return running(cast)
