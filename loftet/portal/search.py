"""What the search looks through: one file for the country, and one for each municipality.

The reader's browser makes the index of these rows, with the same stems as it makes of what is typed. They are
scripts, since a page that is opened from a folder may run a script there but not fetch data.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from loftet.domain.municipalities import municipality
from loftet.domain.promise_set import PromiseText
from loftet.domain.sort_key import sort_key

from . import addresses, words
from .municipality_pages import Summary
from .record import Record, readable

Row = tuple[str, ...]


def municipality_search(record: Record) -> bytes:
    """Promises, sets and follow-ups: address in the municipality's folder, title, text, and where it belongs.

    What has an English page too says so last.

    A promise stands once, as the newest set that has it says, and the newest stand first; nothing of what was
    withdrawn is there.
    """
    rows: dict[str, Row] = {}
    for row in (*_promises(record), *_series(record)):
        rows.setdefault(row[0], row)
    return _script(list(rows.values()))


def country_search(summaries: Iterable[Summary]) -> bytes:
    """Each municipality as folder, name and county, with its sets as page, title and period."""
    rows = [_place(each) for each in summaries]
    return _script(sorted(rows, key=lambda row: sort_key(row[1])))


def _promises(record: Record) -> Iterator[Row]:
    for series in readable(record.sets):
        document = series.newest.promise_set
        period = words.period(document.starts_on, document.ends_on)
        for promise in document.promises:
            address = addresses.within(record.code, addresses.promise_page(record.code, promise.key))
            belongs = " · ".join(dict.fromkeys([period, *_statuses(record, promise)]))
            yield address, promise.title, promise.text, belongs


def _statuses(record: Record, promise: PromiseText) -> Iterator[str]:
    followed = record.followed(promise.key)
    if followed:
        yield from (words.status(each.status).label for each in followed[-1].promise.assessments)


def _series(record: Record) -> Iterator[Row]:
    for series in readable((*record.sets, *record.follow_ups)):
        page = addresses.series_page(record.code, series.identifier)
        kind = str(words.KINDS[series.newest.kind])
        row = (addresses.within(record.code, page), series.newest.title, "", kind)
        yield (*row, addresses.ENGLISH) if series in record.sets else row


def _place(summary: Summary) -> tuple[Any, ...]:
    found = municipality(summary.code)
    return addresses.municipality_folder(summary.code), found.name, found.county, summary.sets


def _script(rows: Any) -> bytes:
    return f"loftetRows({json.dumps(rows, ensure_ascii=False, separators=(',', ':'))})\n".encode()
