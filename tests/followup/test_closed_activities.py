"""What a closed period says of an activity stays: it is not planned again by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from loftet.activities import services as activities
from loftet.activities.models import Activity
from loftet.agreements.versions import is_closed
from loftet.organisations.exceptions import NotAllowed
from tests.activities.making import window

from .making import TODAY, World, closed, propose


def finished(world: World, *, days_ago: int) -> Activity:
    days: Any = {"starts_on": TODAY - timedelta(days=150), "ends_on": TODAY - timedelta(days=days_ago)}
    activity = window(world.cast.asta, world.promise_set, **days)
    return activities.finish_activity(by=world.cast.asta, activity=activity)


def reopen(world: World, activity: Activity) -> Activity:
    return activities.reopen_activity(by=world.cast.asta, activity=activity, reason="Fel")


def test_an_activity_of_a_closed_period_stays_done(world: World) -> None:
    closed(world)
    within, after = finished(world, days_ago=110), finished(world, days_ago=90)

    with pytest.raises(NotAllowed, match="Perioden är stängd"):
        reopen(world, within)
    assert reopen(world, after).state == "planned"


def test_a_correction_opens_it_again(world: World) -> None:
    closed(world)
    day = TODAY - timedelta(days=110)
    assert is_closed(world.agreement.pk, day)

    propose(world.cast.petra, world, reason="Ett prov saknades.")
    assert not is_closed(world.agreement.pk, day)
    assert reopen(world, finished(world, days_ago=110)).state == "planned"


def test_nothing_is_closed_where_nobody_has_closed(world: World) -> None:
    propose_day = TODAY - timedelta(days=110)

    assert not is_closed(world.agreement.pk, propose_day)
