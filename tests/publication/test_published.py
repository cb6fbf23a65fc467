"""What residents read, found by its words."""

from __future__ import annotations

import pytest
from django.db import connection

from loftet.publication.models import Edition, EditionKind
from loftet.publication.selectors.published import with_words


@pytest.mark.django_db
def test_words_are_looked_up_in_their_index() -> None:
    """Without it the documents of the whole country would be read for each search.

    Which index is best for a few rows depends on what the database has counted, so only what no other index
    can answer is asked, of bitmaps, the one way to read this kind.
    """
    found = with_words(Edition.objects.filter(kind=EditionKind.PROMISE_SET), "mätningarna")
    with connection.cursor() as cursor:
        for way in ("seqscan", "indexscan", "indexonlyscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        plan = found.explain()
    assert "promise_sets_by_their_words" in plan
