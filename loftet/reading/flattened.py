"""Tables that a text extraction has flattened to paragraphs are put together again.

Two shapes: a head that ends in the names of mark columns ("Badplatser UTFÖRARE ANSVARIG") with each row a
paragraph and a line of marks; and heads that name reporting periods, with each row a promise and its outcomes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loftet.domain.commitment import Performer
from loftet.language.performers import parse_performers

from . import evidence
from .blocks import Block, BlockKind, Cell, Row
from .columns import LABEL, ColumnRole, read_column
from .dates import months_named
from .marks import is_party_mark
from .source import Passage


def restore_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with flattened tables as tables."""
    periods_at = next((index for index in range(len(blocks)) if len(_period_heads(blocks, index)) > 1), None)
    if periods_at is not None:
        return _with_period_table(blocks, periods_at)
    return _with_mark_tables(blocks)


# Rows with marks


def _mark_head(text: str) -> tuple[str, list[str]] | None:
    """The subject and the column names at the end of a head: ("Badplatser", ["UTFÖRARE", "ANSVARIG"])."""
    words = text.split()
    names: list[str] = []
    while (
        words
        and (column := read_column(words[-1]))
        and column.role in {ColumnRole.PERFORMER, ColumnRole.RESPONSIBLE}
    ):
        names.insert(0, words.pop())
    return (" ".join(words), names) if names and len(words) <= 8 else None


def _marks(text: str, columns: int) -> list[str] | None:
    """The marks of a row: "Polis/ kommun Polis/ kommun" is two of them."""
    words = re.sub(r"\s*([/,&+])\s*", r"\1", text).split()
    if not words or not all(is_party_mark(word) for word in words) or len(words) % columns:
        return None
    size = len(words) // columns
    return [" ".join(words[start : start + size]) for start in range(0, len(words), size)]


def _with_marks_at_end(passage: Passage, columns: int) -> tuple[Passage, list[str]] | None:
    """The words and the marks of a row on one line: "Rondering av skolgårdar Kommun Polis och kommun"."""
    match = re.search(f"{_MARK_AT_END}{{{columns}}}$", passage.text) if columns else None
    if match is None or len(passage.text[: match.start()].split()) < 2:
        return None
    marks = _marks(re.sub(r"(?i) och (?=polis|kommun)", "/", match[0]), columns)
    return (passage.part(0, match.start()), marks) if marks else None


_MARK_AT_END = r"(?:\s+(?:(?i:polis(?:en)? och kommun(?:en)?|kommun(?:en)? och polis(?:en)?)|\S+))"


@dataclass(slots=True)
class _MarkTable:
    """A table being put together; `waiting` are blocks that may still become a row."""

    done: list[Block] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    waiting: list[Block] = field(default_factory=list)

    def open(self, block: Block, subject: str, names: list[str]) -> None:
        self.close()
        self.columns = names
        cut = block.passage.part(0, len(subject))
        self.rows.append(Row(((cut,), *(_cell_of(block.passage, name) for name in names))))

    def add_row(self, block: Block, marks: list[str]) -> None:
        *headings, promise = self.waiting
        self.rows += [Row(((heading.passage,),), is_spanning=True) for heading in headings]
        self.rows.append(Row(((promise.passage,), *((_like(block.passage, mark),) for mark in marks))))
        self.waiting = []

    def add_line(self, text: Passage, marks: list[str], line: Passage) -> None:
        """A row whose marks stand at the end of its own line."""
        self.rows += [Row(((heading.passage,),), is_spanning=True) for heading in self.waiting]
        self.rows.append(Row(((text,), *((_like(line, mark),) for mark in marks))))
        self.waiting = []

    def wait(self, block: Block) -> None:
        """A heading and a paragraph may be a row; anything more shows that the table has ended."""
        self.waiting.append(block)
        before = self.waiting[:-1]
        if not self.columns or any(each.kind is not BlockKind.HEADING for each in before):
            self.close()

    def close(self) -> None:
        if self.rows:
            self.done.append(Block(BlockKind.TABLE, self.rows[0].cells[0][0], rows=tuple(self.rows)))
        self.done += self.waiting
        self.rows, self.columns, self.waiting = [], [], []


