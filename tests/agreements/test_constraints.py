"""What the database refuses by itself, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from loftet.agreements import services
from loftet.agreements.models import (
    Agreement,
    AgreementParty,
    CouncilMember,
    SharedVersion,
    Sharing,
    Signatory,
    Signature,
    SignatureRequest,
    StoredFile,
)
from loftet.organisations.models import AuditEvent
from tests.database import Clone
from tests.factories import Cast, make_cast

from .making import CHIEF, PDF, TODAY, ask, draft, in_force, mail_link, newest, shared, sign_for


def refuses(constraint: str, act: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        act()


def update(agreement: Agreement, **fields: Any) -> Callable[[], Any]:
    return lambda: Agreement.objects.filter(pk=agreement.pk).update(**fields)


def test_an_agreement_that_makes_no_sense(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    handed = shared(cast.asta, cast.petra)
    refuses(
        "an_agreement_ends_after_it_starts", update(agreement, starts_on="2026-02-01", ends_on="2026-01-31")
    )
    refuses("an_agreement_past_draft_is_shared", update(agreement, state="shared"))
    refuses("an_ended_agreement_has_its_day", update(handed, state="ended"))
    refuses("a_valid_version_has_its_first_day", update(handed, valid_version=1))
    refuses("a_valid_version_has_its_first_day", update(handed, valid_until="2026-01-31"))
    refuses("a_signed_agreement_is_valid_as_last_shared", update(handed, state="signed"))
    refuses(
        "a_signed_agreement_is_valid_as_last_shared",
        update(handed, state="in_force", valid_version=2, valid_from="2026-01-01"),
    )
    refuses("agreement_is_shared_wholly_or_not", update(agreement, shared_version=1))
    refuses("agreement_is_shared_wholly_or_not", update(handed, shared_by=None))
    refuses("agreement_is_at_or_past_what_is_shared", update(handed, version=0))


def test_what_stands_once(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    organisation = cast.petra.organisation
    refuses(
        "a_party_stands_once",
        lambda: AgreementParty.objects.create(agreement=agreement, organisation=organisation, role="other"),
    )
    refuses(
        "a_signatory_stands_once",
        lambda: Signatory.objects.create(agreement=agreement, organisation=organisation, position=CHIEF),
    )
    seat = agreement.council.get()
    refuses(
        "a_seat_stands_once",
        lambda: CouncilMember.objects.create(
            agreement=agreement, organisation_name=seat.organisation_name, position=seat.position
        ),
    )


def test_versions_that_make_no_sense(cast: Cast) -> None:
    version = newest(shared(cast.asta, cast.petra))
    again = {
        "record_kind": version.record_kind,
        "record_id": version.record_id,
        "document": {},
        "digest": "",
        "shared_at": timezone.now(),
        "shared_by": cast.asta.person,
    }
    refuses("a_version_is_shared_once", lambda: SharedVersion.objects.create(version=1, **again))
    refuses("a_new_version_has_a_reason", lambda: SharedVersion.objects.create(version=2, **again))
    refuses(
        "a_version_is_handed_over_once",
        lambda: Sharing.objects.create(version=version, organisation=cast.petra.organisation),
    )


def test_requests_that_make_no_sense(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    signatory, request = ask(cast.petra, agreement)
    again = {
        "version": request.version,
        "organisation": request.organisation,
        "requested_by": cast.petra.person,
        "expires_at": timezone.now(),
    }

    def create(**fields: Any) -> Callable[[], Any]:
        return lambda: SignatureRequest.objects.create(**again, **fields)

    refuses("a_seat_is_asked_once_at_a_time", create(position=CHIEF, person=signatory.person))
    whom = "a_request_goes_to_a_person_or_an_address"
    refuses(whom, create(position="Ny"))
    refuses(whom, create(position="Ny", person=signatory.person, email="a@example.se"))
    refuses(whom, create(position="Ny", email="a@example.se"))
    refuses(whom, create(position="Ny", person=signatory.person, token_digest="0" * 64))
    now = timezone.now()
    refuses(
        "a_request_is_not_both_used_and_revoked",
        lambda: SignatureRequest.objects.update(used_at=now, revoked_at=now),
    )


def test_signatures_that_make_no_sense(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    sign_for(cast.petra, agreement)
    version = newest(agreement)
    given = {
        "version": version,
        "organisation": cast.petra.organisation,
        "digest": version.digest,
        "signed_on": TODAY,
        "signed_at": timezone.now(),
    }

    def create(**fields: Any) -> Callable[[], Any]:
        return lambda: Signature.objects.create(**given, **fields)

    refuses(
        "a_position_signs_a_version_once",
        create(position=CHIEF, route="account", person=cast.petra.person),
    )
    proof = "a_signature_keeps_what_its_route_proves"
    refuses(proof, create(position="Ny", route="account"))
    refuses(proof, create(position="Ny", route="link"))
    refuses(proof, create(position="Ny", route="link", person=cast.petra.person, email="a@example.se"))
    refuses(proof, create(position="Ny", route="paper", uploaded_by=cast.petra.person))
    refuses(proof, create(position="Ny", route="post"))


@pytest.mark.parametrize("model", [SharedVersion, Sharing, Signature, StoredFile])
@pytest.mark.parametrize("act", ["update", "delete", "truncate"])
def test_history_is_added_to_and_nothing_else(cast: Cast, model: Any, act: str) -> None:
    agreement = shared(cast.asta, cast.petra)
    services.sign_on_paper(
        by=cast.petra, record=agreement, position=CHIEF, signed_on=TODAY, name="a.pdf", content=PDF
    )
    table, row = model._meta.db_table, model.objects.first()
    statements = {
        "update": f"UPDATE {table} SET id = id WHERE id = {row.pk}",
        "delete": f"DELETE FROM {table} WHERE id = {row.pk}",
        "truncate": f"TRUNCATE {table} CASCADE",
    }
    expected = r"added, never changed|permission denied"
    with pytest.raises(Exception, match=expected), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statements[act])
    assert model.objects.filter(pk=row.pk).exists()


def test_every_service_brings_its_audit_event_to_the_commit(committed_database: Clone) -> None:
    """Real commits, at which the database refuses a write without its event: the whole life, once."""
    cast = make_cast()
    agreement = in_force(cast.asta, cast.petra)
    services.start_new_version(by=cast.asta, agreement=agreement, reason="Nytt.")
    services.discard_draft(by=cast.asta, agreement=agreement)
    services.start_new_version(by=cast.asta, agreement=agreement, reason="Nytt.")
    services.share_agreement(by=cast.asta, agreement=agreement)
    mail_link(cast.petra, agreement)
    services.revoke_request(by=cast.petra, request=SignatureRequest.objects.pending().get())
    services.end_agreement(by=cast.asta, agreement=agreement, reason="Klart.")
    services.discard_draft(by=cast.asta, agreement=draft(cast.asta, cast.petra))
    kinds = set(AuditEvent.objects.values_list("kind", flat=True))
    assert {"agreement_shared", "agreement_signed", "agreement_in_force", "agreement_ended"} <= kinds
