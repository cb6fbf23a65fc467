"""Words of a page to lines, and lines cut where a gap parts columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from .pdf_page import Word

# A gap wider than this share of the font's height parts columns: more than a justified line stretches.
COLUMN_GAP = 0.85
# Letters that a page sets one by one are one word when they stand closer than this share of the height.
LETTER_GAP = 0.12
_BULLET = re.compile(r"^(?:[•·▪●○◦‣⁃∙■□➢✓*\uf000-\uf0ff–-]|o|\d{1,2}[.)]|[a-z]\))$")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand together on one line."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def bottom(self) -> float:
        """Of its first word: what stands in one line shares it, but for signs set higher or lower."""
        return self.words[0].bottom

    @property
    def size(self) -> float:
        return self.words[0].size

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def starts_with_bullet(self) -> bool:
        return bool(_BULLET.match(self.words[0].text))


@dataclass(frozen=True, slots=True)
class PageLine:
    """Segments on one height, from left to right."""

    segments: tuple[Segment, ...]
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def build_lines(words: Sequence[Word]) -> list[PageLine]:
    """Lines from the page's head to its foot."""
    return [_line(row) for row in _rows(words)]


def build_whole_lines(words: Sequence[Word]) -> list[Segment]:
    """Lines of a cell, where no gap parts anything."""
    return [Segment(tuple(_joined(sorted(row, key=attrgetter("left"))))) for row in _rows(words)]


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    middle = reach = 0.0
    for word in sorted(words, key=attrgetter("middle"), reverse=True):
        own_reach = 0.45 * word.size
        below = middle - word.middle
        if rows and (below < reach or below < own_reach):
            rows[-1].append(word)
        else:
            rows.append([word])
            middle, reach = word.middle, own_reach
    return rows


def _line(row: list[Word]) -> PageLine:
    words = _joined(sorted(row, key=attrgetter("left")))
    segments = [[words[0]]]
    for previous, word in pairwise(words):
        is_wide = word.left - previous.right > COLUMN_GAP * max(word.size, previous.size)
        if is_wide and not (len(segments[-1]) == 1 and _BULLET.match(previous.text)):
            segments.append([word])
        else:
            segments[-1].append(word)
    built = tuple(Segment(tuple(segment)) for segment in segments)
    return PageLine(built, max(word.top for word in words), min(word.bottom for word in words))


def _joined(words: list[Word]) -> list[Word]:
    """Letters set one by one put together to words; the same word printed twice for boldness kept once."""
    kept: list[Word] = []
    for word in words:
        last = kept[-1] if kept else None
        if last and word.text == last.text and abs(word.left - last.left) < 0.1 * word.size:
            continue
        if last and word.left - last.right < LETTER_GAP * word.size and _may_join(last, word):
            kept[-1] = last._replace(text=last.text + word.text, right=word.right)
        else:
            kept.append(word)
    return kept


def _may_join(last: Word, word: Word) -> bool:
    return last.text[-1] not in "\ufffe\u0002\u00ad" and abs(last.size - word.size) < 0.3 * word.size


def line_pitch(words: Sequence[Word]) -> float:
    """The way from one line to the next inside a paragraph: a low quarter, since all else only adds to it.

    Taken from words in the file's order, where a cell's or column's lines follow on each other.
    """
    steps = sorted(
        one.middle - other.middle
        for one, other in pairwise(words)
        if other.left < one.left and 0.5 * one.size < one.middle - other.middle < 2.2 * one.size
    )
    return steps[len(steps) // 4] if steps else 1.2 * words[0].size if words else 14.0
