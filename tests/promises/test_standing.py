"""Where a set stands for its reader, and how it is found in the list."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from loftet.promises import services
from loftet.promises.models import PromiseSet
from loftet.promises.selectors import list_rows, list_sets
from loftet.promises.standing import COLOURS, Standing, standing_of, valid_before
from tests.factories import Cast, signed_in

from .making import add, drafted, fresh, rewrite_details, running, shared, signed, the_promise

TODAY = timezone.localdate()
WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("state", "valid_version", "let_out", "first", "last", "standing"),
    [
        ("shared", None, None, None, None, Standing.REPLACED),
        ("shared", 1, None, TODAY - WEEK, None, Standing.SIGNED),
        ("shared", 1, 1, TODAY - WEEK, None, Standing.RUNNING),
        ("shared", 1, 1, TODAY + WEEK, None, Standing.READY),
        ("shared", 1, 1, TODAY - 2 * WEEK, TODAY - WEEK, Standing.ENDED),
        ("signed", 2, 1, TODAY, None, Standing.REPLACED),
        ("running", 2, 2, TODAY, None, Standing.REPLACED),
        ("ended", 1, 1, TODAY, None, Standing.ENDED),
        ("ended", 2, 2, TODAY, None, Standing.REPLACED),
    ],
)
def test_who_has_the_version_before_sees_the_life_of_that(
    state: str,
    valid_version: int | None,
    let_out: int | None,
    first: object,
    last: object,
    standing: Standing,
) -> None:
    promise_set = PromiseSet(
        state=state,
        shared_version=2,
        valid_version=valid_version,
        let_out_version=let_out,
        valid_from=first,
        valid_until=last,
    )
    assert standing_of(promise_set, seen=1, today=TODAY) is standing
    assert standing_of(promise_set, seen=2, today=TODAY) == state


def test_the_version_before_is_valid_while_the_newest_waits() -> None:
    promise_set = PromiseSet(state="shared", shared_version=2, valid_version=1, valid_from=TODAY)
    assert valid_before(promise_set, seen=2, today=TODAY) == 1
    promise_set.valid_until = TODAY - WEEK
    assert valid_before(promise_set, seen=2, today=TODAY) is None


def test_every_standing_has_its_colour() -> None:
    assert set(COLOURS) == set(Standing)


def test_the_filter_finds_what_the_page_shows(cast: Cast) -> None:
    for make in (drafted, shared, signed, running):
        make(cast)
    services.end_set(by=cast.asta, promise_set=running(cast), reason="Klart.")
    later = running(cast)
    services.start_new_version(by=cast.asta, promise_set=later, reason="Fler.")
    services.share_set(by=cast.asta, promise_set=fresh(later))
    for actor in (cast.asta, cast.petra, cast.cesar):
        every = list_rows(actor, list_sets(actor))
        for standing in Standing:
            found = {row.pk for row in list_rows(actor, list_sets(actor, standing=standing))}
            assert found == {row.pk for row in every if row.standing is standing}


def test_a_new_version_being_written_is_found_as_a_draft(cast: Cast) -> None:
    promise_set = running(cast)
    services.start_new_version(by=cast.asta, promise_set=promise_set, reason="Fler.")
    assert list(list_sets(cast.asta, standing=Standing.DRAFT)) == [promise_set]
    assert not list_sets(cast.petra, standing=Standing.DRAFT)


def test_sets_are_found_by_the_words_of_their_promises(cast: Cast, draft: PromiseSet) -> None:
    other = drafted(cast, title="Löfte om ÅTGÄRDER")
    add(cast, other, title="Trafik", text="Polisen gör minst 20 kontroller på Ågatan varje månad.")
    assert list(list_sets(cast.asta, words="ågatan")) == [other]
    assert list(list_sets(cast.asta, words="åtgärder KONTROLLER")) == [other]
    assert list(list_sets(cast.asta, words="avloppsvattnet")) == [other, draft]
    assert not list_sets(cast.asta, words="100 %")
    assert not list_sets(cast.petra, words="avloppsvattnet")


def test_what_is_taken_away_is_found_no_more(cast: Cast, draft: PromiseSet) -> None:
    services.remove_promise(by=cast.asta, promise=the_promise(draft))
    assert not list_sets(cast.asta, words="avloppsvattnet")


def test_others_find_only_what_they_have_received(cast: Cast) -> None:
    promise_set = shared(cast)
    services.start_new_version(by=cast.asta, promise_set=promise_set, reason="Ny rubrik.")
    rewrite_details(cast, promise_set, title="Hemlig rubrik")
    assert list(list_sets(cast.asta, words="hemlig")) == [promise_set]
    assert not list_sets(cast.petra, words="hemlig")
    assert list(list_sets(cast.petra, words="avloppsvattnet")) == [promise_set]


@pytest.mark.parametrize(
    ("query", "words"), [("?q=avlopp", "1 medborgarlöfte"), ("?q=finns+inte", "stämmer")]
)
def test_the_list_is_searched(cast: Cast, draft: PromiseSet, query: str, words: str) -> None:
    client: Client = signed_in(cast.asta)
    assert words in client.get(reverse("promises:promise_set_list") + query).text
