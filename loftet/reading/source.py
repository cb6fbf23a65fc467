"""The text of a document with its lines and pages, and passages cut out of it that remember where they came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: `start` up to `end` of the document's text; pages and lines count from 1.

    A "line" of a Word file or a web page is one of its elements (paragraph, list item, cell).
    """

    page: int | None
    line: int
    start: int
    end: int


@dataclass(slots=True)
class Source:
    """The text as it was read, line after line. Pages are known for PDF and for text with form feeds."""

    parts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    pages: list[int | None] = field(default_factory=list)
    length: int = 0

    def add_line(self, text: str, page: int | None = None) -> Piece:
        """Add one line and return it as a piece to compose passages of."""
        self.parts.append(text)
        self.starts.append(self.length)
        self.pages.append(page)
        piece = Piece(text, self.length)
        self.length += len(text) + 1
        return piece

    @property
    def text(self) -> str:
        return "\n".join(self.parts)

    def place(self, start: int, end: int) -> Place:
        line = max(0, bisect_right(self.starts, start) - 1)
        page = self.pages[line] if self.pages else None
        return Place(page, line + 1, start, end)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the source's text and where it begins there."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Clean text (white space as one blank, hyphens at line ends joined); `origins` leads back to the source.

    An origin is (offset in the passage, offset in the source) of a run that was taken over unchanged.
    """

    text: str
    origins: tuple[tuple[int, int], ...]

    def part(self, start: int, end: int) -> Passage:
        """The passage from `start` to `end`, without blanks at its ends."""
        cut = self.text[start:end]
        start += len(cut) - len(cut.lstrip())
        cut = cut.strip()
        moved = [(max(0, at - start), self._source(max(at, start))) for at, _ in self.origins]
        first = (0, self._source(start))
        later = tuple(each for each in moved if 0 < each[0] < len(cut))
        return Passage(cut, (first, *later))

    def _source(self, offset: int) -> int:
        index = max(0, bisect_right(self.origins, (offset, 1 << 60)) - 1)
        at, source = self.origins[index]
        return source + offset - at

    def source_span(self) -> tuple[int, int]:
        if not self.text:
            return self._source(0), self._source(0)
        return self._source(0), self._source(len(self.text) - 1) + 1


# U+0002 and U+FFFE are how a PDF's text layer gives a hyphen that ends a line.
_HYPHENS = ("-", "\u00ad", "\u2010", "\u0002", "\ufffe")
_SUSPENDED = re.compile(r"(?:och|eller|samt|respektive|resp\.?)\b|[,/]")
_RUN = re.compile(r"[^\s\u00ad\u200b\u0002\ufeff\ufffe]+")
_ODD = re.compile(r"\s{2,}|[\t\u00a0\u00ad\u2000-\u200b\u202f\u0002\ufeff\ufffe]|^\s|\s$")
_PIECE_OF_COMPOUND = re.compile(r"(?:^|[\s/(])(?:[A-ZÅÄÖ]{2,}|[A-ZÅÄÖ0-9])$")
_HYPHEN_BEFORE_BLANK = re.compile(r"(?<=[a-zåäö]{3})- (?=[a-zåäö]{3,})")


def compose(pieces: Iterable[Piece]) -> Passage:
    """Join lines to one passage, mending words that were broken at a line's end."""
    text, origins = "", list[tuple[int, int]]()
    for piece in pieces:
        runs = list(_runs(piece))
        if not runs:
            continue
        text = _before_next(text, runs[0].text)
        for index, run in enumerate(runs):
            if index and not run.text.startswith("\n"):
                text += " " if piece.text[run.start - piece.start - 1].isspace() else ""
            origins.append((len(text), run.start))
            text += run.text
        if piece.text.rstrip(" ").endswith(_HYPHENS[1:]):
            text += "\u00ad"
    return Passage(text.rstrip("\u00ad"), tuple(origins) or ((0, 0),))


def _runs(piece: Piece) -> Iterator[Piece]:
    """The line as it is where it is clean, else its words."""
    if not _ODD.search(piece.text):
        if piece.text:
            yield piece
        return
    for match in _RUN.finditer(piece.text):
        yield Piece(match[0], piece.start + match.start())


def _before_next(text: str, following: str) -> str:
    """The text so far, ready for the next line: a blank, or the hyphen taken away or kept without blank."""
    if not text:
        return text
    if not text.endswith(_HYPHENS) or len(text) < 2 or text[-2].isspace():
        return text + " "
    stem = text[:-1]
    if _SUSPENDED.match(following):
        return stem + "- "
    if _PIECE_OF_COMPOUND.search(stem) or not following[0].islower():
        return stem + "-"
    return stem


def from_text(text: str, start: int) -> Passage:
    return compose([Piece(text, start)])
