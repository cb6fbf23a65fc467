"""Deciding on what was found, and mending it."""

from __future__ import annotations

import pytest

from loftet.domain.review_states import ReviewAct
from loftet.importer import services
from loftet.importer.content import AboutContent, ItemContent
from loftet.importer.found import commitments_of
from loftet.importer.models import ItemKind, ReviewItem, Upload
from loftet.importer.storing import reading_of
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from tests.factories import Cast

from .making import FOLLOW_UP, example, item_of, read_in, texts, uploaded


def decide(by: Actor, item: ReviewItem, act: ReviewAct) -> ReviewItem:
    return services.decide(by=by, item=item, act=act, revision=item.revision)


def content(**other: object) -> ItemContent:
    whole = {"kind": "promise", "title": "Vi vandrar", "text": "Kommunen ska hålla 5 möten.", **other}
    return ItemContent(**whole)  # type: ignore[arg-type]


def test_it_keeps_who_decided(cast: Cast, upload: Upload) -> None:
    item = decide(cast.asta, item_of(upload), ReviewAct.ACCEPT)
    assert (item.state, item.decided_by, item.revision) == ("accepted", cast.asta.person, 1)


def test_a_decision_is_taken_back_and_made_otherwise(cast: Cast, upload: Upload) -> None:
    item = decide(cast.asta, item_of(upload), ReviewAct.ACCEPT)
    item = decide(cast.asta, item, ReviewAct.RECONSIDER)
    item = decide(cast.asta, item, ReviewAct.LEAVE_OUT)
    assert decide(cast.asta, item, ReviewAct.RECONSIDER).state == "waiting"


def test_it_refuses_to_decide_on_what_another_changed_meanwhile(cast: Cast, upload: Upload) -> None:
    seen = item_of(upload)
    decide(cast.asta, item_of(upload), ReviewAct.LEAVE_OUT)
    with pytest.raises(ChangedMeanwhile):
        decide(cast.asta, seen, ReviewAct.ACCEPT)


