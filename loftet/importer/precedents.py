"""Promises that are published already, as something to begin with: read from an edition or from its file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from loftet.domain.agreement import PartyRef, PartyRole
from loftet.domain.canonical import canonical_json, digest
from loftet.domain.edition import EDITION_FILE, EditionKind, Envelope
from loftet.domain.fields import DocumentNotReadable
from loftet.domain.follow_up import FollowUpDocument
from loftet.domain.promise_set import CommitmentText, FocusAreaText, PromiseSetDocument, PromiseText
from loftet.organisations.exceptions import NotAllowed
from loftet.promises.content import PromiseContent
from loftet.promises.importing import readable_document
from loftet.promises.proposals import new_key


@dataclass(frozen=True)
class PublishedSet:
    """A promise set as its edition has it; `address` is where the promise is read, empty where unknown."""

    envelope: Envelope
    document: PromiseSetDocument
    address: str = ""

    def find(self, key: str) -> tuple[FocusAreaText, PromiseText] | None:
        pairs = ((area, each) for area in self.document.focus_areas for each in area.promises)
        return next((pair for pair in pairs if pair[1].key == key), None)


@dataclass(frozen=True)
class PublishedFollowUp:
    """A follow-up as its edition has it."""

    envelope: Envelope
    document: FollowUpDocument

    def is_of(self, source: PublishedSet) -> bool:
        """Whether it tells of any of the promises."""
        return any(source.find(each.key) for each in self.document.promises)


def read_edition_file(content: str | bytes) -> PublishedSet:
    """What stands in the JSON file of an edition, or `NotAllowed` with what is wrong with it."""
    try:
        envelope, document = _read(content, EditionKind.PROMISE_SET)
        return PublishedSet(envelope, readable_document(document))
    except (ValueError, RecursionError) as fault:
        raise NotAllowed([_("The file is not a published citizen promise as JSON.")]) from fault


def read_follow_up_file(content: str | bytes) -> PublishedFollowUp:
    """The same of a follow-up."""
    try:
        envelope, document = _read(content, EditionKind.FOLLOW_UP)
        return PublishedFollowUp(envelope, FollowUpDocument.from_data(document))
    except (ValueError, RecursionError) as fault:
        raise NotAllowed([_("The file is not a published follow-up as JSON.")]) from fault


def as_edition_file(source: PublishedSet | PublishedFollowUp) -> str:
    """The same again as it was read, without what proves when it was published."""
    parts = {"envelope": source.envelope.to_data(), "document": source.document.to_data()}
    return canonical_json({"schema": EDITION_FILE, **parts}).decode()


def _read(content: str | bytes, kind: EditionKind) -> tuple[Envelope, Mapping[str, Any]]:
    data = json.loads(content, parse_constant=_refuse_constant)
    if not isinstance(data, Mapping) or data.get("schema") != EDITION_FILE:
        raise DocumentNotReadable(f"the schema is not {EDITION_FILE}")
    envelope = Envelope.from_data(data.get("envelope"))
    document = data.get("document")
    if envelope.kind is not kind or not isinstance(document, Mapping):
        raise DocumentNotReadable(f"it is not of the kind {kind}")
    if digest(document) != envelope.document_digest:
        raise NotAllowed([_("The file has been altered: its content is not what its digest was taken of.")])
    return envelope, document


def content_to_begin_with(
    source: PublishedSet, area: FocusAreaText, promise: PromiseText, parties: Sequence[PartyRef]
) -> PromiseContent:
    """The words and what is counted, as a promise of these parties; nothing of how it stood or went there."""
    theirs = {party.organisation: party.role for party in source.document.parties}
    return PromiseContent(
        focus_area=area.name,
        title=promise.title,
        text=promise.text,
        why=promise.why,
        easy_read=promise.easy_read,
        stands_without_target=promise.stands_without_target,
        commitments=tuple(_as_ours(each, theirs, parties) for each in promise.commitments),
    )


def _as_ours(
    commitment: CommitmentText, theirs: Mapping[int, PartyRole], parties: Sequence[PartyRef]
) -> CommitmentText:
    """Who does it is our party of the same role, or is left to choose; place and unit are of there."""
    return replace(
        commitment,
        key=new_key(),
        performers=_ours(commitment.performers, theirs, parties),
        responsible=_ours(commitment.responsible, theirs, parties),
        performer_note="",
        place="",
    )


def _ours(
    organisations: Iterable[int], theirs: Mapping[int, PartyRole], parties: Sequence[PartyRef]
) -> tuple[int, ...]:
    """Where several of ours have the role, nobody is chosen for them."""
    found: set[int] = set()
    for role in {theirs[each] for each in organisations if each in theirs}:
        same = [party.organisation for party in parties if party.role is role]
        if len(same) == 1 and role is not PartyRole.OTHER:
            found |= set(same)
    return tuple(sorted(found))


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
