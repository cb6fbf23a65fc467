"""A plan as an iCalendar that calendars subscribe to (RFC 5545, RFC 7986)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import icalendar
from django.conf import settings
from django.utils.translation import gettext as _

from loftet.domain.activity_states import ActivityState
from loftet.web.calendars import add_days, begin_calendar

from .models import Activity
from .signed import SignedSet
from .words import amount

PRODUCT = "-//Loftet//Activities//SV"
HOW_OFTEN = timedelta(hours=4)
CANCELLED = (ActivityState.NOT_DONE, ActivityState.MOVED)


def calendar_of(name: str, activities: Iterable[Activity], signed: dict[int, SignedSet]) -> bytes:
    """The events of a person or a function; what was moved or not done is told as cancelled."""
    calendar = begin_calendar(name, product=PRODUCT, how_often=HOW_OFTEN)
    for activity in activities:
        calendar.add_component(_event(activity, signed.get(activity.promise_set_id)))
    return bytes(calendar.to_ical())


def _event(activity: Activity, signed: SignedSet | None) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{activity.uid}@loftet")
    event.add("sequence", activity.sequence)
    event.add("dtstamp", activity.changed_at)
    event.add("last-modified", activity.changed_at)
    add_days(event, activity.starts_on, activity.ends_on)
    event.add("summary", activity.title)
    event.add("description", _about(activity, signed))
    event.add("status", "CANCELLED" if activity.state in CANCELLED else "CONFIRMED")
    event.add("url", f"{settings.BASE_URL}{activity.get_absolute_url()}")
    if activity.place:
        event.add("location", activity.place)
    return event


def _about(activity: Activity, signed: SignedSet | None) -> str:
    lines = [signed.document.title if signed else "", amount(activity.amount, activity.unit)]
    if activity.state == ActivityState.DONE:
        lines.append(_("Done"))
    return "\n".join(line for line in lines if line)
