"""A document as sheets to look at: its pages, or pieces of its text that are about as long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loftet.reading.model import Decision, Reading

from .models import ReviewItem

SHEET = 3_500
SHORTEST_PASSAGE = 12
FOUND = {"promise", "outcome", "heading"}


@dataclass(frozen=True)
class Sheet:
    """One page of a PDF, or the characters from `start` up to `end` of the text."""

    number: int
    start: int
    end: int
    is_page: bool

    def holds(self, page: int | None, start: int) -> bool:
        return page == self.number if self.is_page else self.start <= start < self.end


@dataclass(frozen=True)
class Segment:
    """A run of the text; `item` is what was found in it."""

    text: str
    item: ReviewItem | None = None


@dataclass(frozen=True)
class Background:
    """A part of the document that nothing came of; `number` is its place among the reading's decisions."""

    number: int
    text: str


def sheets_of(reading: Reading, *, has_pictures: bool) -> list[Sheet]:
    if has_pictures and reading.pages:
        return [Sheet(number, 0, 0, is_page=True) for number in range(1, reading.pages + 1)]
    bounds = list(_bounds(reading.text))
    return [Sheet(number, *bound, is_page=False) for number, bound in enumerate(bounds, 1)]


def segments_of(text: str, sheet: Sheet, items: Iterable[ReviewItem]) -> list[Segment]:
    """The sheet's text with what was found in it; parts of a split passage are marked once."""
    segments, at = [], sheet.start
    for item in sorted(items, key=lambda each: (each.start, each.pk)):
        start, end = max(item.start, sheet.start), min(item.end, sheet.end)
        if start < at or start >= end:
            continue
        segments += [Segment(text[at:start]), Segment(text[start:end], item)]
        at = end
    return [each for each in [*segments, Segment(text[at : sheet.end])] if each.text]


def background_of(
    decisions: Sequence[Decision], sheet: Sheet, items: Sequence[ReviewItem]
) -> list[Background]:
    """What stands on the sheet and no item was made of."""
    taken = [(item.start, item.end) for item in items]
    return [
        Background(number, decision.text)
        for number, decision in enumerate(decisions)
        if decision.became not in FOUND
        and len(decision.text) >= SHORTEST_PASSAGE
        and sheet.holds(decision.place.page, decision.place.start)
        and not any(decision.place.start < end and start < decision.place.end for start, end in taken)
    ]


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Cut at the end of a line."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + SHEET)
        end = len(text) if end < 0 else end + 1
        yield start, end
        start = end
    if not text:
        yield 0, 0
