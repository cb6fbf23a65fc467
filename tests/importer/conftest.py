"""The cast of `tests.factories`, and a document that Asta has read in."""

from __future__ import annotations

import pytest

from loftet.importer.models import Upload
from tests.factories import Cast, make_cast

from .making import read_in


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def upload(cast: Cast) -> Upload:
    """Three promises in plain text, read and waiting."""
    return read_in(cast.asta)
