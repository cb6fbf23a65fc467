"""Calendars (iCalendar, RFC 5545) of what comes next in a municipality and in each of its promise sets.

Days that are published, and no others: the first and the last day of a promise set, and the last day of each
turn of what is promised again and again. The same editions give the same bytes, so nothing depends on today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from urllib.parse import urlsplit

import icalendar
from django.utils.translation import gettext as _

from loftet.domain.cadences import MONTHS
from loftet.domain.municipalities import municipality
from loftet.domain.plan import turns_in
from loftet.domain.promise_set import CommitmentText, PromiseSetDocument, PromiseText
from loftet.web.calendars import add_days, begin_calendar
from loftet.web.said_back import what

from . import addresses
from .record import Record, Series, readable
from .rendering import Site

PRODUCT = "-//Loftet//Citizen promises//SV"
HOW_OFTEN = timedelta(days=1)


@dataclass(frozen=True)
class _Day:
    """A day that comes; `name` tells it from the others of its set, whatever edition it stands in."""

    day: date
    name: str
    title: str
    about: str
    page: str


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
    page = addresses.promise_page(record.code, promise.key)
    for _first, last in turns_in((document.starts_on, document.ends_on), every):
        yield _Day(last, f"{commitment.key}/{last.isoformat()}", title, what(commitment, document), page)


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
    event.add("summary", day.title)
    if day.about:
        event.add("description", day.about)
    event.add("url", f"{site.base_url}/{day.page}")
    return event
