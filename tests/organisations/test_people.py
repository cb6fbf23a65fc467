import pytest
from django.db import IntegrityError, transaction

from loftet.organisations.audit import record_for_person
from loftet.organisations.models import AuditEvent, Person, Role
from loftet.organisations.selectors import list_people
from loftet.organisations.services.memberships import change_roles, end_memberships
from loftet.organisations.services.people import (
    choose_language,
    link_affiliation,
    sign_out_everywhere,
    update_profile,
)
from tests.factories import make_actor, make_organisation, make_person

pytestmark = pytest.mark.django_db


def test_a_role_can_be_shown_in_place_of_the_name() -> None:
    bo = make_actor(Role.READER).person

    update_profile(by_person=bo, name="Bo", display_title="Kommunpolis Linköping", language="sv")

    bo.refresh_from_db()
    assert (bo.name, bo.shown_as, str(bo)) == ("Bo", "Kommunpolis Linköping", "Kommunpolis Linköping")
    assert AuditEvent.objects.get(kind="profile_updated").person_shown_as == "Kommunpolis Linköping"


def test_an_unchanged_profile_writes_nothing() -> None:
    bo = make_actor(Role.READER).person

    update_profile(by_person=bo, name=bo.name, display_title="", language="sv")

    assert not AuditEvent.objects.filter(kind="profile_updated").exists()


def test_the_language_is_remembered() -> None:
    bo = make_person("Bo")

    choose_language(bo, "en")

    assert Person.objects.get(pk=bo.pk).language == "en"


def test_signing_out_everywhere_changes_the_seal_of_every_session() -> None:
    bo = make_actor(Role.READER).person
    seal = bo.get_session_auth_hash()

    sign_out_everywhere(by_person=bo)

    assert bo.session_generation == 1
    assert bo.get_session_auth_hash() != seal
    assert AuditEvent.objects.filter(kind="signed_out_everywhere").count() == 1


def test_the_first_affiliation_stays() -> None:
    bo = make_person("Bo")

    link_affiliation(by_person=bo, affiliation="bo@2021000001")
    link_affiliation(by_person=bo, affiliation="annan@2021000001")
    link_affiliation(by_person=bo, affiliation="")

    assert Person.objects.get(pk=bo.pk).org_affiliation == "bo@2021000001"


def test_what_a_person_does_is_written_for_each_of_the_organisations() -> None:
    bo = make_actor(Role.READER, Role.SIGNATORY).person
    elsewhere = make_actor(Role.READER, organisation=make_organisation("Ljungby"), person=bo)

    with transaction.atomic():
        record_for_person(person=bo, kind="password_changed")

    events = AuditEvent.objects.filter(kind="password_changed")
    assert events.count() == 2
    assert events.visible_to(elsewhere).count() == 1


def test_what_somebody_without_organisation_does_is_written_too() -> None:
    with transaction.atomic():
        record_for_person(person=make_person("Bo"), kind="password_changed")

    assert AuditEvent.objects.get(kind="password_changed").organisation_id is None


def test_an_address_is_kept_in_small_letters() -> None:
    assert Person.objects.create_user(" Bo@Example.SE ", name="Bo").email == "bo@example.se"
    with pytest.raises(IntegrityError, match="an_address_is_written_in_small_letters"), transaction.atomic():
        Person.objects.create(email="Stor@example.se", name="Bo")


def test_an_address_belongs_to_one_person() -> None:
    make_person("Bo", email="bo@example.se")

    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create_user("BO@example.se", name="Bo")


def test_people_stand_in_swedish_order_with_their_roles() -> None:
    asta = make_actor(Role.ADMINISTRATOR, Role.COORDINATOR, name="Åsa")
    make_actor(Role.READER, organisation=asta.organisation, name="Örjan")
    make_actor(Role.READER, organisation=asta.organisation, name="Bo")
    make_actor(Role.READER, organisation=make_organisation("Ljungby"), name="Cesar")

    people = list_people(asta)

    assert [(row.person.name, row.roles) for row in people.acting] == [
        ("Bo", (Role.READER,)),
        ("Åsa", (Role.ADMINISTRATOR, Role.COORDINATOR)),
        ("Örjan", (Role.READER,)),
    ]


def test_ended_people_are_listed_as_earlier() -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    bo = make_actor(Role.READER, Role.REGISTRAR, organisation=asta.organisation, name="Bo")
    change_roles(by=asta, person=bo.person, roles=[Role.REGISTRAR])
    assert list_people(asta).earlier == ()

    end_memberships(by=asta, person=bo.person)

    (earlier,) = list_people(asta).earlier
    assert (earlier.person, earlier.roles) == (bo.person, (Role.REGISTRAR, Role.READER))
    assert earlier.ended_at is not None