def _with_mark_tables(blocks: Sequence[Block]) -> list[Block]:
    table = _MarkTable()
    for block in blocks:
        is_item = block.kind is BlockKind.ITEM
        head = None if is_item else _mark_head(block.text)
        marks = _marks(block.text, len(table.columns)) if table.columns and not is_item else None
        inline = None if is_item or marks else _with_marks_at_end(block.passage, len(table.columns))
        if head:
            table.open(block, *head)
        elif inline:
            table.add_line(*inline, block.passage)
        elif marks and table.waiting:
            table.add_row(block, marks)
        else:
            table.wait(block)
    table.close()
    return table.done


def _cell_of(passage: Passage, word: str) -> Cell:
    start = passage.text.rfind(word)
    return (passage.part(start, start + len(word)),)


def _like(passage: Passage, text: str) -> Passage:
    return Passage(text, passage.origins[:1])


# Rows with periods


def _period_heads(blocks: Sequence[Block], start: int) -> list[Passage]:
    """Heads of period columns that stand in a row from here; the first may begin with the promises' own head."""
    if joined := _joined_heads(blocks[start].passage):
        return joined
    heads: list[Passage] = []
    for block in blocks[start : start + 12]:
        column = (
            read_column(block.text) if len(block.text) < 90 and block.kind is not BlockKind.ITEM else None
        )
        if (
            column is None
            or column.role is not ColumnRole.OUTCOME
            or not column.label
            or block.text.endswith(".")
        ):
            break
        heads.append(block.passage)
    return heads if heads and _PROMISE_HEAD.match(heads[0].text) else []


def _joined_heads(passage: Passage) -> list[Passage]:
    """Heads that the extraction put on one line: "Löfte Tertial 1 Tertial 2"; the first keeps the promises' head."""
    match = _PROMISE_HEAD.match(passage.text)
    labels = list(LABEL.finditer(passage.text, match.end())) if match else []
    between = LABEL.sub("", passage.text[match.end() :]) if match else "x"
    if len(labels) < 2 or between.strip():
        return []
    starts = [0, *(label.start() for label in labels[1:])]
    return [passage.part(start, label.end()) for start, label in zip(starts, labels, strict=True)]


_PROMISE_HEAD = re.compile(r"(?i)^(?P<head>\w*löfte\w*|åtagande\w*|vad)\s+(?=\w)")


def _with_period_table(blocks: Sequence[Block], start: int) -> list[Block]:
    heads = _period_heads(blocks, start)
    blocks_of_heads = 1 if _joined_heads(blocks[start].passage) else len(heads)
    before, after = list(blocks[:start]), list(blocks[start + blocks_of_heads :])
    match = _PROMISE_HEAD.match(heads[0].text)
    assert match is not None
    own = heads[0].part(0, match.end())
    heads[0] = heads[0].part(match.end(), len(heads[0].text))
    rows = _read_rows(_continued(after), len(heads), [head.text for head in heads])
    table = Block(BlockKind.TABLE, own, rows=(Row(((own,), *((head,) for head in heads))), *rows))
    return [*before, table]


_OPEN = re.compile(r"[\wåäö,-]$")


