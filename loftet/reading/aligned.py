"""Tables in plain text whose cells are parted by tabs or wide gaps, as a spreadsheet or a layout leaves them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from .blocks import Block, BlockKind, Cell, Row
from .source import Piece, compose

_TAB = re.compile(r"\t")
_WIDE_GAP = re.compile(r"[ \u00a0]{3,}")
FEWEST_CELLS = 3
FEWEST_ROWS = 2


def count_cells(text: str) -> int:
    """How many cells a line holds; 1 where nothing parts it."""
    return len(_gap(text).split(text.strip(" \u00a0")))


def count_rows(lines: Sequence[str], start: int = 0) -> int:
    """How many lines from `start` on are rows of one table; 0 where they are none."""
    width = count_cells(lines[start])
    if width < FEWEST_CELLS:
        return 0
    rows = sum(1 for _ in takewhile(lambda line: count_cells(line) == width, islice(lines, start, None)))
    return rows if rows >= FEWEST_ROWS else 0


def read_rows(lines: Sequence[Piece]) -> Block:
    """The table of lines that `count_rows` has counted."""
    rows = tuple(Row(tuple(_cells(line))) for line in lines)
    return Block(BlockKind.TABLE, compose(lines[:1]), rows=rows)


def _cells(line: Piece) -> list[Cell]:
    """An empty cell holds nothing."""
    begins = len(line.text) - len(line.text.lstrip(" \u00a0"))
    ends = [match.span() for match in _gap(line.text).finditer(line.text.rstrip(" \u00a0"), begins)]
    starts = [begins, *(after for _, after in ends)]
    stops = [*(before for before, _ in ends), len(line.text)]
    pieces = (
        Piece(line.text[start:stop], line.start + start) for start, stop in zip(starts, stops, strict=True)
    )
    return [(compose([piece]),) if piece.text.strip() else () for piece in pieces]


def _gap(text: str) -> re.Pattern[str]:
    return _TAB if "\t" in text.strip() else _WIDE_GAP
