"""Whether a public folder is whole and unaltered: everything is reckoned again, and what differs is named."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from loftet.domain.canonical import canonical_json, digest
from loftet.domain.checkpoint import (
    Checkpoint,
    KeyNotReadable,
    NoteNotReadable,
    PublicKey,
    SignatureWrong,
    open_checkpoint,
    open_note,
)
from loftet.domain.documented import DocumentedEnum
from loftet.domain.edition import EDITION_FILE, Envelope
from loftet.domain.fields import DocumentNotReadable
from loftet.domain.ledger import leaf_hash, root_of
from loftet.domain.ledger_files import CHECKPOINT, KEY, bundle_paths, entries_of
from loftet.domain.manifest import MANIFEST, ListedFile, Manifest
from loftet.domain.reason import Reason, reason


class Finding(DocumentedEnum):
    """What differs from what was published."""

    KEY_MISSING = "key_missing", "There is no key to check with: `path`."
    MANIFEST_MISSING = "manifest_missing", "The folder has no manifest: `path`."
    MANIFEST_UNREADABLE = "manifest_unreadable", "The manifest is not of its form: `path`, `why`."
    SIGNATURE_WRONG = "signature_wrong", "The key has not signed this text: `path`, `why`."
    FILE_MISSING = "file_missing", "A file of the manifest is not there: `path`."
    FILE_CHANGED = "file_changed", "A file is not as it was published: `path`."
    FILE_EXTRA = "file_extra", "A file is in no manifest: `path`."
    CHECKPOINT_UNREADABLE = "checkpoint_unreadable", "A checkpoint is not of its form: `path`, `why`."
    HEAD_DIFFERS = "head_differs", "Manifest and ledger name different checkpoints."
    ENTRIES_MISSING = (
        "entries_missing",
        "The ledger does not hold as many entries as it says: `found`, `size`.",
    )
    ENTRY_OUT_OF_PLACE = (
        "entry_out_of_place",
        "An entry has not the number of its place: `number`.",
    )
    ROOT_DIFFERS = "root_differs", "The entries do not make the root of the checkpoint."
    DOCUMENT_DIFFERS = "document_differs", "A document is not the one that its envelope names: `path`."
    ENVELOPE_DIFFERS = "envelope_differs", "An envelope is not the one of the ledger: `path`."
    OLDER = "older", "The folder is older than the checkpoint that is known: `size`, `known`."
    REWRITTEN = "rewritten", "The ledger does not begin as the checkpoint that is known says: `known`."


@dataclass
class PublicFolder:
    """How a file is read (None where there is none), and all paths, or None where they cannot be listed."""

    read: Callable[[str], bytes | None]
    paths: Collection[str] | None


@dataclass
class Verified:
    """What was found, and how much was looked at."""

    findings: list[Reason] = field(default_factory=list)
    checkpoint: Checkpoint | None = None
    files: int = 0
    key: PublicKey | None = None


def verify(folder: PublicFolder, *, key: str = "", known: str = "") -> Verified:
    """Check with the key, else with the one in the folder; `known` is a checkpoint kept elsewhere."""
    result = Verified()
    result.key = _key(folder, key, result)
    if result.key is not None:
        manifest = _manifest(folder, result.key, result)
        if manifest is not None:
            listed = _check_files(folder, manifest, result)
            result.findings += _extra(folder, listed)
            _check_ledger(folder, manifest, listed, result)
            result.findings += _against_known(known, folder, result)
    return result


def _key(folder: PublicFolder, given: str, result: Verified) -> PublicKey | None:
    text = given or (folder.read(KEY) or b"").decode(errors="replace")
    try:
        return PublicKey.read(text)
    except KeyNotReadable:
        result.findings.append(reason(Finding.KEY_MISSING, path=KEY))
        return None


def _manifest(folder: PublicFolder, key: PublicKey, result: Verified) -> Manifest | None:
    content = folder.read(MANIFEST)
    if content is None:
        result.findings.append(reason(Finding.MANIFEST_MISSING, path=MANIFEST))
        return None
    try:
        return Manifest.read(open_note(content.decode(), key))
    except SignatureWrong as wrong:
        result.findings.append(reason(Finding.SIGNATURE_WRONG, path=MANIFEST, why=str(wrong)))
    except (NoteNotReadable, UnicodeDecodeError) as wrong:
        result.findings.append(reason(Finding.MANIFEST_UNREADABLE, path=MANIFEST, why=str(wrong)))
    return None


def _check_files(folder: PublicFolder, manifest: Manifest, result: Verified, above: str = "") -> set[str]:
    """Hold each file against its line, and go into manifests below; return every path that is listed."""
    listed = {f"{above}{MANIFEST}"}
    for each in manifest.files:
        path = f"{above}{each.path}"
        content = folder.read(path)
        result.files += 1
        listed.add(path)
        if finding := _difference(each, path, content):
            result.findings.append(finding)
        elif path.endswith(f"/{MANIFEST}") and content is not None:
            listed |= _check_below(folder, path, content, result)
    return listed


def _check_below(folder: PublicFolder, path: str, content: bytes, result: Verified) -> set[str]:
    try:
        below = Manifest.read(content.decode())
    except (NoteNotReadable, UnicodeDecodeError) as wrong:
        result.findings.append(reason(Finding.MANIFEST_UNREADABLE, path=path, why=str(wrong)))
        return set()
    return _check_files(folder, below, result, path.removesuffix(MANIFEST))


def _difference(listed: ListedFile, path: str, content: bytes | None) -> Reason | None:
    if content is None:
        return reason(Finding.FILE_MISSING, path=path)
    if len(content) != listed.length or hashlib.sha256(content).hexdigest() != listed.digest:
        return reason(Finding.FILE_CHANGED, path=path)
    return None


def _extra(folder: PublicFolder, listed: set[str]) -> Iterator[Reason]:
    return (reason(Finding.FILE_EXTRA, path=path) for path in sorted(set(folder.paths or ()) - listed))


def _check_ledger(folder: PublicFolder, manifest: Manifest, listed: set[str], result: Verified) -> None:
    checkpoint = _checkpoint(folder.read(CHECKPOINT), CHECKPOINT, result)
    if checkpoint is None:
        return
    result.checkpoint = checkpoint
    if manifest.checkpoint != checkpoint:
        result.findings.append(reason(Finding.HEAD_DIFFERS))
    entries = _entries(folder, checkpoint.size)
    result.findings += _order_of(entries, checkpoint)
    jsons = (path for path in sorted(listed) if path.endswith(".json"))
    result.findings += (found for path in jsons for found in _of_document(folder, path, entries))


def _checkpoint(note: bytes | None, path: str, result: Verified) -> Checkpoint | None:
    assert result.key is not None
    if note is None:
        result.findings.append(reason(Finding.FILE_MISSING, path=path))
        return None
    try:
        return open_checkpoint(note.decode(), result.key)
    except SignatureWrong as wrong:
        result.findings.append(reason(Finding.SIGNATURE_WRONG, path=path, why=str(wrong)))
    except (NoteNotReadable, UnicodeDecodeError) as wrong:
        result.findings.append(reason(Finding.CHECKPOINT_UNREADABLE, path=path, why=str(wrong)))
    return None


def _entries(folder: PublicFolder, size: int) -> list[bytes]:
    bundles = (folder.read(path) for path in bundle_paths(size))
    return [entry for bundle in bundles if bundle for entry in entries_of(bundle)]


def _order_of(entries: list[bytes], checkpoint: Checkpoint) -> Iterator[Reason]:
    if len(entries) != checkpoint.size:
        yield reason(Finding.ENTRIES_MISSING, found=len(entries), size=checkpoint.size)
    for number, entry in enumerate(entries, start=1):
        if _number_of(entry) != number:
            yield reason(Finding.ENTRY_OUT_OF_PLACE, number=number)
    if root_of([leaf_hash(entry) for entry in entries]) != checkpoint.root:
        yield reason(Finding.ROOT_DIFFERS)


def _number_of(entry: bytes) -> int | None:
    try:
        return Envelope.from_data(json.loads(entry)).number
    except (ValueError, DocumentNotReadable):
        return None


def _of_document(folder: PublicFolder, path: str, entries: list[bytes]) -> Iterator[Reason]:
    """An edition as JSON carries envelope and document: each is held against what names its digest."""
    content = folder.read(path) or b""
    if EDITION_FILE.encode() not in content:
        return
    try:
        data = json.loads(content)
        envelope = Envelope.from_data(data["envelope"])
        is_its_document = digest(data["document"]) == envelope.document_digest
    except (KeyError, TypeError, ValueError):
        is_its_document = False
    if not is_its_document:
        yield reason(Finding.DOCUMENT_DIFFERS, path=path)
    elif canonical_json(data["envelope"]) not in entries[envelope.number - 1 : envelope.number]:
        yield reason(Finding.ENVELOPE_DIFFERS, path=path)


def _against_known(known: str, folder: PublicFolder, result: Verified) -> Iterator[Reason]:
    if not known or result.checkpoint is None:
        return
    kept = _checkpoint(known.encode(), "--checkpoint", result)
    if kept is None:
        return
    if kept.size > result.checkpoint.size:
        yield reason(Finding.OLDER, size=result.checkpoint.size, known=kept.size)
        return
    entries = _entries(folder, result.checkpoint.size)[: kept.size]
    if root_of([leaf_hash(entry) for entry in entries]) != kept.root:
        yield reason(Finding.REWRITTEN, known=kept.size)
