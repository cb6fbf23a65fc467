"""Whether a public folder is whole and unaltered: everything is reckoned again, and what differs is named."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from loftet.domain.addresses import is_edition_file
from loftet.domain.checkpoint import (
    Checkpoint,
    KeyNotReadable,
    NoteNotReadable,
    PublicKey,
    SignatureWrong,
    kept_note,
    open_checkpoint,
    open_note,
)
from loftet.domain.edition_verification import check_editions
from loftet.domain.finding import Finding, PublicFolder
from loftet.domain.ledger_files import CHECKPOINT, KEY
from loftet.domain.ledger_verification import ReadLedger, check_ledger, read_ledger
from loftet.domain.manifest import MANIFEST, ListedFile, Manifest
from loftet.domain.reason import Reason, reason
from loftet.domain.withdrawals import WITHDRAWALS, Withdrawal, WithdrawalsNotReadable, read_withdrawals


@dataclass
class Verified:
    """What was found, and how much was looked at.

    `withdrawn` is no fault: what is not there any longer because, as the folder tells, the law demands it.
    """

    findings: list[Reason] = field(default_factory=list)
    checkpoint: Checkpoint | None = None
    files: int = 0
    withdrawn: list[Withdrawal] = field(default_factory=list)
    key: PublicKey | None = None


def verify(folder: PublicFolder, *, key: str = "", known: Sequence[str] = ()) -> Verified:
    """Check with the key, else with the one in the folder; `known` are checkpoints kept elsewhere.

    All of them are held against the one ledger, and so against each other too.
    """
    result = Verified()
    result.key = _key(folder, key, result)
    if result.key is not None:
        manifest = _manifest(folder, result.key, result)
        if manifest is not None:
            listed = _check_files(folder, manifest, result)
            result.findings += _extra(folder, listed)
            _check_ledger(folder, manifest, listed, known, result)
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
    if is_edition_file(path) and PurePosixPath(path).stem != listed.digest:
        return reason(Finding.NAME_DIFFERS, path=path)
    return None


def _extra(folder: PublicFolder, listed: set[str]) -> Iterator[Reason]:
    return (reason(Finding.FILE_EXTRA, path=path) for path in sorted(set(folder.paths or ()) - listed))


def _check_ledger(
    folder: PublicFolder, manifest: Manifest, listed: set[str], known: Sequence[str], result: Verified
) -> None:
    assert result.key is not None
    head = _checkpoint(folder.read(CHECKPOINT), CHECKPOINT, result)
    if head is None:
        return
    result.checkpoint = head
    if manifest.checkpoint != head:
        result.findings.append(reason(Finding.HEAD_DIFFERS))
    ledger = read_ledger(folder, head.size, result.findings)
    result.findings += check_ledger(folder, ledger, head)
    findings, there = check_editions(folder, listed, ledger, result.key)
    result.findings += findings
    _check_missing(ledger, there, _withdrawals(folder, listed, result), result)
    for note in known:
        result.findings += _against_known(note, ledger, head, result)


def _withdrawals(folder: PublicFolder, listed: set[str], result: Verified) -> Mapping[int, Withdrawal]:
    """By number. A folder that was made before they were told of has none; one that is not signed is none."""
    content = folder.read(WITHDRAWALS) if WITHDRAWALS in listed else None
    if content is None:
        return {}
    try:
        return read_withdrawals(content.decode())
    except (WithdrawalsNotReadable, UnicodeDecodeError) as wrong:
        result.findings.append(reason(Finding.WITHDRAWALS_UNREADABLE, path=WITHDRAWALS, why=str(wrong)))
        return {}


def _check_missing(
    ledger: ReadLedger, there: set[int], told: Mapping[int, Withdrawal], result: Verified
) -> None:
    """Every entry of the ledger has its content in the folder, or the folder tells why not."""
    for number in range(1, len(ledger.entries) + 1):
        if number in there:
            continue
        if number in told:
            result.withdrawn.append(told[number])
        else:
            result.findings.append(reason(Finding.CONTENT_MISSING, number=number))


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


def _against_known(known: str, ledger: ReadLedger, head: Checkpoint, result: Verified) -> Iterator[Reason]:
    kept = _checkpoint(kept_note(known).encode(), "--checkpoint", result)
    if kept is None:
        return
    if kept.size > head.size:
        yield reason(Finding.OLDER, size=head.size, known=kept.size)
    elif not ledger.has(kept):
        yield reason(Finding.REWRITTEN, known=kept.size)
