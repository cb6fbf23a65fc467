"""Whether the ledger of a public folder holds together: its entries, their order, and the tiles over them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from loftet.domain.checkpoint import Checkpoint
from loftet.domain.edition import Envelope
from loftet.domain.fields import DocumentNotReadable
from loftet.domain.finding import Finding, PublicFolder
from loftet.domain.ledger import EMPTY_ROOT, leaf_hash, roots_of
from loftet.domain.ledger_files import tile_path
from loftet.domain.reason import Reason, reason
from loftet.domain.tiles import (
    BundleNotReadable,
    bundles_of,
    entries_in,
    hash_tiles_of,
    hashes_in,
    levels_of,
)


@dataclass(frozen=True)
class ReadLedger:
    """The entries of the folder in their order."""

    entries: list[bytes]

    @cached_property
    def leaves(self) -> list[bytes]:
        return [leaf_hash(entry) for entry in self.entries]

    @cached_property
    def numbers(self) -> Mapping[bytes, int]:
        """The place of each entry, from 1."""
        return {entry: number for number, entry in enumerate(self.entries, start=1)}

    @cached_property
    def roots(self) -> list[bytes]:
        """The root at every size, from 0."""
        return [EMPTY_ROOT, *roots_of(self.leaves)]

    def has(self, head: Checkpoint) -> bool:
        """Whether the ledger begins as the checkpoint says: consistency, reckoned from all that is there."""
        return head.size < len(self.roots) and self.roots[head.size] == head.root


def read_ledger(folder: PublicFolder, size: int, findings: list[Reason]) -> ReadLedger:
    entries: list[bytes] = []
    for tile in bundles_of(size):
        path = tile_path(tile)
        found = _entries(folder.read(path))
        if len(found) != tile.width:
            findings.append(reason(Finding.ENTRIES_MISSING, path=path, found=len(found), width=tile.width))
        entries += found
    return ReadLedger(entries)


def _entries(content: bytes | None) -> list[bytes]:
    try:
        return entries_in(content or b"")
    except BundleNotReadable:
        return []


def check_ledger(folder: PublicFolder, ledger: ReadLedger, head: Checkpoint) -> Iterator[Reason]:
    for number, entry in enumerate(ledger.entries, start=1):
        if _number_of(entry) != number:
            yield reason(Finding.ENTRY_OUT_OF_PLACE, number=number)
    if not ledger.has(head):
        yield reason(Finding.ROOT_DIFFERS)
    levels = levels_of(ledger.leaves)
    for tile in hash_tiles_of(len(ledger.leaves)):
        if folder.read(tile_path(tile)) != hashes_in(tile, levels):
            yield reason(Finding.TILE_DIFFERS, path=tile_path(tile))


def _number_of(entry: bytes) -> int | None:
    try:
        return Envelope.from_data(json.loads(entry)).number
    except (ValueError, DocumentNotReadable):
        return None
