"""What was typed in the form of a promise, as data: rows come and go without losing a letter of the rest."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import QueryDict
from django.utils.formats import localize_input

from loftet.domain.promise_set import CommitmentText

from ..content import PromiseContent

ROWS = "commitments"
MOST_ROWS = 30
Row = dict[str, list[str]]


def data_of(content: PromiseContent, *, revision: int = 0) -> QueryDict:
    """The data that a form holding the content would send."""
    data = QueryDict(mutable=True)
    for name in ("focus_area", "title", "text", "background", "why", "baseline", "easy_read"):
        data[name] = getattr(content, name)
    if content.stands_without_target:
        data["stands_without_target"] = "on"
    data["revision"] = str(revision)
    return with_commitments(data, content.commitments)


def with_commitments(data: QueryDict, commitments: Iterable[CommitmentText]) -> QueryDict:
    """The same words with these rows in place of those that were there."""
    return _with_rows(data, [_row_of(each) for each in commitments])


def with_empty_row(data: QueryDict) -> QueryDict:
    return _with_rows(data, [*_rows(data), {"kind": ["count"]}])


def without_row(data: QueryDict, index: int) -> QueryDict:
    return _with_rows(data, [row for number, row in enumerate(_rows(data)) if number != index])


def _rows(data: QueryDict) -> list[Row]:
    return [_row(data, number) for number in range(_count(data))]


def _count(data: QueryDict) -> int:
    """How many rows were sent; what cannot be read as a number is none."""
    count = data.get(f"{ROWS}-TOTAL_FORMS", "")
    return min(int(count), MOST_ROWS) if count.isascii() and count.isdigit() and len(count) < 6 else 0


def _row(data: QueryDict, index: int) -> Row:
    start = f"{ROWS}-{index}-"
    return {key.removeprefix(start): values for key, values in data.lists() if key.startswith(start)}


def _with_rows(data: QueryDict, rows: list[Row]) -> QueryDict:
    changed = data.copy()
    for key in list(changed):
        if key.startswith(f"{ROWS}-"):
            del changed[key]
    for index, row in enumerate(rows[:MOST_ROWS]):
        for name, values in row.items():
            changed.setlist(f"{ROWS}-{index}-{name}", values)
    changed[f"{ROWS}-TOTAL_FORMS"] = str(min(len(rows), MOST_ROWS))
    changed[f"{ROWS}-INITIAL_FORMS"] = "0"
    return changed


def _row_of(commitment: CommitmentText) -> Row:
    texts = {name: [getattr(commitment, name)] for name in ("performer_note", "unit", "per", "place")}
    codes = {
        name: [code.value if code else ""]
        for name in ("kind", "comparator", "every", "window")
        for code in [getattr(commitment, name)]
    }
    numbers = {name: [_number(getattr(commitment, name))] for name in ("number", "number_max")}
    return {
        **texts,
        **codes,
        **numbers,
        "key": [commitment.key],
        "performers": [str(pk) for pk in commitment.performers],
        "responsible": [str(pk) for pk in commitment.responsible],
        "groups": ["\n".join(commitment.groups)],
    }


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else str(localize_input(value))
