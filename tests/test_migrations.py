"""Migrations are named, linear and complete; the database refuses what history forbids."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader

from loftet.activities.models import (
    Activity,
    CalendarAddress,
    Function,
    Occurrence,
    OccurrenceCount,
    Report,
    ReportKind,
)
from loftet.agreements.models import (
    Agreement,
    AgreementParty,
    CouncilMember,
    PartyRole,
    SharedVersion,
    Sharing,
    Signatory,
    Signature,
    SignatureRequest,
    StoredFile,
)
from loftet.followup.models import (
    Assessment,
    Confirmation,
    FollowUp,
    PartyAccount,
    Reminder,
    ReportingPeriod,
    Statement,
    StatementCount,
)
from loftet.importer.models import ReviewItem, Upload
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.models import (
    AuditEvent,
    Invitation,
    LocalPoliceArea,
    Membership,
    Organisation,
    Role,
)
from loftet.promises.models import (
    Commitment,
    FocusArea,
    NoPersonAnswer,
    Promise,
    PromiseSet,
    PromiseSetSignatory,
)
from loftet.publication.models import Checkpoint, Edition, EditionFile, LedgerEntry
from loftet.residents.models import AnswerTimeConsent, Question, Receipt
from tests.activities.table_rows import REPORTING, REPORTING_HISTORY
from tests.database import Clone
from tests.factories import make_actor, make_cast

ROOMS = [room for room in apps.get_app_configs() if room.name.startswith("loftet.")]
NOW = datetime(2026, 1, 2, tzinfo=UTC)
DIGEST = "0" * 64
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


def make_version(actor: Actor) -> SharedVersion:
    return SharedVersion.objects.create(
        record_kind="agreement",
        record_id=1,
        version=SharedVersion.objects.count() + 1,
        document={},
        digest=DIGEST,
        reason="ett skäl",
        shared_at=NOW,
        shared_by=actor.person,
    )


def make_agreement(actor: Actor) -> Agreement:
    return Agreement.objects.create(owner=actor.organisation, title="Trygga tillsammans")


def own(actor: Actor) -> dict[str, object]:
    return {"organisation": actor.organisation, "promise_set": PromiseSet.objects.get()}


def keys() -> dict[str, object]:
    return {"promise_key": Promise.objects.get().key, "commitment_key": Commitment.objects.get().key}


def within() -> dict[str, object]:
    return {"agreement": Agreement.objects.get(), "period": ReportingPeriod.objects.get()}


def make_edition(actor: Actor) -> Edition:
    return Edition.objects.create(
        is_demo=False,
        number=1,
        kind="promise_set",
        identifier="linkoping/2026/medborgarlofte/1",
        agreement=Agreement.objects.get(),
        municipality_codes=["0580"],
        record_kind="promise_set",
        record_id=1,
        version=1,
        document={},
        document_digest=DIGEST,
        envelope={},
        envelope_digest=DIGEST,
        published_at=NOW,
        published_by=actor.person,
        published_for=actor.organisation,
    )


# How one row of each table comes to be, without an audit event.
ROWS: dict[type[models.Model], Callable[[Actor], object]] = {
    Organisation: lambda actor: actor.organisation.save(),
    LocalPoliceArea: lambda actor: LocalPoliceArea.objects.create(name="Nytt område"),
    Membership: lambda actor: Membership.objects.create(
        person=actor.person, organisation=actor.organisation, role=Role.SIGNATORY
    ),
    Invitation: lambda actor: Invitation.objects.create(
        organisation=actor.organisation,
        email="x@example.se",
        roles=[Role.READER],
        token_digest=DIGEST,
        expires_at=NOW,
    ),
    Agreement: make_agreement,
    Agreement.municipalities.through: lambda actor: Agreement.objects.get().municipalities.add("0580"),
    AgreementParty: lambda actor: AgreementParty.objects.create(
        agreement=Agreement.objects.get(), organisation=actor.organisation, role=PartyRole.MUNICIPALITY
    ),
    CouncilMember: lambda actor: CouncilMember.objects.create(
        agreement=Agreement.objects.get(), organisation_name="Kommunen", position="Ordförande"
    ),
    Signatory: lambda actor: Signatory.objects.create(
        agreement=Agreement.objects.get(), organisation=actor.organisation, position="Direktör"
    ),
    SharedVersion: make_version,
    Sharing: lambda actor: Sharing.objects.create(
        version=SharedVersion.objects.first(), organisation=actor.organisation
    ),
    SignatureRequest: lambda actor: SignatureRequest.objects.create(
        version=SharedVersion.objects.first(),
        organisation=actor.organisation,
        position="Direktör",
        person=actor.person,
        requested_by=actor.person,
        expires_at=NOW,
    ),
    StoredFile: lambda actor: StoredFile.objects.create(
        digest=DIGEST,
        name="sida.pdf",
        media_type="application/pdf",
        content=b"%PDF",
        owner=actor.organisation,
    ),
    Signature: lambda actor: Signature.objects.create(
        version=SharedVersion.objects.first(),
        organisation=actor.organisation,
        position="Direktör",
        digest=DIGEST,
        route="account",
        signed_on=NOW.date(),
        signed_at=NOW,
        person=actor.person,
    ),
    PromiseSet: lambda actor: PromiseSet.objects.create(
        owner=actor.organisation, agreement=Agreement.objects.get(), title="Medborgarlöfte"
    ),
    PromiseSet.municipalities.through: lambda actor: PromiseSet.objects.get().municipalities.add("0580"),
    PromiseSetSignatory: lambda actor: PromiseSetSignatory.objects.create(
        promise_set=PromiseSet.objects.get(), organisation=actor.organisation, position="Direktör"
    ),
    NoPersonAnswer: lambda actor: NoPersonAnswer.objects.create(
        promise_set=PromiseSet.objects.get(), words="växeln", reason="ett nummer", answered_by=actor.person
    ),
    FocusArea: lambda actor: FocusArea.objects.create(
        promise_set=PromiseSet.objects.get(), order=0, name="Trafik"
    ),
    Promise: lambda actor: Promise.objects.create(
        focus_area=FocusArea.objects.get(), order=0, title="Vi mäter", text="Fyra gånger"
    ),
    Commitment: lambda actor: Commitment.objects.create(
        promise=Promise.objects.get(), order=0, kind="direction"
    ),
    Commitment.performers.through: lambda actor: Commitment.objects.get().performers.add(actor.organisation),
    Commitment.responsible.through: lambda actor: Commitment.objects.get().responsible.add(
        actor.organisation
    ),
    Function: lambda actor: Function.objects.create(
        organisation=actor.organisation, name="Parkenheten", email="park@example.se"
    ),
    Activity: lambda actor: Activity.objects.create(
        **own(actor), **keys(), kind="window", title="Mätning", starts_on=NOW, ends_on=NOW
    ),
    Occurrence: lambda actor: Occurrence.objects.create(
        **own(actor), recorded_as="Asta", starts_on=NOW, ends_on=NOW
    ),
    Occurrence.parties.through: lambda actor: Occurrence.objects.get().parties.add(actor.organisation),
    OccurrenceCount: lambda actor: OccurrenceCount.objects.create(
        occurrence=Occurrence.objects.get(), **keys()
    ),
    Report: lambda actor: Report.objects.create(
        **own(actor), **keys(), recorded_as="Asta", kind=ReportKind.NOTHING, concerns_on=NOW
    ),
    Upload: lambda actor: Upload.objects.create(
        owner=actor.organisation,
        file=StoredFile.objects.get(),
        name="a.pdf",
        size=4,
        uploaded_by=actor.person,
    ),
    ReviewItem: lambda actor: ReviewItem.objects.create(
        upload=Upload.objects.get(),
        order=0,
        kind="promise",
        line=1,
        start=0,
        end=1,
        confidence=1,
        title="a",
        text="a",
    ),
    CalendarAddress: lambda actor: CalendarAddress.objects.create(
        organisation=actor.organisation, person=actor.person, token_digest=DIGEST
    ),
    **REPORTING,
    ReportingPeriod: lambda actor: ReportingPeriod.objects.create(
        agreement=Agreement.objects.get(), order=1, label="Tertial 1"
    ),
    Reminder: lambda actor: Reminder.objects.create(
        period=ReportingPeriod.objects.get(), organisation=actor.organisation, sent_on=NOW
    ),
    PartyAccount: lambda actor: PartyAccount.objects.create(
        **within(), party=actor.organisation, owner=actor.organisation
    ),
    Statement: lambda actor: Statement.objects.create(
        account=PartyAccount.objects.get(),
        promise_set=PromiseSet.objects.get(),
        promise_key=Promise.objects.get().key,
        state="done",
    ),
    StatementCount: lambda actor: StatementCount.objects.create(
        statement=Statement.objects.get(), key="en mätning"
    ),
    Assessment: lambda actor: Assessment.objects.create(
        account=PartyAccount.objects.get(), promise_key=Promise.objects.get().key, status="under_way"
    ),
    FollowUp: lambda actor: FollowUp.objects.create(
        **within(), owner=actor.organisation, proposed_by=actor.person, proposed_for=actor.organisation
    ),
    Confirmation: lambda actor: Confirmation.objects.create(
        follow_up=FollowUp.objects.get(),
        version=1,
        organisation=actor.organisation,
        confirmed_by=actor.person,
    ),
    Edition: make_edition,
    EditionFile: lambda actor: EditionFile.objects.create(
        edition=Edition.objects.get(), format="json", digest=DIGEST, length=2, content=b"{}"
    ),
    LedgerEntry: lambda actor: LedgerEntry.objects.create(
        edition=Edition.objects.get(), index=0, leaf_digest=DIGEST, root=DIGEST
    ),
    Checkpoint: lambda actor: Checkpoint.objects.create(
        entry=LedgerEntry.objects.get(), size=1, root=DIGEST, note="loftet"
    ),
    Question: lambda actor: Question.objects.create(
        edition=Edition.objects.get(),
        promise_key=Promise.objects.get().key,
        kind="question",
        text="När?",
        asked_at=NOW,
        due_on=NOW.date(),
        is_promised=False,
    ),
    Receipt: lambda actor: Receipt.objects.create(
        question=Question.objects.get(), organisation=actor.organisation
    ),
    AnswerTimeConsent: lambda actor: AnswerTimeConsent.objects.create(
        agreement=Agreement.objects.get(), organisation=actor.organisation, given_by=actor.person
    ),
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
