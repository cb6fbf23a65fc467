"""A document as data: what it says and in which order, never how it looks.

All words, also the captions, come from the room that makes the document; none are made here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LANGUAGE = re.compile(r"[a-z]{2,3}")
DIGEST = re.compile(r"[0-9a-f]{64}")


class DocumentNotLawful(ValueError):
    """The document cannot be printed as it stands, for example a table row that is too short."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Levels count from 1 under the title and skip none: screen readers move by them."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Line breaks in the text are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they stand for: "Period" – "1 jan 2026–31 dec 2027"."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str

    def __post_init__(self) -> None:
        if not self.head or any(len(row) != len(self.head) for row in self.rows):
            raise DocumentNotLawful(f"the table '{self.caption}' has rows that do not fit its head")


@dataclass(frozen=True, slots=True)
class SignatureLines:
    """Room to sign on paper: for each row (party, position) one line over each caption ("Date")."""

    rows: tuple[tuple[str, str], ...]
    captions: tuple[str, ...]


Block = Heading | Paragraph | Bullets | Facts | Table | SignatureLines


@dataclass(frozen=True, slots=True)
class Document:
    """`footer` and `digest` stand on every page; the digest is printed whole, in groups of four."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    footer: str = ""
    digest: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise DocumentNotLawful("a document has a title")
        if not LANGUAGE.fullmatch(self.language):
            raise DocumentNotLawful(f"'{self.language}' is no language code")
        if self.digest and not DIGEST.fullmatch(self.digest):
            raise DocumentNotLawful(f"'{self.digest}' is no SHA-256 digest")
        self._refuse_skipped_headings()

    def _refuse_skipped_headings(self) -> None:
        above = 0
        for heading in (block for block in self.blocks if isinstance(block, Heading)):
            if not 1 <= heading.level <= above + 1:
                raise DocumentNotLawful(f"the heading '{heading.text}' skips a level")
            above = heading.level


def grouped_digest(digest: str) -> str:
    """The whole digest in groups of four, which people can compare group by group."""
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))
