"""The cast, and an agreement of theirs whose periods are set."""

from __future__ import annotations

import pytest

from tests.factories import Cast, make_cast

from .making import World, make_world


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast)
