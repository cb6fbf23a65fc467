"""Adding an edition to the ledger: one at a time in the whole installation, with all that belongs to it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db import connection
from django.db.models import Max, QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app

from loftet.agreements.models import Agreement
from loftet.domain.canonical import digest
from loftet.domain.checkpoint import Checkpoint as Head
from loftet.domain.checkpoint import SigningKey
from loftet.domain.edition import Approval, EditionKind, Envelope, Replaced, identifier_of, leaf_of
from loftet.domain.ledger import next_proof, root_above
from loftet.organisations.models import Organisation, Person

from ..files import Printed, make_files
from ..keys import signing_key
from ..models import Checkpoint, Edition, EditionFile, EditionFormat, LedgerEntry

BUILD_PORTAL = "portal.build"


@dataclass(frozen=True)
class Matter:
    """What is to be published. `year` names it in its address; `version` is that of what was signed."""

    kind: EditionKind
    agreement: Agreement
    record_kind: str
    record_id: int
    version: int | None
    year: int
    document: Mapping[str, Any]
    approvals: tuple[Approval, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(each["code"] for each in self.document["municipalities"])


@dataclass(frozen=True)
class Publisher:
    """For which organisation, and by whom; nobody where it was agreed that a day does it."""

    organisation: Organisation
    person: Person | None


def add_edition(matter: Matter, publisher: Publisher) -> Edition:
    """Number it, seal it in its envelope, sign the new head of the ledger, and make its files."""
    lock_ledger()
    ledger = Edition.objects.filter(is_demo=publisher.organisation.is_demo)
    before = ledger.of_record(matter.record_kind, matter.record_id).filter(kind=matter.kind).last()
    envelope = Envelope(
        number=(ledger.aggregate(last=Max("number"))["last"] or 0) + 1,
        kind=matter.kind,
        identifier=before.identifier if before else _new_identifier(matter, ledger),
        published_on=timezone.localdate(),
        published_for=publisher.organisation.name,
        municipalities=matter.codes,
        approvals=matter.approvals,
        replaces=Replaced(before.number, before.envelope_digest) if before else None,
        document_digest=digest(matter.document),
    )
    edition = edition_row(matter, envelope, publisher)
    edition.save(force_insert=True)
    entries = LedgerEntry.objects.filter(edition__is_demo=edition.is_demo)
    entry = entry_row(edition, entries.order_by("index").last())
    entry.save(force_insert=True)
    head = head_row(entry, signing_key(is_demo=edition.is_demo))
    head.save(force_insert=True)
    EditionFile.objects.bulk_create(file_rows(edition, make_files(**what_is_printed(edition, head))))
    build_portal()
    return edition


def lock_ledger() -> None:
    """Until the transaction ends, so that numbers have no gap and each head follows the one before."""
    assert connection.in_atomic_block, "the ledger is written in the transaction of its audit event"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('loftet ledger'))")


def build_portal() -> None:
    """Have the public pages built when this transaction is done; one build at a time."""
    app.configure_task(BUILD_PORTAL, lock=BUILD_PORTAL).defer()


def _new_identifier(matter: Matter, ledger: QuerySet[Edition]) -> str:
    """The next free one of the first municipality, the year and the kind."""
    taken = set(ledger.filter(kind=matter.kind).values_list("identifier", flat=True).distinct())
    names = (identifier_of(matter.codes[0], matter.year, matter.kind, order) for order in count(1))
    return next(name for name in names if name not in taken)


def edition_row(matter: Matter, envelope: Envelope, publisher: Publisher) -> Edition:
    """The edition, not stored yet."""
    data = envelope.to_data()
    return Edition(
        is_demo=publisher.organisation.is_demo,
        number=envelope.number,
        kind=envelope.kind,
        identifier=envelope.identifier,
        agreement=matter.agreement,
        municipality_codes=list(envelope.municipalities),
        record_kind=matter.record_kind,
        record_id=matter.record_id,
        version=matter.version,
        document=matter.document,
        document_digest=envelope.document_digest,
        envelope=data,
        envelope_digest=digest(data),
        published_at=timezone.now(),
        published_by=publisher.person,
        published_for=publisher.organisation,
    )


def entry_row(edition: Edition, before: LedgerEntry | None) -> LedgerEntry:
    """Its place after the last entry, whose proof tells all that is needed of those before."""
    leaf = leaf_of(edition.envelope)
    proof = _proof_after(before) if before else []
    return LedgerEntry(
        edition=edition,
        index=edition.number - 1,
        leaf_digest=leaf.hex(),
        root=root_above(leaf, proof).hex(),
        proof=[each.hex() for each in proof],
    )


def _proof_after(before: LedgerEntry) -> list[bytes]:
    proof = [bytes.fromhex(each) for each in before.proof]
    return next_proof(proof, bytes.fromhex(before.leaf_digest), before.index)


def head_row(entry: LedgerEntry, key: SigningKey) -> Checkpoint:
    """The ledger as it is with that entry, signed."""
    size = entry.index + 1
    note = key.sign(Head(key.name, size, bytes.fromhex(entry.root)).text)
    return Checkpoint(entry=entry, size=size, root=entry.root, note=note)


def what_is_printed(edition: Edition, head: Checkpoint) -> Printed:
    """What the forms of an edition are made of, and nothing else."""
    assert edition.document is not None, "what is withdrawn is not printed"
    return {
        "envelope": edition.read_envelope(),
        "document": edition.document,
        "note": head.note,
        "proof": [bytes.fromhex(each) for each in head.entry.proof],
    }


def file_rows(edition: Edition, files: Mapping[EditionFormat, bytes]) -> list[EditionFile]:
    """A row for each form, not stored yet."""
    return [
        EditionFile(
            edition=edition,
            format=form,
            digest=hashlib.sha256(content).hexdigest(),
            length=len(content),
            content=content,
        )
        for form, content in files.items()
    ]
