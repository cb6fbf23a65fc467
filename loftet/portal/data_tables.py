"""What a municipality has published as rows: promises beside what was counted, and follow-ups."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from loftet.domain.municipalities import municipality
from loftet.publication.tables import COMMITMENT_COLUMNS, follow_up_rows, plain, promise_set_rows

from .record import Followed, PublishedEdition, Record, Series

Row = tuple[str, ...]
TEXT = json.JSONEncoder(ensure_ascii=False)
DICTIONARY = Path(__file__).with_name("data_dictionary.json")
_PROMISE = COMMITMENT_COLUMNS.index("promise_key")
_COMMITMENT = COMMITMENT_COLUMNS.index("commitment_key")


class ColumnType(StrEnum):
    """What a cell holds; an empty cell is an empty text, or of every other kind a value not known."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: ColumnType
    swedish: str
    english: str

    def as_json(self, cell: str) -> str:
        """Return the cell as JSON; numbers and truth stand in the cells as JSON writes them."""
        if self.type is ColumnType.STRING:
            return TEXT.encode(cell)
        if not cell:
            return "null"
        return f'"{cell}"' if self.type is ColumnType.DATE else cell


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of the open data; `name` is that of its files, `label` what people call it.

    `about` is a sentence, of which {place} is filled in.
    """

    name: str
    label: str
    swedish: str
    english: str
    about: str
    about_in_english: str
    columns: tuple[Column, ...]


@cache
def data_tables() -> Mapping[str, DataTable]:
    """The tables as the data dictionary tells of them, which is published with them."""
    told: dict[str, dict[str, Any]] = json.loads(DICTIONARY.read_text(encoding="utf-8"))
    return {
        name: DataTable(name, each["label"], each["sv"], each["en"], *_about(each), _columns(each))
        for name, each in told.items()
    }


def _about(told: Mapping[str, Any]) -> tuple[str, str]:
    swedish, english = told["about"]
    return swedish, english


def _columns(told: Mapping[str, Any]) -> tuple[Column, ...]:
    return tuple(Column(name, ColumnType(kind), *words) for name, (kind, *words) in told["columns"].items())


def rows_of(record: Record) -> dict[str, list[Row]]:
    """The rows of each table out of the newest editions, the newest set or period first."""
    return {
        "loften": [row for series in record.sets for row in _promises(record, series)],
        "utfall": [row for series in record.follow_ups for row in _outcomes(record, series)],
    }


def _promises(record: Record, series: Series) -> Iterator[Row]:
    edition = series.newest
    if edition.document is None:
        return
    read = edition.promise_set
    where = _where(record, edition, plain_day(read.starts_on), plain_day(read.ends_on))
    for row in promise_set_rows(read):
        followed = record.followed(row[_PROMISE])
        counted = _counted(followed[-1], row[_COMMITMENT]) if followed else ("", "", "", "")
        yield (*where, *row, *counted)


def _counted(followed: Followed, commitment: str) -> Row:
    told = [each for each in followed.promise.commitments if each.commitment.key == commitment]
    low, high = (told[0].total.low, told[0].total.high) if told else (None, None)
    judged = "; ".join(
        f"{followed.document.party(each.party).name}: {each.status.value}"
        for each in followed.promise.assessments
    )
    return plain_day(followed.told_until), plain(low), plain(high), judged


def _outcomes(record: Record, series: Series) -> Iterator[Row]:
    edition = series.newest
    if edition.document is None:
        return
    closed = edition.follow_up.closed_period
    where = _where(record, edition, plain_day(closed.starts_on), plain_day(closed.ends_on))
    yield from ((*where, *row) for row in follow_up_rows(edition.follow_up))


def _where(record: Record, edition: PublishedEdition, starts_on: str, ends_on: str) -> Row:
    place = municipality(record.code).name
    known = (edition.identifier, str(edition.number), edition.published_on.isoformat(), edition.title)
    return (record.code, place, *known, starts_on, ends_on)


def plain_day(day: Any) -> str:
    return day.isoformat() if day else ""
