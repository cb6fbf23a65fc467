"""Reads a table that is pasted from a spreadsheet: each row what was done, each fault a code beside its row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO

from loftet.domain.documented import DocumentedEnum
from loftet.domain.periods import Period
from loftet.domain.reason import Reason, reason

from .amounts import SOME, Amount, read_amount
from .days import read_days

MOST_ROWS = 500
LONGEST_PLACE = 200
LONGEST_NOTE = 2_000


class Column(DocumentedEnum):
    """What a column tells, by its heading."""

    COMMITMENT = "commitment", "löfte, åtagande"
    DAYS = "days", "datum, dag, när, vecka"
    AMOUNT = "amount", "antal, timmar, hur många"
    PARTIES = "parties", "med, deltagare, parter"
    PLACE = "place", "plats, område"
    PUBLIC_NOTE = "public_note", "beskrivning, kommentar"
    INTERNAL_NOTE = "internal_note", "intern anteckning"


class TableFault(DocumentedEnum):
    """Why the table as a whole cannot be read."""

    EMPTY = "table_empty", "There is nothing below the headings."
    NOT_READ = "table_not_read", "A quotation mark opens a cell that never ends."
    NO_HEADINGS = "no_headings", "The first row does not say which column holds the days."
    TOO_MANY_ROWS = "too_many_rows", "More rows than are taken at a time."
    COLUMN_TWICE = "column_twice", "Two headings mean the same."


class RowFault(DocumentedEnum):
    """What is wrong in a row, in the column that it belongs to."""

    DAYS_MISSING = "days_missing", "No day is written."
    DAYS_NOT_READ = "days_not_read", "The words name no day."
    DAYS_TO_COME = "days_to_come", "What has not been yet has not been done."
    AMOUNT_NOT_READ = "amount_not_read", "The words name no single amount."
    PARTY_UNKNOWN = "party_unknown", "No party of that name."
    COMMITMENT_MISSING = "commitment_missing", "Nothing says what it counts towards."
    COMMITMENT_UNKNOWN = "commitment_unknown", "No commitment of that name."
    COMMITMENT_UNCLEAR = "commitment_unclear", "Several commitments could be meant."
    TOO_LONG = "too_long", "The text is longer than is kept."


@dataclass(frozen=True, slots=True)
class Fault:
    """A reason and the column that it stands in."""

    column: Column
    reason: Reason


@dataclass(frozen=True, slots=True)
class PastedRow:
    """`line` is the row's number in the sheet, headings counted; with faults only the text is to be relied on."""

    line: int
    cells: tuple[str, ...]
    days: Period | None = None
    amount: Amount = SOME
    parties: tuple[int, ...] = ()
    commitment: str = ""
    place: str = ""
    public_note: str = ""
    internal_note: str = ""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class PastedTable:
    """`columns` says of each heading what it was taken for, None where it is left out."""

    headings: tuple[str, ...] = ()
    columns: tuple[Column | None, ...] = ()
    rows: tuple[PastedRow, ...] = ()
    faults: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What may be meant: names of parties and of commitments, and the commitment where no column names one."""

    parties: Mapping[str, int] = field(default_factory=dict)
    commitments: Mapping[str, str] = field(default_factory=dict)
    commitment: str = ""


_HEADINGS: Mapping[Column, str] = {
    Column.DAYS: r"datum\w*|dag|dagar|när|vecka|tid(?:punkt)?|månad|date",
    Column.AMOUNT: r"antal.*|timmar|tim|mängd|hur (?:många|mycket)|summa|count|hours",
    Column.PARTIES: r"med(?: vem| vilka)?|deltagare|deltagande.*|parter|part|tillsammans.*|samverkan.*|utförare",
    Column.PLACE: r"plats\w*|område|adress|var|lokal|ställe|place",
    Column.COMMITMENT: r"löfte|åtagande|aktivitet|insats|vad",
    Column.PUBLIC_NOTE: r"beskrivning|kommentar\w*|anteckning\w*|text|notering\w*|publik anteckning|övrigt",
    Column.INTERNAL_NOTE: r"intern\w*(?: anteckning\w*| kommentar\w*| notering\w*)?",
}
_BETWEEN_PARTIES = re.compile(r"\s*(?:[,/+&]|\boch\b|\bsamt\b)\s*")
_ALL = frozenset({"alla", "båda", "alla parter", "båda parter", "gemensamt"})


def read_table(text: str, *, today: date, names: Names) -> PastedTable:
    """Read the rows; nothing is guessed, and a row that says nothing at all is passed over."""
    try:
        lines = _lines(text)
    except csv.Error:
        return PastedTable(faults=(reason(TableFault.NOT_READ),))
    if not lines:
        return PastedTable(faults=(reason(TableFault.EMPTY),))
    headings = tuple(cell.strip() for cell in lines[0][1])
    columns = tuple(_column_of(heading) for heading in headings)
    if faults := tuple(_table_faults(columns, rows=len(lines) - 1)):
        return PastedTable(headings, columns, faults=faults)
    rows = tuple(_row(number, cells, columns, today, names) for number, cells in lines[1:])
    return PastedTable(headings, columns, rows)


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """The rows that say something, with their numbers."""
    first = text.lstrip("\n").split("\n", 1)[0]
    sign = next((sign for sign in "\t;," if sign in first), "\t")
    read = enumerate(csv.reader(StringIO(text, newline=""), delimiter=sign), start=1)
    return [(number, cells) for number, cells in read if any(cell.strip() for cell in cells)]


def _column_of(heading: str) -> Column | None:
    words = " ".join(heading.lower().strip(" :?.").split())
    return next((column for column, known in _HEADINGS.items() if re.fullmatch(known, words)), None)


def _table_faults(columns: Sequence[Column | None], *, rows: int) -> Iterator[Reason]:
    if Column.DAYS not in columns:
        yield reason(TableFault.NO_HEADINGS)
    for column in Column:
        if columns.count(column) > 1:
            yield reason(TableFault.COLUMN_TWICE, column=column)
    if rows == 0:
        yield reason(TableFault.EMPTY)
    if rows > MOST_ROWS:
        yield reason(TableFault.TOO_MANY_ROWS, limit=MOST_ROWS, number=rows)


def _row(
    line: int, cells: Sequence[str], columns: Sequence[Column | None], today: date, names: Names
) -> PastedRow:
    told = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column}
    faults: list[Fault] = []
    return PastedRow(
        line=line,
        cells=tuple(cell.strip() for cell in cells[: len(columns)]),
        days=_days(told.get(Column.DAYS, ""), today, faults),
        amount=_amount(told.get(Column.AMOUNT, ""), faults),
        parties=_parties(told.get(Column.PARTIES, ""), names, faults),
        commitment=_commitment(told.get(Column.COMMITMENT, ""), names, faults),
        place=_short(Column.PLACE, told, LONGEST_PLACE, faults),
        public_note=_short(Column.PUBLIC_NOTE, told, LONGEST_NOTE, faults),
        internal_note=_short(Column.INTERNAL_NOTE, told, LONGEST_NOTE, faults),
        faults=tuple(faults),
    )


def _days(words: str, today: date, faults: list[Fault]) -> Period | None:
    days = read_days(words, today=today)
    if not words:
        faults.append(Fault(Column.DAYS, reason(RowFault.DAYS_MISSING)))
    elif days is None:
        faults.append(Fault(Column.DAYS, reason(RowFault.DAYS_NOT_READ, words=words)))
    elif days.from_date and days.from_date > today:
        faults.append(Fault(Column.DAYS, reason(RowFault.DAYS_TO_COME, words=words)))
    return days and days.up_to(today)


def _amount(words: str, faults: list[Fault]) -> Amount:
    """Left empty there were some: the row says that it was done."""
    amount = read_amount(words) if words else SOME
    if amount is None:
        faults.append(Fault(Column.AMOUNT, reason(RowFault.AMOUNT_NOT_READ, words=words)))
    return amount or SOME


def _parties(words: str, names: Names, faults: list[Fault]) -> tuple[int, ...]:
    said = words.lower()
    if not said or said in _ALL:
        return tuple(dict.fromkeys(names.parties.values())) if said else ()
    # A name may hold one of the signs that stand between names.
    if said in names.parties:
        return (names.parties[said],)
    found: dict[int, None] = {}
    for name in filter(None, _BETWEEN_PARTIES.split(said)):
        if name in names.parties:
            found[names.parties[name]] = None
        else:
            faults.append(Fault(Column.PARTIES, reason(RowFault.PARTY_UNKNOWN, words=name)))
    return tuple(found)


def _commitment(words: str, names: Names, faults: list[Fault]) -> str:
    """By its name, or by the beginning of it where only one begins so."""
    if not words:
        if not names.commitment:
            faults.append(Fault(Column.COMMITMENT, reason(RowFault.COMMITMENT_MISSING)))
        return names.commitment
    said = words.lower()
    found = {key for name, key in names.commitments.items() if name == said}
    found = found or {key for name, key in names.commitments.items() if name.startswith(said)}
    if len(found) == 1:
        return found.pop()
    code = RowFault.COMMITMENT_UNCLEAR if found else RowFault.COMMITMENT_UNKNOWN
    faults.append(Fault(Column.COMMITMENT, reason(code, words=words)))
    return ""


def _short(column: Column, told: Mapping[Column, str], limit: int, faults: list[Fault]) -> str:
    words = told.get(column, "")
    if len(words) > limit:
        faults.append(Fault(column, reason(RowFault.TOO_LONG, limit=limit, number=len(words))))
    return words
