"""Marks that name parties and nothing else: a cell "Polis/ kommun", "(Polis)" after a promise, "Polis:" before it."""

from __future__ import annotations

import re

from loftet.domain.commitment import Performer
from loftet.language.performers import parse_party_mark

from .source import Passage

_PARTY_WORDS = re.compile(
    r"(?i)\W*(?:(?:lokal)?polis(?:en|ens)?|kommun(?:en|ens)?|stad(?:en|ens)|polis(?:en)?\s?(?:och|/|&|,|\+)\s?kommun(?:en)?"
    r"|kommun(?:en)?\s?(?:och|/|&|,|\+)\s?polis(?:en)?|räddningstjänst(?:en)?|socialtjänst(?:en)?|region(?:en)?|parterna|alla|(?:båda|bägge)(?: parter(?:na)?)?|skola(?:n)?)\W*"
)
_TRAILING_MARK = re.compile(r"\s*[(\[](?P<mark>[^()\[\]]{3,40})[)\]]\.?$")
# "… minst tio gånger. Ansvarig: Kommunen": with nobody beside it, it says who does it.
_ANSWERING_MARK = re.compile(r"\s*\b(?:[Aa]nsvar(?:ig|iga)?|[Uu]tförare):\s*(?P<mark>[^:.]{3,40})\.?$")
_LEADING_MARK = re.compile(r"^(?P<mark>[^:.]{3,40}):\s+")


def is_party_mark(text: str) -> bool:
    """Whether the words name parties and nothing else: "Polis/ kommun"."""
    return bool(_PARTY_WORDS.fullmatch(text)) and len(text) < 60


def has_trailing_mark(text: str) -> bool:
    """Whether it ends with who does it: "… varje vecka. (Polisen)"."""
    match = _TRAILING_MARK.search(text)
    return match is not None and is_party_mark(match["mark"])


def without_mark(passage: Passage) -> tuple[Passage, tuple[Performer, ...]]:
    """The words without a mark such as "(Polis)", "Ansvarig: Polis" or "Polis:", and whom the mark names."""
    for pattern in (_TRAILING_MARK, _ANSWERING_MARK, _LEADING_MARK):
        match = pattern.search(passage.text)
        if match and is_party_mark(match["mark"]):
            start, end = (match.end(), len(passage.text)) if pattern is _LEADING_MARK else (0, match.start())
            return passage.part(start, end), parse_party_mark(match["mark"])
    return passage, ()
