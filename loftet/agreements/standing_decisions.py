"""The standing decision of an agreement: what is recorded is shared as it is recorded (docs/adr/0037)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from .models import Agreement, SharedVersion
from .standing import is_in_force
from .versions import document_of


def parties_sharing_at_once(agreements: Collection[int], *, today: date) -> dict[int, frozenset[int]]:
    """The organisations that have signed such a decision, by agreement; only where it holds on the day."""
    known = {each.pk: each for each in Agreement.objects.filter(pk__in=agreements)}
    valid = {pk: each.valid_version for pk, each in known.items() if is_in_force(each, today=today)}
    kept = SharedVersion.objects.filter(record_kind=Agreement.record_kind, record_id__in=valid)
    documents = {each.record_id: document_of(each) for each in kept if each.version == valid[each.record_id]}
    return {
        pk: frozenset(party.organisation for party in document.parties)
        for pk, document in documents.items()
        if document.shares_when_recorded
    }
