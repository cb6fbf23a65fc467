"""Telling that nothing was done this time, or that something was not done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loftet.activities import services
from loftet.activities.models import Activity, Report
from loftet.domain.activity_states import ActivityKind, ActivityState
from loftet.organisations.exceptions import NotAllowed
from loftet.promises.models import PromiseSet
from tests.factories import Cast

from .making import TODAY, YESTERDAY, not_done, nothing, occurrence, window

NEXT = TODAY + timedelta(days=14)


def test_what_was_not_done_says_why_and_stands_anew_on_the_next_day(
    cast: Cast, promise_set: PromiseSet
) -> None:
    activity = window(cast.asta, promise_set)
    report = not_done(cast.asta, promise_set, activity=activity, next_on=NEXT)

    left, planned = Activity.objects.order_by("pk")
    assert (left.state, left.not_done_reason, left.next_on) == (
        ActivityState.NOT_DONE,
        "staff_missing",
        NEXT,
    )
    assert left.moved_to == planned
    assert (planned.state, planned.starts_on, planned.ends_on) == (ActivityState.PLANNED, NEXT, NEXT)
    with pytest.raises(NotAllowed, match="står redan"):
        services.withdraw_report(by=cast.asta, report=report, reason="Den blev gjord.")


def test_nothing_this_time_leaves_a_window(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set)
    report = nothing(cast.asta, promise_set, activity=activity)
    activity.refresh_from_db()

    assert report.unit == "mätningar"
    assert (activity.state, activity.not_done_reason) == (ActivityState.NOT_DONE, "no_need")

    services.withdraw_report(by=cast.asta, report=report, reason="Det var fel vecka.")
    activity.refresh_from_db()
    assert (activity.state, activity.not_done_reason) == (ActivityState.PLANNED, "")


def test_an_account_goes_on_though_nothing_was_done_once(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set, kind=ActivityKind.RUNNING_ACCOUNT)
    nothing(cast.asta, promise_set, activity=activity)
    not_done(cast.asta, promise_set, activity=activity)
    activity.refresh_from_db()

    assert activity.state == ActivityState.PLANNED


def test_what_was_not_done_can_be_done_after_all(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set)
    not_done(cast.asta, promise_set, activity=activity)
    occurrence(cast.asta, promise_set, activity=activity)
    activity.refresh_from_db()

    assert (activity.state, activity.not_done_reason) == (ActivityState.DONE, "")


def test_the_new_day_comes_after(cast: Cast, promise_set: PromiseSet) -> None:
    with pytest.raises(NotAllowed, match="nya dagen"):
        not_done(cast.asta, promise_set, next_on=YESTERDAY)


def test_each_party_sees_only_its_own(cast: Cast, promise_set: PromiseSet) -> None:
    own = nothing(cast.asta, promise_set)
    nothing(cast.petra, promise_set)

    assert list(Report.objects.visible_to(cast.bo)) == [own]
    with pytest.raises(NotAllowed, match="annan organisation"):
        services.withdraw_report(by=cast.petra, report=own, reason="Vår")
