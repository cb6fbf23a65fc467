"""The page of a promise set: what its reader may read, what can be mended, who has signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.utils import timezone

from loftet.agreements.models import SharedVersion
from loftet.agreements.selectors import SeatRow, list_seats
from loftet.agreements.sharing import versions_seen_by
from loftet.domain.promise_set_rules import warnings_before_sharing
from loftet.organisations.actor import Actor

from ..document_words import PromiseWords, SetWords, set_words
from ..models import Promise
from ..personal_data import PlacedFinding, unanswered
from ..standing import COLOURS, next_step, valid_before
from ..words import sentences
from .lists import SetReading


@dataclass(frozen=True)
class PromiseRow:
    """A promise on the page; `pk` is there where its reader may write it."""

    words: PromiseWords
    pk: int | None


@dataclass(frozen=True)
class AreaRow:
    name: str
    pk: int | None
    promises: tuple[PromiseRow, ...]


@dataclass(frozen=True)
class SetPage:
    """All of the detail page but its acts. Nothing here is of a draft that is not the reader's own."""

    reading: SetReading
    words: SetWords
    areas: tuple[AreaRow, ...]
    colour: str
    next_step: str
    valid_before: int | None
    warnings: tuple[str, ...]
    findings: tuple[PlacedFinding, ...]
    seats: tuple[SeatRow, ...]
    versions: tuple[SharedVersion, ...]
    comparisons: tuple[tuple[int, int], ...]


def get_page(reading: SetReading, actor: Actor) -> SetPage:
    promise_set, version = reading.promise_set, reading.version
    versions = versions_seen_by(promise_set, actor)
    words = set_words(reading.document)
    return SetPage(
        reading=reading,
        words=words,
        areas=tuple(_areas(reading, words)),
        colour=COLOURS[reading.standing],
        next_step=next_step(promise_set, version, reading.standing),
        valid_before=_valid_before(reading, versions),
        warnings=tuple(sentences(warnings_before_sharing(reading.document))) if reading.is_draft else (),
        findings=tuple(_findings(reading)),
        seats=list_seats(version, actor) if version else (),
        versions=tuple(reversed(versions)),
        comparisons=_comparisons(reading, versions),
    )


def _areas(reading: SetReading, words: SetWords) -> Iterator[AreaRow]:
    area_pks, promise_pks = _keys(reading) if reading.is_draft else ({}, {})
    for area in words.areas:
        rows = tuple(PromiseRow(each, promise_pks.get(each.promise.key)) for each in area.promises)
        yield AreaRow(area.name, area_pks.get(area.name), rows)


def _keys(reading: SetReading) -> tuple[Mapping[str, int], Mapping[str, int]]:
    promises = Promise.objects.filter(focus_area__promise_set=reading.promise_set)
    rows = list(promises.values_list("key", "pk", "focus_area__name", "focus_area_id"))
    return {name: area for *_key, name, area in rows}, {str(key): pk for key, pk, *_area in rows}


def _findings(reading: SetReading) -> list[PlacedFinding]:
    if not reading.is_draft:
        return []
    answered = set(reading.promise_set.no_person_answers.values_list("words", flat=True))
    return unanswered(reading.document, answered)


def _valid_before(reading: SetReading, versions: list[SharedVersion]) -> int | None:
    """Only named where the reader has that version."""
    seen = reading.version.version if reading.version else None
    number = valid_before(reading.promise_set, seen=seen, today=timezone.localdate())
    return number if number in {version.version for version in versions} else None


def _comparisons(reading: SetReading, versions: list[SharedVersion]) -> tuple[tuple[int, int], ...]:
    numbers = [version.version for version in versions]
    if reading.is_draft:
        numbers.append(reading.document.version)
    return tuple(reversed(list(pairwise(numbers))))
