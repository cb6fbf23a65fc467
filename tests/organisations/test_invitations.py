from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from loftet.organisations.exceptions import InvitationNotOpen, NotAllowed
from loftet.organisations.models import AuditEvent, Invitation, Membership, OutboxMessage, Person, Role
from loftet.organisations.services.invitations import (
    accept_invitation,
    invite_person,
    resend_invitation,
    revoke_invitation,
)
from tests.factories import make_actor, make_organisation, make_person
from tests.organisations.links import token_for

pytestmark = pytest.mark.django_db
PASSWORD = "fyra gula hästar"


def test_it_mails_a_link_and_keeps_only_its_digest() -> None:
    asta = make_actor(Role.ADMINISTRATOR)

    invitation = invite_person(by=asta, email=" Bo@Example.se", roles=[Role.READER, Role.REGISTRAR])

    assert invitation.email == "bo@example.se"
    assert invitation.roles == ["registrar", "reader"]
    mail = OutboxMessage.objects.get(recipient="bo@example.se")
    assert invitation.message == mail
    assert mail.organisation == asta.organisation
    assert token_for("bo@example.se") not in str(Invitation.objects.values().get())


def test_the_event_names_the_roles() -> None:
    asta = make_actor(Role.ADMINISTRATOR)

    invite_person(by=asta, email="bo@example.se", roles=[Role.READER])

    event = AuditEvent.objects.get(kind="person_invited")
    assert (event.organisation_id, event.person_id) == (asta.organisation.pk, asta.person.pk)
    assert (event.subject_name, event.data) == ("bo@example.se", {"roles": ["reader"]})


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_administrators_invite(role: Role) -> None:
    with pytest.raises(NotAllowed):
        invite_person(by=make_actor(role), email="bo@example.se", roles=[Role.READER])
    assert not OutboxMessage.objects.exists()


def test_an_address_that_has_access_is_not_invited() -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    person = make_person("Bo", email="bo@example.se")
    make_actor(Role.READER, organisation=asta.organisation, person=person)

    with pytest.raises(NotAllowed, match=r"bo@example\.se"):
        invite_person(by=asta, email="BO@example.se", roles=[Role.READER])


def test_an_address_is_not_invited_twice() -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    invite_person(by=asta, email="bo@example.se", roles=[Role.READER])

    with pytest.raises(NotAllowed):
        invite_person(by=asta, email="bo@example.se", roles=[Role.SIGNATORY])


def test_the_database_refuses_two_pending_invitations_of_an_address() -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    invitation = invite_person(by=asta, email="bo@example.se", roles=[Role.READER])
    invitation.pk, invitation.token_digest = None, "other"

    with pytest.raises(IntegrityError, match="an_address_has_one_pending_invitation"), transaction.atomic():
        invitation.save()


def test_taking_it_up_makes_an_account_with_the_roles() -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    invite_person(by=asta, email="bo@example.se", roles=[Role.READER], display_title="Registrator")

    person = accept_invitation(token=token_for("bo@example.se"), name="Bo Prov", password=PASSWORD)

    assert person.check_password(PASSWORD)
    assert (person.email, person.shown_as, person.is_demo) == ("bo@example.se", "Registrator", False)
    held = Membership.objects.active().filter(person=person)
    assert [(m.organisation, m.role) for m in held] == [(asta.organisation, Role.READER)]
    event = AuditEvent.objects.get(kind="invitation_accepted")
    assert (event.person_id, event.organisation_id) == (person.pk, asta.organisation.pk)


def test_a_link_works_once() -> None:
    invite_person(by=make_actor(Role.ADMINISTRATOR), email="bo@example.se", roles=[Role.READER])
    token = token_for("bo@example.se")
    accept_invitation(token=token, name="Bo", password=PASSWORD)

    with pytest.raises(InvitationNotOpen):
        accept_invitation(token=token, name="Bo", password=PASSWORD)


def test_an_unknown_link_opens_nothing() -> None:
    with pytest.raises(InvitationNotOpen):
        accept_invitation(token="gissat", name="Bo", password=PASSWORD)


