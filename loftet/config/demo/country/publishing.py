"""The editions of the country: numbered and signed one after the other, printed by other processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from loftet.agreements.models import Agreement, SharedVersion
from loftet.domain.edition import EditionKind, Envelope, identifier_of
from loftet.publication.files import make_files
from loftet.publication.keys import signing_key
from loftet.publication.models import Checkpoint, Edition, EditionFormat, LedgerEntry
from loftet.publication.services.ledger import (
    Matter,
    Publisher,
    edition_row,
    entry_row,
    file_rows,
    head_row,
    what_is_printed,
)
from loftet.web.processes import count_processors, django_pool

from ..days import clock_at
from .following import Followed
from .following import signed_on as follow_up_signed_on
from .handing import approvals
from .places import Town
from .promising import Promised
from .promising import signed_on as set_signed_on
from .trail import Event, save_each, write_events

# Editions that wait to be printed, so that no more of them than this are in memory.
MOST_WAITING = 120


@dataclass(frozen=True)
class Signed:
    """A version that both parties have signed on the day."""

    kind: EditionKind
    year: int
    town: Town
    agreement: Agreement
    version: SharedVersion
    signed_on: date

    @property
    def matter(self) -> Matter:
        return Matter(
            kind=self.kind,
            agreement=self.agreement,
            record_kind=self.version.record_kind,
            record_id=self.version.record_id,
            version=self.version.version,
            year=self.year,
            document=self.version.document,
            approvals=approvals(self.town, on=self.signed_on),
        )


@dataclass
class Press:
    """Prints editions while others are written; `last` is the last entry of the ledger."""

    pool: Executor
    last: LedgerEntry | None = None
    waiting: deque[tuple[Edition, Future[dict[EditionFormat, bytes]]]] = field(default_factory=deque)

    def publish(self, signed: Sequence[Signed], *, on: date) -> None:
        """Add the editions to the ledger in this order."""
        with clock_at(on):
            first = self.last.index + 2 if self.last else 1
            editions = save_each(
                _edition(number, each, on) for number, each in enumerate(signed, start=first)
            )
            heads = self._enter(editions)
            write_events(
                event
                for edition, each in zip(editions, signed, strict=True)
                for event in _events(edition, each.town)
            )
        for edition, head in zip(editions, heads, strict=True):
            self._print(edition, head)

    def _enter(self, editions: Sequence[Edition]) -> list[Checkpoint]:
        entries = []
        for edition in editions:
            self.last = entry_row(edition, self.last)
            entries.append(self.last)
        LedgerEntry.objects.bulk_create(entries)
        key = signing_key(is_demo=True)
        return Checkpoint.objects.bulk_create(head_row(entry, key) for entry in entries)

    def _print(self, edition: Edition, head: Checkpoint) -> None:
        self.waiting.append((edition, self.pool.submit(make_files, **what_is_printed(edition, head))))
        while len(self.waiting) > MOST_WAITING:
            self._store_next()

    def finish(self) -> None:
        while self.waiting:
            self._store_next()

    def _store_next(self) -> None:
        edition, printed = self.waiting.popleft()
        save_each(file_rows(edition, printed.result()))


@contextmanager
def press() -> Iterator[Press]:
    """A press whose work is done, all of it, when the block ends without an error."""
    with django_pool(count_processors()) as pool:
        found = Press(pool)
        try:
            yield found
            found.finish()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def signed_sets(promised: Sequence[Promised], year: int) -> list[Signed]:
    return [
        Signed(EditionKind.PROMISE_SET, year, each.town, each.agreement, each.version, set_signed_on(year))
        for each in promised
    ]


def signed_follow_ups(followed: Sequence[Followed], year: int) -> list[Signed]:
    day = follow_up_signed_on(year)
    return [
        Signed(EditionKind.FOLLOW_UP, year, each.promised.town, each.promised.agreement, each.version, day)
        for each in followed
    ]


def _edition(number: int, signed: Signed, day: date) -> Edition:
    """The first and only one of its kind for the municipality and the year, so its name is free."""
    ours, matter = signed.town.municipality, signed.matter
    envelope = Envelope(
        number=number,
        kind=matter.kind,
        identifier=identifier_of(signed.town.place.code, matter.year, matter.kind, 1),
        published_on=day,
        published_for=ours.organisation.name,
        municipalities=matter.codes,
        approvals=matter.approvals,
        replaces=None,
        document_digest=signed.version.digest,
    )
    return edition_row(matter, envelope, Publisher(ours.organisation, ours.coordinator))


def _events(edition: Edition, town: Town) -> list[Event]:
    ours, theirs = town.sides
    about = {
        "number": edition.number,
        "identifier": edition.identifier,
        "digest": edition.document_digest,
    }
    told = about | {"by": ours.organisation.name}
    return [
        (ours.organisation, ours.coordinator, "edition_published", edition, about),
        (theirs.organisation, None, "edition_published_by_party", edition, told),
    ]
