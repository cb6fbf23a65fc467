"""Whether every edition of a public folder is the one that its envelope names, in its one form."""

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from loftet.domain.addresses import is_edition_file
from loftet.domain.canonical import canonical_json, digest
from loftet.domain.checkpoint import NoteNotReadable, PublicKey, SignatureWrong, open_checkpoint
from loftet.domain.edition import EDITION_FILE
from loftet.domain.finding import Finding, PublicFolder
from loftet.domain.ledger import is_included
from loftet.domain.ledger_verification import ReadLedger
from loftet.domain.reason import Reason, reason

# A file that was made before proofs were kept has none: there the ledger itself is all the proof.
NAMES = frozenset({"schema", "envelope", "document", "checkpoint", "proof"})
ALLOWED = (NAMES, NAMES - {"proof"})


@dataclass(frozen=True, slots=True)
class ReadEdition:
    """An edition out of its file; `parts` are its members in their canonical form."""

    data: Mapping[str, Any]
    parts: Mapping[str, bytes]


def check_editions(
    folder: PublicFolder, paths: Iterable[str], ledger: ReadLedger, key: PublicKey
) -> tuple[list[Reason], set[int]]:
    """Hold every edition's JSON against the ledger; return what differs, and whose content is there."""
    findings: list[Reason] = []
    there: set[int] = set()
    for path in sorted(path for path in paths if path.lower().endswith(".json")):
        content = folder.read(path)
        if content is None or not (is_edition_file(path) or says_it_is_an_edition(content)):
            continue
        found = _of_edition(content, ledger, key, path)
        if isinstance(found, Reason):
            findings.append(found)
        else:
            there.add(found)
    return findings, there


def says_it_is_an_edition(content: bytes) -> bool:
    """Whether any JSON object in it does, however it is written, and whatever else it says beside."""
    said = False

    def look(members: list[tuple[str, Any]]) -> None:
        nonlocal said
        said = said or ("schema", EDITION_FILE) in members

    try:
        json.loads(content, object_pairs_hook=look)
    except (ValueError, RecursionError):
        return False
    return said


def _read(content: bytes) -> ReadEdition | None:
    """The edition, or None where it is none in canonical JSON: what reads the same is not enough."""
    try:
        data = json.loads(content)
        parts = {name: canonical_json(data[name]) for name in sorted(data)}
    except (ValueError, TypeError, RecursionError):
        return None
    written = b",".join(b'"%s":%s' % (name.encode(), part) for name, part in parts.items())
    is_edition = parts.keys() in ALLOWED and data["schema"] == EDITION_FILE
    return ReadEdition(data, parts) if is_edition and b"{%s}" % written == content else None


def _of_edition(content: bytes, ledger: ReadLedger, key: PublicKey, path: str) -> Reason | int:
    """The number of the edition where all of it is right."""
    edition = _read(content)
    if edition is None:
        return reason(Finding.EDITION_UNREADABLE, path=path)
    number = ledger.numbers.get(edition.parts["envelope"])
    if number is None:
        return reason(Finding.ENVELOPE_DIFFERS, path=path)
    envelope = edition.data["envelope"]
    named = envelope.get("document_digest") if isinstance(envelope, Mapping) else None
    if digest(edition.parts["document"]) != named:
        return reason(Finding.DOCUMENT_DIFFERS, path=path)
    return _of_proof(edition.data, number, ledger, key, path) or number


def _of_proof(
    data: Mapping[str, Any], number: int, ledger: ReadLedger, key: PublicKey, path: str
) -> Reason | None:
    """Its checkpoint is the one that was signed when it was published, and so as long as its number."""
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
