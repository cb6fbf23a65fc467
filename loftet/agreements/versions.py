"""Frozen versions of shared records, read back: whatever their kind, they name parties and who signs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache, cached
from django.apps import apps
from django.db.models import Case, F, JSONField, Model, QuerySet, When

from loftet.domain.agreement import AgreementDocument, PartyRef, SignatorySeat

from .models import SharedRecord, SharedVersion

Document = TypeVar("Document")
Frozen = TypeVar("Frozen", bound=Model)

# Of some fifty promises a document holds about half a megabyte once it is read.
MOST_KEPT = 64

_documents: LRUCache[str, Mapping[str, Any]] = LRUCache(maxsize=MOST_KEPT)
_documents_lock = Lock()


@dataclass(frozen=True)
class Seat:
    """A position that signs a version for a party."""

    organisation: int
    party: str
    position: str


def read_once(version: SharedVersion, read: Callable[[Mapping[str, Any]], Document]) -> Document:
    """What `read` makes of the frozen document; pages ask for the same ones again and again."""
    return read_kept(version.digest, version.document, read)


def read_kept(
    digest: str, document: Mapping[str, Any], read: Callable[[Mapping[str, Any]], Document]
) -> Document:
    """The same of any document that has a digest.

    A digest never stands for other words, so what was read of them stays true (docs/adr/0048).
    """
    found: Document = _read(digest, document, read)
    return found


@cached(LRUCache(maxsize=MOST_KEPT), key=lambda digest, document, read: (digest, read), lock=Lock())
def _read(digest: str, document: Mapping[str, Any], read: Callable[[Mapping[str, Any]], object]) -> Any:
    return read(document)


def with_documents(rows: QuerySet[Frozen], *, digest: str = "digest") -> list[Frozen]:
    """The rows in one query, in which documents that this process has had are not fetched again.

    `digest` is the field that holds that of the row's `document`.
    """
    with _documents_lock:
        kept = dict(_documents)
    is_kept = When(**{f"{digest}__in": list(kept)}, then=None)
    unread = Case(is_kept, default=F("document"), output_field=JSONField())
    found: list[Any] = list(rows.defer("document").annotate(unread=unread))
    for each in found:
        each.document = kept.get(getattr(each, digest), each.unread)
    with _documents_lock:
        _documents.update({getattr(each, digest): each.document for each in found})
    return found


def document_of(version: SharedVersion) -> AgreementDocument:
    """The version of an agreement; other rooms read their own documents."""
    return read_once(version, AgreementDocument.from_data)


def parties_of(version: SharedVersion) -> tuple[PartyRef, ...]:
    return tuple(PartyRef.from_data(each, "parties") for each in version.document["parties"])


def seats_of(version: SharedVersion) -> tuple[Seat, ...]:
    """Everybody who signs the version, in the order of the document."""
    by_name = {party.name: party.organisation for party in parties_of(version)}
    signatories = (SignatorySeat.from_data(each, "signatories") for each in version.document["signatories"])
    return tuple(Seat(by_name[seat.party], seat.party, seat.position) for seat in signatories)


def party_ids(version: SharedVersion) -> set[int]:
    return {party.organisation for party in parties_of(version)}


def last_day_of(version: SharedVersion) -> date | None:
    """The last day to sign by; what tells of a period that is over, such as a follow-up, has none."""
    ends_on = version.document.get("ends_on")
    return date.fromisoformat(ends_on) if ends_on else None


def newest_version(record: SharedRecord) -> SharedVersion | None:
    """The version that was shared last, whoever can read it."""
    return numbered_version(record, record.shared_version)


def numbered_version(record: SharedRecord, number: int | None) -> SharedVersion | None:
    """Asked for once of each instance: a version that is shared stays as it is."""
    if number is None:
        return None
    if number not in record.versions_read:
        kept = SharedVersion.objects.filter(record_kind=record.record_kind, record_id=record.pk)
        record.versions_read |= {each.version: each for each in kept.filter(version=number)}
    return record.versions_read.get(number)


@cache
def record_class(kind: str) -> type[SharedRecord]:
    """The model, in whichever room, that has the kind."""
    return next(model for model in _record_classes() if model.record_kind == kind)


def is_closed(agreement: int, day: date) -> bool:
    """Whether some record within the agreement has frozen what was told of the day, whatever its room."""
    return any(model.has_closed(agreement, day) for model in _record_classes())


@cache
def _record_classes() -> tuple[type[SharedRecord], ...]:
    return tuple(model for model in apps.get_models() if issubclass(model, SharedRecord))


def record_of(version: SharedVersion) -> SharedRecord:
    return record_class(version.record_kind).objects.select_related("owner").get(pk=version.record_id)
