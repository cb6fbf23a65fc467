"""Tables on a PDF page: ruled ones by their rules, others by gaps that go through several lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .columns import MAX_HEAD, read_column
from .pdf_lines import PageLine, Segment
from .pdf_page import PageContent, Rule, Word

TOUCH = 3.0
PARAGRAPH_GAP = 1.25


@dataclass(slots=True)
class RawRow:
    """Words of a row, cell by cell, before they are made to passages."""

    cells: list[list[Word]]
    is_spanning: bool = False


@dataclass(slots=True)
class RawTable:
    """A table with its box on the page; `is_open` says that it may go on overleaf."""

    top: float
    bottom: float
    left: float
    right: float
    rows: list[RawRow] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max(len(row.cells) for row in self.rows)

    def holds(self, word: Word) -> bool:
        inside = self.left - TOUCH <= (word.left + word.right) / 2 <= self.right + TOUCH
        return inside and self.bottom - TOUCH <= word.middle <= self.top + TOUCH


# Ruled tables


def find_ruled(page: PageContent) -> list[RawTable]:
    """Each group of rules that touch and make at least two columns or two rows is a table."""
    tables = []
    for verticals, horizontals in _groups(page.verticals, page.horizontals):
        columns = _clusters([rule.at for rule in verticals])
        # A table that a page's end cuts has no rule there: its verticals tell how far it goes.
        ends = [end for rule in verticals for end in (rule.start, rule.end)]
        rows = _clusters([*(rule.at for rule in horizontals), min(ends), max(ends)])[::-1]
        if len(columns) < 3 or len(rows) < 2:
            continue
        tables.append(
            _filled(
                RawTable(rows[0], rows[-1], columns[0], columns[-1]),
                columns,
                rows,
                verticals,
                horizontals,
                page.words,
            )
        )
    return [table for table in tables if any(any(row.cells) for row in table.rows)]


def _groups(verticals: list[Rule], horizontals: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules by the bands of height in which verticals follow on each other."""
    bands: list[list[float]] = []
    for rule in sorted(verticals, key=lambda each: -each.end):
        if bands and rule.end >= bands[-1][0] - TOUCH:
            bands[-1][0] = min(bands[-1][0], rule.start)
        else:
            bands.append([rule.start, rule.end])
    return [
        (
            [rule for rule in verticals if bottom - TOUCH <= rule.start and rule.end <= top + TOUCH],
            [rule for rule in horizontals if bottom - TOUCH <= rule.at <= top + TOUCH],
        )
        for bottom, top in bands
    ]


def _clusters(values: Sequence[float]) -> list[float]:
    """Values nearer than a touch are one, in rising order."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > TOUCH:
            found.append(value)
    return found


def _filled(
    table: RawTable,
    columns: list[float],
    rows: list[float],
    verticals: list[Rule],
    horizontals: list[Rule],
    words: list[Word],
) -> RawTable:
    """The words of the page put into the cells; a cell without rule above it goes on from the one above."""
    grid = [[list[Word]() for _ in columns[1:]] for _ in rows[1:]]
    # Between the inner edges: what a rule's breadth puts outside the outer ones is in the cells beside them.
    heights, lefts = [-edge for edge in rows[1:-1]], columns[1:-1]
    spans = [_spans(top, bottom, columns, verticals) for top, bottom in pairwise(rows)]
    for word in words:
        if not table.holds(word):
            continue
        row = bisect_right(heights, -word.middle)
        column = bisect_right(lefts, (word.left + word.right) / 2)
        grid[row][spans[row][column]].append(word)
    for index, cells in enumerate(grid):
        above = table.rows[-1] if table.rows else None
        if above and not above.is_spanning and _is_open(rows[index], columns, horizontals):
            _pour(cells, above.cells)
        else:
            table.rows.append(RawRow(cells, is_spanning=len(set(spans[index])) == 1))
    return table


def _spans(top: float, bottom: float, columns: list[float], verticals: list[Rule]) -> list[int]:
    """For each column the first column of its cell: rules missing between two join them."""
    middle = (top + bottom) / 2
    present = {
        index
        for index, at in enumerate(columns)
        for rule in verticals
        if abs(rule.at - at) <= TOUCH and rule.start - 1 <= middle <= rule.end + 1
    }
    starts, current = [], 0
    for index in range(len(columns) - 1):
        current = index if index in present or index == 0 else current
        starts.append(current)
    return starts


def _is_open(height: float, columns: list[float], horizontals: list[Rule]) -> bool:
    """Whether no rule parts this row from the one above in most of its columns."""
    middles = [(left + right) / 2 for left, right in pairwise(columns)]
    ruled = sum(
        any(
            abs(rule.at - height) <= TOUCH and rule.start - 1 <= middle <= rule.end + 1
            for rule in horizontals
        )
        for middle in middles
    )
    return ruled < 0.5 * len(middles)


def _pour(cells: list[list[Word]], above: list[list[Word]]) -> None:
    for words, into in zip(cells, above, strict=False):
        into += words


# Tables without rules


MAX_COLUMNS = 12
# More than this in the mean is running text in columns.
_WORDS_IN_CELL = 40


def find_unruled(lines: Sequence[PageLine], pitch: float) -> tuple[list[RawTable], list[list[PageLine]]]:
    """Tables, and regions of running text in columns; both are runs of lines with a gap through them."""
    tables: list[RawTable] = []
    newspaper: list[list[PageLine]] = []
    index = 0
    while index < len(lines):
        end, columns = _run(lines, index, pitch)
        run = list(lines[index:end])
        if len(columns) < 2 or sum(len(line.segments) > 1 for line in run) < 2:
            index += 1
            continue
        table = _table(run, columns, pitch)
        if not _is_running_text(run, pitch) and _is_table(table):
            tables.append(table)
        elif len(run) > 4:
            newspaper.append(run)
        index = end
    return tables, newspaper


def _run(lines: Sequence[PageLine], start: int, pitch: float) -> tuple[int, list[float]]:
    """How far the lines share a gap, and where their columns begin."""
    end, columns = start, list[tuple[float, float]]()
    last_split = start
    if len(lines[start].segments) < 2:
        return start + 1, []
    for index in range(start, len(lines)):
        if index > start and lines[index - 1].bottom - lines[index].top > 4 * pitch:
            break
        merged = _merged([*columns, *((segment.left, segment.right) for segment in lines[index].segments)])
        if len(merged) < 2 or (columns and len(merged) < len(columns) and len(merged) < 2):
            break
        columns, end = merged, index + 1
        last_split = index if len(lines[index].segments) > 1 else last_split
    return _trimmed(lines, start, min(end, len(lines)), last_split, pitch), [left for left, _ in columns][
        :MAX_COLUMNS
    ]


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if merged and left - merged[-1][1] < 4:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged


def _trimmed(lines: Sequence[PageLine], start: int, end: int, last_split: int, pitch: float) -> int:
    """Lines after the last split one stay while they follow closely: a cell's last lines."""
    stop = last_split + 1
    while stop < end and lines[stop - 1].middle - lines[stop].middle < PARAGRAPH_GAP * pitch:
        stop += 1
    return max(stop, start + 1)


