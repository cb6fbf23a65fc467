"""What a document is made of, whatever its format: headings, paragraphs, list items and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from .source import Passage, Source


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"


MINOR_LEVEL = 7
"""The level of a bold line in a document that has real headings: below them all."""

Cell = tuple[Passage, ...]
"""The paragraphs of a cell."""


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    # A row with one text over all its columns; a cell that spans nothing is found by its being alone.
    is_spanning: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """`level`: of a heading 1 to 7 (0 where only its looks tell), of an item its depth from 0.

    `is_quote` marks a line of speech after a dash, `is_numbered` an item with a number.
    """

    kind: BlockKind
    passage: Passage
    level: int = 0
    rows: tuple[Row, ...] = ()
    is_quote: bool = False
    is_numbered: bool = False

    @property
    def text(self) -> str:
        return self.passage.text


@dataclass(slots=True)
class Structure:
    """A document taken apart: its text, its blocks, its title where the file states one, and its pages."""

    source: Source
    blocks: list[Block] = field(default_factory=list)
    pages: int | None = None
    notes: tuple[str, ...] = ()


def tree_of(blocks: Sequence[Block], start: int, end: int) -> Iterator[tuple[int, Block | None, bool]]:
    """The items of a list, each with its parent and whether it has children."""
    above: list[Block] = []
    for index in range(start, end):
        block = blocks[index]
        while above and above[-1].level >= block.level:
            above.pop()
        following = blocks[index + 1] if index + 1 < end else None
        yield index, above[-1] if above else None, bool(following and following.level > block.level)
        above.append(block)
