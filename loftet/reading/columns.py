"""What the columns of a table hold, by their heads and, where those say nothing, by their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from loftet.domain.periods import UNDATED, Period

from .blocks import Cell, Row
from .dates import find_periods, whole_year
from .marks import is_party_mark


class ColumnRole(StrEnum):
    PROMISE = "promise"
    PERFORMER = "performer"
    RESPONSIBLE = "responsible"
    OUTCOME = "outcome"
    FOCUS = "focus"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's role, its head as written, and the reporting period that the head names."""

    role: ColumnRole
    head: str
    label: str | None = None
    period: Period = UNDATED


_ROLES = (
    (ColumnRole.PERFORMER, re.compile(r"(?i)\butförare\b|\butförs av\b|\bvem\b|\bvilka\b|\baktör(?:er)?\b|\bgenomförs av\b|\bpart(?:er)?$")),
    (ColumnRole.RESPONSIBLE, re.compile(r"(?i)ansvar")),
    (ColumnRole.OUTCOME, re.compile(
        r"(?i)tertial|kvartal|halvår|delår|uppfölj|resultat|utfall|redovis|status|\bgjor(?:t|ts|de|des)\b|genomfört|genomförd|kommentar|hänt"
    )),
    (ColumnRole.FOCUS, re.compile(r"(?i)område$|områden$|^fokus|^tema$|^ämne$|^rubrik")),
    (ColumnRole.PROMISE, re.compile(r"(?i)löfte|åtagande|aktivitet|åtgärd|insats|^vad\b|lovar")),
    (ColumnRole.OTHER, re.compile(r"(?i)^när\b|^tid|klart?\b|^plats|^var\b|^nr\b|^mål|^antal$|syfte|^hur\b|^problem|kostnad|^mått")),
)  # fmt: skip
LABEL = re.compile(
    r"(?i)\b(?:(?:tertial|kvartal|halvår|delår|period|månad)\s*\d(?:\s*(?:[-–]|och)\s*\d)?(?:,?\s*(?:19|20)\d\d)?|(?:vår|höst)(?:en|terminen)?\s*(?:19|20)\d\d|[tqk]\s?\d\s*(?:19|20)\d\d)"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


_ANY_YEAR = 2000


def read_label(head: str) -> tuple[str | None, Period]:
    """The reporting period that a head names, and its days where it states them."""
    year = _YEAR.search(head)
    found = find_periods(head, year=int(year[0]) if year else None)
    exact = [each for each in found if each.exactness >= 3]
    if match := LABEL.search(head):
        return match[0], exact[0].period if exact else UNDATED
    if exact:
        return exact[0].span.of(head), exact[0].period
    # Months without a year are a label; the document's own year gives them days.
    if not year and (found := find_periods(head, year=_ANY_YEAR)):
        return found[0].span.of(head), UNDATED
    return (year[0], whole_year(int(year[0]))) if year else (None, UNDATED)


@lru_cache(maxsize=512)  # heads come again on every page
def read_column(head: str) -> Column | None:
    """The column of a head that says what stands in it; None where the head says nothing."""
    label, period = read_label(head)
    role = next((role for role, pattern in _ROLES if pattern.search(head)), None)
    if role is None and label and len(head) < 40:
        role = ColumnRole.OUTCOME
    if role is None:
        return None
    return Column(role, head, label if role is ColumnRole.OUTCOME else None, period)


_TARGET = re.compile(r"(?i)^(?:mål|måltal|målvärde|antal)\b")


def is_target(column: Column) -> bool:
    """Whether its cells may say the number that is to be reached."""
    return column.role is ColumnRole.OTHER and bool(_TARGET.search(column.head))


def cell_text(cell: Cell) -> str:
    return " ".join(passage.text for passage in cell)


MAX_HEAD = 90


def read_head(row: Row) -> list[Column] | None:
    """The columns, where the row is a head: at least two of its cells say what stands below."""
    texts = [cell_text(cell) for cell in row.cells]
    if row.is_spanning or any(len(text) > MAX_HEAD or text.endswith(".") for text in texts):
        return None
    found = [read_column(text) if text else None for text in texts]
    if sum(each is not None for each in found) < min(2, len(texts)):
        return None
    return _completed(
        [each or Column(ColumnRole.OTHER, text) for each, text in zip(found, texts, strict=True)], found
    )


def _completed(columns: list[Column], found: Sequence[Column | None]) -> list[Column]:
    """A table always holds promises: the first column without a role does, its head being their subject."""
    if any(each.role is ColumnRole.PROMISE for each in columns):
        return columns
    place = next((index for index, each in enumerate(found) if each is None), None)
    if place is None:
        place = next((index for index, each in enumerate(columns) if each.role is ColumnRole.FOCUS), None)
    if place is not None:
        columns[place] = Column(ColumnRole.PROMISE, columns[place].head)
    return columns


def guess_columns(rows: Sequence[Row]) -> list[Column] | None:
    """Columns of a table without head: those of nothing but marks are performers, then responsible."""
    width = max(len(row.cells) for row in rows)
    roles = iter((ColumnRole.PERFORMER, ColumnRole.RESPONSIBLE))
    columns = []
    for index in range(width):
        texts = [cell_text(row.cells[index]) for row in rows if index < len(row.cells)]
        filled = [text for text in texts if text]
        is_marks = bool(filled) and all(is_party_mark(text) for text in filled)
        columns.append(Column(next(roles, ColumnRole.OTHER) if is_marks else ColumnRole.OTHER, ""))
    if all(each.role is ColumnRole.OTHER for each in columns):
        return None
    return _completed(columns, [None if each.role is ColumnRole.OTHER else each for each in columns])
