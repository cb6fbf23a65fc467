"""What every calendar of ours begins with, and how a day stands in one (iCalendar: RFC 5545, RFC 7986)."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar


def begin_calendar(name: str, *, product: str, how_often: timedelta) -> icalendar.Calendar:
    """A calendar that people subscribe to by `name`, and ask for again as often as that."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", product)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", how_often, parameters={"VALUE": "DURATION"})
    return calendar


def add_days(event: icalendar.Event, first: date, last: date) -> None:
    """Whole days, which leave whoever has them in the calendar free; the end is the day after the last."""
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