def _table(run: list[PageLine], columns: list[float], pitch: float) -> RawTable:
    table = RawTable(
        max(line.top for line in run),
        min(line.bottom for line in run),
        min(line.segments[0].left for line in run),
        max(line.segments[-1].right for line in run),
    )
    starts = _row_starts(run, columns, pitch)
    for first, last in zip(starts, [*starts[1:], len(run)], strict=True):
        cells = [list[Word]() for _ in columns]
        for line in run[first:last]:
            for segment in line.segments:
                cells[_column(segment, columns)] += segment.words
        alone = last - first == 1 and len(run[first].segments) == 1
        table.rows.append(RawRow(cells, is_spanning=alone and bool(cells[0])))
    return table


def _column(segment: Segment, columns: list[float]) -> int:
    return max(0, bisect_right(columns, segment.left + TOUCH) - 1)


def _row_starts(run: list[PageLine], columns: list[float], pitch: float) -> list[int]:
    """Rows begin after a gap; where none is, at lines that begin a cell in the first column and in another."""
    gaps = [0.0, *(one.middle - other.middle for one, other in pairwise(run))]
    by_gap = [0, *(index for index in range(1, len(run)) if gaps[index] > PARAGRAPH_GAP * pitch)]
    starts = [index for index in by_gap if _begins_row(run[index], columns) or index == 0]
    if len(by_gap) > 2 or len(run) < 4:
        return starts
    return [
        0,
        *(
            index
            for index in range(1, len(run))
            if len(run[index].segments) > 1 and _begins_row(run[index], columns)
        ),
    ]


def _begins_row(line: PageLine, columns: list[float]) -> bool:
    first = line.segments[0]
    return _column(first, columns) == 0 and not first.text[:1].islower()


def _is_running_text(run: list[PageLine], pitch: float) -> bool:
    """Columns of text: nearly every line is full in each of them and few gaps go through them all."""
    steps = [one.middle - other.middle for one, other in pairwise(run)]
    gaps = sum(step > PARAGRAPH_GAP * pitch for step in steps)
    full = sum(len(line.segments) > 1 for line in run)
    words = sum(len(segment.words) for line in run for segment in line.segments)
    are_long = words > 4 * sum(len(line.segments) for line in run)
    return len(run) >= 8 and full >= 0.75 * len(run) and gaps <= 0.2 * len(run) and are_long


def _is_table(table: RawTable) -> bool:
    """A table has a head that says what stands below, or rows of which most fill several cells with few words."""
    filled = [row for row in table.rows if sum(map(bool, row.cells)) > 1]
    words = sum(len(cell) for row in filled for cell in row.cells)
    if words > _WORDS_IN_CELL * sum(len(row.cells) for row in filled):
        return False
    head = [" ".join(word.text for word in cell) for cell in table.rows[0].cells]
    if sum(bool(text) and len(text) <= MAX_HEAD and read_column(text) is not None for text in head) >= 2:
        return True
    return len(filled) >= 3 and len(filled) >= 0.6 * len(table.rows)
