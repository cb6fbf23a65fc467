"""The sample site: every component, no database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from loftet.config.messages import compile_catalogues
from tests.web.sample.settings import OVERRIDES

SAMPLE_TEMPLATES = Path(__file__).parent / "sample" / "templates"


def templates_with_samples() -> list[dict[str, Any]]:
    return [{**engine, "DIRS": [SAMPLE_TEMPLATES]} for engine in settings.TEMPLATES]


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    compile_catalogues()


@pytest.fixture
def site(settings: Settings) -> Client:
    """A browser without JavaScript in front of the sample site."""
    for name, value in {**OVERRIDES, "TEMPLATES": templates_with_samples()}.items():
        setattr(settings, name, value)
    return Client(raise_request_exception=False)
