"""The cast of `tests.factories`, and a draft."""

from __future__ import annotations

import pytest

from loftet.promises.models import PromiseSet
from tests.factories import Cast, make_cast

from .making import drafted


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def draft(cast: Cast) -> PromiseSet:
    """Asta's draft, with the wastewater promise in it."""
    return drafted(cast)
