"""What residents read, found by its words and by its promises."""

from __future__ import annotations

import pytest
from django.db import connection

from loftet.publication.models import Edition, EditionKind, EditionQuerySet
from loftet.publication.selectors.published import with_promises, with_words

SETS = Edition.objects.filter(kind=EditionKind.PROMISE_SET)
FOLLOW_UPS = Edition.objects.filter(kind=EditionKind.FOLLOW_UP)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("found", "index"),
    [
        (with_words(SETS, "mätningarna"), "promise_sets_by_their_words"),
        (with_promises(SETS, ["0b0d"]), "editions_by_their_promises"),
        (with_promises(FOLLOW_UPS, ["0b0d", "0b0e"]), "editions_by_their_promises"),
    ],
    ids=["words", "a promise", "follow-ups of promises"],
)
def test_they_are_looked_up_in_their_index(found: EditionQuerySet, index: str) -> None:
    """Without it the documents of the whole country would be read for each search.

    Which index is best for a few rows depends on what the database has counted, so only what no other index
    can answer is asked, of bitmaps, the one way to read this kind.
    """
    with connection.cursor() as cursor:
        for way in ("seqscan", "indexscan", "indexonlyscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        plan = found.explain()
    assert index in plan
