"""What residents read, found by its words: for whoever writes promises anywhere in the country."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Exists, OuterRef

from loftet.agreements.versions import with_documents
from loftet.organisations.actor import Actor

from ..models import Edition, EditionKind, EditionQuerySet, PromisesOf, WordsOf

# As the index of the words has it.
SWEDISH = "swedish"
PROMISES_WITH_WORDS = """
    SELECT edition.id, promise ->> 'key'
    FROM publication_edition edition,
         jsonb_path_query(edition.document, '$.focus_areas[*].promises[*]') promise
    WHERE edition.id = ANY(%s)
      AND jsonb_to_tsvector('swedish', promise, '["string"]') @@ websearch_to_tsquery('swedish', %s)
"""


def list_published_sets(actor: Actor, *, words: str = "", code: str = "", key: str = "") -> EditionQuerySet:
    """The newest edition of each promise set, the latest first; `key` is that of a promise in it."""
    later = Edition.objects.filter(
        is_demo=OuterRef("is_demo"), identifier=OuterRef("identifier"), number__gt=OuterRef("number")
    )
    found = Edition.objects.shown_to(actor).filter(~Exists(later), kind=EditionKind.PROMISE_SET)
    if code:
        found = found.filter(municipality_codes__contains=[code])
    if key:
        return with_promises(found, [key]).newest_first()
    return (with_words(found, words) if words else found).newest_first()


def with_words(promise_sets: EditionQuerySet, words: str) -> EditionQuerySet:
    """Those whose documents hold all the words, in any of their Swedish forms."""
    query = SearchQuery(words, config=SWEDISH, search_type="websearch")
    return promise_sets.alias(words=WordsOf("document")).filter(words=query)


def promises_with_words(editions: Iterable[Edition], words: str) -> set[tuple[int, str]]:
    """Which promises have all the words themselves, as primary key of the edition and key."""
    with connection.cursor() as cursor:
        cursor.execute(PROMISES_WITH_WORDS, [[each.pk for each in editions], words])
        return {(pk, key) for pk, key in cursor.fetchall()}


def newest_follow_ups(actor: Actor, keys: Iterable[str]) -> list[Edition]:
    """The follow-ups that tell of any of the promises, the newest last."""
    found = Edition.objects.shown_to(actor).filter(kind=EditionKind.FOLLOW_UP)
    return with_documents(with_promises(found, keys).order_by("number"), digest="document_digest")


def with_promises(editions: EditionQuerySet, keys: Iterable[str]) -> EditionQuerySet:
    """Those that tell of any of the promises with these keys."""
    return editions.alias(promises=PromisesOf("document")).filter(promises__has_any_keys=list(keys))
