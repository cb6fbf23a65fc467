"""PDF files to blocks: the text layer's words in lines, tables and columns, page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium

from .blocks import Block, BlockKind, Cell, Row, Structure
from .failures import Failure, NotReadable
from .pdf_joining import join_tables
from .pdf_lines import PageLine, Segment, build_lines, build_whole_lines, line_pitch
from .pdf_page import PageContent, Word, read_page
from .pdf_tables import PARAGRAPH_GAP, RawTable, find_ruled, find_unruled
from .plain_text import blocks_of_lines, demote_sentences
from .source import Passage, Piece, Source, compose

MAX_PAGES = 2_000
_EDGE = 0.09


def read_pdf(content: bytes) -> Structure:
    document = open_pdf(content)
    try:
        pages = [read_page(document, number) for number in range(_page_count(document))]
    finally:
        document.close()
    if not any(page.words for page in pages):
        raise NotReadable(Failure.SCANNED if any(page.has_pictures for page in pages) else Failure.NO_TEXT)
    reader = _Reader(pages)
    structure = Structure(reader.source, pages=len(pages))
    structure.blocks = demote_sentences(join_tables(list(reader.blocks())))
    without_text = [page for page in pages if page.has_pictures and not page.words]
    structure.notes = ("pages_without_text",) if without_text else ()
    return structure


def open_pdf(content: bytes) -> pdfium.PdfDocument:
    """The document, or NotReadable where it is locked or damaged."""
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        is_locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise NotReadable(Failure.ENCRYPTED_FILE if is_locked else Failure.DAMAGED_FILE) from error


def _page_count(document: pdfium.PdfDocument) -> int:
    count = len(document)
    if count > MAX_PAGES:
        raise NotReadable(Failure.TOO_MANY_PAGES)
    if not count:
        raise NotReadable(Failure.DAMAGED_FILE)
    return count


@dataclass(slots=True)
class _Reader:
    """Goes through the pages; each line of a page or cell is a line of the source."""

    pages: Sequence[PageContent]
    source: Source = field(default_factory=Source)
    body_size: float = 0.0
    repeated: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        sizes = [round(word.size, 1) for page in self.pages for word in page.words[:400]]
        self.body_size = median(sizes) if sizes else 10.0
        self.repeated = _repeated_edges(self.pages)

    def blocks(self) -> Iterator[Block]:
        for page in self.pages:
            yield from self._page(page)

    def _page(self, page: PageContent) -> Iterator[Block]:
        """The page's tables and text in order of height; columns of text one after the other."""
        ruled = find_ruled(page)
        words = page.words
        for table in ruled:
            words = [word for word in words if not table.holds(word)]
        lines = [line for line in build_lines(words) if not self._is_furniture(line, page)]
        pitch = line_pitch(page.words)
        unruled, newspaper = find_unruled(lines, pitch)
        tables = sorted([*ruled, *unruled], key=lambda table: -table.top)
        in_tables = {id(line) for table in unruled for line in lines if _inside(line, table)}
        loose = [line for line in lines if id(line) not in in_tables]
        for table in tables:
            above = [line for line in loose if line.middle > table.top]
            loose = [line for line in loose if line.middle <= table.top]
            yield from self._text(above, newspaper, page, pitch)
            yield self._table(table, page, pitch)
        yield from self._text(loose, newspaper, page, pitch)

    def _is_furniture(self, line: PageLine, page: PageContent) -> bool:
        return _is_edge(line, page) and _edge_key(line) in self.repeated

    # Running text

    def _text(
        self, lines: list[PageLine], newspaper: list[list[PageLine]], page: PageContent, pitch: float
    ) -> Iterator[Block]:
        in_columns = {id(line): run for run in newspaper for line in run}
        pending: list[PageLine] = []
        for line in lines:
            run = in_columns.get(id(line))
            if run is None:
                pending.append(line)
            elif line is run[0]:
                yield from self._prose([_whole(each) for each in pending], page, pitch)
                pending = []
                for column in _columns(run):
                    yield from self._prose(column, page, pitch)
        yield from self._prose([_whole(each) for each in pending], page, pitch)

    def _prose(self, segments: list[Segment], page: PageContent, pitch: float) -> Iterator[Block]:
        """Headings by their size, the rest as lines of text with a blank line where a gap is."""
        chunk: list[Piece] = []
        previous: Segment | None = None
        margin = min((segment.left for segment in segments), default=0.0)
        for segment in segments:
            is_large = segment.size > 1.12 * self.body_size and len(segment.text) < 160
            step = previous.bottom - segment.bottom if previous else 0.0
            if previous and (
                step > PARAGRAPH_GAP * pitch or abs(segment.size - previous.size) > 0.08 * segment.size
            ):
                chunk.append(Piece("", 0))
            if is_large:
                yield from blocks_of_lines(chunk)
                chunk = []
                yield Block(BlockKind.HEADING, self._passage([segment], page), level=self._level(segment))
            else:
                chunk.append(self._piece(segment, page, margin))
            previous = segment
        yield from blocks_of_lines(chunk)

    def _level(self, segment: Segment) -> int:
        ratio = segment.size / self.body_size
        return 1 if ratio > 1.6 else 2 if ratio > 1.3 else 3

    def _piece(self, segment: Segment, page: PageContent, margin: float) -> Piece:
        indent = " " * min(40, int((segment.left - margin) / (0.5 * segment.size)))
        return self.source.add_line(indent + segment.text, page.number)

    def _passage(self, segments: Sequence[Segment], page: PageContent) -> Passage:
        return compose([self.source.add_line(segment.text, page.number) for segment in segments])

    # Tables

    def _table(self, table: RawTable, page: PageContent, pitch: float) -> Block:
        rows = tuple(
            Row(tuple(self._cell(words, page, pitch) for words in row.cells), row.is_spanning)
            for row in table.rows
        )
        first = next(
            (passage for row in rows for cell in row.cells for passage in cell), Passage("", ((0, 0),))
        )
        return Block(BlockKind.TABLE, first, level=page.number, rows=rows)

    def _cell(self, words: list[Word], page: PageContent, usual: float) -> Cell:
        """Paragraphs of a cell: parted by a gap or a bullet."""
        lines = build_whole_lines(words)
        pitch = min(usual, _closest(lines)) if lines else usual
        groups: list[list[Segment]] = []
        for index, line in enumerate(lines):
            step = lines[index - 1].bottom - line.bottom if index else 0.0
            has_bullet = line.starts_with_bullet
            if not groups or step > PARAGRAPH_GAP * pitch or has_bullet:
                groups.append([])
            groups[-1].append(_without_bullet(line) if has_bullet else line)
        return tuple(self._passage(group, page) for group in groups)


