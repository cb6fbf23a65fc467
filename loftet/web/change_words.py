"""What differs between two versions, in words: old and new words and numbers, promise by promise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loftet.domain.promise_set import CommitmentText, PromiseSetDocument
from loftet.domain.promise_set_changes import PromiseSetChange, differences

from .said_back import COMPARATORS, EVERY, KINDS, WINDOWS, names, said_back

FIELDS: dict[str, Lazy | str] = {
    "title": gettext_lazy("Title"),
    "introduction": gettext_lazy("Introduction"),
    "agreement": gettext_lazy("Agreement"),
    "starts_on": gettext_lazy("First day"),
    "ends_on": gettext_lazy("Last day"),
    "municipalities": gettext_lazy("Municipalities"),
    "parties": gettext_lazy("Parties"),
    "signatories": gettext_lazy("Signatories"),
    "text": gettext_lazy("What is promised"),
    "background": gettext_lazy("Background"),
    "why": gettext_lazy("Why"),
    "baseline": gettext_lazy("Baseline"),
    "easy_read": gettext_lazy("Easy to read"),
    "stands_without_target": gettext_lazy("Stands without target"),
    "performers": gettext_lazy("Done by"),
    "performer_note": gettext_lazy("More closely who"),
    "responsible": gettext_lazy("Answered for by"),
    "kind": gettext_lazy("Kind"),
    "comparator": gettext_lazy("Compared as"),
    "number": gettext_lazy("Number"),
    "number_max": gettext_lazy("Up to"),
    "unit": gettext_lazy("Of what"),
    "every": gettext_lazy("How often"),
    "window": gettext_lazy("When"),
    "per": gettext_lazy("For each"),
    "place": gettext_lazy("Place"),
    "groups": gettext_lazy("Target groups"),
    "moved": gettext_lazy("Focus area"),
}
_CODES = {"kind": KINDS, "comparator": COMPARATORS, "every": EVERY, "window": WINDOWS}


@dataclass(frozen=True)
class ChangeRow:
    """One change: what it is of, and the words before and after."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class ChangedPromise:
    """The changes of one promise; the heading is empty for what stands above the promises."""

    heading: str
    rows: tuple[ChangeRow, ...]


def changes_between(old: PromiseSetDocument, new: PromiseSetDocument) -> list[ChangedPromise]:
    """Grouped by promise, in the order of the new document."""
    grouped: dict[str, list[PromiseSetChange]] = {}
    for change in differences(old, new):
        grouped.setdefault(change.promise, []).append(change)
    titles = {each.key: each.title for document in (old, new) for each in document.promises}
    return [
        ChangedPromise(titles.get(key, ""), tuple(_rows(changes, old, new)))
        for key, changes in grouped.items()
    ]


def _rows(
    changes: Iterable[PromiseSetChange], old: PromiseSetDocument, new: PromiseSetDocument
) -> list[ChangeRow]:
    return [_row(change, old, new) for change in changes]


def _row(change: PromiseSetChange, old: PromiseSetDocument, new: PromiseSetDocument) -> ChangeRow:
    if change.field in {"added", "removed"}:
        what = _("Commitment") if change.commitment else _("Promise")
        return ChangeRow(what, _whole(change.old, old), _whole(change.new, new))
    label = str(FIELDS[change.field])
    return ChangeRow(label, _words(change.field, change.old, old), _words(change.field, change.new, new))


def _whole(data: Any, document: PromiseSetDocument) -> str:
    """A promise or commitment that came or went, whole."""
    if data is None:
        return ""
    if "commitments" in data:
        return f"{data['title']}: {data['text']}"
    return said_back(CommitmentText.from_data(data, "commitment"), document)


def _words(field: str, value: Any, document: PromiseSetDocument) -> str:
    if value is None or value == []:
        return ""
    if field in _CODES:
        return str(_CODES[field][value])
    if field in {"performers", "responsible"}:
        return names(value, document.parties)
    return _plain(value)


def yes_or_no(*, value: bool) -> str:
    return _("Yes") if value else _("No")


def _plain(value: Any) -> str:
    match value:
        case bool():
            return yes_or_no(value=value)
        case float():
            return f"{value:g}".replace(".", ",")
        case list():
            return ", ".join(_plain(each) for each in value)
        case dict():
            return " · ".join(str(value[name]) for name in ("position", "party", "name") if name in value)
        case _:
            return str(value)
