from __future__ import annotations

from procrastinate.contrib.django import app

from loftet.agreements.tasks import follow_the_calendar
from loftet.domain.agreement_states import AgreementState
from tests.factories import Cast

from .making import fresh, signed


def test_the_worker_follows_the_calendar_each_hour(cast: Cast) -> None:
    agreement = signed(cast.asta, cast.petra)
    follow_the_calendar(timestamp=0)
    assert fresh(agreement).state == AgreementState.IN_FORCE
    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert crons["agreements.follow_calendar"] == "5 * * * *"
