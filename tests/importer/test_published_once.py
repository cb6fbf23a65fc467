"""Whoever turns the pages of what is published does not have the same documents sent and read again."""

from __future__ import annotations

import pytest
from cachetools import LRUCache

from loftet.agreements import versions
from loftet.importer.selectors import find_published, list_published_rows
from loftet.promises.models import PromiseSet
from loftet.publication.models import Edition
from loftet.publication.services import publish_promise_set
from tests.factories import Cast, make_cast
from tests.publication.making import published, second_version


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(versions, "_documents", LRUCache(maxsize=64))
    return make_cast()


def titles(cast: Cast) -> list[str]:
    found = find_published(cast.cesar, typed="", code="")
    return [each.title for row in list_published_rows(cast.cesar, found, "") for each in row.promises]


def test_a_document_is_sent_once_and_a_new_edition_is_another(cast: Cast) -> None:
    edition = published(cast)
    before = titles(cast)
    (again,) = versions.with_documents(Edition.objects.all(), digest="document_digest")
    assert again.unread is None  # type: ignore[attr-defined]
    assert again.document == edition.document
    assert titles(cast) == before
    promise_set = second_version(cast, PromiseSet.objects.get(pk=edition.record_id))
    publish_promise_set(by=cast.asta, promise_set=promise_set)
    assert titles(cast) == [*before, "Vi svarar"]
