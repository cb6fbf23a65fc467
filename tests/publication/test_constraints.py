"""What the database refuses by itself, whoever asks."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from loftet.agreements.models import Agreement
from loftet.domain.ledger import leaf_hash, root_of
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.publication.models import Checkpoint, Edition, EditionFile, LedgerEntry
from tests.database import Clone
from tests.factories import make_cast

DIGEST = "0" * 64


def make_edition(by: Actor, number: int, **overrides: Any) -> Edition:
    agreement = overrides.pop("agreement", None) or Agreement.objects.create(
        owner=by.organisation, title="Trygga tillsammans"
    )
    fields = {
        "is_demo": False,
        "kind": "promise_set",
        "identifier": "linkoping/2026/medborgarlofte/1",
        "agreement": agreement,
        "municipality_codes": ["0580"],
        "record_kind": "promise_set",
        "record_id": 1,
        "version": number,
        "document": {"title": "Löftet"},
        "document_digest": DIGEST,
        "envelope": {"number": number},
        "envelope_digest": DIGEST,
        "published_at": timezone.now(),
        "published_by": by.person,
        "published_for": by.organisation,
    }
    return Edition.objects.create(number=number, **{**fields, **overrides})


@pytest.fixture
def asta(db: None) -> Actor:
    return make_cast().asta


@pytest.mark.parametrize("number", [0, 2])
def test_a_ledger_begins_with_one(asta: Actor, number: int) -> None:
    with pytest.raises(IntegrityError, match="does not follow"):
        make_edition(asta, number)


def test_numbers_follow_each_other_in_each_ledger(asta: Actor) -> None:
    first = make_edition(asta, 1)
    make_edition(asta, 1, is_demo=True, record_id=2, agreement=first.agreement)
    for number in (1, 3):
        with pytest.raises(IntegrityError, match="does not follow"), transaction.atomic():
            make_edition(asta, number, record_id=3, agreement=first.agreement)
    make_edition(asta, 2, agreement=first.agreement)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("a_version_is_published_once", {"version": 1}),
        ("an_edition_is_signed_or_made_of_what_is_handed_in", {"version": None}),
        ("an_edition_is_signed_or_made_of_what_is_handed_in", {"kind": "progress"}),
        ("an_edition_is_emptied_only_by_withdrawal", {"document": None}),
        ("an_edition_is_emptied_only_by_withdrawal", {"withdrawal_ground": "secrecy"}),
    ],
)
def test_an_edition_that_makes_no_sense(asta: Actor, constraint: str, fields: dict[str, Any]) -> None:
    first = make_edition(asta, 1)
    with pytest.raises(IntegrityError, match=constraint):
        make_edition(asta, 2, agreement=first.agreement, **fields)


def test_an_entry_stands_in_the_place_of_its_edition_and_its_head_beside_it(asta: Actor) -> None:
    edition = make_edition(asta, 1)
    with pytest.raises(IntegrityError, match="not in the place"), transaction.atomic():
        LedgerEntry.objects.create(edition=edition, index=1, leaf_digest=DIGEST, root=DIGEST)
    entry = LedgerEntry.objects.create(edition=edition, index=0, leaf_digest=DIGEST, root=DIGEST)
    for size, root in ((2, DIGEST), (1, "1" * 64)):
        with pytest.raises(IntegrityError, match="not the head"), transaction.atomic():
            Checkpoint.objects.create(entry=entry, size=size, root=root, note="x")
    Checkpoint.objects.create(entry=entry, size=1, root=DIGEST, note="x")


def test_a_proof_leads_from_its_entry_to_its_root(asta: Actor) -> None:
    first, leaf = make_edition(asta, 1), leaf_hash(b"second")
    LedgerEntry.objects.create(edition=first, index=0, leaf_digest=DIGEST, root=DIGEST)
    second = make_edition(asta, 2, agreement=first.agreement)
    root = root_of([bytes.fromhex(DIGEST), leaf]).hex()
    wrong: list[dict[str, Any]] = [
        {"proof": [], "root": root},
        {"proof": [], "root": leaf.hex()},
        {"proof": ["1" * 64], "root": root},
        {"proof": [DIGEST], "root": DIGEST},
    ]
    for fields in wrong:
        with pytest.raises(IntegrityError, match="does not lead"), transaction.atomic():
            LedgerEntry.objects.create(edition=second, index=1, leaf_digest=leaf.hex(), **fields)
    LedgerEntry.objects.create(edition=second, index=1, leaf_digest=leaf.hex(), root=root, proof=[DIGEST])


def test_a_form_is_made_once(asta: Actor) -> None:
    edition = make_edition(asta, 1)
    EditionFile.objects.create(edition=edition, format="pdf", digest=DIGEST, length=1, content=b"x")
    with pytest.raises(IntegrityError, match="a_form_is_made_once"):
        EditionFile.objects.create(edition=edition, format="pdf", digest=DIGEST, length=1, content=b"y")


def withdraw(edition: Edition, by: Actor) -> None:
    who = (by.organisation.pk, by.person.pk, by.person.shown_as)
    with connection.cursor() as cursor:
        arguments = (edition.pk, "personal_data", "Ett namn.", *who)
        cursor.execute("SELECT loftet_withdraw_edition(%s, %s, %s, %s, %s, %s)", arguments)


def test_withdrawal_empties_the_content_and_leaves_the_rest(asta: Actor) -> None:
    edition = make_edition(asta, 1)
    EditionFile.objects.create(edition=edition, format="pdf", digest=DIGEST, length=1, content=b"x")
    withdraw(edition, asta)
    emptied = Edition.objects.get()
    assert (emptied.document, emptied.envelope) == (None, {"number": 1})
    assert (emptied.number, emptied.document_digest, emptied.withdrawal_reason) == (1, DIGEST, "Ett namn.")
    assert emptied.files.get().content is None
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Edition.objects.update(withdrawal_reason="Något annat")
    with pytest.raises(Exception, match="no edition"):
        withdraw(edition, asta)


def test_the_owner_changes_nothing_in_passing(committed_database: Clone) -> None:
    asta = make_cast().asta
    with transaction.atomic():
        make_edition(asta, 1)
        audit.record(by=asta, kind="tried", subject=asta.organisation)
    with psycopg.connect(committed_database.owner_url, autocommit=True) as owner:
        for change in (
            "UPDATE publication_edition SET number = 7",
            "DELETE FROM publication_edition",
            "TRUNCATE publication_edition CASCADE",
        ):
            with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
                owner.execute(change)