def _continued(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs that a page's end cut in two made whole: the open ones are continued in their order."""
    whole: list[Block] = []
    waiting: list[int] = []
    for block in blocks:
        begins_small = block.text[:1].islower()
        if begins_small and (place := _next_open(whole, waiting)) is not None:
            whole[place] = replace(whole[place], passage=_appended(whole[place].passage, block.passage))
            waiting.append(place)
        else:
            if not begins_small:
                waiting = []
            whole.append(block)
    return whole


def _next_open(whole: Sequence[Block], waiting: Sequence[int]) -> int | None:
    """The first paragraph without an end, among the last row's, that no continuation has been given to."""
    window = range(max(0, len(whole) - 8), len(whole))
    return next(
        (
            index
            for index in window
            if index not in waiting and (not waiting or index > waiting[-1])
            if whole[index].kind is BlockKind.PARAGRAPH or len(whole[index].text) > 40
            if _OPEN.search(whole[index].text)
        ),
        None,
    )


def _appended(one: Passage, other: Passage) -> Passage:
    text = one.text
    joint = "" if text.endswith("-") and not text.endswith(" -") else " "
    text = text.removesuffix("-") if joint == "" else text
    moved = tuple((at + len(text) + len(joint), source) for at, source in other.origins)
    return Passage(text + joint + other.text, (*one.origins, *moved))


@dataclass(slots=True)
class _Row:
    promise: Block
    outcomes: list[Block] = field(default_factory=list)


def _read_rows(blocks: Sequence[Block], columns: int, heads: Sequence[str]) -> list[Row]:
    groups: list[_Row | Block] = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        last = groups[-1] if groups else None
        if _is_subject(block, following):
            groups.append(block)
        elif not isinstance(last, _Row) or _is_promise(block, last, following):
            groups.append(_Row(block))
        else:
            last.outcomes.append(block)
    rows = [group for group in groups if isinstance(group, _Row)]
    used = _used_columns(rows, columns, heads)
    return [
        Row(((group.passage,),), is_spanning=True)
        if isinstance(group, Block)
        else _as_row(group, columns, used)
        for group in groups
    ]


def _is_subject(block: Block, following: Block | None) -> bool:
    return (
        block.kind is BlockKind.HEADING
        and len(block.text) < 60
        and following is not None
        and not evidence.tells_done(block.text)
    )


_WILL = re.compile(r"\b(?:ska|skall|lovar)\b")


def _is_promise(block: Block, row: _Row, following: Block | None) -> bool:
    """A new row: it undertakes, or it is in the present tense and a report in the perfect comes after it."""
    first = block.text.split(". ")[0]
    if not row.outcomes or evidence.tells_done(first) or evidence.tells_not_done(first):
        return False
    if _WILL.search(first):
        return bool(parse_performers(first)) and not _WILL.search(block.text[len(first) :])
    is_plain = bool(parse_performers(first)) and ". " not in block.text
    return (
        is_plain and len(row.outcomes) >= 2 and following is not None and evidence.tells_done(following.text)
    )


def _used_columns(rows: Sequence[_Row], columns: int, heads: Sequence[str]) -> list[int]:
    """The columns that hold text: as many as every row has reports for, those whose heads state days first."""
    counts = sorted(len(row.outcomes) for row in rows if row.outcomes)
    usual = counts[len(counts) // 2] if counts else columns
    number = min(columns, max(1, min(counts[len(counts) // 4] if counts else columns, usual)))
    dated = [index for index, head in enumerate(heads) if months_named(head)]
    rest = [index for index in range(columns) if index not in dated]
    return sorted([*dated, *rest][:number])


def _as_row(row: _Row, columns: int, used: Sequence[int]) -> Row:
    cells: list[list[Passage]] = [[] for _ in range(columns)]
    for place, passages in zip(
        used, _shared_out([block.passage for block in row.outcomes], len(used)), strict=False
    ):
        cells[place] = passages
    return Row(((row.promise.passage,), *(tuple(cell) for cell in cells)))


def _shared_out(passages: list[Passage], columns: int) -> list[list[Passage]]:
    """Reports in the order of the columns; where there are more of them, a cell ends before its party speaks again."""
    cells = [[passage] for passage in passages]
    parties = [frozenset(parse_performers(passage.text)) for passage in passages]
    while len(cells) > columns > 0:
        at = min(
            range(1, len(cells)), key=lambda place: (_repeats(parties[place - 1], parties[place]), -place)
        )
        cells[at - 1] += cells.pop(at)
        parties[at - 1] |= parties.pop(at)
    return cells


def _repeats(one: frozenset[Performer], other: frozenset[Performer]) -> int:
    """How surely a new cell begins: 2 the same parties again, 1 some of them, 0 another party or none."""
    if one and one == other:
        return 2
    return int(bool(one & other))
