"""Calendars that follow a plan by a secret address, without session."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from loftet.activities import services
from loftet.activities.models import Activity, CalendarAddress
from loftet.organisations.exceptions import NotAllowed
from loftet.promises.models import PromiseSet
from tests.factories import Cast

from .making import TODAY, function, not_done, window

NEXT = TODAY + timedelta(days=40)


def feed(token: str) -> dict[str, icalendar.Event]:
    response = Client().get(reverse("activities:calendar_feed", args=[token]))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(response.content)
    assert calendar["METHOD"] == "PUBLISH"
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def uid(activity: Activity) -> str:
    return f"{activity.uid}@loftet"


def test_a_function_follows_what_is_given_to_it(cast: Cast, promise_set: PromiseSet) -> None:
    unit = function(cast.asta)
    given = window(cast.asta, promise_set, assigned_function=unit)
    window(cast.asta, promise_set)
    events = feed(services.make_calendar_address(by=cast.asta, function=unit))

    assert events.keys() == {uid(given)}
    event = events[uid(given)]
    assert event["DTSTART"].dt == given.starts_on
    assert event["DTEND"].dt == given.ends_on + timedelta(days=1)
    assert event["URL"].endswith(given.get_absolute_url())
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")


def test_what_changes_keeps_its_uid_and_counts_on(cast: Cast, promise_set: PromiseSet) -> None:
    given = window(cast.asta, promise_set, assigned_person=cast.asta.person, amount=Decimal(2))
    token = services.make_calendar_address(by=cast.asta)
    services.split_activity(by=cast.asta, activity=given, on=TODAY, amount_before=Decimal(1))
    events = feed(token)

    assert len(events) == 2
    assert events[uid(given)]["SEQUENCE"] == 1
    assert events[uid(given)]["DTEND"].dt == TODAY


def test_what_is_moved_or_not_done_is_told_as_cancelled(cast: Cast, promise_set: PromiseSet) -> None:
    moved = window(cast.asta, promise_set, assigned_person=cast.asta.person)
    left = window(cast.asta, promise_set, assigned_person=cast.asta.person)
    there = services.move_activity(by=cast.asta, activity=moved, starts_on=NEXT, ends_on=NEXT)
    not_done(cast.asta, promise_set, activity=left)
    events = feed(services.make_calendar_address(by=cast.asta))

    assert {str(key): str(event["STATUS"]) for key, event in events.items()} == {
        uid(moved): "CANCELLED",
        uid(there): "CONFIRMED",
        uid(left): "CANCELLED",
    }
    assert events[uid(moved)]["SEQUENCE"] == 1


def test_an_address_that_is_replaced_or_revoked_leads_nowhere(cast: Cast) -> None:
    first = services.make_calendar_address(by=cast.asta)
    second = services.make_calendar_address(by=cast.asta)
    assert feed(second) == {}
    services.revoke_calendar_address(by=cast.asta)

    for token in (first, second, "gissning"):
        address = reverse("activities:calendar_feed", args=[token])
        assert Client().get(address).status_code == 404
    assert not CalendarAddress.objects.filter(token_digest__in=[first, second]).exists()


def test_whoever_no_longer_acts_follows_nothing(cast: Cast) -> None:
    token = services.make_calendar_address(by=cast.bo)
    assert feed(token) == {}
    CalendarAddress.objects.get().person.memberships.update(
        ended_at=timezone.now(), ended_by=cast.asta.person
    )

    assert Client().get(reverse("activities:calendar_feed", args=[token])).status_code == 404


def test_only_who_plans_makes_an_address_for_a_function(cast: Cast) -> None:
    unit = function(cast.asta)
    with pytest.raises(NotAllowed, match="annan roll"):
        services.make_calendar_address(by=cast.bo, function=unit)
    with pytest.raises(NotAllowed, match="er organisation"):
        services.make_calendar_address(by=cast.petra, function=unit)
