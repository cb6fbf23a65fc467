from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from loftet.agreements import services
from loftet.agreements.models import Signature, SignatureRequest, SignatureRoute
from loftet.domain.agreement_states import AgreementState
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, OutboxMessage
from tests.factories import Cast

from .making import CHIEF, fresh, mail_code, mail_link, newest, next_version, shared, sign_for, wrong


def moved(**later: int) -> None:
    """As if the code had been sent that much earlier."""
    SignatureRequest.objects.update(code_sent_at=timezone.now() - timedelta(**later))


def test_link_and_code_sign_without_account(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    sign_for(cast.asta, agreement)
    token = mail_link(cast.petra, agreement)
    code = mail_code(token)
    signature = services.sign_with_link(token=token, code=code, digest=newest(agreement).digest)
    assert (signature.route, signature.email) == (SignatureRoute.LINK, "chef@example.se")
    assert (signature.position, signature.person) == (CHIEF, None)
    assert fresh(agreement).state == AgreementState.SIGNED
    assert AuditEvent.objects.filter(kind="agreement_signed").first().person_id is None  # type: ignore[union-attr]


def test_neither_the_link_nor_the_code_is_stored(cast: Cast) -> None:
    token = mail_link(cast.petra, shared(cast.asta, cast.petra))
    code = mail_code(token)
    request = SignatureRequest.objects.get()
    assert request.token_digest == hashlib.sha256(token.encode()).hexdigest()
    stored = str(SignatureRequest.objects.values().get())
    assert token not in stored
    assert request.code_digest not in {code, hashlib.sha256(code.encode()).hexdigest()}


def test_the_link_signs_once(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    token = mail_link(cast.petra, agreement)
    code, digest = mail_code(token), newest(agreement).digest
    services.sign_with_link(token=token, code=code, digest=digest)
    with pytest.raises(NotAllowed, match="redan undertecknat"):
        services.sign_with_link(token=token, code=code, digest=digest)
    with pytest.raises(NotAllowed):
        services.send_code(token=token)
    assert Signature.objects.count() == 1


def test_the_fifth_wrong_code_closes_the_link(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    token = mail_link(cast.petra, agreement)
    code, digest = mail_code(token), newest(agreement).digest
    for left in (4, 3, 2, 1):
        with pytest.raises(NotAllowed, match=str(left)):
            services.sign_with_link(token=token, code=wrong(code), digest=digest)
    with pytest.raises(NotAllowed, match="fem felaktiga"):
        services.sign_with_link(token=token, code=wrong(code), digest=digest)
    with pytest.raises(NotAllowed, match="fem felaktiga"):
        services.sign_with_link(token=token, code=code, digest=digest)
    assert not Signature.objects.exists()


def test_a_new_code_gives_no_new_tries(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    token = mail_link(cast.petra, agreement)
    code, digest = mail_code(token), newest(agreement).digest
    for _try in range(4):
        with pytest.raises(NotAllowed):
            services.sign_with_link(token=token, code=wrong(code), digest=digest)
    moved(minutes=2)
    code = mail_code(token)
    with pytest.raises(NotAllowed, match="fem felaktiga"):
        services.sign_with_link(token=token, code=wrong(code), digest=digest)


def test_a_code_works_for_fifteen_minutes(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    token = mail_link(cast.petra, agreement)
    code = mail_code(token)
    moved(minutes=16)
    with pytest.raises(NotAllowed, match="15 minuter"):
        services.sign_with_link(token=token, code=code, digest=newest(agreement).digest)
    assert SignatureRequest.objects.get().wrong_codes == 0


def test_the_code_before_stops_working(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    token = mail_link(cast.petra, agreement)
    first = mail_code(token)
    moved(minutes=2)
    second = mail_code(token)
    if first != second:
        with pytest.raises(NotAllowed):
            services.sign_with_link(token=token, code=first, digest=newest(agreement).digest)
    services.sign_with_link(token=token, code=second, digest=newest(agreement).digest)


def test_without_a_code_nothing_is_signed(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    token = mail_link(cast.petra, agreement)
    with pytest.raises(NotAllowed, match="Be om en kod"):
        services.sign_with_link(token=token, code="000000", digest=newest(agreement).digest)


def test_codes_are_sent_once_a_minute_and_not_without_end(cast: Cast) -> None:
    token = mail_link(cast.petra, shared(cast.asta, cast.petra))
    mail_code(token)
    with pytest.raises(NotAllowed, match="minut"):
        services.send_code(token=token)
    for _code in range(9):
        moved(minutes=2)
        mail_code(token)
    moved(minutes=2)
    with pytest.raises(NotAllowed, match="För många"):
        services.send_code(token=token)
    assert OutboxMessage.objects.filter(subject="Din kod för att underteckna").count() == 10


def test_the_link_is_closed_when_taken_back_too_old_or_outdated(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    token = mail_link(cast.petra, agreement)
    services.revoke_request(by=cast.petra, request=SignatureRequest.objects.get())
    with pytest.raises(NotAllowed, match="återkallad"):
        services.send_code(token=token)
    token = mail_link(cast.petra, agreement)
    SignatureRequest.objects.pending().update(expires_at=timezone.now())
    with pytest.raises(NotAllowed, match="för gammal"):
        services.send_code(token=token)
    token = mail_link(cast.petra, agreement)
    code, digest = mail_code(token), newest(agreement).digest
    next_version(cast.asta, agreement, title="Ny")
    services.share_agreement(by=cast.asta, agreement=agreement)
    with pytest.raises(NotAllowed, match="nyare version"):
        services.sign_with_link(token=token, code=code, digest=digest)


def test_the_link_signs_the_digest_that_was_shown(cast: Cast) -> None:
    token = mail_link(cast.petra, shared(cast.asta, cast.petra))
    code = mail_code(token)
    with pytest.raises(NotAllowed):
        services.sign_with_link(token=token, code=code, digest="0" * 64)


def test_the_code_of_one_link_does_not_open_another(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    police = mail_link(cast.petra, agreement)
    municipality = mail_link(cast.asta, agreement, email="direktor@example.se")
    code = mail_code(police)
    other = mail_code(municipality, email="direktor@example.se")
    if code != other:
        with pytest.raises(NotAllowed):
            services.sign_with_link(token=municipality, code=code, digest=newest(agreement).digest)


def test_an_unknown_link_is_unknown(db: None) -> None:
    with pytest.raises(SignatureRequest.DoesNotExist):
        services.send_code(token="påhittad")
