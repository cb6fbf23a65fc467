"""What differs between two editions of one thing, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from loftet.domain.follow_up import SCHEMA as FOLLOW_UP
from loftet.domain.follow_up import FollowUpDocument
from loftet.domain.promise_set import SCHEMA as PROMISE_SET
from loftet.domain.promise_set import PromiseSetDocument
from loftet.followup.document_words import PromiseWords, area_words
from loftet.followup.words import silence_words
from loftet.web.change_words import ChangedPromise, ChangeRow, changes_between


def changes_since(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[ChangedPromise]:
    """Promise by promise; nothing is compared where the two are not of the same shape."""
    match old.get("schema"), new["schema"]:
        case schemas if schemas == (PROMISE_SET, PROMISE_SET):
            return changes_between(PromiseSetDocument.from_data(old), PromiseSetDocument.from_data(new))
        case schemas if schemas == (FOLLOW_UP, FOLLOW_UP):
            both = FollowUpDocument.from_data(old), FollowUpDocument.from_data(new)
            return list(_followed_otherwise(*both))
    return []


Lines = Mapping[str, str]


def _followed_otherwise(old: FollowUpDocument, new: FollowUpDocument) -> Iterator[ChangedPromise]:
    """The whole first, then each promise in the order of the new document."""
    before, after = dict(_parts(old)), dict(_parts(new))
    titles = {promise.key: promise.title for document in (old, new) for promise in document.promises}
    for key in {**after, **before}:
        if rows := tuple(_rows(before.get(key, {}), after.get(key, {}))):
            yield ChangedPromise(titles.get(key, ""), rows)


def _parts(document: FollowUpDocument) -> Iterator[tuple[str, Lines]]:
    """What is read of each promise, by its key; of the whole, by none."""
    silences = "\n".join(silence_words(each, document.parties) for each in document.silences)
    yield "", {_("Has not answered"): silences}
    for area in area_words(document):
        yield from ((words.promise.key, dict(_lines(words))) for words in area.promises)


def _lines(words: PromiseWords) -> Iterator[tuple[str, str]]:
    for label, cells in words.history:
        yield from ((f"{label}, {cell.name}", cell.in_short) for cell in cells)
    yield _("Counted so far"), "\n".join(words.totals)
    judged = (f"{each.name}: {each.status}. {each.motive}".removesuffix(". ") for each in words.assessments)
    yield _("Assessment"), "\n".join(judged)


def _rows(before: Lines, after: Lines) -> Iterator[ChangeRow]:
    for label in {**after, **before}:
        old, new = before.get(label, ""), after.get(label, "")
        if old != new:
            yield ChangeRow(label, old, new)