def test_a_link_grows_too_old() -> None:
    invitation = invite_person(by=make_actor(Role.ADMINISTRATOR), email="bo@example.se", roles=[Role.READER])
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(seconds=1))

    with pytest.raises(InvitationNotOpen):
        accept_invitation(token=token_for("bo@example.se"), name="Bo", password=PASSWORD)


def test_withdrawn_it_opens_nothing() -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    invitation = invite_person(by=asta, email="bo@example.se", roles=[Role.READER])

    revoke_invitation(by=asta, invitation=invitation)

    with pytest.raises(InvitationNotOpen):
        accept_invitation(token=token_for("bo@example.se"), name="Bo", password=PASSWORD)
    with pytest.raises(InvitationNotOpen):
        revoke_invitation(by=asta, invitation=invitation)
    assert AuditEvent.objects.filter(kind="invitation_revoked").count() == 1


def test_sent_again_only_the_new_link_works() -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    invitation = invite_person(by=asta, email="bo@example.se", roles=[Role.READER])
    old = token_for("bo@example.se")

    resend_invitation(by=asta, invitation=invitation)

    with pytest.raises(InvitationNotOpen):
        accept_invitation(token=old, name="Bo", password=PASSWORD)
    accept_invitation(token=token_for("bo@example.se"), name="Bo", password=PASSWORD)
    assert AuditEvent.objects.filter(kind="invitation_resent").count() == 1


def test_somebody_with_an_account_signs_in_first() -> None:
    make_person("Bo", email="bo@example.se")
    invite_person(by=make_actor(Role.ADMINISTRATOR), email="bo@example.se", roles=[Role.READER])

    with pytest.raises(NotAllowed, match=r"bo@example\.se"):
        accept_invitation(token=token_for("bo@example.se"), name="Någon annan", password=PASSWORD)
    assert Person.objects.get(email="bo@example.se").name == "Bo"


def test_somebody_signed_in_gets_the_roles_and_keeps_the_account() -> None:
    bo = make_person("Bo", email="bo@example.se", password="gammalt")
    asta = make_actor(Role.ADMINISTRATOR)
    invite_person(by=asta, email="bo@example.se", roles=[Role.SIGNATORY])

    assert accept_invitation(token=token_for("bo@example.se"), person=bo) == bo

    bo.refresh_from_db()
    assert (bo.name, bo.check_password("gammalt")) == ("Bo", True)
    assert Membership.objects.active().filter(person=bo, organisation=asta.organisation).exists()


def test_somebody_else_signed_in_cannot_take_it_up() -> None:
    invite_person(by=make_actor(Role.ADMINISTRATOR), email="bo@example.se", roles=[Role.READER])

    with pytest.raises(NotAllowed, match=r"bo@example\.se"):
        accept_invitation(token=token_for("bo@example.se"), person=make_person("Cesar"))


def test_the_demo_and_accounts_in_use_are_never_mixed() -> None:
    asta = make_actor(Role.ADMINISTRATOR, organisation=make_organisation(is_demo=True))
    bo = make_person("Bo", email="bo@example.se")
    invite_person(by=asta, email="bo@example.se", roles=[Role.READER])

    with pytest.raises(NotAllowed):
        accept_invitation(token=token_for("bo@example.se"), person=bo)


def test_an_account_of_the_demo_is_marked_so() -> None:
    asta = make_actor(Role.ADMINISTRATOR, organisation=make_organisation(is_demo=True))
    invite_person(by=asta, email="bo@example.se", roles=[Role.READER])

    assert accept_invitation(token=token_for("bo@example.se"), name="Bo", password=PASSWORD).is_demo


def test_the_mail_speaks_the_language_of_who_has_an_account() -> None:
    make_person("Bo", email="bo@example.se", language="en")

    invite_person(by=make_actor(Role.ADMINISTRATOR), email="bo@example.se", roles=[Role.READER])

    mail = OutboxMessage.objects.get(recipient="bo@example.se")
    assert mail.subject == "Invitation to Löftet for Linköpings kommun"
    assert "as: reader." in mail.text
