from __future__ import annotations

import pytest

from loftet.agreements import services
from loftet.agreements.models import Agreement, SharedVersion, Sharing
from loftet.agreements.selectors import export_documents, get_reading, list_agreements, list_rows
from loftet.agreements.sharing import share, version_seen_by, versions_seen_by
from loftet.agreements.standing import Standing
from loftet.domain.agreement import AgreementDocument
from loftet.domain.agreement_states import AgreementState
from loftet.domain.canonical import digest
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, OutboxMessage, Role
from tests.factories import Cast, make_actor, make_organisation

from .making import content, draft, fresh, in_force, mail_link, newest, next_version, rewrite, shared, signed


def titles(actor: Actor, words: str = "", standing: str = "") -> list[str]:
    return [row.title for row in list_rows(actor, list_agreements(actor, words=words, standing=standing))]


def test_nobody_else_sees_a_draft(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    for actor in (cast.petra, cast.cesar):
        assert titles(actor) == []
        assert titles(actor, words="Linköping") == []
        assert export_documents(actor) == []
        assert get_reading(actor, agreement.pk) is None
    assert titles(cast.bo) == ["Trygg i Linköping"]


def test_sharing_hands_over_to_the_parties_and_to_nobody_else(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    assert agreement.state == AgreementState.SHARED
    assert titles(cast.petra) == ["Trygg i Linköping"]
    assert titles(cast.petra, words="otrygga LINKÖPING") == ["Trygg i Linköping"]
    assert titles(cast.cesar) == titles(cast.cesar, words="Trygg") == []
    assert [s.organisation for s in Sharing.objects.all()] == [cast.petra.organisation]


def test_what_is_shared_is_frozen_with_its_digest(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    version = newest(agreement)
    document = AgreementDocument.from_data(version.document)
    assert document.title == "Trygg i Linköping"
    assert version.digest == digest(document.to_data())
    assert (version.version, version.shared_by) == (1, cast.asta.person)


def test_the_other_party_reads_the_frozen_version_and_never_the_draft_of_the_next(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    next_version(cast.asta, agreement, title="Hemlig plan", areas=("Narkotika",))
    reading = get_reading(cast.petra, agreement.pk)
    assert reading is not None
    assert reading.document.title == "Trygg i Linköping"
    assert titles(cast.petra) == ["Trygg i Linköping"]
    assert titles(cast.petra, words="hemlig") == titles(cast.petra, words="narkotika") == []
    assert "Hemlig" not in str(export_documents(cast.petra))
    assert titles(cast.asta, words="hemlig narkotika") == ["Hemlig plan"]
    assert titles(cast.petra, standing=Standing.DRAFT) == []


def test_a_removed_party_keeps_the_version_that_it_has(cast: Cast) -> None:
    nora = make_actor(Role.COORDINATOR, organisation=make_organisation("Norrköping"), name="Nora")
    agreement = shared(cast.asta, cast.petra, nora)
    next_version(
        cast.asta, agreement, title="Utan Norrköping", parties=content(cast.asta, cast.petra).parties
    )
    assert titles(nora) == ["Trygg i Linköping"]
    services.share_agreement(by=cast.asta, agreement=agreement)
    assert titles(nora) == ["Trygg i Linköping"]
    assert titles(nora, words="utan") == []
    assert titles(nora, standing=Standing.REPLACED) == ["Trygg i Linköping"]
    assert titles(nora, standing=Standing.SHARED) == []
    assert [v.version for v in versions_seen_by(agreement, nora)] == [1]
    assert titles(cast.petra) == ["Utan Norrköping"]
    assert [v.version for v in versions_seen_by(agreement, cast.petra)] == [1, 2]


def test_a_party_added_later_sees_nothing_from_before(cast: Cast) -> None:
    agreement = in_force(cast.asta, cast.petra)
    nora = make_actor(Role.COORDINATOR, organisation=make_organisation("Norrköping"), name="Nora")
    next_version(cast.asta, agreement, parties=content(cast.asta, cast.petra, nora).parties)
    services.share_agreement(by=cast.asta, agreement=agreement)
    assert [v.version for v in versions_seen_by(agreement, nora)] == [2]
    assert titles(nora, standing=Standing.IN_FORCE) == []
    assert titles(cast.petra, standing=Standing.IN_FORCE) == ["Trygg i Linköping"]


def test_the_valid_version_stays_so_for_a_removed_party_until_the_next_is_signed(cast: Cast) -> None:
    nora = make_actor(Role.COORDINATOR, organisation=make_organisation("Norrköping"), name="Nora")
    agreement = in_force(cast.asta, cast.petra, nora)
    next_version(cast.asta, agreement, parties=content(cast.asta, cast.petra).parties)
    services.share_agreement(by=cast.asta, agreement=agreement)
    assert titles(nora, standing=Standing.IN_FORCE) == ["Trygg i Linköping"]
    reading = get_reading(nora, agreement.pk)
    assert reading is not None
    assert reading.standing is Standing.IN_FORCE


def test_nothing_shared_is_shared_again_or_unshared(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    with pytest.raises(NotAllowed):
        services.share_agreement(by=cast.asta, agreement=agreement)
    with pytest.raises(NotAllowed):
        share(by=cast.asta, record=agreement, document={}, organisations=[])


def test_only_the_owner_shares(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    with pytest.raises(NotAllowed):
        services.share_agreement(by=cast.petra, agreement=agreement)
    with pytest.raises(NotAllowed):
        share(by=cast.petra, record=agreement, document={}, organisations=[])
    assert version_seen_by(agreement, cast.petra) is None


def test_every_obstacle_of_the_domain_is_said_in_words(cast: Cast) -> None:
    agreement = draft(cast.asta, purposes=(), areas=(), starts_on=None, ends_on=None, municipalities=())
    with pytest.raises(NotAllowed) as refused:
        services.share_agreement(by=cast.asta, agreement=agreement)
    assert len(refused.value.obstacles) == 5
    assert fresh(agreement).state == AgreementState.DRAFT


def test_only_what_was_shown_is_shared(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    shown = agreement.revision
    rewrite(cast.asta, agreement, title="Ändrad sedan sidan öppnades")
    with pytest.raises(NotAllowed):
        services.share_agreement(by=cast.asta, agreement=agreement, revision=shown)
    assert not SharedVersion.objects.exists()


def test_sharing_is_logged_at_both_and_told_by_mail(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    event = AuditEvent.objects.get(kind="agreement_shared")
    assert (event.organisation_id, event.person_id) == (cast.asta.organisation.pk, cast.asta.person.pk)
    assert event.data["version"] == 1
    assert event.data["digest"] == newest(agreement).digest
    received = AuditEvent.objects.get(kind="agreement_received")
    assert received.organisation_id == cast.petra.organisation.pk
    assert received.subject_name == "Trygg i Linköping"
    mail = OutboxMessage.objects.get()
    assert mail.recipient == cast.petra.person.email
    assert f"/overenskommelser/{agreement.pk}/" in mail.text


def test_acts_of_another_party_never_log_what_the_owner_is_writing(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    next_version(cast.asta, agreement, title="Hemlig plan")
    mail_link(cast.petra, agreement)
    names = AuditEvent.objects.visible_to(cast.petra).values_list("subject_name", flat=True)
    assert "Hemlig plan" not in names


def test_a_newer_version_closes_open_requests(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    mail_link(cast.petra, agreement)
    next_version(cast.asta, agreement)
    version = services.share_agreement(by=cast.asta, agreement=agreement)
    assert version.reason == "Ett nytt område."
    assert newest(agreement).version == 2
    older = SharedVersion.objects.get(version=1)
    assert not older.requests.pending().exists()


def test_a_shared_new_version_leaves_the_signed_one_valid(cast: Cast) -> None:
    agreement = signed(cast.asta, cast.petra)
    next_version(cast.asta, agreement)
    services.share_agreement(by=cast.asta, agreement=agreement)
    kept = fresh(agreement)
    assert (kept.state, kept.shared_version, kept.valid_version) == (AgreementState.SHARED, 2, 1)


def test_export_holds_what_each_may_read(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    next_version(cast.asta, agreement, title="Hemlig plan")
    (own,), (theirs,) = export_documents(cast.asta), export_documents(cast.petra)
    assert (own["version"], own["is_shared"], own["document"]["title"]) == (2, False, "Hemlig plan")
    assert (theirs["version"], theirs["digest"]) == (1, newest(agreement).digest)
    assert export_documents(cast.cesar) == []
    assert Agreement.objects.count() == 1
