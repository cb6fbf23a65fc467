"""What differs between two versions of a promise set: words and numbers, promise by promise."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from loftet.domain.jsonable import jsonable
from loftet.domain.promise_set import CommitmentText, PromiseSetDocument, PromiseText

# They tell of the version itself, or are compared one by one below.
_NOT_COMPARED_WHOLE = frozenset({"version", "change_reason", "focus_areas", "commitments", "key"})


@dataclass(frozen=True, slots=True)
class PromiseSetChange:
    """One change. `promise` and `commitment` are keys, empty where the set itself or the promise changed.

    `field` is the field's name, or "added", "removed" or "moved" for a whole promise or commitment. `old` and
    `new` are JSON data, None where there was or is nothing.
    """

    promise: str
    commitment: str
    field: str
    old: Any
    new: Any


def differences(old: PromiseSetDocument, new: PromiseSetDocument) -> list[PromiseSetChange]:
    """Return every change in the order of the new document, what was removed last."""
    return [*_of_fields("", "", old, new), *_of_promises(old, new)]


def _of_fields(promise: str, commitment: str, old: Any, new: Any) -> Iterator[PromiseSetChange]:
    for field in fields(new):
        before, after = jsonable(getattr(old, field.name)), jsonable(getattr(new, field.name))
        if field.name not in _NOT_COMPARED_WHOLE and before != after:
            yield PromiseSetChange(promise, commitment, field.name, before, after)


def _of_promises(old: PromiseSetDocument, new: PromiseSetDocument) -> Iterator[PromiseSetChange]:
    before, after = _placed(old), _placed(new)
    for key, (area, promise) in after.items():
        if key not in before:
            yield PromiseSetChange(key, "", "added", None, jsonable(promise))
            continue
        if before[key][0] != area:
            yield PromiseSetChange(key, "", "moved", before[key][0], area)
        yield from _of_fields(key, "", before[key][1], promise)
        yield from _of_commitments(key, before[key][1], promise)
    yield from (
        PromiseSetChange(key, "", "removed", jsonable(promise), None)
        for key, (_area, promise) in before.items()
        if key not in after
    )


def _placed(document: PromiseSetDocument) -> dict[str, tuple[str, PromiseText]]:
    return {promise.key: (area.name, promise) for area in document.focus_areas for promise in area.promises}


def _of_commitments(promise: str, old: PromiseText, new: PromiseText) -> Iterator[PromiseSetChange]:
    before, after = _by_key(old), _by_key(new)
    for key, commitment in after.items():
        if key in before:
            yield from _of_fields(promise, key, before[key], commitment)
        else:
            yield PromiseSetChange(promise, key, "added", None, jsonable(commitment))
    yield from (
        PromiseSetChange(promise, key, "removed", jsonable(commitment), None)
        for key, commitment in before.items()
        if key not in after
    )


def _by_key(promise: PromiseText) -> dict[str, CommitmentText]:
    return {commitment.key: commitment for commitment in promise.commitments}
