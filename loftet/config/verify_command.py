"""`loftet verify`: checks a public folder, here or served somewhere, without database and without trust."""

from __future__ import annotations

import http.client
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urljoin
from urllib.request import urlopen

from loftet.domain.finding import Finding, PublicFolder
from loftet.domain.reason import Reason
from loftet.domain.verification import Verified, verify

TIMEOUT = 30
NOT_FOUND = 404
SENTENCES: Mapping[str, str] = {
    Finding.KEY_MISSING: "There is no key to check with: give one with --key.",
    Finding.MANIFEST_MISSING: "{path} is missing: this is no public folder of Löftet.",
    Finding.MANIFEST_UNREADABLE: "{path} is not a manifest: {why}.",
    Finding.SIGNATURE_WRONG: "{path} is not signed with the key: {why}.",
    Finding.FILE_MISSING: "{path} is missing.",
    Finding.FILE_CHANGED: "{path} is not as it was published.",
    Finding.FILE_EXTRA: "{path} does not belong to what was published.",
    Finding.NAME_DIFFERS: "{path} is not named by its digest, as the documents of editions are.",
    Finding.CHECKPOINT_UNREADABLE: "{path} is not a checkpoint: {why}.",
    Finding.HEAD_DIFFERS: "The manifest and the ledger name different checkpoints.",
    Finding.ENTRIES_MISSING: "{path} holds {found} entries and should hold {width}.",
    Finding.ENTRY_OUT_OF_PLACE: "Entry {number} of the ledger is not the edition with that number.",
    Finding.ROOT_DIFFERS: "The entries of the ledger do not make the root of the checkpoint.",
    Finding.TILE_DIFFERS: "{path} does not hold the hashes of the entries.",
    Finding.EDITION_UNREADABLE: "{path} is no edition in the one form that editions are written in.",
    Finding.DOCUMENT_DIFFERS: "{path} holds another document than its envelope names.",
    Finding.ENVELOPE_DIFFERS: "{path} holds another envelope than the ledger.",
    Finding.PROOF_WRONG: "{path} has no proof that leads to its checkpoint.",
    Finding.HISTORY_DIFFERS: "{path} has the checkpoint of another ledger with {size} editions.",
    Finding.WITHDRAWALS_UNREADABLE: "{path} is not a list of withdrawals: {why}.",
    Finding.CONTENT_MISSING: "The content of edition {number} is not here, and no withdrawal is told of.",
    Finding.OLDER: "The folder ends with edition {size}; the checkpoint that you gave knows {known}.",
    Finding.REWRITTEN: "The first {known} editions are not those of the checkpoint that you gave.",
}


class PlaceNotReadable(Exception):
    """The folder or the address cannot be read."""


def verify_place(place: str, *, key: str = "", checkpoints: Sequence[Path] = ()) -> int:
    """Print what differs, or that nothing does; 0 when all is as it was published, else 1."""
    try:
        known = [each.read_text(encoding="utf-8") for each in checkpoints]
        result = verify(_folder(place), key=_key(key), known=known)
    except (OSError, ValueError, http.client.HTTPException, PlaceNotReadable) as error:
        sys.stderr.write(f"loftet: {place} cannot be checked: {error}\n")
        return 1
    sys.stdout.writelines(f"{_sentence(finding)}\n" for finding in result.findings)
    sys.stdout.writelines(
        f"The content of edition {each.number} was withdrawn on {each.on}: {each.ground}.\n"
        for each in result.withdrawn
    )
    sys.stdout.write(_summary(result, key_was_given=bool(key)))
    return 1 if result.findings else 0


def _key(given: str) -> str:
    return Path(given).read_text(encoding="utf-8") if "+" not in given and given else given


def _folder(place: str) -> PublicFolder:
    return _served(place) if place.startswith(("http://", "https://")) else _local(Path(place))


def _local(folder: Path) -> PublicFolder:
    if not folder.is_dir():
        raise PlaceNotReadable("there is no such folder")

    def read(path: str) -> bytes | None:
        file = folder / path
        return file.read_bytes() if file.is_file() else None

    return PublicFolder(read, {path.relative_to(folder).as_posix() for path in _files(folder)})


def _files(folder: Path) -> list[Path]:
    """Every file below, through links too: a folder may be a link to the newest of its kind."""
    found: list[Path] = []
    for path in folder.iterdir():
        found += _files(path) if path.is_dir() else [path]
    return found


def _served(address: str) -> PublicFolder:
    """A served folder cannot be listed, so a file too many is not found there."""
    base = address.rstrip("/") + "/"

    def read(path: str) -> bytes | None:
        try:
            with urlopen(urljoin(base, quote(path)), timeout=TIMEOUT) as answer:  # noqa: S310 -- http only
                content: bytes = answer.read()
                return content
        except HTTPError as error:
            if error.code == NOT_FOUND:
                return None
            raise

    return PublicFolder(read, None)


def _sentence(finding: Reason) -> str:
    return SENTENCES[finding.code].format(**finding.parameters)


def _summary(result: Verified, *, key_was_given: bool) -> str:
    size = result.checkpoint.size if result.checkpoint else 0
    seen = f"{result.files} files and {size} editions checked"
    if result.findings:
        return f"{seen}: {len(result.findings)} things differ from what was published.\n"
    whose = "" if key_was_given else f"\nThe key is the one of the folder itself: {result.key}\n"
    note = "Compare it with one that you have from elsewhere, or give that one with --key.\n" if whose else ""
    return f"{seen}: all is as it was published.{whose or chr(10)}{note}"
