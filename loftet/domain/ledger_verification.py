"""Whether the ledger of a public folder holds together, and every edition stands in it as its proof says."""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from loftet.domain.canonical import canonical_json, digest
from loftet.domain.checkpoint import Checkpoint, NoteNotReadable, PublicKey, SignatureWrong, open_checkpoint
from loftet.domain.edition import EDITION_FILE, Envelope
from loftet.domain.fields import DocumentNotReadable
from loftet.domain.finding import Finding, PublicFolder
from loftet.domain.ledger import EMPTY_ROOT, is_included, leaf_hash, roots_of
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

# How an edition's file in canonical JSON says what it is; other files may tell of it in passing.
EDITION_MARK = f'"schema":"{EDITION_FILE}"'.encode()


@dataclass(frozen=True)
class ReadLedger:
    """The entries of the folder in their order."""

    entries: list[bytes]

    @cached_property
    def leaves(self) -> list[bytes]:
        return [leaf_hash(entry) for entry in self.entries]

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


def check_editions(
    folder: PublicFolder, paths: Iterable[str], ledger: ReadLedger, key: PublicKey
) -> Iterator[Reason]:
    """Hold every edition's JSON against the ledger: its document, its envelope and its proof."""
    for path in sorted(path for path in paths if path.endswith(".json")):
        content = folder.read(path) or b""
        if EDITION_MARK in content and (finding := _of_edition(content, ledger, key, path)):
            yield finding


def _of_edition(content: bytes, ledger: ReadLedger, key: PublicKey, path: str) -> Reason | None:
    try:
        data = json.loads(content)
        envelope = Envelope.from_data(data["envelope"])
        is_its_document = digest(data["document"]) == envelope.document_digest
    except (KeyError, TypeError, ValueError):
        is_its_document = False
    if not is_its_document:
        return reason(Finding.DOCUMENT_DIFFERS, path=path)
    if canonical_json(data["envelope"]) not in ledger.entries[envelope.number - 1 : envelope.number]:
        return reason(Finding.ENVELOPE_DIFFERS, path=path)
    return _of_proof(data, envelope.number, ledger, key, path)


def _of_proof(
    data: Mapping[str, Any], number: int, ledger: ReadLedger, key: PublicKey, path: str
) -> Reason | None:
    """Its checkpoint is the one that was signed when it was published, and so as long as its number.

    A file that was made before proofs were kept has none: there the ledger itself is all the proof.
    """
    if "proof" not in data:
        return None
    try:
        head = open_checkpoint(data["checkpoint"], key)
        proof = [base64.b64decode(each, validate=True) for each in data["proof"]]
    except (KeyError, TypeError, AttributeError, NoteNotReadable, SignatureWrong, binascii.Error):
        return reason(Finding.PROOF_WRONG, path=path)
    leaf, index = ledger.leaves[number - 1], number - 1
    if head.size != number or not is_included(
        leaf=leaf, index=index, size=head.size, proof=proof, root=head.root
    ):
        return reason(Finding.PROOF_WRONG, path=path)
    return None if ledger.has(head) else reason(Finding.HISTORY_DIFFERS, path=path, size=head.size)
