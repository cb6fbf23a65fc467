"""A version of a promise set as the pages of signatures show it: the whole, and what changed."""

from __future__ import annotations

from typing import Any

from loftet.agreements.models import SharedVersion
from loftet.agreements.versions import record_of
from loftet.organisations.models import Organisation
from loftet.web.change_words import changes_between

from .document_words import set_words
from .versions import document_of


def document_context(version: SharedVersion, reader: Organisation) -> dict[str, Any]:
    document = document_of(version)
    before = _before(version, reader)
    return {
        "words": set_words(document),
        "before": before,
        "changes": changes_between(document_of(before), document) if before else [],
    }


def _before(version: SharedVersion, reader: Organisation) -> SharedVersion | None:
    """The version before this one that the reader has."""
    earlier = SharedVersion.objects.filter(
        record_kind=version.record_kind, record_id=version.record_id, version__lt=version.version
    )
    if record_of(version).owner_id != reader.pk:
        earlier = earlier.filter(sharings__organisation=reader)
    return earlier.order_by("-version").first()
