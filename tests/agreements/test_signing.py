from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from loftet.agreements import services
from loftet.agreements.models import Signature, SignatureRequest, SignatureRoute
from loftet.domain.agreement_states import AgreementState
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import OutboxMessage, Role
from tests.factories import Cast, make_actor, make_organisation

from .making import (
    CHIEF,
    DIRECTOR,
    TODAY,
    ask,
    draft,
    fresh,
    mail_link,
    newest,
    next_version,
    shared,
    sign_for,
    signed,
)


def test_the_person_asked_signs_the_digest_that_was_shown(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    signatory, request = ask(cast.petra, agreement)
    signature = services.sign_with_account(by=signatory, request=request, digest=newest(agreement).digest)
    assert (signature.position, signature.organisation) == (CHIEF, cast.petra.organisation)
    assert (signature.route, signature.person) == (SignatureRoute.ACCOUNT, signatory.person)
    assert signature.digest == newest(agreement).digest
    assert fresh(agreement).state == AgreementState.SHARED
    request.refresh_from_db()
    assert request.used_at is not None


def test_the_last_signature_makes_the_agreement_signed_and_tells_all(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    sign_for(cast.petra, agreement)
    sign_for(cast.asta, agreement)
    kept = fresh(agreement)
    assert kept.state == AgreementState.SIGNED
    assert (kept.valid_version, kept.valid_from) == (1, TODAY - timedelta(days=30))
    told = OutboxMessage.objects.filter(subject__startswith="Alla har undertecknat")
    assert {mail.recipient for mail in told} == {cast.asta.person.email, cast.petra.person.email}


def test_a_position_signs_a_version_once(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    signatory, request = ask(cast.petra, agreement)
    services.sign_with_account(by=signatory, request=request, digest=newest(agreement).digest)
    with pytest.raises(NotAllowed, match="redan undertecknat"):
        services.sign_with_account(by=signatory, request=request, digest=newest(agreement).digest)
    with pytest.raises(NotAllowed):
        services.request_signature(by=cast.petra, record=agreement, position=CHIEF, person=signatory.person)
    assert Signature.objects.count() == 1


def test_another_digest_than_the_one_shown_is_refused(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    signatory, request = ask(cast.petra, agreement)
    with pytest.raises(NotAllowed, match="inte den version"):
        services.sign_with_account(by=signatory, request=request, digest="0" * 64)


def test_an_outdated_version_is_refused(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    signatory, request = ask(cast.petra, agreement)
    next_version(cast.asta, agreement, title="Ny")
    services.share_agreement(by=cast.asta, agreement=agreement)
    with pytest.raises(NotAllowed, match="nyare version"):
        services.sign_with_account(by=signatory, request=request, digest=request.version.digest)


def test_a_draft_of_the_next_version_does_not_stop_the_signing(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    next_version(cast.asta, agreement, title="Ny")
    sign_for(cast.petra, agreement)
    sign_for(cast.asta, agreement)
    assert fresh(agreement).state == AgreementState.SIGNED


def test_it_is_too_late_after_the_period(cast: Cast) -> None:
    past = {"starts_on": TODAY - timedelta(days=400), "ends_on": TODAY - timedelta(days=1)}
    agreement = shared(cast.asta, cast.petra, **past)
    with pytest.raises(NotAllowed, match="för sent"):
        ask(cast.petra, agreement)


def test_it_is_too_late_after_the_end(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    signatory, request = ask(cast.petra, agreement)
    services.end_agreement(by=cast.asta, agreement=agreement, reason="Klart.")
    with pytest.raises(NotAllowed, match="upphört"):
        services.sign_with_account(by=signatory, request=request, digest=request.version.digest)


def test_the_request_is_too_old_after_fourteen_days(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    signatory, request = ask(cast.petra, agreement)
    assert timedelta(days=13) < request.expires_at - timezone.now() <= timedelta(days=14)
    SignatureRequest.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(NotAllowed, match="för gammal"):
        services.sign_with_account(by=signatory, request=request, digest=request.version.digest)


def test_a_request_that_is_too_old_makes_room_for_the_next(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    ask(cast.petra, agreement)
    SignatureRequest.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    sign_for(cast.petra, agreement)
    assert Signature.objects.count() == 1


def test_only_the_person_asked_signs(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    _signatory, request = ask(cast.petra, agreement)
    colleague = make_actor(Role.SIGNATORY, organisation=cast.petra.organisation)
    stranger = make_actor(Role.SIGNATORY, organisation=cast.cesar.organisation)
    for actor in (colleague, stranger):
        with pytest.raises(NotAllowed, match="någon annan"):
            services.sign_with_account(by=actor, request=request, digest=request.version.digest)


def test_the_person_asked_signs_only_for_the_organisation_that_asked(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    signatory, request = ask(cast.petra, agreement)
    elsewhere = make_actor(Role.SIGNATORY, organisation=cast.asta.organisation, person=signatory.person)
    with pytest.raises(NotAllowed):
        services.sign_with_account(by=elsewhere, request=request, digest=request.version.digest)


def test_who_is_no_longer_signatory_does_not_sign(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    signatory, request = ask(cast.petra, agreement)
    reader = make_actor(Role.READER, organisation=cast.petra.organisation, person=signatory.person)
    with pytest.raises(NotAllowed):
        services.sign_with_account(by=reader, request=request, digest=request.version.digest)


def test_a_coordinator_asks_for_the_own_organisation_alone(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    signatory = make_actor(Role.SIGNATORY, organisation=cast.petra.organisation)
    with pytest.raises(NotAllowed):
        services.request_signature(by=cast.asta, record=agreement, position=CHIEF, email="a@example.se")
    with pytest.raises(NotAllowed, match="inte undertecknare"):
        services.request_signature(by=cast.asta, record=agreement, position=DIRECTOR, person=signatory.person)
    with pytest.raises(NotAllowed):
        services.request_signature(by=cast.cesar, record=agreement, position=DIRECTOR, email="a@example.se")


def test_a_draft_is_signed_by_nobody(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    with pytest.raises(NotAllowed):
        mail_link(cast.asta, agreement)
    with pytest.raises(NotAllowed):
        services.sign_on_paper(
            by=cast.asta,
            record=agreement,
            position=DIRECTOR,
            signed_on=TODAY,
            name="a.pdf",
            content=b"%PDF-",
        )


def test_a_seat_is_asked_once_until_the_request_is_taken_back(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    signatory, request = ask(cast.petra, agreement)
    with pytest.raises(NotAllowed, match="redan tillfrågad"):
        ask(cast.petra, agreement)
    with pytest.raises(NotAllowed):
        services.revoke_request(by=cast.asta, request=request)
    services.revoke_request(by=cast.petra, request=request)
    with pytest.raises(NotAllowed):
        services.revoke_request(by=cast.petra, request=request)
    with pytest.raises(NotAllowed, match="återkallad"):
        services.sign_with_account(by=signatory, request=request, digest=request.version.digest)
    sign_for(cast.petra, agreement)


def test_a_request_names_somebody(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        services.request_signature(by=cast.petra, record=shared(cast.asta, cast.petra), position=CHIEF)


def test_three_parties_wait_for_the_third(cast: Cast) -> None:
    nora = make_actor(Role.COORDINATOR, organisation=make_organisation("Norrköping"), name="Nora")
    agreement = shared(cast.asta, cast.petra, nora)
    for party in (cast.asta, cast.petra):
        sign_for(party, agreement)
    assert fresh(agreement).state == AgreementState.SHARED
    sign_for(nora, agreement)
    assert fresh(agreement).state == AgreementState.SIGNED


def test_a_new_version_is_signed_anew_and_then_is_the_valid_one(cast: Cast) -> None:
    agreement = signed(cast.asta, cast.petra)
    next_version(cast.asta, agreement, ends_on=TODAY + timedelta(days=900))
    services.share_agreement(by=cast.asta, agreement=agreement)
    sign_for(cast.asta, agreement)
    assert fresh(agreement).valid_version == 1
    sign_for(cast.petra, agreement)
    kept = fresh(agreement)
    assert (kept.state, kept.valid_version) == (AgreementState.SIGNED, 2)
    assert kept.valid_until == TODAY + timedelta(days=900)


def test_a_document_that_does_not_match_its_digest_is_not_signed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement = shared(cast.asta, cast.petra)
    signatory, request = ask(cast.petra, agreement)
    monkeypatch.setattr("loftet.agreements.services.signing.digest_of", lambda document: "0" * 64)
    with pytest.raises(NotAllowed, match="kontrollsumma"):
        services.sign_with_account(by=signatory, request=request, digest=request.version.digest)
