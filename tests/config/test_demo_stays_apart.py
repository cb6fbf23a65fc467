"""Demo and real data side by side: the removal takes the one and leaves every byte of the other."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import connection, transaction
from django.test import Client

from loftet.agreements.models import Agreement
from loftet.agreements.services import start_new_version
from loftet.config.begin import begin_with_account, invite_police
from loftet.config.demo.cast import COORDINATOR_OF_LINKOPING
from loftet.config.demo.loading import load_demo
from loftet.config.demo.removal import remove_demo, take_demo_away
from loftet.domain.agreement_states import AgreementState
from loftet.organisations import audit
from loftet.organisations.actor import Actor, find_actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import (
    LocalPoliceArea,
    Municipality,
    Organisation,
    Person,
    Role,
)
from loftet.organisations.services.invitations import invite_person
from loftet.organisations.services.outbox import post_mail
from tests.config.demo import Row, all_rows, local_client, person
from tests.database import Clone
from tests.factories import make_actor, make_agreement_at, make_organisation, make_police

PASSWORD = "ett långt lösenord 17"


def begin_in_earnest() -> Actor:
    """Linköping again, but real: with an account, second step, session, mail, and an agreement in force."""
    linkoping = Municipality.objects.get(name="Linköping")
    asta = begin_with_account(
        municipality=linkoping, email="asta@linkoping.se", name="Asta", display_title="", password=PASSWORD
    )
    Authenticator.objects.create(user=asta, type=Authenticator.Type.TOTP, data={"secret": "x"})
    EmailAddress.objects.create(user=asta, email=asta.email, verified=True, primary=True)
    Client().force_login(asta)
    actor = find_actor(asta, organisation_id=None)
    assert actor
    police = invite_police(
        by=actor, area_name="Lokalpolisområde Linköping", municipalities=[linkoping], email="petra@polisen.se"
    )
    petra = make_actor(Role.COORDINATOR, organisation=police, name="Petra")
    make_agreement_at(AgreementState.IN_FORCE, owner=actor, other=petra)
    return actor


def go_on_in_earnest() -> None:
    """More real rows, after the demo has come: their numbers lie between those of the demo."""
    asta = find_actor(Person.objects.get(email="asta@linkoping.se"), organisation_id=None)
    assert asta
    start_new_version(by=asta, agreement=Agreement.objects.get(owner=asta.organisation), reason="Ny park.")
    invite_person(by=asta, email="bo@linkoping.se", roles=[Role.READER])
    with transaction.atomic():
        post_mail(recipient="resident@example.se", subject="Hej", text="Hej", organisation=None)


def play() -> None:
    """What people leave behind who try the demo: a session, an invitation, another organisation."""
    local_client().force_login(person(COORDINATOR_OF_LINKOPING))
    administrator = find_actor(person("administrator@linkoping.example"), organisation_id=None)
    assert administrator
    invite_person(by=administrator, email="ny@linkoping.example", roles=[Role.READER])
    make_police("Linköping", "Norrköping", is_demo=True)
    make_organisation("Umeå", is_demo=True)
    with transaction.atomic():
        audit.record_system(
            organisation_id=None,
            kind="police_area_added",
            subject=LocalPoliceArea.objects.filter(is_demo=True)[0],
        )


ORDERS: dict[str, list[tuple[Callable[[], object], bool]]] = {
    "real first": [(begin_in_earnest, True), (load_demo, False), (play, False)],
    "demo first": [(load_demo, False), (begin_in_earnest, True), (play, False), (go_on_in_earnest, True)],
    "in turns": [(begin_in_earnest, True), (load_demo, False), (go_on_in_earnest, True), (play, False)],
}


@pytest.mark.django_db
@pytest.mark.parametrize("order", ORDERS)
def test_exactly_the_real_rows_are_left_byte_by_byte(order: str) -> None:
    kept = all_rows()
    for act, is_real in ORDERS[order]:
        before = all_rows()
        act()
        after = all_rows()
        if is_real:
            kept = (kept | (after - before)) - (before - after)
        assert kept <= after
    remove_demo()
    assert all_rows() == kept | _removal_events()


def _removal_events() -> set[Row]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT e::text FROM organisations_auditevent e WHERE kind = 'demo_removed'")
        return {("organisations_auditevent", text) for (text,) in cursor.fetchall()}


def test_whoever_writes_meanwhile_waits_or_the_removal_gives_up(committed_database: Clone) -> None:
    load_demo()
    with psycopg.connect(committed_database.owner_url, autocommit=True) as owner:
        owner.execute("ALTER FUNCTION loftet_remove_demo SET lock_timeout = '50ms'")
    with psycopg.connect(committed_database.owner_url) as other:
        other.execute("LOCK TABLE organisations_membership IN ROW EXCLUSIVE MODE")
        with pytest.raises(NotAllowed, match="Försök igen"):
            take_demo_away(by=None)
    take_demo_away(by=None)
    assert not Organisation.objects.exists()


def test_a_table_of_a_room_to_come_needs_nothing_but_its_foreign_keys(committed_database: Clone) -> None:
    load_demo()
    with psycopg.connect(committed_database.owner_url, autocommit=True) as owner:
        owner.execute(
            "CREATE TABLE later_room (id bigserial PRIMARY KEY, agreement_id bigint NOT NULL"
            " REFERENCES agreements_agreement DEFERRABLE INITIALLY DEFERRED, name text)"
        )
        owner.execute(
            "CREATE TABLE later_detail (code text PRIMARY KEY, room_id bigint REFERENCES later_room"
            " DEFERRABLE INITIALLY DEFERRED)"
        )
        owner.execute(
            "INSERT INTO later_room (agreement_id, name) SELECT id, title FROM agreements_agreement"
        )
        owner.execute("INSERT INTO later_detail SELECT name, id FROM later_room")
        owner.execute("INSERT INTO later_detail VALUES ('of nobody', NULL)")
        take_demo_away(by=None)
        assert owner.execute("SELECT count(*) FROM later_room").fetchone() == (0,)
        assert owner.execute("SELECT code FROM later_detail").fetchall() == [("of nobody",)]
