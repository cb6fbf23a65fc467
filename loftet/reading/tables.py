"""A table's rows become promises and outcomes by what its columns hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from loftet.domain.commitment import Performer
from loftet.language.performers import parse_party_mark

from . import evidence
from .blocks import Block, Cell, Row
from .columns import Column, ColumnRole, cell_text, guess_columns, is_target, read_head
from .counts import bare_number
from .sections import Role, has_subject, heading_parties, read_heading
from .source import Passage
from .walk_model import Candidate, Context

_SUBJECT_LENGTH = 90


@dataclass(slots=True)
class TableWalk:
    """Reads tables one after the other; a table without head continues the one before it."""

    columns: list[Column] = field(default_factory=list)
    labels: list[Column] = field(default_factory=list)
    # What the rows so far of this table have named: subject, promise and the cell it stands in.
    named: str = ""
    promise: Candidate | None = None
    last_cell: Cell = ()

    def read(self, block: Block, index: int, context: Context) -> Iterator[Candidate]:
        rows = list(block.rows)
        focus, self.named, self.promise, self.last_cell = context.focus, "", None, ()
        for number, row in enumerate(rows):
            if (columns := read_head(row)) is not None:
                self._open(columns)
                focus = _head_subject(columns) or focus
                continue
            if number == 0:
                self._ensure_columns(rows)
            if (subject := _row_subject(row)) is not None:
                focus, self.named = subject, ""
                continue
            yield from self._row(row, index, context, focus)

    def _open(self, columns: list[Column]) -> None:
        self.columns = columns
        known = {each.label for each in self.labels}
        self.labels += [each for each in columns if each.label and each.label not in known]

    def _ensure_columns(self, rows: list[Row]) -> None:
        width = max(len(row.cells) for row in rows)
        if len(self.columns) != width:
            self.columns = guess_columns(rows) or []

    def _row(self, row: Row, index: int, context: Context, focus: str | None) -> Iterator[Candidate]:
        """The row's promises, and its outcomes answering the last of them or, in a merged cell, the row above's."""
        cells = list(zip(self.columns, row.cells, strict=False))
        self.named = _text_of(cells, ColumnRole.FOCUS) or self.named
        for column, cell in cells:
            if column.role is ColumnRole.PROMISE and cell and cell is not self.last_cell:
                self.last_cell = cell
                for passage in _promises_in(cell):
                    self.promise = _candidate(passage, index, context, self.named or focus, "promise_column")
                    self._mark(self.promise, cells, column)
                    yield self.promise
            elif column.role is ColumnRole.OUTCOME:
                yield from _outcomes_in(cell, column, self.promise, _Where(index, context, focus))

    def _mark(self, promise: Candidate, cells: list[tuple[Column, Cell]], column: Column) -> None:
        """Whose it is: the performers' column before the sentence; a lone column of who answers for it after."""
        promise.performers = heading_parties(column.head) or promise.performers
        promise.target = next((bare_number(cell_text(cell)) for each, cell in cells if is_target(each)), None)
        performers = _parties(_text_of(cells, ColumnRole.PERFORMER))
        responsible = _parties(_text_of(cells, ColumnRole.RESPONSIBLE))
        if any(each.role is ColumnRole.PERFORMER for each in self.columns):
            promise.column_performers = performers or None
            has_column = any(each.role is ColumnRole.RESPONSIBLE for each in self.columns)
            promise.responsible = responsible if has_column else None
        else:
            promise.performers = responsible or promise.performers


def _text_of(cells: list[tuple[Column, Cell]], role: ColumnRole) -> str:
    return next((cell_text(cell) for column, cell in cells if column.role is role), "")


def _parties(mark: str) -> tuple[Performer, ...]:
    """ "Polis/kommun"; also a department by the name of its party: "kommunens gatuenhet"."""
    return parse_party_mark(mark) or (heading_parties(mark) if mark else ())


def _candidate(passage: Passage, index: int, context: Context, focus: str | None, code: str) -> Candidate:
    return Candidate(
        passage, False, code, 0.95, index,
        focus=focus, performers=context.performers, window=context.window, period=context.period,
        role=Role.ACTIVITIES, section=context.section,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Where:
    index: int
    context: Context
    focus: str | None


def _outcomes_in(cell: Cell, column: Column, promise: Candidate | None, where: _Where) -> Iterator[Candidate]:
    """Each paragraph of a cell is an outcome of the row's promise."""
    for passage in cell:
        if len(passage.text) < 3 and bare_number(passage.text) is None:
            continue
        found = _candidate(passage, where.index, where.context, where.focus, "outcome_column")
        found.is_outcome, found.performers = True, ()
        found.label, found.answers = column.label, promise
        yield found


def _promises_in(cell: Cell) -> list[Passage]:
    """Each paragraph where each undertakes something, else the cell as one promise."""
    filled = [passage for passage in cell if len(passage.text) > 3]
    if len(filled) > 1 and not all(evidence.undertakes(passage.text) for passage in filled):
        return [_joined(filled)]
    return filled


def _joined(passages: list[Passage]) -> Passage:
    text, origins = "", list[tuple[int, int]]()
    for passage in passages:
        text += " " if text else ""
        origins += [(len(text) + at, source) for at, source in passage.origins]
        text += passage.text
    return Passage(text, tuple(origins))


def _row_subject(row: Row) -> str | None:
    """The subject that a row of one short text names for the rows below it."""
    filled = [cell for cell in row.cells if cell_text(cell)]
    if len(filled) != 1 or (not row.is_spanning and not cell_text(row.cells[0])):
        return None
    text = cell_text(filled[0])
    is_short = len(text) <= _SUBJECT_LENGTH and not text.endswith((".", ","))
    return text.rstrip(":") if is_short and not evidence.undertakes(text) and has_subject(text) else None


def _head_subject(columns: list[Column]) -> str | None:
    """The subject in the head of the promises' own column: "Badplatser | UTFÖRARE | ANSVARIG"."""
    head = next((each.head for each in columns if each.role is ColumnRole.PROMISE), "")
    return head if head and has_subject(head) and read_heading(head).role is Role.SUBJECT else None
