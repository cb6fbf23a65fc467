"""What residents read, found by its words."""

from __future__ import annotations

from django.db import connection

from loftet.publication.selectors import list_published_sets
from tests.factories import Cast


def test_words_are_looked_up_in_their_index(cast: Cast) -> None:
    """Without it the documents of the whole country would be read for each search."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = list_published_sets(cast.asta, words="mätningarna").explain()
    assert "promise_sets_by_their_words" in plan
