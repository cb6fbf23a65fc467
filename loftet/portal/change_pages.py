"""Pages that tell what a new edition changed, promise by promise: words and numbers before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loftet.web.by_language import said as _
from loftet.web.change_words import ChangeRow

from . import addresses, words
from .editions import edition_view, place_of, series_address, title_of
from .record import PublishedEdition, Record, Series
from .rendering import Page


@dataclass(frozen=True)
class Changed:
    """What is new of one promise; the address is empty where it has no page."""

    heading: str
    address: str
    rows: Sequence[ChangeRow]


def replacements(series: Series) -> Iterator[tuple[PublishedEdition, PublishedEdition]]:
    """Yield each edition that replaced another, after the one that it replaced."""
    for edition in series.readable():
        before = series.before(edition)
        if before:
            yield before, edition


def changes_page(
    record: Record,
    series: Series,
    before: PublishedEdition,
    edition: PublishedEdition,
    changes: Sequence[Changed],
) -> Page:
    place, title = place_of(record.code), title_of(series, edition)
    context = {
        "place": place,
        "trail": [(place.name, place.address), (title, series_address(record.code, series))],
        "trail_end": _("What has changed"),
        "title": title,
        "edition": edition_view(record.code, edition, series),
        "replaces": before.number,
        "replaced_day": words.day(before.published_on),
        "reason": edition.reason,
        "changes": changes,
    }
    return Page(addresses.changes_page(record.code, edition.number), "changes.html", context)
