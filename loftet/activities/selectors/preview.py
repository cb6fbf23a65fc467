"""A pasted table as it will be saved, row by row."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from loftet.language.pasted import Column, PastedRow, PastedTable
from loftet.organisations.models import Organisation

from ..pasting import choices_of, recorded_already
from ..report_words import COLUMNS, amount_words, days_words, fault_sentence
from ..signed import SignedSet


@dataclass(frozen=True)
class PreviewRow:
    """The cells with their headings; `told` is how the row was read, and `faults` say what is wrong."""

    line: int
    cells: tuple[tuple[str, str], ...]
    told: str
    faults: tuple[str, ...]
    is_recorded: bool
    is_left_out: bool

    @property
    def stops(self) -> bool:
        """Wrong, and not left out on purpose."""
        return bool(self.faults) and not self.is_left_out


@dataclass(frozen=True)
class Preview:
    headings: tuple[tuple[str, str], ...]
    rows: tuple[PreviewRow, ...]

    @property
    def to_save(self) -> int:
        return sum(not (row.faults or row.is_recorded or row.is_left_out) for row in self.rows)

    @property
    def wrong(self) -> int:
        return sum(row.stops for row in self.rows)

    @property
    def recorded(self) -> int:
        return sum(row.is_recorded for row in self.rows)


def get_preview(
    table: PastedTable, signed: SignedSet, organisation: Organisation, left_out: Collection[int]
) -> Preview:
    known = recorded_already(signed, organisation, table.rows)
    labels = {choice.key: choice.label for choice in choices_of(signed, organisation)}
    rows = tuple(_row(row, labels, known, left_out, table.headings) for row in table.rows)
    headings = zip(table.headings, table.columns, strict=True)
    return Preview(tuple((heading, _meaning(column)) for heading, column in headings), rows)


def rows_to_save(table: PastedTable, left_out: Collection[int]) -> list[PastedRow]:
    return [row for row in table.rows if row.line not in left_out]


def _meaning(column: Column | None) -> str:
    return str(COLUMNS[column]) if column else ""


def _row(
    row: PastedRow,
    labels: dict[str, str],
    known: Collection[int],
    left_out: Collection[int],
    headings: Sequence[str],
) -> PreviewRow:
    """The sheet may have left out cells at the end of the row."""
    return PreviewRow(
        line=row.line,
        cells=tuple(zip_longest(headings, row.cells, fillvalue="")),
        told="" if row.faults else _told(row, labels),
        faults=tuple(fault_sentence(fault.reason) for fault in row.faults),
        is_recorded=row.line in known,
        is_left_out=row.line in left_out,
    )


def _told(row: PastedRow, labels: dict[str, str]) -> str:
    """How the row was read: the day, and which promise it counts towards."""
    assert row.days is not None
    assert row.days.from_date is not None
    assert row.days.to_date is not None
    number = amount_words(row.amount.number) if row.amount.number is not None else "–"
    return " · ".join(
        [days_words(row.days.from_date, row.days.to_date), number, labels.get(row.commitment, "")]
    )
