"""A closing as the pages of signatures and versions show it: exactly what is signed."""

from __future__ import annotations

from typing import Any

from loftet.agreements.models import SharedVersion
from loftet.domain.follow_up import FollowUpDocument
from loftet.organisations.models import Organisation

from .document_words import area_words, party_table
from .reports import area_tables
from .words import period_words, silence_words


def document_of(version: SharedVersion) -> FollowUpDocument:
    return FollowUpDocument.from_data(version.document)


def document_context(version: SharedVersion, reader: Organisation) -> dict[str, Any]:
    """The same for every reader: nothing of it is anybody's own any more."""
    document = document_of(version)
    return {
        "document": document,
        "days": period_words(document.closed_period),
        "table": party_table(document, area_words(document)),
        "tables": area_tables(document),
        "silences": [silence_words(each, document.parties) for each in document.silences],
    }
