"""Calendars (iCalendar, RFC 5545) of what comes next in a municipality and in each of its promise sets.

Days that are published, and no others: the first and the last day of a promise set, and the last day of each
turn of what is promised again and again. Turns that end with their months are one event that recurs. The same
editions give the same bytes, so nothing depends on today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, pairwise
from urllib.parse import urlsplit

import icalendar

from loftet.domain.cadences import MONTHS
from loftet.domain.months import months_between
from loftet.domain.municipalities import municipality
from loftet.domain.plan import turns_in
from loftet.domain.promise_set import CommitmentText, PromiseSetDocument, PromiseText
from loftet.web.by_language import said as _
from loftet.web.calendars import add_days, begin_calendar
from loftet.web.said_back import what

from . import addresses
from .record import Record, Series, readable
from .rendering import Site

PRODUCT = "-//Loftet//Citizen promises//SV"
HOW_OFTEN = timedelta(days=1)


@dataclass(frozen=True)
class _Day:
    """A day that comes; `name` tells it from the others of its set, whatever edition it stands in.

    `times` is how often it comes, each time at the end of the month, `months` after the time before.
    """

    day: date
    name: str
    title: str
    about: str
    page: str
    times: int = 1
    months: int = 0


def municipality_calendars(record: Record, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield path and content; a calendar leads back to the site, so there are none without its address."""
    if not site.base_url:
        return
    place = municipality(record.code).name
    events_of = {series: _events(record, series, site) for series in readable(record.sets)}
    home = addresses.municipality_page(record.code)
    name = _("Citizen promises of %(place)s") % {"place": place}
    yield addresses.calendar_of(home), _calendar(name, chain.from_iterable(events_of.values()))
    for series, events in events_of.items():
        page = addresses.series_page(record.code, series.identifier)
        yield addresses.calendar_of(page), _calendar(f"{series.newest.title}, {place}", events)


def _days_of(record: Record, series: Series) -> Iterator[_Day]:
    document = series.newest.promise_set
    page = addresses.series_page(record.code, series.identifier)
    if document.starts_on:
        title = _("%(title)s begins to apply") % {"title": document.title}
        yield _Day(document.starts_on, "begins", title, document.introduction, page)
    for promise in document.promises:
        for commitment in promise.commitments:
            yield from _turns_of(record, document, promise, commitment)
    if document.ends_on:
        title = _("Last day of %(title)s") % {"title": document.title}
        yield _Day(document.ends_on, "ends", title, document.introduction, page)


def _turns_of(
    record: Record, document: PromiseSetDocument, promise: PromiseText, commitment: CommitmentText
) -> Iterator[_Day]:
    """By month or longer; what is promised each week would fill a calendar and say nothing."""
    every = commitment.every
    if not (document.starts_on and document.ends_on and every and every in MONTHS):
        return
    title = _("To be kept by today: %(promise)s") % {"promise": promise.title}
    told = (title, what(commitment, document), addresses.promise_page(record.code, promise.key))
    days = [last for _first, last in turns_in((document.starts_on, document.ends_on), every)]
    if _end_with_months(days, MONTHS[every]):
        yield _Day(days[0], commitment.key, *told, times=len(days), months=MONTHS[every])
    else:
        yield from (_Day(day, f"{commitment.key}/{day.isoformat()}", *told) for day in days)


def _end_with_months(days: Sequence[date], months: int) -> bool:
    """Whether a calendar's rule gives these days; a set that begins in the middle of a month has others."""
    apart = {months_between(day, later) for day, later in pairwise(days)}
    return apart <= {months} and all((day + timedelta(days=1)).day == 1 for day in days)


def _calendar(name: str, events: Iterable[bytes]) -> bytes:
    """An event stands in the calendars of its set and of its municipality, and is written once for both."""
    calendar = begin_calendar(name, product=PRODUCT, how_often=HOW_OFTEN)
    head, end, _nothing = bytes(calendar.to_ical()).partition(b"END:VCALENDAR")
    return b"".join((head, *events, end, b"\r\n"))


def _events(record: Record, series: Series, site: Site) -> list[bytes]:
    days = sorted(_days_of(record, series), key=lambda each: (each.day, each.name))
    return [bytes(_event(series, day, site).to_ical()) for day in days]


def _event(series: Series, day: _Day, site: Site) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{series.identifier}/{day.name}@{urlsplit(site.base_url).hostname}")
    event.add("sequence", len(series.editions) - 1)
    event.add("dtstamp", datetime.combine(series.newest.published_on, time(), UTC))
    add_days(event, day.day, day.day)
    if day.times > 1:
        rule = {"freq": "monthly", "interval": day.months, "bymonthday": -1, "count": day.times}
        event.add("rrule", rule)
    event.add("summary", day.title)
    if day.about:
        event.add("description", day.about)
    event.add("url", f"{site.base_url}/{day.page}")
    return event
