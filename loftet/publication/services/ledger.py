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
from loftet.domain.edition import Approval, EditionKind, Envelope, Replaced, identifier_of, leaf_of
from loftet.domain.ledger import next_proof, root_above
from loftet.organisations.models import Organisation, Person

from ..files import make_files
from ..keys import signing_key
from ..models import Checkpoint, Edition, EditionFile, LedgerEntry

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
    edition = _store(matter, envelope, publisher)
    _store_files(edition, envelope, matter, _sign_head(edition, _add_entry(edition, envelope)))
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


def _store(matter: Matter, envelope: Envelope, publisher: Publisher) -> Edition:
    data = envelope.to_data()
    return Edition.objects.create(
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


def _add_entry(edition: Edition, envelope: Envelope) -> LedgerEntry:
    """Place it after the last entry, whose proof tells all that is needed of those before."""
    leaf = leaf_of(envelope.to_data())
    before = LedgerEntry.objects.filter(edition__is_demo=edition.is_demo).order_by("index").last()
    proof = _proof_after(before) if before else []
    return LedgerEntry.objects.create(
        edition=edition,
        index=edition.number - 1,
        leaf_digest=leaf.hex(),
        root=root_above(leaf, proof).hex(),
        proof=[each.hex() for each in proof],
    )


def _proof_after(before: LedgerEntry) -> list[bytes]:
    proof = [bytes.fromhex(each) for each in before.proof]
    return next_proof(proof, bytes.fromhex(before.leaf_digest), before.index)


def _sign_head(edition: Edition, entry: LedgerEntry) -> Checkpoint:
    key = signing_key(is_demo=edition.is_demo)
    note = key.sign(Head(key.name, edition.number, bytes.fromhex(entry.root)).text)
    return Checkpoint.objects.create(entry=entry, size=edition.number, root=entry.root, note=note)


def _store_files(edition: Edition, envelope: Envelope, matter: Matter, head: Checkpoint) -> None:
    proof = [bytes.fromhex(each) for each in head.entry.proof]
    files = make_files(envelope=envelope, document=matter.document, note=head.note, proof=proof)
    EditionFile.objects.bulk_create(
        EditionFile(
            edition=edition,
            format=form,
            digest=hashlib.sha256(content).hexdigest(),
            length=len(content),
            content=content,
        )
        for form, content in files.items()
    )
