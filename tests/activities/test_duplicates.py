"""What two parties have told apart and may be the same."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.urls import reverse

from loftet.activities import services
from loftet.activities.models import Occurrence, OccurrenceSharing, SameOrTwo
from loftet.activities.selectors.duplicates import list_possible_duplicates, marks_of
from loftet.domain.counts import Count
from loftet.domain.duplicates import Verdict
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent
from loftet.promises.models import PromiseSet
from tests.factories import Cast, signed_in
from tests.permission_rows.reporting import handed_over

from .making import TODAY, counted, occurrence

ONE, DIFFERENT = Verdict.ONE, Verdict.DIFFERENT


@pytest.fixture
def pair(cast: Cast, promise_set: PromiseSet) -> tuple[Occurrence, Occurrence]:
    """The same day told by both, each handed over to the other."""
    return handed_over(cast.asta, promise_set, cast.petra), handed_over(cast.petra, promise_set, cast.asta)


def keys_seen_by(actor: Actor, promise_set: PromiseSet) -> list[tuple[str, str]]:
    return [(each.own.key, each.other.key) for each in list_possible_duplicates(actor, promise_set)]


def test_both_see_the_two_beside_each_other(
    cast: Cast, promise_set: PromiseSet, pair: tuple[Occurrence, Occurrence]
) -> None:
    one, other = (str(each.key) for each in pair)

    assert keys_seen_by(cast.asta, promise_set) == [(one, other)]
    assert keys_seen_by(cast.petra, promise_set) == [(other, one)]
    assert keys_seen_by(cast.cesar, promise_set) == []


def test_nothing_is_seen_before_both_have_handed_in(cast: Cast, promise_set: PromiseSet) -> None:
    own = occurrence(cast.asta, promise_set)
    other = handed_over(cast.petra, promise_set, cast.asta)

    assert keys_seen_by(cast.asta, promise_set) == keys_seen_by(cast.petra, promise_set) == []
    with pytest.raises(NotAllowed, match="lämnat in"):
        services.mark_same_or_two(by=cast.asta, one=own, other=other, verdict=ONE)


@pytest.mark.parametrize(
    ("fields", "is_alike"),
    [
        ({"starts_on": TODAY - timedelta(days=3)}, True),
        ({"starts_on": TODAY - timedelta(days=30)}, True),
        ({"starts_on": TODAY - timedelta(days=30), "place_name": "Ryd"}, False),
        ({"unit": "besök"}, False),
        ({"starts_on": TODAY - timedelta(days=4), "place_name": ""}, True),
        ({"starts_on": TODAY - timedelta(days=5), "place_name": ""}, False),
    ],
)
def test_the_same_unit_and_near_days_or_the_same_place_look_alike(
    cast: Cast, promise_set: PromiseSet, fields: dict[str, Any], *, is_alike: bool
) -> None:
    handed_over(cast.asta, promise_set, cast.petra)
    if unit := fields.pop("unit", None):
        fields["counts"] = (counted(promise_set, unit=unit),)
    told = occurrence(cast.petra, promise_set, **fields)
    services.share_occurrences(
        by=cast.petra, promise_set=promise_set, occurrences=[told], organisations=[cast.asta.organisation]
    )

    assert bool(keys_seen_by(cast.asta, promise_set)) == is_alike


def test_what_is_withdrawn_looks_like_nothing(
    cast: Cast, promise_set: PromiseSet, pair: tuple[Occurrence, Occurrence]
) -> None:
    services.withdraw_occurrence(by=cast.petra, occurrence=pair[1], reason="Fel dag")

    assert keys_seen_by(cast.asta, promise_set) == []


def test_the_last_word_of_either_party_holds_and_all_words_stay(
    cast: Cast, promise_set: PromiseSet, pair: tuple[Occurrence, Occurrence]
) -> None:
    one, other = pair
    services.mark_same_or_two(by=cast.asta, one=one, other=other, verdict=ONE)
    assert marks_of(promise_set).verdicts == {frozenset({str(one.key), str(other.key)}): ONE}

    services.mark_same_or_two(by=cast.petra, one=other, other=one, verdict=DIFFERENT)
    (seen,) = list_possible_duplicates(cast.asta, promise_set)
    assert seen.mark is not None
    assert (seen.mark.verdict, seen.mark.marked_as) == (DIFFERENT, "Petra")
    assert marks_of(promise_set).verdicts == {frozenset({str(one.key), str(other.key)}): DIFFERENT}
    assert SameOrTwo.objects.count() == 2
    assert AuditEvent.objects.filter(kind="same_or_two_marked").count() == 2


def test_marks_settle_what_totals_reckon_with(
    cast: Cast, promise_set: PromiseSet, pair: tuple[Occurrence, Occurrence]
) -> None:
    counts = [Count(str(each.key), "mätningar", None, str(each.organisation_id)) for each in pair]
    assert marks_of(promise_set).unsettled(counts) != []

    services.mark_same_or_two(by=cast.asta, one=pair[0], other=pair[1], verdict=ONE)
    assert marks_of(promise_set).unsettled(counts) == []


def test_only_coordinators_of_the_two_say(
    cast: Cast, promise_set: PromiseSet, pair: tuple[Occurrence, Occurrence]
) -> None:
    for other in (cast.bo, cast.cesar):
        with pytest.raises(NotAllowed):
            services.mark_same_or_two(by=other, one=pair[0], other=pair[1], verdict=ONE)
    with pytest.raises(NotAllowed, match="två parter"):
        services.mark_same_or_two(by=cast.asta, one=pair[0], other=pair[0], verdict=ONE)


def test_handing_over_is_told_on_both_sides_and_done_once(cast: Cast, promise_set: PromiseSet) -> None:
    told = handed_over(cast.asta, promise_set, cast.petra)
    again = services.share_occurrences(
        by=cast.asta, promise_set=promise_set, occurrences=[told], organisations=[cast.petra.organisation]
    )

    assert again == 0
    kinds = AuditEvent.objects.filter(kind__startswith="occurrences_").order_by("pk")
    assert [(each.kind, each.organisation_id) for each in kinds] == [
        ("occurrences_shared", cast.asta.organisation.pk),
        ("occurrences_received", cast.petra.organisation.pk),
    ]


def test_nobody_hands_over_what_others_told(cast: Cast, promise_set: PromiseSet) -> None:
    told = occurrence(cast.petra, promise_set)
    services.share_occurrences(
        by=cast.asta, promise_set=promise_set, occurrences=[told], organisations=[cast.asta.organisation]
    )

    assert not OccurrenceSharing.objects.exists()


def test_the_page_shows_the_two_and_takes_a_word(
    cast: Cast, promise_set: PromiseSet, pair: tuple[Occurrence, Occurrence]
) -> None:
    browser, url = signed_in(cast.petra), reverse("activities:duplicate_list", args=(promise_set.pk,))
    mark = reverse("activities:duplicate_mark", args=(promise_set.pk, pair[1].key, pair[0].key))
    html = browser.get(url).content.decode()
    assert "Provet skickades i tid" not in html, "an internal note is nobody else's"
    assert html.count("Avloppsverket") == 2

    answer = browser.post(mark, {"verdict": "one"}, follow=True).content.decode()
    assert "Den andra parten ser vad ni har sagt" in answer
    assert "<strong>Samma</strong>, enligt Petra" in answer
    assert "enligt Petra" in signed_in(cast.asta).get(url).content.decode()
    assert browser.post(mark, {"verdict": "kanske"}).status_code == 404


def test_a_pair_is_named_in_one_order(cast: Cast, promise_set: PromiseSet) -> None:
    with pytest.raises(IntegrityError, match="a_pair_is_named_in_one_order"):
        mark_turned_round(cast, promise_set)


def mark_turned_round(cast: Cast, promise_set: PromiseSet) -> SameOrTwo:
    return SameOrTwo.objects.create(
        promise_set=promise_set,
        one_key="00000000-0000-0000-0000-000000000002",
        other_key="00000000-0000-0000-0000-000000000001",
        verdict="one",
        organisation=cast.asta.organisation,
        marked_by=cast.asta.person,
        marked_as="Asta",
    )


def test_an_occurrence_is_handed_over_once(cast: Cast, promise_set: PromiseSet) -> None:
    told = handed_over(cast.asta, promise_set, cast.petra)

    with pytest.raises(IntegrityError, match="an_occurrence_is_handed_over_once"):
        OccurrenceSharing.objects.create(occurrence=told, organisation=cast.petra.organisation)
