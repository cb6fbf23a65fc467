"""The register of functions."""

from __future__ import annotations

import pytest

from loftet.activities import services
from loftet.activities.models import CalendarAddress, Function
from loftet.organisations.exceptions import NotAllowed
from tests.factories import Cast


def test_a_function_is_added_changed_and_ended(cast: Cast) -> None:
    unit = services.add_function(by=cast.asta, name="Parken", email="park@example.se")
    services.edit_function(by=cast.asta, function=unit, name="Parkenheten", email="p@example.se")
    services.make_calendar_address(by=cast.asta, function=unit)
    assert list(Function.objects.visible_to(cast.bo).in_use().values_list("name", "email")) == [
        ("Parkenheten", "p@example.se")
    ]

    services.end_function(by=cast.asta, function=unit)
    assert not Function.objects.visible_to(cast.bo).in_use().exists()
    assert not CalendarAddress.objects.in_use().exists()


def test_two_functions_in_use_do_not_share_a_name(cast: Cast) -> None:
    services.add_function(by=cast.asta, name="Parkenheten", email="park@example.se")
    with pytest.raises(NotAllowed, match="redan en funktion"):
        services.add_function(by=cast.asta, name="parkenheten", email="p@example.se")
    services.add_function(by=cast.petra, name="Parkenheten", email="p@polisen.example")


def test_a_function_is_its_organisations_own(cast: Cast) -> None:
    unit = services.add_function(by=cast.asta, name="Parkenheten", email="park@example.se")
    with pytest.raises(NotAllowed, match="annan organisation"):
        services.edit_function(by=cast.petra, function=unit, name="Vår", email="p@example.se")
    with pytest.raises(NotAllowed, match="annan roll"):
        services.end_function(by=cast.bo, function=unit)
