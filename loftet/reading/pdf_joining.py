"""Tables that go on over a page's end put together: repeated heads taken away, rows cut in two made whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .blocks import Block, BlockKind, Cell, Row
from .columns import cell_text
from .source import Passage

_ENDS = (".", "!", "?", ":", ")", "”")


def join_tables(blocks: Sequence[Block]) -> list[Block]:
    """A table that begins a page goes on from the one that ended the page before, when both are as wide."""
    kept: list[Block] = []
    for block in blocks:
        above = kept[-1] if kept else None
        if above is not None and _goes_on(above, block):
            kept[-1] = replace(above, rows=_joined(above.rows, block.rows), level=block.level)
        else:
            kept.append(block)
    return [replace(block, level=0) if block.kind is BlockKind.TABLE else block for block in kept]


def _width(block: Block) -> int:
    return max(len(row.cells) for row in block.rows)


def _goes_on(above: Block, block: Block) -> bool:
    are_tables = above.kind is BlockKind.TABLE and block.kind is BlockKind.TABLE
    return are_tables and above.level == block.level - 1 and _width(above) == _width(block)


def _joined(above: tuple[Row, ...], below: tuple[Row, ...]) -> tuple[Row, ...]:
    heads = 0
    while heads < min(2, len(above), len(below)) and _same(above[heads], below[heads]):
        heads += 1
    rest = below[heads:]
    if rest and len(above) > heads and _is_cut(above[-1], rest[0]):
        return (*above[:-1], _whole(above[-1], rest[0]), *rest[1:])
    return (*above, *rest)


def _same(one: Row, other: Row) -> bool:
    texts = [cell_text(cell) for cell in one.cells]
    return any(texts) and texts == [cell_text(cell) for cell in other.cells]


def _is_cut(above: Row, below: Row) -> bool:
    """Whether the page's end fell inside the row: its first cell is empty or some cell goes on in mid-sentence."""
    if above.is_spanning or below.is_spanning:
        return False
    goes_on = any(_runs_on(one, other) for one, other in zip(above.cells, below.cells, strict=False))
    first_is_empty = bool(below.cells) and not below.cells[0] and any(below.cells)
    return goes_on or first_is_empty


def _runs_on(one: Cell, other: Cell) -> bool:
    if not one or not other:
        return False
    return other[0].text[:1].islower() and not one[-1].text.endswith(_ENDS[:3])


def _whole(above: Row, below: Row) -> Row:
    cells = [_one_cell(one, other) for one, other in zip(above.cells, below.cells, strict=False)]
    return Row(tuple(cells), above.is_spanning)


def _one_cell(one: Cell, other: Cell) -> Cell:
    if not one or not other or not _unfinished(one[-1], other[0]):
        return (*one, *other)
    return (*one[:-1], _appended(one[-1], other[0]), *other[1:])


def _unfinished(one: Passage, other: Passage) -> bool:
    return other.text[:1].islower() or not one.text.endswith(_ENDS)


def _appended(one: Passage, other: Passage) -> Passage:
    moved = tuple((at + len(one.text) + 1, source) for at, source in other.origins)
    return Passage(f"{one.text} {other.text}", (*one.origins, *moved))
