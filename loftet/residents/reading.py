"""The promise that a resident stands before, read out of its edition."""

from __future__ import annotations

from dataclasses import dataclass

from loftet.domain.agreement import MunicipalityRef, PartyRef
from loftet.domain.promise_set import PromiseSetDocument, PromiseText
from loftet.publication.models import Edition, EditionKind


@dataclass(frozen=True)
class PublishedPromise:
    """A promise in the edition that told of it, and the parties that stand behind it."""

    edition: Edition
    document: PromiseSetDocument
    promise: PromiseText

    @property
    def parties(self) -> tuple[PartyRef, ...]:
        return self.document.parties

    @property
    def municipality(self) -> MunicipalityRef:
        return self.document.municipalities[0]


def find_published_set(edition_pk: int) -> tuple[Edition, PromiseSetDocument] | None:
    """Return the promise set as it was published, or None where there is none or it is withdrawn."""
    kept = Edition.objects.filter(pk=edition_pk, kind=EditionKind.PROMISE_SET, withdrawn_at__isnull=True)
    edition = kept.select_related("agreement").first()
    return (edition, PromiseSetDocument.from_data(edition.document)) if edition else None


def find_published_promise(edition_pk: int, promise_key: str) -> PublishedPromise | None:
    found = find_published_set(edition_pk)
    if found is None:
        return None
    edition, document = found
    promise = next((each for each in document.promises if each.key == promise_key), None)
    return PublishedPromise(edition, document, promise) if promise else None
