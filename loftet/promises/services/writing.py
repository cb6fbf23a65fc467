"""Writing a document's parts into rows. Every caller holds the lock and writes the audit event."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace

from loftet.agreements.drafts import searchable
from loftet.agreements.sharing import lock_record
from loftet.domain.promise_set import CommitmentText, FocusAreaText, PromiseSetDocument, PromiseText
from loftet.organisations.models import Municipality

from ..content import SetContent
from ..drafts import live_document, with_rows
from ..models import Commitment, FocusArea, Promise, PromiseSet, PromiseSetSignatory


def locked(promise_set: PromiseSet) -> PromiseSet:
    """The set as it is now, kept from others until the transaction ends."""
    return lock_record(promise_set)


def bump(promise_set: PromiseSet) -> None:
    """Count a save, so that what is shared is what was shown, and keep the words that it is found by."""
    promise_set.revision += 1
    promise_set.search_text = _words_of(promise_set)
    promise_set.save(update_fields=["revision", "search_text"])


def _words_of(promise_set: PromiseSet) -> str:
    written = with_rows(PromiseSet.objects.filter(pk=promise_set.pk)).get()
    return searchable(live_document(written).to_data())


def write_details(promise_set: PromiseSet, content: SetContent) -> None:
    for name in ("title", "introduction", "easy_read", "starts_on", "ends_on"):
        setattr(promise_set, name, getattr(content, name))
    promise_set.details_revision += 1
    promise_set.save()
    promise_set.municipalities.set(Municipality.objects.filter(code__in=content.municipalities))
    promise_set.signatories.all().delete()
    PromiseSetSignatory.objects.bulk_create(
        PromiseSetSignatory(promise_set=promise_set, organisation_id=organisation, position=position)
        for organisation, position in dict.fromkeys(content.signatories)
    )
    bump(promise_set)


def write_areas(promise_set: PromiseSet, areas: Iterable[FocusAreaText]) -> None:
    """Make the set's promises those of the areas; a promise whose key is known stays the same row."""
    known = {str(each.key): each for each in Promise.objects.filter(focus_area__promise_set=promise_set)}
    old_areas = {area.name: area for area in promise_set.focus_areas.all()}
    named = set()
    for order, text in enumerate(areas):
        area = old_areas.get(text.name) or FocusArea(promise_set=promise_set, name=text.name)
        area.order = order
        area.save()
        named.add(text.name)
        for place, promise in enumerate(text.promises):
            row = known.pop(promise.key, None) or Promise(key=uuid.UUID(promise.key))
            write_promise(row, area, place, promise)
    for left in known.values():
        left.delete()
    promise_set.focus_areas.exclude(name__in=named).delete()
    bump(promise_set)


def write_promise(row: Promise, area: FocusArea, order: int, text: PromiseText) -> Promise:
    row.focus_area, row.order = area, order
    for name in ("title", "text", "background", "why", "baseline", "easy_read", "stands_without_target"):
        setattr(row, name, getattr(text, name))
    row.revision += 1
    row.save()
    write_commitments(row, text.commitments)
    return row


def write_commitments(promise: Promise, commitments: Iterable[CommitmentText]) -> None:
    """Keys of the promise's own commitments stay; a key from elsewhere is made anew."""
    known = {str(each.key): each for each in promise.commitments.all()}
    for order, text in enumerate(commitments):
        row = known.pop(text.key, None) or Commitment(promise=promise, key=_free_key(text.key))
        _write_commitment(row, order, text)
    for left in known.values():
        left.delete()


def renewed(document: PromiseSetDocument) -> tuple[FocusAreaText, ...]:
    """The areas with new keys all through: the promises of another set."""
    return tuple(
        replace(area, promises=tuple(_renewed(promise) for promise in area.promises))
        for area in document.focus_areas
    )


def _renewed(promise: PromiseText) -> PromiseText:
    commitments = tuple(replace(each, key=str(uuid.uuid4())) for each in promise.commitments)
    return replace(promise, key=str(uuid.uuid4()), commitments=commitments)


def _free_key(key: str) -> uuid.UUID:
    wanted = uuid.UUID(key)
    return uuid.uuid4() if Commitment.objects.filter(key=wanted).exists() else wanted


def _write_commitment(row: Commitment, order: int, text: CommitmentText) -> None:
    row.order = order
    for name in ("performer_note", "number", "number_max", "unit", "per", "place"):
        setattr(row, name, getattr(text, name))
    row.kind = text.kind.value
    row.comparator = text.comparator.value if text.comparator and text.number is not None else ""
    row.every = text.every.value if text.every else ""
    row.window = text.window.value if text.window else ""
    row.groups = list(text.groups)
    row.save()
    row.performers.set(text.performers)
    row.responsible.set(text.responsible)
