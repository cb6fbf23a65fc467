"""From what was accepted to a draft."""

from __future__ import annotations

import pytest

from loftet.agreements.services import share_agreement
from loftet.domain.agreement_states import AgreementState
from loftet.domain.commitment import Comparator
from loftet.domain.review_states import ReviewAct
from loftet.importer import services
from loftet.importer.models import Upload
from loftet.importer.selectors import list_sources
from loftet.organisations.exceptions import NotAllowed
from loftet.promises.models import PromiseSet
from loftet.promises.services import discard_set, share_set
from tests.factories import Cast, make_agreement_at
from tests.promises.making import agreement_of, document

from .making import fresh, item_of, read_in


def draft_of(cast: Cast, upload: Upload) -> PromiseSet:
    services.accept_all(by=cast.asta, upload=upload)
    return services.make_draft(
        by=cast.asta, upload=fresh(upload), agreement=agreement_of(cast), title="Medborgarlöfte 2025"
    )


def test_what_is_accepted_becomes_a_draft_of_ones_own(cast: Cast, upload: Upload) -> None:
    made = document(draft_of(cast, upload))
    assert made.title == "Medborgarlöfte 2025"
    assert made.starts_on == upload.starts_on
    assert [each.name for each in made.municipalities] == ["Linköping"]
    assert [each.text for each in made.promises] == [
        "Polisen ska fotpatrullera i parken varje fredag kväll.",
        "Kommunen ska under året genomföra 3 trygghetsvandringar.",
        "Kommunen ska se över belysningen i parken.",
    ]
    assert not PromiseSet.objects.visible_to(cast.petra).exists()


def test_who_does_it_is_the_party_that_the_document_names(cast: Cast, upload: Upload) -> None:
    patrol, walks, _lights = (each.commitments[0] for each in document(draft_of(cast, upload)).promises)
    assert patrol.performers == patrol.responsible == (cast.petra.organisation.pk,)
    assert walks.performers == (cast.asta.organisation.pk,)
    assert (walks.number, walks.comparator, walks.unit) == (3, Comparator.EXACTLY, "trygghetsvandringar")


def test_nothing_becomes_a_draft_before_a_person_accepted_it(cast: Cast, upload: Upload) -> None:
    agreement = agreement_of(cast)
    with pytest.raises(NotAllowed):
        services.make_draft(by=cast.asta, upload=upload, agreement=agreement, title="Löfte")
    item = item_of(upload, "belysningen")
    services.decide(by=cast.asta, item=item, act=ReviewAct.ACCEPT, revision=0)
    made = services.make_draft(by=cast.asta, upload=upload, agreement=agreement, title="Löfte")
    assert [each.text for each in document(made).promises] == [item.text]


def test_more_that_is_accepted_is_added_to_the_same_draft(cast: Cast, upload: Upload) -> None:
    agreement = agreement_of(cast)
    for text in ("belysningen", "fotpatrullera"):
        item = item_of(upload, text)
        services.decide(by=cast.asta, item=item, act=ReviewAct.ACCEPT, revision=0)
        services.make_draft(by=cast.asta, upload=fresh(upload), agreement=agreement, title="Löfte")
    assert PromiseSet.objects.count() == 1
    assert len(document(PromiseSet.objects.get()).promises) == 2


def test_what_came_of_it_leads_back_to_the_document(cast: Cast, upload: Upload) -> None:
    made = draft_of(cast, upload)
    ((source, items),) = list_sources(cast.asta, made)
    assert source == upload
    keys = {str(item.promise_key) for item in items}
    assert keys == {each.key for each in document(made).promises}


def test_a_draft_that_was_discarded_is_made_anew(cast: Cast, upload: Upload) -> None:
    agreement = agreement_of(cast)
    services.accept_all(by=cast.asta, upload=upload)
    first = services.make_draft(by=cast.asta, upload=fresh(upload), agreement=agreement, title="Löfte")
    discard_set(by=cast.asta, promise_set=first)
    again = services.make_draft(by=cast.asta, upload=fresh(upload), agreement=agreement, title="Löfte")
    assert len(document(again).promises) == 3


def test_nothing_is_added_to_what_is_shared(cast: Cast, upload: Upload) -> None:
    agreement = agreement_of(cast)
    first, second, _third = upload.items.all()
    services.decide(by=cast.asta, item=first, act=ReviewAct.ACCEPT, revision=0)
    made = services.make_draft(by=cast.asta, upload=upload, agreement=agreement, title="Löfte")
    share_set(by=cast.asta, promise_set=made)
    services.decide(by=cast.asta, item=second, act=ReviewAct.ACCEPT, revision=0)
    with pytest.raises(NotAllowed):
        services.make_draft(by=cast.asta, upload=fresh(upload), agreement=agreement, title="Löfte")


def test_a_municipality_that_the_agreement_does_not_cover_is_left_out(cast: Cast) -> None:
    upload = read_in(cast.asta, "Medborgarlöfte Ljungby kommun 2025\n\nPolisen ska hålla 4 möten.".encode())
    assert document(draft_of(cast, upload)).municipalities == ()


def test_the_agreement_is_begun_on_the_way_with_the_parties_of_the_place(cast: Cast, upload: Upload) -> None:
    begun = services.begin_agreement(by=cast.asta, upload=upload)
    parties = {party.organisation for party in begun.parties.all()}
    assert parties == {cast.asta.organisation, cast.petra.organisation}
    assert fresh(upload).agreement == begun
    assert begun.shared_version is None

    ready = make_agreement_at(AgreementState.SHARED, owner=cast.asta, other=cast.petra)
    services.accept_all(by=cast.asta, upload=upload)
    services.make_draft(by=cast.asta, upload=fresh(upload), agreement=ready, title="Löfte")
    assert fresh(upload).agreement == ready


def test_an_agreement_begun_on_the_way_is_shared_as_any_other(cast: Cast, upload: Upload) -> None:
    begun = services.begin_agreement(by=cast.petra, upload=read_in(cast.petra))
    assert {party.organisation for party in begun.parties.all()} == {
        cast.asta.organisation,
        cast.petra.organisation,
    }
    with pytest.raises(NotAllowed):  # a purpose is still to be written
        share_agreement(by=cast.petra, agreement=begun)


def test_another_organisation_makes_nothing_of_it(cast: Cast, upload: Upload) -> None:
    assert not Upload.objects.visible_to(cast.petra).exists()
    assert list(Upload.objects.visible_to(cast.bo)) == [upload]
