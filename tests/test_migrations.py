"""Migrations are named, linear and complete; the database refuses what history forbids."""

from __future__ import annotations

import re

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from loftet.activities.models import (
    Occurrence,
)
from loftet.agreements.models import (
    Agreement,
    SharedVersion,
    Sharing,
    Signature,
    StoredFile,
)
from loftet.followup.models import (
    Reminder,
    ReportingPeriod,
)
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.models import (
    AuditEvent,
    Role,
)
from loftet.promises.models import (
    PromiseSet,
)
from loftet.publication.models import Checkpoint, Edition, EditionFile, LedgerEntry
from tests.activities.table_rows import REPORTING_HISTORY
from tests.database import Clone
from tests.factories import make_actor, make_cast
from tests.table_rows import ROWS, make_agreement

ROOMS = [room for room in apps.get_app_configs() if room.name.startswith("loftet.")]
ADDED_ONLY = {
    AuditEvent,
    Checkpoint,
    Edition,
    EditionFile,
    LedgerEntry,
    Reminder,
    SharedVersion,
    Sharing,
    Signature,
    StoredFile,
    *REPORTING_HISTORY,
}
SHARED = (SharedVersion, Sharing, StoredFile, Signature, Agreement)
PUBLISHED = (Edition, EditionFile, LedgerEntry, Checkpoint)
# Tables that may be written without an audit event, each with its reason.
UNAUDITED = {
    "organisations_auditevent": "it is the event",
    "organisations_municipality": "only migrations write it",
    "organisations_outboxmessage": "mail follows from what is audited",
    "notices_noticesettings": "a choice is recorded where it is made; the rest is which mail has gone",
    "notices_toldnotice": "mail follows from what is audited",
    "residents_follower": "no record of ours: an address that comes and goes as its owner wants",
    "organisations_person": "who signs in is seen in memberships; language and sessions are the person's own",
    "organisations_localpolicearea_municipalities": "written with the area, which is audited",
}


def test_no_model_differs_from_its_migrations(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("room", [room.label for room in ROOMS])
def test_a_rooms_migrations_stand_in_one_line(room: str) -> None:
    graph = MigrationLoader(None).graph
    names = sorted(name for label, name in graph.nodes if label == room)

    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    assert len(graph.leaf_nodes(room)) == (1 if names else 0)


@pytest.mark.parametrize("room", [room.label for room in ROOMS])
def test_a_migration_is_named_by_its_intent(room: str) -> None:
    names = [name for label, name in MigrationLoader(None).graph.nodes if label == room]

    assert [name for name in names if not re.fullmatch(r"\d{4}_[a-z_]+", name) or "auto" in name] == []


def test_every_table_is_audited_or_says_why_not(db: None) -> None:
    tables = {model._meta.db_table for room in ROOMS for model in room.get_models(include_auto_created=True)}

    assert tables - UNAUDITED.keys() == tables_with_trigger("audited") & tables
    assert tables_with_trigger("audited") == {model._meta.db_table for model in ROWS}


def test_a_write_without_its_audit_event_is_refused(committed_database: Clone) -> None:
    actor = make_actor(Role.ADMINISTRATOR)
    for model, write in ROWS.items():
        with (
            pytest.raises(IntegrityError, match=f"{model._meta.db_table} came without"),
            transaction.atomic(),
        ):
            write(actor)
        with transaction.atomic():
            write(actor)
            audit.record(by=actor, kind="tried", subject=actor.organisation)


def test_an_event_of_another_transaction_does_not_count(committed_database: Clone) -> None:
    actor = make_actor(Role.ADMINISTRATOR)
    with transaction.atomic():
        audit.record(by=actor, kind="tried", subject=actor.organisation)

    with pytest.raises(IntegrityError, match="came without"):
        make_agreement(actor)


def test_history_is_added_to_and_never_changed(db: None) -> None:
    actor = make_history()

    assert tables_with_trigger("added_only") == {model._meta.db_table for model in ADDED_ONLY}
    for table in sorted(tables_with_trigger("added_only")):
        for change in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
                run(change)
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            run(f"TRUNCATE {table} CASCADE")
    assert AuditEvent.objects.filter(person_id=actor.person.pk).exists()


def test_history_is_never_changed_by_its_owner_in_passing(committed_database: Clone) -> None:
    make_history()
    with psycopg.connect(committed_database.owner_url, autocommit=True) as owner:
        for model in ADDED_ONLY:
            table = model._meta.db_table
            for change in (
                f"UPDATE {table} SET id = id",
                f"DELETE FROM {table}",
                f"TRUNCATE {table} CASCADE",
            ):
                with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
                    owner.execute(change)


def test_the_application_cannot_lift_the_triggers(db: None) -> None:
    owner = settings.DATABASES["owner"]["USER"]
    for attempt in (
        "ALTER TABLE organisations_auditevent DISABLE TRIGGER added_only",
        "DROP TRIGGER added_only ON organisations_auditevent",
        "SET session_replication_role = replica",
        f"SET ROLE {owner}",
        "CREATE TABLE own (id int)",
    ):
        with pytest.raises(Exception, match=r"must be owner|permission denied"), transaction.atomic():
            run(attempt)


def test_the_application_cannot_pass_as_the_owner(db: None) -> None:
    make_history()
    run("SET LOCAL loftet.owner_act = 'on'")

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        run("DELETE FROM organisations_auditevent")


def make_history() -> Actor:
    """A row in every table that is only added to."""
    actor = make_cast().asta
    with transaction.atomic():
        for model in (
            *SHARED,
            *PUBLISHED,
            PromiseSet,
            Occurrence,
            *REPORTING_HISTORY,
            ReportingPeriod,
            Reminder,
        ):
            ROWS[model](actor)
        audit.record(by=actor, kind="tried", subject=actor.organisation)
    return actor


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def tables_with_trigger(name: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s", [name])
        return {table for (table,) in cursor.fetchall()}
