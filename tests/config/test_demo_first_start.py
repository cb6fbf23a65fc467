"""When the demo comes by itself, in an empty database."""

from __future__ import annotations

import pytest
from django.conf import LazySettings

from loftet.config.demo.cast import MEMBERS, ORGANISATIONS
from loftet.config.demo.loading import load_demo, wants_demo
from tests.factories import make_organisation


@pytest.mark.django_db
def test_it_loads_in_one_go() -> None:
    assert load_demo() == f"The demo is loaded: {len(ORGANISATIONS)} organisations and {len(MEMBERS)} people."


@pytest.mark.django_db
def test_a_first_start_wants_it() -> None:
    assert wants_demo()


@pytest.mark.django_db
def test_nobody_who_has_begun_wants_it() -> None:
    make_organisation()
    assert not wants_demo()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value"), [("DEMO_ALLOWED", False), ("BASE_URL", "https://loftet.kommun.example")]
)
def test_a_server_for_others_does_not_want_it(settings: LazySettings, name: str, value: object) -> None:
    setattr(settings, name, value)
    assert not wants_demo()