def test_a_reader_decides_nothing(cast: Cast, upload: Upload) -> None:
    for act in (
        lambda: decide(cast.bo, item_of(upload), ReviewAct.ACCEPT),
        lambda: services.accept_all(by=cast.bo, upload=upload),
        lambda: services.take_background(by=cast.bo, upload=upload, number=0),
        lambda: services.merge_item(by=cast.bo, item=item_of(upload), revision=0),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_nothing_is_decided_before_it_is_read(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        services.accept_all(by=cast.asta, upload=uploaded(cast.asta))


def test_all_that_is_left_is_accepted_at_once(cast: Cast, upload: Upload) -> None:
    left_out = decide(cast.asta, item_of(upload, "belysningen"), ReviewAct.LEAVE_OUT)
    assert services.accept_all(by=cast.asta, upload=upload) == 2
    assert texts(upload, state="left_out") == [left_out.text]


def test_promises_of_another_period_are_not_accepted_with_the_rest(cast: Cast) -> None:
    upload = read_in(cast.asta, OLDER_SET_BELOW.encode())
    services.accept_all(by=cast.asta, upload=upload)
    assert texts(upload, state="waiting") == ["Kommunen ska måla om gångtunneln."]


OLDER_SET_BELOW = """Medborgarlöften i Ljungby kommun

Löften 2024-2025
- Polisen ska hålla 4 dialogmöten.
- Kommunen ska sätta upp belysning i parken.

Löften 2022-2023
- Kommunen ska måla om gångtunneln.
"""


def test_other_words_undertake_other_things(cast: Cast, upload: Upload) -> None:
    item = item_of(upload, "trygghetsvandringar")
    mended = services.edit_item(by=cast.asta, item=item, content=content(), revision=0, accepts=True)
    assert mended.state == "accepted"
    assert [(each.number, each.unit) for each in commitments_of(mended)] == [(5, "möten")]
    assert mended.read_text == "Kommunen ska under året genomföra 3 trygghetsvandringar."


def test_what_another_saved_meanwhile_is_not_written_over(cast: Cast, upload: Upload) -> None:
    item = item_of(upload)
    services.edit_item(by=cast.asta, item=item, content=content(), revision=0)
    with pytest.raises(ChangedMeanwhile):
        services.edit_item(by=cast.asta, item=item, content=content(title="Annat"), revision=0)


def test_an_item_is_never_without_words(cast: Cast, upload: Upload) -> None:
    with pytest.raises(NotAllowed):
        services.edit_item(by=cast.asta, item=item_of(upload), content=content(text=" "), revision=0)


def test_a_promise_becomes_an_outcome_and_back(cast: Cast, upload: Upload) -> None:
    promise, item = item_of(upload), item_of(upload, "belysningen")
    told = content(kind="outcome", answers=promise.pk, outcome_state="done", period_label="2025")
    outcome = services.edit_item(by=cast.asta, item=item, content=told, revision=0)
    assert (outcome.answers, outcome.outcome_state, outcome.commitments) == (promise, "done", [])
    back = services.edit_item(by=cast.asta, item=outcome, content=content(), revision=1)
    assert (back.answers, back.outcome_state, back.period_label) == (None, "", "")
    assert back.commitments


def test_an_outcome_does_not_answer_a_promise_of_another_document(cast: Cast, upload: Upload) -> None:
    other = item_of(read_in(cast.petra))
    told = content(kind="outcome", answers=other.pk, outcome_state="done")
    outcome = services.edit_item(by=cast.asta, item=item_of(upload), content=told, revision=0)
    assert outcome.answers is None


def test_one_is_split_where_a_person_says(cast: Cast, upload: Upload) -> None:
    item = item_of(upload, "fotpatrullera")
    parts = services.split_item(
        by=cast.asta, item=item, texts=["Polisen ska patrullera.", "Polisen ska hålla 2 möten."], revision=0
    )
    assert texts(upload)[:2] == ["Polisen ska patrullera.", "Polisen ska hålla 2 möten."]
    assert [part.start for part in parts] == [item.start, item.start]
    assert commitments_of(parts[1])[0].number == 2


def test_one_part_is_no_split(cast: Cast, upload: Upload) -> None:
    with pytest.raises(NotAllowed):
        services.split_item(by=cast.asta, item=item_of(upload), texts=["Bara en", " "], revision=0)


def test_two_are_merged_into_the_first(cast: Cast, upload: Upload) -> None:
    first, second = upload.items.all()[:2]
    merged = services.merge_item(by=cast.asta, item=second, revision=0)
    assert merged.pk == first.pk
    assert merged.text == f"{first.text} {second.text}"
    assert merged.performers == ["police", "municipality"]
    assert [each.number for each in commitments_of(merged)] == [1, 3]
    second.refresh_from_db()
    assert (second.state, second.merged_into) == ("merged", merged)


def test_the_first_has_nothing_to_be_merged_with(cast: Cast, upload: Upload) -> None:
    with pytest.raises(NotAllowed):
        services.merge_item(by=cast.asta, item=item_of(upload), revision=0)


def test_what_answered_a_merged_promise_answers_the_one_it_is_in(cast: Cast) -> None:
    upload = example(cast.asta, FOLLOW_UP)
    first, second = upload.items.filter(kind=ItemKind.PROMISE)[:2]
    answers = second.outcomes.count() + first.outcomes.count()
    services.merge_item(by=cast.asta, item=second, revision=0)
    assert first.outcomes.count() == answers


def test_background_becomes_a_promise_in_its_place(cast: Cast, upload: Upload) -> None:
    decisions = reading_of(upload).decisions
    number = next(place for place, each in enumerate(decisions) if "undviker" in each.text)
    item = services.take_background(by=cast.asta, upload=upload, number=number)
    assert texts(upload)[0] == item.text == decisions[number].text
    assert (item.state, item.confidence) == ("waiting", 1)
    assert decide(cast.asta, item, ReviewAct.LEAVE_OUT).state == "left_out"


@pytest.mark.parametrize("number", [-1, 10_000])
def test_background_that_is_not_there_is_refused(cast: Cast, upload: Upload, number: int) -> None:
    with pytest.raises(NotAllowed):
        services.take_background(by=cast.asta, upload=upload, number=number)


def test_municipality_and_period_are_picked(cast: Cast, upload: Upload) -> None:
    about = AboutContent("0781", None, None)
    kept = services.edit_about(by=cast.asta, upload=upload, content=about, revision=0)
    assert kept.municipality is not None
    assert (kept.municipality.name, kept.starts_on) == ("Ljungby", None)
    with pytest.raises(ChangedMeanwhile):
        services.edit_about(by=cast.asta, upload=upload, content=about, revision=0)
