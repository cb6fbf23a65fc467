from __future__ import annotations

from dataclasses import replace

import pytest

from loftet.agreements import services
from loftet.agreements.content import AgreementContent, PartyContent
from loftet.agreements.drafts import content_of, live_document
from loftet.agreements.models import Agreement
from loftet.domain.agreement_states import AgreementState
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.models import AuditEvent, Role
from tests.factories import Cast, make_actor, make_organisation, make_police

from .making import CHIEF, DIRECTOR, content, draft, fresh, in_force, newest, next_version, rewrite, shared


def test_it_keeps_all_that_was_written(cast: Cast) -> None:
    written = content(cast.asta, cast.petra).with_default_positions()
    agreement = services.draft_agreement(by=cast.asta, content=written)
    assert content_of(agreement) == written
    assert agreement.state == AgreementState.DRAFT
    assert agreement.owner == cast.asta.organisation


def test_a_draft_needs_nothing_but_a_title(cast: Cast) -> None:
    agreement = services.draft_agreement(by=cast.asta, content=AgreementContent(title="Bara en rubrik"))
    assert live_document(agreement).title == "Bara en rubrik"


def test_it_fills_in_who_signs_for_the_police_and_for_a_municipality(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    assert {seat.position for seat in live_document(agreement).signatories} == {CHIEF, DIRECTOR}


def test_it_leaves_who_signs_as_it_was_written(cast: Cast) -> None:
    parties = (PartyContent(cast.asta.organisation.pk, "municipality", ("Kommunstyrelsens ordförande",)),)
    agreement = draft(cast.asta, parties=parties)
    assert [s.position for s in live_document(agreement).signatories] == ["Kommunstyrelsens ordförande"]


def test_another_party_signs_only_by_whom_it_names(cast: Cast) -> None:
    parties = (PartyContent(cast.petra.organisation.pk, "other"),)
    assert live_document(draft(cast.asta, parties=parties)).signatories == ()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_only_a_coordinator_writes(cast: Cast, role: Role) -> None:
    other = make_actor(role, organisation=cast.asta.organisation)
    with pytest.raises(NotAllowed):
        services.draft_agreement(by=other, content=AgreementContent(title="Nej"))
    assert not Agreement.objects.exists()


def test_another_organisation_never_changes_a_draft(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    with pytest.raises(NotAllowed, match=r"Linköpings kommun"):
        services.edit_agreement(
            by=cast.petra, agreement=agreement, content=content(cast.asta), revision=agreement.revision
        )
    with pytest.raises(NotAllowed):
        services.discard_draft(by=cast.petra, agreement=agreement)


def test_the_second_of_two_writers_is_told(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    opened_by_both = agreement.revision
    rewrite(cast.asta, agreement, title="Den första hann före")
    with pytest.raises(ChangedMeanwhile):
        services.edit_agreement(
            by=cast.asta,
            agreement=agreement,
            content=replace(content(cast.asta, cast.petra), title="Den andra"),
            revision=opened_by_both,
        )
    assert fresh(agreement).title == "Den första hann före"


def test_saving_without_a_change_is_no_change(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    kept = rewrite(cast.asta, agreement)
    assert kept.revision == agreement.revision
    assert not AuditEvent.objects.filter(kind="agreement_edited").exists()


def test_the_trail_names_the_fields_but_not_what_a_draft_said(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    rewrite(cast.asta, agreement, title="Ny rubrik", areas=("Skolor",))
    event = AuditEvent.objects.get(kind="agreement_edited")
    assert event.data["fields"] == ["title", "areas"]
    assert "Skolor" not in str(event.data)


def test_a_discarded_draft_is_gone(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    assert services.discard_draft(by=cast.asta, agreement=agreement) is None
    assert not Agreement.objects.exists()


def test_a_discarded_new_version_leaves_what_is_shared(cast: Cast) -> None:
    agreement = in_force(cast.asta, cast.petra)
    next_version(cast.asta, agreement, title="Kommer aldrig ut", municipalities=("0580", "0581"))
    kept = services.discard_draft(by=cast.asta, agreement=agreement)
    assert kept is not None
    assert live_document(kept).to_data() == newest(agreement).document
    assert not kept.has_unshared_changes
    assert kept.state == AgreementState.IN_FORCE


def test_what_is_shared_is_not_edited_nor_discarded(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    with pytest.raises(NotAllowed):
        rewrite(cast.asta, agreement, title="Ändrat i efterhand")
    with pytest.raises(NotAllowed):
        services.discard_draft(by=cast.asta, agreement=agreement)


def test_a_new_version_has_a_reason_and_begins_once(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    with pytest.raises(NotAllowed):
        services.start_new_version(by=cast.asta, agreement=agreement, reason="  ")
    services.start_new_version(by=cast.asta, agreement=agreement, reason="Fel datum.")
    with pytest.raises(NotAllowed):
        services.start_new_version(by=cast.asta, agreement=agreement, reason="En gång till.")


def test_a_draft_has_no_second_version(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        services.start_new_version(by=cast.asta, agreement=draft(cast.asta, cast.petra), reason="För tidigt.")


def test_what_has_ended_gets_no_new_version(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    services.end_agreement(by=cast.asta, agreement=agreement, reason="Klart.")
    with pytest.raises(NotAllowed):
        services.start_new_version(by=cast.asta, agreement=agreement, reason="Ändå.")


def test_a_draft_of_a_version_is_not_written_on_after_the_end(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    next_version(cast.asta, agreement)
    services.end_agreement(by=cast.asta, agreement=agreement, reason="Klart.")
    with pytest.raises(NotAllowed):
        rewrite(cast.asta, agreement, title="För sent")
    with pytest.raises(NotAllowed):
        services.share_agreement(by=cast.asta, agreement=agreement)
    assert services.discard_draft(by=cast.asta, agreement=agreement) is not None


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_demo_and_the_real_are_never_parties_of_one_agreement(cast: Cast, is_demo: bool) -> None:
    owner = make_actor(Role.COORDINATOR, organisation=make_organisation("Norrköping", is_demo=is_demo))
    police = make_actor(
        Role.COORDINATOR, organisation=make_police("Norrköping", name="Polisen N", is_demo=not is_demo)
    )
    with pytest.raises(NotAllowed):
        draft(owner, police)
    agreement = draft(owner)
    with pytest.raises(NotAllowed):
        rewrite(owner, agreement, parties=content(owner, police).parties)


def test_a_party_that_does_not_exist_is_refused(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        draft(cast.asta, parties=(PartyContent(2**31, "other"),))
