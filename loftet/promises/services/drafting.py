"""Beginning a promise set and writing what stands above its promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.agreements.models import Agreement, SharedVersion
from loftet.agreements.versions import newest_version, party_ids
from loftet.domain.promise_set import PromiseSetDocument
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed

from ..content import SetContent
from ..drafts import agreement_version, default_signatories, live_document
from ..importing import fitted_document
from ..models import Commitment, Promise, PromiseSet
from ..policies import (
    begin_obstacles,
    content_obstacles,
    discard_obstacles,
    edit_obstacles,
    new_version_obstacles,
)
from ..versions import document_of
from .writing import locked, renewed, write_areas, write_details


@transaction.atomic
def draft_set(*, by: Actor, agreement: Agreement, content: SetContent) -> PromiseSet:
    """Begin a set. Without signatories, those who sign the agreement sign it."""
    promise_set = _begin(by, agreement, content)
    audit.record(by=by, kind="promise_set_drafted", subject=promise_set)
    return promise_set


@transaction.atomic
def edit_set(*, by: Actor, promise_set: PromiseSet, content: SetContent, revision: int) -> PromiseSet:
    """Save what stands above the promises; `revision` is the `details_revision` that was read."""
    kept = locked(promise_set)
    within = agreement_version(kept.agreement)
    if obstacles := edit_obstacles(by, kept) or content_obstacles(within, content):
        raise NotAllowed(obstacles)
    if kept.details_revision != revision:
        raise ChangedMeanwhile
    write_details(kept, content)
    audit.record(by=by, kind="promise_set_edited", subject=kept, data={"revision": kept.details_revision})
    return kept


@transaction.atomic
def copy_set(*, by: Actor, promise_set: PromiseSet, title: str, starts_on: date, ends_on: date) -> PromiseSet:
    """Last year's set as this year's draft: the same promises under new keys."""
    source = _readable(by, promise_set)
    content = replace(_content_of(source, agreement_version(promise_set.agreement)), title=title)
    content = replace(content, starts_on=starts_on, ends_on=ends_on)
    copy = _begin(by, promise_set.agreement, content)
    copy.copied_from = promise_set
    copy.save(update_fields=["copied_from"])
    write_areas(copy, renewed(source))
    audit.record(by=by, kind="promise_set_copied", subject=copy)
    return copy


@transaction.atomic
def import_set(*, by: Actor, agreement: Agreement, data: Mapping[str, Any]) -> PromiseSet:
    """A draft out of an exported document, with its version and reason; written out again it is the same.

    Where a key of it stands in another set already, it becomes a first version under keys of its own.
    """
    NotAllowed.raise_if(begin_obstacles(by, agreement))
    within = agreement_version(agreement)
    document = fitted_document(within, data)
    promise_set = _begin(by, agreement, _content_of(document, within))
    if are_free(document):
        promise_set.version, promise_set.change_reason = document.version, document.change_reason
        promise_set.save(update_fields=["version", "change_reason"])
        write_areas(promise_set, document.focus_areas)
    else:
        write_areas(promise_set, renewed(document))
    audit.record(by=by, kind="promise_set_imported", subject=promise_set)
    return promise_set


@transaction.atomic
def read_into_draft(
    *, by: Actor, promise_set: PromiseSet, data: Mapping[str, Any], revision: int
) -> PromiseSet:
    """Make the draft what a document of the same set says; `revision` is the draft that it was compared with.

    The version is the draft's own, since what is shared never changes; so is its reason, unless the file is
    of that very version.
    """
    kept = locked(promise_set)
    NotAllowed.raise_if(edit_obstacles(by, kept))
    within = agreement_version(kept.agreement)
    document = fitted_document(within, data)
    if kept.revision != revision:
        raise ChangedMeanwhile
    if not are_free(document, but=kept):
        raise NotAllowed([_("A promise of the file stands in another citizen promise too.")])
    if document.version == kept.version:
        kept.change_reason = document.change_reason
    write_details(kept, _content_of(document, within))
    write_areas(kept, document.focus_areas)
    audit.record(by=by, kind="promise_set_imported", subject=kept)
    return kept


@transaction.atomic
def start_new_version(*, by: Actor, promise_set: PromiseSet, reason: str) -> PromiseSet:
    """Begin a draft of the next version; the shared one stays as it is, valid and visible."""
    kept = locked(promise_set)
    if obstacles := new_version_obstacles(by, kept):
        raise NotAllowed(obstacles)
    if not reason.strip():
        raise NotAllowed([_("Say why a new version is made.")])
    kept.version += 1
    kept.revision += 1
    kept.change_reason, kept.version_begun_at = reason, timezone.now()
    kept.save(update_fields=["version", "revision", "change_reason", "version_begun_at"])
    audit.record(by=by, kind="promise_set_version_begun", subject=kept, data={"version": kept.version})
    return kept


@transaction.atomic
def discard_set(*, by: Actor, promise_set: PromiseSet) -> PromiseSet | None:
    """Throw away what nobody else has seen: a first draft wholly, a later one back to what is shared."""
    kept = locked(promise_set)
    if obstacles := discard_obstacles(by, kept):
        raise NotAllowed(obstacles)
    version = newest_version(kept)
    if version is None:
        audit.record(by=by, kind="promise_set_discarded", subject=kept)
        _delete(kept)
        return None
    audit.record(by=by, kind="promise_set_version_discarded", subject=version, data={"version": kept.version})
    document = document_of(version)
    kept.version, kept.change_reason = version.version, document.change_reason
    write_details(kept, _content_of(document, version))
    write_areas(kept, document.focus_areas)
    return kept


def _delete(promise_set: PromiseSet) -> None:
    """Unless something that is frozen rests on it, such as outcomes that were read in with it."""
    try:
        promise_set.delete()
    except ProtectedError as refused:
        raise NotAllowed([_("Outcomes are read in that answer this draft, and they stay.")]) from refused


def _begin(by: Actor, agreement: Agreement, content: SetContent) -> PromiseSet:
    if obstacles := begin_obstacles(by, agreement):
        raise NotAllowed(obstacles)
    within = agreement_version(agreement)
    if not content.signatories:
        content = replace(content, signatories=default_signatories(within, content.municipalities))
    if obstacles := content_obstacles(within, content):
        raise NotAllowed(obstacles)
    promise_set = PromiseSet(owner=by.organisation, agreement=agreement)
    write_details(promise_set, content)
    return promise_set


def _readable(by: Actor, promise_set: PromiseSet) -> PromiseSetDocument:
    """What the actor may read of the set that is copied: one's own as it stands, another's as shared."""
    if promise_set.is_owned_by(by):
        return live_document(promise_set)
    version = newest_version(promise_set)
    if version is None or by.organisation.pk not in party_ids(version):
        raise NotAllowed([_("Your organisation has not received the promise.")])
    return document_of(version)


def _content_of(document: PromiseSetDocument, within: SharedVersion) -> SetContent:
    """Above the promises; who signs for what is no party any more is left out."""
    known = party_ids(within)
    by_name = {party.name: party.organisation for party in document.parties}
    seats = ((by_name.get(seat.party, 0), seat.position) for seat in document.signatories)
    return SetContent(
        title=document.title,
        introduction=document.introduction,
        easy_read=document.easy_read,
        starts_on=document.starts_on,
        ends_on=document.ends_on,
        municipalities=tuple(each.code for each in document.municipalities),
        signatories=tuple(seat for seat in seats if seat[0] in known),
    )


def are_free(document: PromiseSetDocument, *, but: PromiseSet | None = None) -> bool:
    """Whether no promise or commitment of the document stands in another set already."""
    keys = [promise.key for promise in document.promises]
    inner = [each.key for promise in document.promises for each in promise.commitments]
    promises, commitments = Promise.objects.filter(key__in=keys), Commitment.objects.filter(key__in=inner)
    if but is not None:
        promises = promises.exclude(focus_area__promise_set=but)
        commitments = commitments.exclude(promise__focus_area__promise_set=but)
    return not (promises.exists() or commitments.exists())
