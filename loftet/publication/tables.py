"""Editions as tables for those who reckon further: one row a line, codes and names as in the JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from loftet.documents.model import Table
from loftet.domain.answer import SCHEMA as ANSWER
from loftet.domain.answer import AnswerDocument
from loftet.domain.promise_set import SCHEMA as PROMISE_SET
from loftet.domain.promise_set import FocusAreaText, PromiseSetDocument

COMMITMENT_COLUMNS = (
    "focus_area",
    "promise_key",
    "promise",
    "text",
    "commitment_key",
    "kind",
    "comparator",
    "number",
    "number_max",
    "unit",
    "every",
    "window",
    "per",
    "place",
    "performers",
    "responsible",
)


ANSWER_COLUMNS = (
    "promise_key",
    "promise",
    "kind",
    "question",
    "is_shortened",
    "answer",
    "answered_by",
    "asked_on",
    "answered_on",
    "working_days",
)


def table_of(document: Mapping[str, Any]) -> Table:
    match document["schema"]:
        case schema if schema == PROMISE_SET:
            read = PromiseSetDocument.from_data(document)
            rows = tuple(row for area in read.focus_areas for row in _commitments(area, read))
            return Table(COMMITMENT_COLUMNS, rows, read.title)
        case schema if schema == ANSWER:
            answer = AnswerDocument.from_data(document)
            return Table(ANSWER_COLUMNS, (_answer_row(answer),), answer.title)
        case unknown:
            raise LookupError(f"nobody has said what rows {unknown} has")


def _commitments(area: FocusAreaText, document: PromiseSetDocument) -> Iterator[tuple[str, ...]]:
    """A row for each commitment; a promise without any has one row, so that none is left out."""
    parties = {party.organisation: party.name for party in document.parties}
    for promise in area.promises:
        told = (area.name, promise.key, promise.title, promise.text)
        for each in promise.commitments:
            yield (
                *told,
                each.key,
                each.kind.value,
                each.comparator or "",
                plain(each.number),
                plain(each.number_max),
                each.unit,
                each.every or "",
                each.window or "",
                each.per,
                each.place,
                "; ".join(parties[party] for party in each.performers),
                "; ".join(parties[party] for party in each.responsible),
            )
        if not promise.commitments:
            yield (*told, *("" for _column in COMMITMENT_COLUMNS[len(told) :]))


def _answer_row(answer: AnswerDocument) -> tuple[str, ...]:
    return (
        answer.promise_key,
        answer.promise_title,
        answer.kind.value,
        answer.question,
        "true" if answer.is_shortened else "false",
        answer.answer,
        answer.answered_by,
        answer.asked_on.isoformat(),
        answer.answered_on.isoformat(),
        str(answer.working_days),
    )


def plain(number: float | None) -> str:
    """A number as JSON writes it: 4 and 2.5, and nothing for None."""
    return "" if number is None else f"{number:.15g}"
