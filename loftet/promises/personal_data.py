"""What in a set looks like personal data, and whether somebody has answered for it (design 3.8)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from loftet.domain.promise_set import CommitmentText, PromiseSetDocument, PromiseText
from loftet.language.personal_data import PersonalData, find_personal_data

LONGEST_WORDS = 200


@dataclass(frozen=True)
class PlacedFinding:
    """Words that may point out a person. `promise` is the promise's key, empty above the promises."""

    words: str
    kind: PersonalData
    promise: str
    where: str


def find_in(document: PromiseSetDocument) -> list[PlacedFinding]:
    """Every finding in all texts that would be shared, the same words in the same promise once."""
    found = (
        PlacedFinding(each.span.of(text)[:LONGEST_WORDS], each.kind, promise, where)
        for promise, where, text in _texts(document)
        for each in find_personal_data(text)
    )
    return list(dict.fromkeys(found))


def unanswered(document: PromiseSetDocument, answered: Collection[str]) -> list[PlacedFinding]:
    return [each for each in find_in(document) if each.words not in answered]


def _texts(document: PromiseSetDocument) -> Iterator[tuple[str, str, str]]:
    yield "", document.title, document.title
    yield "", document.title, document.introduction
    yield "", document.title, document.easy_read
    yield "", document.title, document.change_reason
    yield from (("", area.name, area.name) for area in document.focus_areas)
    for promise in document.promises:
        yield from ((promise.key, promise.title, text) for text in _texts_of(promise))


def _texts_of(promise: PromiseText) -> Iterator[str]:
    yield from (promise.title, promise.text, promise.background, promise.why, promise.baseline)
    yield promise.easy_read
    for commitment in promise.commitments:
        yield from _texts_of_commitment(commitment)


def _texts_of_commitment(commitment: CommitmentText) -> Iterator[str]:
    yield from (commitment.performer_note, commitment.unit, commitment.per, commitment.place)
    yield from commitment.groups