def _closest(lines: Sequence[Segment]) -> float:
    """The usual step between the lines of a cell: the smallest, since paragraphs only add to it."""
    steps = [one.bottom - other.bottom for one, other in pairwise(lines)]
    return min((step for step in steps if step > 4), default=lines[0].size)


def _without_bullet(line: Segment) -> Segment:
    """Without its bullet; a number or letter may belong to the words."""
    is_sign = len(line.words) > 1 and not line.words[0].text.isalnum()
    return Segment(line.words[1:]) if is_sign else line


def _whole(line: PageLine) -> Segment:
    return Segment(tuple(word for segment in line.segments for word in segment.words))


def _inside(line: PageLine, table: RawTable) -> bool:
    return table.bottom - 1 <= line.middle <= table.top + 1


def _columns(run: Sequence[PageLine]) -> list[list[Segment]]:
    """Segments of a text in columns, column by column."""
    lefts = sorted(
        {round(segment.left) for line in run if len(line.segments) > 1 for segment in line.segments}
    )
    starts: list[float] = []
    for left in lefts:
        width = 60 if starts else 0
        if not starts or left - starts[-1] > width:
            starts.append(left)
    columns: list[list[Segment]] = [[] for _ in starts]
    for line in run:
        for segment in line.segments:
            place = max(
                index for index, start in enumerate(starts) if index == 0 or segment.left >= start - 5
            )
            columns[place].append(segment)
    return columns


_DIGITS = re.compile(r"\d+")


def _edge_key(line: PageLine) -> str:
    return _DIGITS.sub("#", _whole(line).text)


def _is_edge(line: PageLine, page: PageContent) -> bool:
    return line.middle > (1 - _EDGE) * page.height or line.middle < _EDGE * page.height


def _repeated_edges(pages: Sequence[PageContent]) -> set[str]:
    """Lines at the head or foot that come again on half of the pages, numbers apart; page numbers always."""
    counted: Counter[str] = Counter()
    for page in pages:
        edges = [
            word for word in page.words if not _EDGE * page.height < word.middle < (1 - _EDGE) * page.height
        ]
        counted.update({_edge_key(line) for line in build_lines(edges)})
    often = {key for key, number in counted.items() if number >= max(2, len(pages) / 2)}
    return often | {
        key
        for key in counted
        if re.fullmatch(r"(?i)(?:sid(?:a|an)?\.?\s*)?[-–(]?\s*#\s*(?:[/(]|av)?\s*#?\)?", key)
    }
