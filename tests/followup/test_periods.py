"""Setting the periods of an agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from loftet.followup.content import PeriodContent
from loftet.followup.models import ReportingPeriod
from loftet.followup.services import set_periods
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.models import AuditEvent

from .making import TODAY, World, closed, contents_of, done, period_contents, state


def test_every_party_sees_the_periods_from_the_moment_they_are_set(world: World) -> None:
    asked = ReportingPeriod.objects
    assert [each.label for each in asked.visible_to(world.cast.petra)] == ["Period 1", "Period 2", "Period 3"]
    assert not asked.visible_to(world.cast.cesar).exists()
    assert AuditEvent.objects.filter(kind="reporting_periods_set").count() == 1


def test_either_party_sets_them(world: World) -> None:
    set_periods(by=world.cast.petra, agreement=world.agreement, periods=[PeriodContent("Året")])
    assert [each.label for each in ReportingPeriod.objects.all()] == ["Året"]


def test_who_is_no_party_or_no_coordinator_sets_none(world: World) -> None:
    for actor in (world.cast.cesar, world.cast.bo):
        with pytest.raises(NotAllowed):
            set_periods(by=actor, agreement=world.agreement, periods=[])


@pytest.mark.parametrize(
    ("periods", "words"),
    [
        ([PeriodContent(" ")], "Varje period har ett namn"),
        ([PeriodContent("A", TODAY, TODAY - timedelta(days=1))], "slutar innan"),
        ([PeriodContent("A", None, TODAY, due_on=TODAY - timedelta(days=1))], "ska redovisas innan"),
        ([PeriodContent("A", TODAY, TODAY), PeriodContent("B", TODAY, TODAY)], "delar dagar"),
        ([PeriodContent("A")] * 61, "högst 60"),
    ],
)
def test_periods_that_do_not_hold_are_refused(world: World, periods: list[PeriodContent], words: str) -> None:
    with pytest.raises(NotAllowed, match=words):
        set_periods(by=world.cast.asta, agreement=world.agreement, periods=periods)


def test_days_may_lie_between_periods_and_dates_may_be_unknown(world: World) -> None:
    periods = [PeriodContent("Tertial 1"), PeriodContent("Tertial 2", TODAY, TODAY + timedelta(days=9))]
    written = set_periods(by=world.cast.asta, agreement=world.agreement, periods=periods)
    assert [(each.order, each.starts_on) for each in written] == [(1, None), (2, TODAY)]


def test_a_period_that_is_accounted_for_stays_but_its_due_day_moves(world: World) -> None:
    state(world.cast.asta, world, done())
    first, *others = contents_of(world.periods)
    with pytest.raises(NotAllowed, match="Period 1 redovisas"):
        set_periods(
            by=world.cast.petra, agreement=world.agreement, periods=[replace(first, label="Ny"), *others]
        )
    with pytest.raises(NotAllowed, match="Period 1 redovisas"):
        set_periods(by=world.cast.petra, agreement=world.agreement, periods=[])
    later = replace(first, due_on=TODAY)
    set_periods(by=world.cast.petra, agreement=world.agreement, periods=[later, *others])
    assert ReportingPeriod.objects.get(order=1).due_on == TODAY


def test_later_periods_are_added_after_one_that_is_closed(world: World) -> None:
    closed(world)
    more = [*contents_of(world.periods), PeriodContent("Period 4")]
    set_periods(by=world.cast.asta, agreement=world.agreement, periods=more)
    assert ReportingPeriod.objects.count() == 4


def test_who_did_not_see_the_last_change_is_told_and_overwrites_nothing(world: World) -> None:
    seen = [each.pk for each in world.periods]
    set_periods(by=world.cast.petra, agreement=world.agreement, periods=period_contents()[:2], seen=seen)
    with pytest.raises(ChangedMeanwhile):
        set_periods(by=world.cast.asta, agreement=world.agreement, periods=period_contents(), seen=seen)
