"""Which files a public folder holds: every path with its length and digest, in one signed text.

A folder below may have a manifest of its own. The one above then lists that manifest in place of the files,
so that only what changed is written anew, and the whole still hangs on one signature.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from loftet.domain.checkpoint import Checkpoint, NoteNotReadable

SCHEMA = "loftet.manifest.v1"
MANIFEST = "manifest.txt"
LINE = re.compile(r"([0-9a-f]{64}) (0|[1-9][0-9]*) (.+)")
CHECKPOINT_LINES = 3
# The way to a file: no part of it leaves the folder, or is nothing that a line can hold.
PART = r"(?!\.{1,2}(?:/|$))[^/\\\x00-\x1f\x7f\u2028\u2029]+"
WAY = re.compile(f"{PART}(?:/{PART})*")


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file as it must be; `path` is relative to the folder of the manifest."""

    path: str
    length: int
    digest: str

    def __post_init__(self) -> None:
        if not WAY.fullmatch(self.path) or self.path == MANIFEST:
            raise NoteNotReadable(f"{self.path!r} is no path of a folder")

    @classmethod
    def of(cls, path: str, content: bytes) -> Self:
        return cls(path, len(content), hashlib.sha256(content).hexdigest())

    def __str__(self) -> str:
        return f"{self.digest} {self.length} {self.path}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files in the order of their paths. The topmost manifest names the head of the ledger too."""

    files: tuple[ListedFile, ...]
    checkpoint: Checkpoint | None = None

    def __post_init__(self) -> None:
        paths = [each.path for each in self.files]
        if paths != sorted(set(paths)):
            raise NoteNotReadable("the paths do not stand once each and in order")

    @classmethod
    def of(cls, files: Mapping[str, bytes], checkpoint: Checkpoint | None = None) -> Self:
        return cls(tuple(ListedFile.of(path, files[path]) for path in sorted(files)), checkpoint)

    @property
    def text(self) -> str:
        """What is signed. A manifest below another one is covered by the signature above it."""
        head = self.checkpoint.text if self.checkpoint else ""
        return f"{SCHEMA}\n{head}" + "".join(f"{each}\n" for each in self.files)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `text` wrote, or raise `NoteNotReadable`."""
        schema, *lines = text.removesuffix("\n").split("\n")
        if schema != SCHEMA:
            raise NoteNotReadable(f"the schema is not {SCHEMA}")
        has_head = bool(lines) and not LINE.fullmatch(lines[0])
        head, listed = (lines[:CHECKPOINT_LINES], lines[CHECKPOINT_LINES:]) if has_head else ([], lines)
        checkpoint = Checkpoint.read("\n".join([*head, ""])) if has_head else None
        manifest = cls(tuple(_listed(line) for line in listed), checkpoint)
        if manifest.text != text:
            raise NoteNotReadable("the manifest is not written in its one form")
        return manifest


def _listed(line: str) -> ListedFile:
    found = LINE.fullmatch(line)
    if found is None:
        raise NoteNotReadable(f"{line!r} is no digest, length and path")
    return ListedFile(found[3], int(found[2]), found[1])


def listed_in(text: str) -> dict[str, ListedFile]:
    """The files that a manifest lists, by path, whoever has signed it and whatever else it says."""
    return {each.path: each for line in text.split("\n") if LINE.fullmatch(line) for each in [_listed(line)]}
