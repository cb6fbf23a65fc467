"""Where the pages come from: what the building of the folder asks of the published editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from loftet.domain.checkpoint import PublicKey
from loftet.domain.withdrawals import Withdrawal

from .record import Contact, PublishedEdition, PublishedFile


@dataclass(frozen=True)
class Head:
    """An edition in short; `mark` changes whenever its pages do, and is known without reading it."""

    number: int
    municipalities: tuple[str, ...]
    mark: str


@dataclass(frozen=True)
class LedgerState:
    """The leaves in their order, the newest checkpoint over them, and the key that signed it."""

    leaves: Sequence[bytes]
    note: str
    key: PublicKey
    last_on: date | None


class Source(Protocol):
    """Published editions: the database, or those of a test."""

    def heads(self) -> Sequence[Head]: ...
    def ledger(self) -> LedgerState: ...
    def entries(self, start: int, stop: int) -> Sequence[bytes]: ...
    def editions_of(self, code: str) -> Sequence[PublishedEdition]: ...
    def contents(self, files: Sequence[PublishedFile]) -> Mapping[PublishedFile, bytes]: ...
    def withdrawals(self) -> Sequence[Withdrawal]: ...
    def contacts(self) -> Mapping[str, Contact]: ...
    def sign(self, text: str) -> str: ...
