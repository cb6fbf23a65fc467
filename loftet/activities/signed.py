"""What the parties have signed: plans and reports are made of it, never of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from loftet.agreements.models import SharedVersion
from loftet.agreements.versions import numbered_version, with_documents
from loftet.domain.periods import Period
from loftet.domain.promise_set import CommitmentText, PromiseSetDocument, PromiseText
from loftet.promises.models import PromiseSet
from loftet.promises.versions import document_of


@dataclass(frozen=True)
class SignedCommitment:
    """A commitment with the promise that it belongs to."""

    promise: PromiseText
    commitment: CommitmentText


@dataclass(frozen=True)
class SignedSet:
    """A promise set with its valid version."""

    promise_set: PromiseSet
    document: PromiseSetDocument

    @property
    def period(self) -> Period:
        return Period(self.document.starts_on, self.document.ends_on)

    @property
    def party_ids(self) -> frozenset[int]:
        return frozenset(party.organisation for party in self.document.parties)

    @cached_property
    def commitments(self) -> dict[str, SignedCommitment]:
        """By key, in the order of the document."""
        return {each.commitment.key: each for each in self._each()}

    def performed_by(self, organisation: int) -> list[SignedCommitment]:
        """What the organisation is to do; where no performer is named, every party may have a part in it."""
        return [each for each in self.commitments.values() if _performs(each.commitment, organisation)]

    def _each(self) -> Iterator[SignedCommitment]:
        for promise in self.document.promises:
            for commitment in promise.commitments:
                yield SignedCommitment(promise, commitment)


def signed_set(promise_set: PromiseSet) -> SignedSet | None:
    """The set as it is signed; None before everybody has."""
    version = numbered_version(promise_set, promise_set.valid_version)
    return SignedSet(promise_set, document_of(version)) if version else None


def signed_sets(promise_sets: Iterable[PromiseSet]) -> dict[int, SignedSet]:
    """Those of the sets that are signed, by their primary keys, in one query."""
    valid = {each.pk: each for each in promise_sets if each.valid_version is not None}
    numbers = {each.valid_version for each in valid.values() if each.valid_version}
    versions = SharedVersion.objects.filter(
        record_kind=PromiseSet.record_kind, record_id__in=valid, version__in=numbers
    )
    return {
        version.record_id: SignedSet(valid[version.record_id], document_of(version))
        for version in with_documents(versions.defer("search_text"))
        if version.version == valid[version.record_id].valid_version
    }


def _performs(commitment: CommitmentText, organisation: int) -> bool:
    return not commitment.performers or organisation in commitment.performers
