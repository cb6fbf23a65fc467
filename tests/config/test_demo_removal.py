"""One act takes the demo away, and not a byte of anything else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, transaction
from django.test import Client

from loftet.activities.models import Function
from loftet.agreements.models import AgreementParty
from loftet.config.begin import CommandRefused
from loftet.config.demo.cast import COORDINATOR_OF_LINKOPING
from loftet.config.demo.removal import remove_demo, take_demo_away
from loftet.domain.agreement_states import AgreementState
from loftet.organisations import audit
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import (
    AuditEvent,
    Membership,
    Organisation,
    OutboxMessage,
    Person,
    Role,
)
from loftet.organisations.services.invitations import invite_person
from loftet.organisations.services.outbox import post_mail
from loftet.web.mail import Letter, read_folder, send
from tests.config.demo import all_rows, local_client, person
from tests.factories import make_actor, make_agreement_at, make_organisation, make_police


@pytest.mark.usefixtures("demo")
def test_removing_it_twice_is_answered_kindly() -> None:
    assert remove_demo() == "The demo is gone: 12 organisations, 26 people and all of theirs."
    assert remove_demo() == "There is no demo here: nothing was removed."
    assert AuditEvent.objects.filter(kind="demo_removed").count() == 1


@pytest.mark.usefixtures("demo")
def test_the_event_says_who_did_it_and_how_much_went() -> None:
    asta = make_actor(Role.ADMINISTRATOR, organisation=make_organisation("Umeå"), name="Asta")
    take_demo_away(by=asta)
    event = AuditEvent.objects.get(kind="demo_removed")
    assert (event.organisation_id, event.person_id) == (asta.organisation.pk, asta.person.pk)
    assert event.person_shown_as == "Asta"
    assert (event.data["organisations"], event.data["people"]) == (12, 26)


@pytest.mark.usefixtures("demo")
def test_whoever_was_signed_in_as_one_of_the_demo_is_signed_out() -> None:
    client = local_client()
    client.force_login(person(COORDINATOR_OF_LINKOPING))
    asta = make_actor(Role.ADMINISTRATOR, organisation=make_organisation("Umeå"))
    Client().force_login(asta.person)
    remove_demo()
    assert [session.get_decoded()["_auth_user_id"] for session in Session.objects.all()] == [
        str(asta.person.pk)
    ]
    assert client.get("/konto/", follow=False).status_code == 302


@pytest.mark.usefixtures("demo")
def test_a_real_person_within_the_demo_stops_it_with_a_sentence() -> None:
    make_actor(Role.READER, organisation=make_organisation("Umeå"), name="Asta")
    asta = Person.objects.get(name="Asta")
    with transaction.atomic():
        Membership.objects.create(
            person=asta, organisation=Organisation.objects.demo()[0], role=Role.READER.value
        )
        audit.record_system(organisation_id=None, kind="roles_changed", subject=asta)
    before = all_rows()
    with pytest.raises(CommandRefused, match="organisations_person"):
        remove_demo()
    assert all_rows() == before


@pytest.mark.usefixtures("demo")
def test_a_real_agreement_that_hangs_on_the_demo_stops_it() -> None:
    asta = make_actor(Role.COORDINATOR, organisation=make_organisation("Umeå"))
    petra = make_actor(Role.COORDINATOR, organisation=make_police("Umeå"))
    agreement = make_agreement_at(AgreementState.DRAFT, owner=asta, other=petra)
    with transaction.atomic():
        AgreementParty.objects.create(
            agreement=agreement, organisation=Organisation.objects.demo()[0], role="other"
        )
        audit.record(by=asta, kind="agreement_edited", subject=agreement)
    with pytest.raises(NotAllowed, match="organisations_organisation"):
        take_demo_away(by=None)
    assert Organisation.objects.demo().exists()


@pytest.mark.usefixtures("demo")
def test_mail_to_an_address_that_a_real_person_has_too_is_left() -> None:
    asta = make_actor(Role.ADMINISTRATOR, organisation=make_organisation("Umeå"))
    invite_person(by=asta, email="skoldirektor@linkoping.example", roles=[Role.READER])
    remove_demo()
    left = OutboxMessage.objects.get()
    assert (left.recipient, left.organisation_id) == ("skoldirektor@linkoping.example", asta.organisation.pk)


@pytest.mark.usefixtures("demo")
def test_only_letters_to_the_demo_leave_the_folder(
    tmp_path: Path, settings: LazySettings, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MAIL_FOLDER = tmp_path
    for number, address in enumerate(["Skoldirektor@linkoping.example", "asta@linkoping.se"]):
        send(Letter(message_id=f"<{number}@localhost>", to=address, subject="Hej", text="Hej"))
    with django_capture_on_commit_callbacks(execute=True):
        remove_demo()
    assert [letter.to for letter in read_folder(tmp_path)] == ["asta@linkoping.se"]


@pytest.mark.usefixtures("demo")
def test_the_application_can_empty_no_history_by_itself() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('loftet.owner_act', 'on', true)")
        with pytest.raises(IntegrityError), transaction.atomic():
            AuditEvent.objects.all().delete()


@pytest.mark.usefixtures("demo")
def test_after_the_removal_history_is_closed_again_in_the_same_transaction() -> None:
    remove_demo()
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEvent.objects.all().delete()


@pytest.mark.usefixtures("demo")
def test_every_letter_of_the_demo_goes_with_it_whoever_it_was_to(
    tmp_path: Path, settings: LazySettings, django_capture_on_commit_callbacks: Any
) -> None:
    """Also one to an address that no row holds any more, as long as an organisation of the demo sent it."""
    settings.MAIL_FOLDER = tmp_path
    function = Function.objects.get(name="VA-avdelningen")
    left = "nagon.som.slutat@ljungby.example"
    with transaction.atomic():
        post_mail(recipient=left, subject="Hej", text="Hej", organisation=function.organisation)
    recipients = {each.recipient for each in OutboxMessage.objects.all()}
    assert function.email in recipients
    for address in recipients:
        send(Letter(message_id=f"<{address}>", to=address, subject="Hej", text="Hej"))
    with django_capture_on_commit_callbacks(execute=True):
        remove_demo()
    assert read_folder(tmp_path) == []
    assert not OutboxMessage.objects.exists()
