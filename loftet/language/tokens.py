"""Words of a text with their places."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from loftet.domain.commitment import Span

# A number may be grouped ("1 000") and may begin a range ("5-10"), but "20-minuters" is a word.
_TOKEN = re.compile(
    r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?![\w-])|\d+(?:[.,]\d+)?(?!\w|-(?!\d))|\w+(?:[-&:]\w+)*-?|[^\w\s]"
)


class Token(NamedTuple):
    """A word, number or sign; `lower` is how it is compared. A tuple, since a text has thousands."""

    text: str
    lower: str
    span: Span

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()


def tokenize(text: str) -> list[Token]:
    return [Token(m[0], m[0].lower(), Span(m.start(), m.end())) for m in _TOKEN.finditer(text)]


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[Span, ...]:
    """Spans of sentences: ended by a full stop, a question or exclamation mark before a capital, or a line break."""
    ends = [m.end() for m in re.finditer(r"(?<=[a-zåäö0-9)”\"])[.!?](?=\s+[A-ZÅÄÖ”\"])|\n", text)]
    starts = [0, *ends]
    spans = (Span(start, end) for start, end in zip(starts, [*ends, len(text)], strict=True))
    return tuple(span for span in spans if span.of(text).strip())
