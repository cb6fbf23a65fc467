import pytest
from django.db import IntegrityError, transaction

from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, Membership, Role
from loftet.organisations.services.memberships import change_roles, end_memberships
from tests.factories import make_actor, make_organisation

pytestmark = pytest.mark.django_db


def roles_of(actor: Actor) -> set[str]:
    held = Membership.objects.active().filter(person=actor.person, organisation=actor.organisation)
    return set(held.values_list("role", flat=True))


def test_roles_become_exactly_these() -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    bo = make_actor(Role.READER, Role.REGISTRAR, organisation=asta.organisation)

    change_roles(by=asta, person=bo.person, roles=[Role.REGISTRAR, Role.SIGNATORY])

    assert roles_of(bo) == {Role.REGISTRAR, Role.SIGNATORY}
    ended = Membership.objects.ended().get(person=bo.person)
    assert (ended.role, ended.ended_by) == (Role.READER, asta.person)
    event = AuditEvent.objects.filter(kind="roles_changed").latest("pk")
    assert event.data == {"before": ["registrar", "reader"], "after": ["registrar", "signatory"]}


def test_the_same_roles_write_nothing() -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    before = AuditEvent.objects.count()

    change_roles(by=asta, person=asta.person, roles=[Role.ADMINISTRATOR])

    assert AuditEvent.objects.count() == before


def test_the_roles_at_another_organisation_stay() -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    elsewhere = make_actor(Role.READER, organisation=make_organisation("Ljungby"))
    make_actor(Role.READER, organisation=asta.organisation, person=elsewhere.person)

    end_memberships(by=asta, person=elsewhere.person)

    assert roles_of(elsewhere) == {Role.READER}


def test_ended_people_keep_their_history() -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    bo = make_actor(Role.READER, Role.SIGNATORY, organisation=asta.organisation)

    end_memberships(by=asta, person=bo.person)

    assert roles_of(bo) == set()
    assert Membership.objects.filter(person=bo.person).count() == 2
    event = AuditEvent.objects.get(kind="memberships_ended")
    assert (event.subject_id, event.data) == (str(bo.person.pk), {"roles": ["signatory", "reader"]})


def test_a_role_can_be_given_again() -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    bo = make_actor(Role.READER, organisation=asta.organisation)
    end_memberships(by=asta, person=bo.person)

    change_roles(by=asta, person=bo.person, roles=[Role.READER])

    assert roles_of(bo) == {Role.READER}


def test_the_last_administrator_stays() -> None:
    asta = make_actor(Role.ADMINISTRATOR, Role.COORDINATOR)

    with pytest.raises(NotAllowed, match=asta.person.name):
        end_memberships(by=asta, person=asta.person)
    with pytest.raises(NotAllowed, match=asta.person.name):
        change_roles(by=asta, person=asta.person, roles=[Role.COORDINATOR])

    assert roles_of(asta) == {Role.ADMINISTRATOR, Role.COORDINATOR}


def test_an_administrator_may_leave_when_there_is_another() -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    make_actor(Role.ADMINISTRATOR, organisation=asta.organisation)

    end_memberships(by=asta, person=asta.person)

    assert roles_of(asta) == set()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_administrators_change_roles(role: Role) -> None:
    bo = make_actor(role)
    reader = make_actor(Role.READER, organisation=bo.organisation)

    with pytest.raises(NotAllowed):
        change_roles(by=bo, person=reader.person, roles=[Role.ADMINISTRATOR])
    with pytest.raises(NotAllowed):
        end_memberships(by=bo, person=reader.person)


def test_nobody_is_left_without_any_role_by_change() -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    bo = make_actor(Role.READER, organisation=asta.organisation)

    with pytest.raises(NotAllowed):
        change_roles(by=asta, person=bo.person, roles=[])


def test_the_database_refuses_a_role_held_twice() -> None:
    bo = make_actor(Role.READER)

    with pytest.raises(IntegrityError, match="a_role_is_held_once"), transaction.atomic():
        Membership.objects.create(person=bo.person, organisation=bo.organisation, role=Role.READER)


def test_the_database_refuses_an_end_without_somebody() -> None:
    bo = make_actor(Role.READER)

    with pytest.raises(IntegrityError, match="a_membership_is_ended_by_someone"), transaction.atomic():
        Membership.objects.filter(person=bo.person).update(ended_by=bo.person)
