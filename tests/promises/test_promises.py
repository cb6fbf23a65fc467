from __future__ import annotations

from dataclasses import replace

import pytest

from loftet.domain.commitment import Cadence, CommitmentClass, Comparator
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.promises import services
from loftet.promises.document_words import set_words
from loftet.promises.drafts import commitments_of
from loftet.promises.models import FocusArea, Promise, PromiseSet
from tests.factories import Cast

from .making import YEAR, add, document, fresh, promise_content, running, the_promise, titles


def said(promise_set: PromiseSet) -> list[str]:
    words = set_words(document(promise_set))
    return [each.sentence for area in words.areas for p in area.promises for each in p.commitments]


def test_commitments_are_read_out_of_the_text(draft: PromiseSet, cast: Cast) -> None:
    (commitment,) = commitments_of(the_promise(draft))
    assert (commitment.kind, commitment.comparator, commitment.number, commitment.unit) == (
        CommitmentClass.COUNT,
        Comparator.EXACTLY,
        4,
        "mätningar",
    )
    assert commitment.performers == commitment.responsible == (cast.asta.organisation.pk,)


def test_the_sentence_says_back_what_will_be_counted(draft: PromiseSet) -> None:
    assert said(draft) == [f"Kommunen: 4 mätningar under {YEAR}; räknas per tillfälle"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Polisen gör minst 20 kontroller varje månad.",
            "Polisen: minst 20 kontroller i månaden; räknas per tillfälle",
        ),
        (
            "Polisen är på plats minst två timmar per vecka.",
            "Polisen: minst 2 timmar i veckan; tiden läggs ihop",
        ),
        (
            "Kommunen ska verka för en drogfri skola.",
            "Kommunen: en inriktning, inget att räkna; går inte att räkna",
        ),
        (
            "Polisen gör förebyggande insatser vid behov.",
            "Polisen: insatser vid behov; varje gång och svar noteras",
        ),
        ("Kommunen stöttar när behov uppstår.", "Kommunen: vid behov; varje gång och svar noteras"),
    ],
)
def test_other_kinds_are_said_back_too(draft: PromiseSet, cast: Cast, text: str, sentence: str) -> None:
    add(cast, draft, title="Ett till", text=text)
    assert said(draft)[-1] == sentence


def test_what_is_adjusted_by_hand_stands(draft: PromiseSet, cast: Cast) -> None:
    promise = the_promise(draft)
    (commitment,) = commitments_of(promise)
    by_hand = replace(
        commitment,
        performers=(cast.asta.organisation.pk,),
        performer_note="VA-avdelningen",
        responsible=tuple(sorted((cast.asta.organisation.pk, cast.petra.organisation.pk))),
        comparator=Comparator.AT_LEAST,
        number=3,
        number_max=4,
    )
    content = promise_content(commitments=(by_hand,))
    services.edit_promise(by=cast.asta, promise=promise, content=content, revision=promise.revision)
    (kept,) = commitments_of(the_promise(draft))
    assert kept == by_hand
    assert said(draft) == [
        f"Kommunen (VA-avdelningen): minst 3–4 mätningar under {YEAR}; räknas per tillfälle"
    ]


def test_a_party_outside_the_agreement_is_refused(draft: PromiseSet, cast: Cast) -> None:
    promise = the_promise(draft)
    (commitment,) = commitments_of(promise)
    foreign = replace(commitment, performers=(cast.cesar.organisation.pk,))
    with pytest.raises(NotAllowed, match="parter i överenskommelsen"):
        services.edit_promise(
            by=cast.asta,
            promise=promise,
            content=promise_content(commitments=(foreign,)),
            revision=promise.revision,
        )
    assert commitments_of(the_promise(draft)) == (commitment,)


def test_contradictory_numbers_are_refused(draft: PromiseSet, cast: Cast) -> None:
    (commitment,) = commitments_of(the_promise(draft))
    reversed_range = replace(commitment, number=4, number_max=3)
    with pytest.raises(NotAllowed, match="högsta talet"):
        add(cast, draft, title="Ett till", commitments=(reversed_range,))
    assert Promise.objects.count() == 1


def test_the_second_of_two_writers_of_a_promise_is_told(draft: PromiseSet, cast: Cast) -> None:
    promise = the_promise(draft)
    first = promise_content(title="Den första hann före")
    services.edit_promise(by=cast.asta, promise=promise, content=first, revision=promise.revision)
    with pytest.raises(ChangedMeanwhile):
        services.edit_promise(
            by=cast.asta, promise=promise, content=promise_content(title="B"), revision=promise.revision
        )
    assert the_promise(draft).title == "Den första hann före"


