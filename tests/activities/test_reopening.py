"""What was set done or left by mistake is planned again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from loftet.activities import services
from loftet.activities.models import Activity
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent
from loftet.promises.models import PromiseSet
from tests.factories import Cast, signed_in

from .making import TODAY, not_done, nothing, occurrence, window

WHY = "Det var fel aktivitet."


def reopen(cast: Cast, activity: Activity, reason: str = WHY) -> Activity:
    return services.reopen_activity(by=cast.asta, activity=activity, reason=reason)


def test_what_was_said_to_be_done_is_planned_again_with_its_reason(
    cast: Cast, promise_set: PromiseSet
) -> None:
    activity = services.finish_activity(by=cast.asta, activity=window(cast.asta, promise_set))

    again = reopen(cast, activity)
    assert again.state == "planned"
    assert again.sequence == activity.sequence + 1, "calendars hear of it"
    event = AuditEvent.objects.get(kind="activity_planned_again")
    assert event.data == {"reason": WHY}


@pytest.mark.parametrize("report", [not_done, nothing])
def test_what_was_told_of_why_it_was_not_done_is_taken_back(
    cast: Cast, promise_set: PromiseSet, report: object
) -> None:
    activity = window(cast.asta, promise_set)
    assert callable(report)
    told = report(cast.asta, promise_set, activity=activity)

    again = reopen(cast, activity)
    told.refresh_from_db()
    assert (again.state, again.not_done_reason) == ("planned", "")
    assert told.withdrawn_reason == WHY


def test_the_day_put_in_its_place_goes(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set)
    not_done(cast.asta, promise_set, activity=activity, next_on=TODAY + timedelta(days=9))

    assert reopen(cast, activity).moved_to is None
    assert list(Activity.objects.all()) == [activity]
    assert AuditEvent.objects.filter(kind="activity_removed").count() == 1


def test_what_has_become_of_the_one_in_its_place_comes_first(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set)
    not_done(cast.asta, promise_set, activity=activity, next_on=TODAY + timedelta(days=9))
    there = Activity.objects.get(moved_from=activity)
    occurrence(cast.asta, promise_set, activity=there)

    with pytest.raises(NotAllowed, match="Börja med den"):
        reopen(cast, activity)


def test_what_is_done_by_what_was_told_is_mended_there(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set)
    told = occurrence(cast.asta, promise_set, activity=activity)

    with pytest.raises(NotAllowed, match="Rätta eller återta"):
        reopen(cast, activity)
    services.withdraw_occurrence(by=cast.asta, occurrence=told, reason="Fel dag")
    activity.refresh_from_db()
    assert activity.state == "planned"


def test_what_is_planned_or_moved_cannot_be(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set)
    with pytest.raises(NotAllowed, match="ännu inte gjord"):
        reopen(cast, activity)

    day = TODAY + timedelta(days=40)
    services.move_activity(by=cast.asta, activity=activity, starts_on=day, ends_on=day)
    with pytest.raises(NotAllowed, match="flyttad"):
        reopen(cast, activity)


def test_a_reason_is_asked_for_and_only_ones_own_are_reopened(cast: Cast, promise_set: PromiseSet) -> None:
    activity = services.finish_activity(by=cast.asta, activity=window(cast.asta, promise_set))

    with pytest.raises(NotAllowed, match="varför"):
        reopen(cast, activity, " ")
    for other in (cast.bo, cast.petra):
        with pytest.raises(NotAllowed):
            services.reopen_activity(by=other, activity=activity, reason=WHY)


def test_the_page_says_what_follows_and_does_it(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set)
    browser = signed_in(cast.asta)
    url = reverse("activities:activity_reopen", args=(activity.pk,))
    assert url not in browser.get(activity.get_absolute_url()).content.decode()

    not_done(cast.asta, promise_set, activity=activity, next_on=TODAY + timedelta(days=9))
    assert url in browser.get(activity.get_absolute_url()).content.decode()
    asked = browser.get(url).content.decode()
    assert "går fortfarande att läsa" in asked
    assert "står i dess ställe tas bort" in asked
    assert browser.post(url, {"reason": ""}).status_code == 422
    answer = browser.post(url, {"reason": WHY}, follow=True).content.decode()
    assert "Aktiviteten är planerad igen." in answer
    assert WHY in answer


@pytest.mark.parametrize("reason", ["", "ett\x00två", "ä" * 501, "🙂" * 501])
def test_a_reason_that_does_not_do_is_said_beside_it_and_kept(
    cast: Cast, promise_set: PromiseSet, reason: str
) -> None:
    activity = services.finish_activity(by=cast.asta, activity=window(cast.asta, promise_set))
    answer = signed_in(cast.asta).post(
        reverse("activities:activity_reopen", args=(activity.pk,)), {"reason": reason}
    )

    activity.refresh_from_db()
    assert (answer.status_code, activity.state) == (422, "done")
    assert answer.context["form"].errors["reason"]
    assert reason.replace("\x00", "") in answer.content.decode().replace("\x00", "")
