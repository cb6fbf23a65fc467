import pytest
from django.db import DatabaseError, connection, transaction

from loftet.organisations.audit import record
from loftet.organisations.models import Role
from loftet.organisations.selectors import list_event_kinds, list_events
from tests.factories import make_actor, make_organisation

pytestmark = pytest.mark.django_db


def test_an_event_tells_who_what_and_of_what() -> None:
    asta = make_actor(Role.COORDINATOR)

    event = record(by=asta, kind="profile_updated", subject=asta.person, data={"a": 1})

    assert (event.person_shown_as, event.subject_kind, event.subject_id) == (
        "Någon",
        "person",
        str(asta.person.pk),
    )


def test_an_organisation_reads_its_own_events_only() -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    cesar = make_actor(Role.ADMINISTRATOR, organisation=make_organisation("Ljungby"))
    record(by=asta, kind="profile_updated", subject=asta.person)

    assert list_events(asta, kind="profile_updated").count() == 1
    assert not list_events(cesar, kind="profile_updated").exists()
    assert "profile_updated" not in list_event_kinds(cesar)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE organisations_auditevent SET kind = 'x'",
        "DELETE FROM organisations_auditevent",
        "TRUNCATE organisations_auditevent",
    ],
)
def test_nobody_rewrites_an_event(statement: str) -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    record(by=asta, kind="profile_updated", subject=asta.person)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