def test_two_people_write_two_promises_at_once(draft: PromiseSet, cast: Cast) -> None:
    first, second = the_promise(draft), add(cast, draft, title="Ett till")
    for promise in (first, second):
        services.edit_promise(
            by=cast.asta,
            promise=promise,
            content=promise_content(title=f"{promise.title}!"),
            revision=promise.revision,
        )
    assert titles(draft) == [("Narkotika", ["Vi mäter droger i avloppsvattnet!", "Ett till!"])]


def test_a_new_focus_area_comes_last_and_an_empty_one_goes(draft: PromiseSet, cast: Cast) -> None:
    promise = the_promise(draft)
    services.edit_promise(
        by=cast.asta, promise=promise, content=promise_content(focus_area="Droger"), revision=promise.revision
    )
    assert [name for name, _promises in titles(draft)] == ["Droger"]
    assert FocusArea.objects.count() == 1


def test_promises_are_moved_step_by_step(draft: PromiseSet, cast: Cast) -> None:
    add(cast, draft, title="Två")
    three = add(cast, draft, focus_area="Trafik", title="Tre")
    services.move_promise(by=cast.asta, promise=three, direction="up")
    assert titles(draft) == [("Narkotika", ["Vi mäter droger i avloppsvattnet", "Två", "Tre"])]
    services.move_promise(by=cast.asta, promise=three, direction="up")
    services.move_promise(by=cast.asta, promise=three, direction="up")
    services.move_promise(by=cast.asta, promise=three, direction="up")
    assert titles(draft) == [("Narkotika", ["Tre", "Vi mäter droger i avloppsvattnet", "Två"])]


def test_focus_areas_are_moved_and_renamed(draft: PromiseSet, cast: Cast) -> None:
    add(cast, draft, focus_area="Trafik", title="Tre")
    traffic = FocusArea.objects.get(name="Trafik")
    services.move_focus_area(by=cast.asta, area=traffic, direction="up")
    services.rename_focus_area(by=cast.asta, area=traffic, name="Trafiken")
    assert [name for name, _promises in titles(draft)] == ["Trafiken", "Narkotika"]
    with pytest.raises(NotAllowed, match="redan"):
        services.rename_focus_area(by=cast.asta, area=traffic, name="Narkotika")


def test_a_removed_promise_is_gone(draft: PromiseSet, cast: Cast) -> None:
    services.remove_promise(by=cast.asta, promise=the_promise(draft))
    assert titles(draft) == []


def test_a_general_promise_gets_a_countable_companion_in_one_act(draft: PromiseSet, cast: Cast) -> None:
    general = add(cast, draft, title="Drogfri skola", text="Kommunen ska verka för en drogfri skola.")
    services.add_companion(by=cast.asta, promise=general, number=2, unit="föräldramöten", every=Cadence.YEAR)
    assert said(draft)[-1] == "Kommunen: minst 2 föräldramöten om året; räknas per tillfälle"


def test_a_companion_says_how_many_of_what(draft: PromiseSet, cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="hur många"):
        services.add_companion(by=cast.asta, promise=the_promise(draft), number=0, unit="möten")


def test_a_general_promise_may_stand_without_target(draft: PromiseSet, cast: Cast) -> None:
    general = add(cast, draft, title="Drogfri skola", text="Kommunen ska verka för en drogfri skola.")
    services.let_stand_without_target(by=cast.asta, promise=general)
    (_counted, words) = set_words(document(draft)).areas[0].promises
    assert words.target == "Utan måltal"


def test_a_number_does_not_stand_beside_without_target(draft: PromiseSet, cast: Cast) -> None:
    promise = the_promise(draft)
    with pytest.raises(NotAllowed, match="utan måltal"):
        services.let_stand_without_target(by=cast.asta, promise=promise)
    with pytest.raises(NotAllowed, match="utan måltal"):
        services.edit_promise(
            by=cast.asta,
            promise=promise,
            content=promise_content(stands_without_target=True),
            revision=promise.revision,
        )
    assert not the_promise(draft).stands_without_target


def test_keys_stay_through_versions(cast: Cast) -> None:
    promise_set = running(cast)
    before = document(promise_set).promises[0]
    services.start_new_version(by=cast.asta, promise_set=promise_set, reason="Fler mätningar.")
    promise = the_promise(promise_set)
    (commitment,) = commitments_of(promise)
    content = promise_content(commitments=(replace(commitment, number=6),))
    services.edit_promise(by=cast.asta, promise=promise, content=content, revision=promise.revision)
    after = document(promise_set).promises[0]
    assert (after.key, after.commitments[0].key) == (before.key, before.commitments[0].key)
    assert after.commitments[0].number == 6


def test_a_promise_says_something(draft: PromiseSet, cast: Cast) -> None:
    for missing in ({"title": " "}, {"text": ""}, {"focus_area": ""}):
        with pytest.raises(NotAllowed):
            add(cast, draft, **missing)
    assert len(document(fresh(draft)).promises) == 1
