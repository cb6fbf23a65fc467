"""A process has a frozen document from the database once, and never mistakes one for another."""

from __future__ import annotations

import pytest
from cachetools import LRUCache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loftet.agreements import services, versions
from loftet.agreements.models import SharedVersion
from loftet.agreements.versions import newest_version, with_documents
from tests.factories import Cast

from .making import draft, next_version, shared


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "_documents", LRUCache(maxsize=2))


def read() -> tuple[list[tuple[int, object]], int]:
    """What is read of each version, and how many documents the database sent."""
    with CaptureQueriesContext(connection) as asked:
        found = with_documents(SharedVersion.objects.all())
    assert len(asked) == 1
    return [(each.pk, each.document) for each in found], sum(each.unread is not None for each in found)  # type: ignore[attr-defined]


def test_what_is_kept_is_not_sent_again_and_reads_the_same(cast: Cast) -> None:
    shared(cast.asta, cast.petra)
    shared(cast.asta, cast.petra, title="Tryggt centrum")
    stored = list(SharedVersion.objects.values_list("pk", "document"))
    assert read() == (stored, 2)
    assert read() == (stored, 0)


def test_a_document_that_had_to_make_room_is_sent_again(cast: Cast) -> None:
    for title in ("Ett", "Två", "Tre"):
        shared(cast.asta, cast.petra, title=title)
    stored = list(SharedVersion.objects.values_list("pk", "document"))
    assert read() == (stored, 3)
    assert read() == (stored, 1)


def test_a_version_that_was_shared_since_is_found_by_who_had_asked_for_the_one_before(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    first = newest_version(agreement)
    kept = next_version(cast.asta, agreement, title="Hela Linköping")
    services.share_agreement(by=cast.asta, agreement=kept)
    agreement.refresh_from_db()
    newest = newest_version(agreement)
    assert first is not None
    assert newest is not None
    assert (first.document["title"], newest.document["title"]) == ("Trygg i Linköping", "Hela Linköping")


def test_nobody_has_read_what_is_not_shared(cast: Cast) -> None:
    assert newest_version(draft(cast.asta, cast.petra)) is None
