"""Editions as tables for those who reckon further: one row a line, codes and names as in the JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from loftet.documents.model import Table
from loftet.domain.answer import SCHEMA as ANSWER
from loftet.domain.answer import AnswerDocument
from loftet.domain.follow_up import SCHEMA as FOLLOW_UP
from loftet.domain.follow_up import FollowedPromise, FollowUpDocument, TotalText
from loftet.domain.progress import SCHEMA as PROGRESS
from loftet.domain.progress import CountedCommitment, CountedPromise, ProgressDocument
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
    "easy_read",
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


# `row` says what a row tells: what a party told ("count", or "account" where nothing is counted), a "total"
# of a unit, a "pair" of counts that is marked as one thing or as two (`state`), or a party's "assessment".
FOLLOW_UP_COLUMNS = (
    "focus_area",
    "promise_key",
    "promise",
    "row",
    "party",
    "period",
    "state",
    "commitment_key",
    "unit",
    "number",
    "number_max",
    "is_approximate",
    "words",
)

# A row for each "commitment", and a "total" of each unit that no commitment asks for; `told_by` is who told.
PROGRESS_COLUMNS = (
    "focus_area",
    "promise_key",
    "promise",
    "row",
    "commitment_key",
    "target",
    "target_max",
    "every",
    "unit",
    "number",
    "number_max",
    "is_approximate",
    "expected_so_far",
    "expected_in_all",
    "told_by",
)


def table_of(document: Mapping[str, Any]) -> Table:
    match document["schema"]:
        case schema if schema == PROMISE_SET:
            read = PromiseSetDocument.from_data(document)
            return Table(COMMITMENT_COLUMNS, tuple(promise_set_rows(read)), read.title)
        case schema if schema == FOLLOW_UP:
            follow_up = FollowUpDocument.from_data(document)
            return Table(FOLLOW_UP_COLUMNS, tuple(follow_up_rows(follow_up)), follow_up.title)
        case schema if schema == PROGRESS:
            progress = ProgressDocument.from_data(document)
            return Table(PROGRESS_COLUMNS, tuple(_counted(progress)), progress.title)
        case schema if schema == ANSWER:
            answer = AnswerDocument.from_data(document)
            return Table(ANSWER_COLUMNS, (_answer_row(answer),), answer.title)
        case unknown:
            raise LookupError(f"nobody has said what rows {unknown} has")


def promise_set_rows(document: PromiseSetDocument) -> Iterator[tuple[str, ...]]:
    for area in document.focus_areas:
        yield from _commitments(area, document)


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
                promise.easy_read,
            )
        if not promise.commitments:
            yield (*told, *("" for _column in COMMITMENT_COLUMNS[len(told) + 1 :]), promise.easy_read)


def follow_up_rows(document: FollowUpDocument) -> Iterator[tuple[str, ...]]:
    for area in document.focus_areas:
        for promise in area.promises:
            told = (area.name, promise.key, promise.title)
            rows = (
                *_told(promise, document),
                *_totals(promise),
                *_pairs(promise, document),
                *_assessed(promise, document),
            )
            yield from ((*told, *row) for row in rows)


def _told(promise: FollowedPromise, document: FollowUpDocument) -> Iterator[tuple[str, ...]]:
    """A row for each count of each party and period, or one that says why there is none."""
    labels = {period.order: period.label for period in document.periods}
    for cell in promise.cells:
        account = cell.account
        where = (document.party(cell.party).name, labels[cell.period], account.state.value)
        words = "\n".join(filter(None, [account.words, *(each.words for each in account.not_done)]))
        for each in account.counts:
            number = plain(each.number)
            about = _yes_or_no(value=each.is_approximate)
            yield "count", *where, each.commitment, each.unit, number, number, about, words
        if not account.counts:
            yield "account", *where, "", "", "", "", "", words


def _totals(promise: FollowedPromise) -> Iterator[tuple[str, ...]]:
    """At least `number` and at most `number_max`; without the latter, nobody knows how many more."""
    for each in promise.totals:
        about = _yes_or_no(value=each.is_approximate)
        yield "total", "", "", "", "", each.unit, plain(each.low), plain(each.high), about, ""


def _pairs(promise: FollowedPromise, document: FollowUpDocument) -> Iterator[tuple[str, ...]]:
    """By whom the two were told, and what they were marked as; without a mark the total is a span."""
    for pair in promise.pairs:
        if pair.verdict is None:
            continue
        told = [
            cell
            for cell in promise.cells
            if any(count.key in (pair.one, pair.other) for count in cell.account.counts)
        ]
        who = "; ".join(dict.fromkeys(document.party(cell.party).name for cell in told))
        yield "pair", who, "", pair.verdict.value, "", "", "", "", "", ""


def _assessed(promise: FollowedPromise, document: FollowUpDocument) -> Iterator[tuple[str, ...]]:
    for each in promise.assessments:
        who = document.party(each.party).name
        yield "assessment", who, "", each.status.value, "", "", "", "", "", each.motive


def _counted(document: ProgressDocument) -> Iterator[tuple[str, ...]]:
    names = {party.organisation: party.name for party in document.parties}
    for area in document.focus_areas:
        for promise in area.promises:
            rows = [_counted_commitment(each, names) for each in promise.commitments]
            rows += [_counted_total(each, promise, names) for each in promise.other_totals]
            told = (area.name, promise.key, promise.title)
            yield from ((*told, *row) for row in rows or [_uncounted(promise, names)])


def _counted_commitment(counted: CountedCommitment, names: Mapping[int, str]) -> tuple[str, ...]:
    asked, total, expected = counted.commitment, counted.total, counted.expected
    return (
        "commitment",
        asked.key,
        plain(asked.number),
        plain(asked.number_max),
        asked.every or "",
        asked.unit,
        plain(total.low) if counted.told_by else "",
        plain(total.high) if counted.told_by else "",
        _yes_or_no(value=total.is_approximate),
        plain(expected.so_far) if expected else "",
        plain(expected.in_all) if expected else "",
        _names(counted.told_by, names),
    )


def _counted_total(total: TotalText, promise: CountedPromise, names: Mapping[int, str]) -> tuple[str, ...]:
    about = _yes_or_no(value=total.is_approximate)
    told_by = _names(promise.told_by, names)
    return "total", "", "", "", "", total.unit, plain(total.low), plain(total.high), about, "", "", told_by


def _uncounted(promise: CountedPromise, names: Mapping[int, str]) -> tuple[str, ...]:
    return "total", *("" for _column in PROGRESS_COLUMNS[5:]), _names(promise.told_by, names)


def _names(parties: tuple[int, ...], names: Mapping[int, str]) -> str:
    return "; ".join(names[party] for party in parties)


def _answer_row(answer: AnswerDocument) -> tuple[str, ...]:
    return (
        answer.promise_key,
        answer.promise_title,
        answer.kind.value,
        answer.question,
        _yes_or_no(value=answer.is_shortened),
        answer.answer,
        answer.answered_by,
        answer.asked_on.isoformat(),
        answer.answered_on.isoformat(),
        str(answer.working_days),
    )


def _yes_or_no(*, value: bool) -> str:
    return "true" if value else "false"


def plain(number: float | None) -> str:
    """A number as JSON writes it: 4 and 2.5, and nothing for None."""
    return "" if number is None else f"{number:.15g}"
