"""Setting the periods of an agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from loftet.followup.content import PeriodContent
from loftet.followup.models import ReportingPeriod
from loftet.followup.services import send_reminders, set_periods
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.models import AuditEvent
from tests.factories import signed_in

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


def plan_typed(world: World, **typed: str) -> dict[str, str]:
    """The periods as they stand, sent from their page with another plan of reminders."""
    lines = {"seen": ",".join(str(each.pk) for each in world.periods)}
    for number, each in enumerate(world.periods):
        days = ((name, getattr(each, name)) for name in ("starts_on", "ends_on", "due_on"))
        lines |= {f"{name}_{number}": day.isoformat() for name, day in days if day}
        lines[f"label_{number}"] = each.label
    return lines | {"remind_before": "", "remind_after": "3, 10"} | typed


def offsets(world: World, period: int) -> list[int]:
    kept = ReportingPeriod.objects.get(pk=world.periods[period].pk)
    assert kept.due_on is not None
    return [(each - kept.due_on).days for each in kept.remind_on]


def test_the_plan_of_reminders_is_set_with_the_periods_and_shown_again(world: World) -> None:
    browser = signed_in(world.cast.asta)
    page = reverse("followup:periods_edit", args=(world.agreement.pk,))
    assert browser.get(page).context["form"]["remind_after"].value() == "3, 10"
    typed = plan_typed(world, remind_before="14 7", remind_after="20, 5, 5")
    assert browser.post(page, typed).status_code == 302
    assert [offsets(world, each) for each in (0, 1)] == [[-14, -7, 5, 20]] * 2
    assert not ReportingPeriod.objects.get(label="Period 3").remind_on, "it has no due day"
    form = browser.get(page).context["form"]
    assert (form["remind_before"].value(), form["remind_after"].value()) == ("7, 14", "5, 20")
    assert 'value="7, 14"' in browser.get(page).content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"remind_after": ""}, "Fyll i"),
        ({"remind_after": "tre"}, "Skriv antal dagar"),
        ({"remind_after": "3, -1"}, "Skriv antal dagar"),
        ({"remind_after": "0"}, "1 till 60"),
        ({"remind_before": "61"}, "1 till 60"),
        ({"remind_before": "1 2 3 4 5 6"}, "Högst 5"),
    ],
)
def test_a_plan_that_does_not_hold_is_refused(world: World, typed: dict[str, str], words: str) -> None:
    page = reverse("followup:periods_edit", args=(world.agreement.pk,))
    answer = signed_in(world.cast.asta).post(page, plan_typed(world, **typed))
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_period_from_an_old_document_is_reminded_of_by_nobody(world: World) -> None:
    page = reverse("followup:periods_edit", args=(world.agreement.pk,))
    signed_in(world.cast.asta).post(page, plan_typed(world, is_read_1="on"))
    assert not ReportingPeriod.objects.get(pk=world.periods[1].pk).remind_on
    read = PeriodContent("Ur dokument", due_on=TODAY, remind_on=(TODAY,), is_read=True)
    set_periods(by=world.cast.asta, agreement=world.agreement, periods=[read])
    assert send_reminders(today=TODAY) == 0


def test_reminders_take_a_due_day(world: World) -> None:
    with pytest.raises(NotAllowed, match="Ingen kan påminnas"):
        set_periods(
            by=world.cast.asta, agreement=world.agreement, periods=[PeriodContent("A", remind_on=(TODAY,))]
        )
