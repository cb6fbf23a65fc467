"""Tables in plain text whose cells are parted by tabs or wide gaps, as a spreadsheet or a layout leaves them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from .blocks import Block, BlockKind, Cell, Row
from .source import Piece, compose

# What parts the cells of a line, and how many rows there must be before it is taken for that.
_GAPS = ((re.compile(r"\t"), 2), (re.compile(r"[ \u00a0]{3,}"), 2), (re.compile(r"[ \u00a0]{2,}"), 3))
FEWEST_CELLS = 3


def count_rows(lines: Sequence[str], start: int = 0) -> int:
    """How many lines from `start` on are rows of one table; 0 where they are none."""
    return max((_rows(lines, start, gap, fewest) for gap, fewest in _GAPS), default=0)


def _rows(lines: Sequence[str], start: int, gap: re.Pattern[str], fewest: int) -> int:
    heads = _starts(lines[start], gap)
    if len(heads) < FEWEST_CELLS:
        return 0
    rows = sum(1 for _ in takewhile(lambda line: _is_row(line, heads, gap), islice(lines, start, None)))
    return rows if rows >= fewest else 0


def _spans(text: str, gap: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where each cell of a line begins and ends."""
    begins = len(text) - len(text.lstrip(" \u00a0"))
    gaps = [match.span() for match in gap.finditer(text.rstrip(" \u00a0"), begins)]
    starts, stops = [begins, *(after for _, after in gaps)], [*(before for before, _ in gaps), len(text)]
    return list(zip(starts, stops, strict=True))


def _starts(text: str, gap: re.Pattern[str]) -> list[int]:
    return [start for start, _stop in _spans(text, gap)]


def _is_row(line: str, heads: Sequence[int], gap: re.Pattern[str]) -> bool:
    """As many cells as the first line, or fewer of which each stands under a cell of that one."""
    starts = _starts(line, gap)
    is_under = all(any(abs(start - head) <= 1 for head in heads) for start in starts)
    return len(starts) == len(heads) or (FEWEST_CELLS - 1 <= len(starts) < len(heads) and is_under)


def read_rows(lines: Sequence[Piece]) -> Block:
    """The table of lines that `count_rows` has counted."""
    texts = [line.text for line in lines]
    gap = next(gap for gap, fewest in _GAPS if _rows(texts, 0, gap, fewest) == len(lines))
    heads = _starts(texts[0], gap)
    rows = tuple(Row(tuple(_cells(line, heads, gap))) for line in lines)
    return Block(BlockKind.TABLE, compose(lines[:1]), rows=rows)


def _cells(line: Piece, heads: Sequence[int], gap: re.Pattern[str]) -> list[Cell]:
    """An empty cell holds nothing."""
    spans = _spans(line.text, gap)
    pieces = [Piece(line.text[start:stop], line.start + start) for start, stop in spans]
    cells: list[Cell] = [(compose([piece]),) if piece.text.strip() else () for piece in pieces]
    if len(cells) == len(heads):
        return cells
    places = [min(range(len(heads)), key=lambda place: abs(heads[place] - start)) for start, _ in spans]
    return [cells[places.index(place)] if place in places else () for place in range(len(heads))]
