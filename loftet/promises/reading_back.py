"""What the page says back of a text while it is written, and of what somebody else saved meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from loftet.domain.promise_set import PromiseSetDocument
from loftet.web.change_words import FIELDS, yes_or_no
from loftet.web.said_back import said_back

from .content import PromiseContent
from .proposals import propose
from .words import hint_sentence

WHOLE = 0.9
"""A hint on nearly all of the text says nothing by quoting it."""


@dataclass(frozen=True)
class ShownHint:
    """A sentence, the words that it is about, and whether it must be answered."""

    sentence: str
    words: str
    must_be_answered: bool


@dataclass(frozen=True)
class Reading:
    """How a text is read: what would be counted, and what could be clearer."""

    sentences: tuple[str, ...]
    hints: tuple[ShownHint, ...]

    @property
    def must_be_answered(self) -> bool:
        return any(hint.must_be_answered for hint in self.hints)


def read_back(text: str, document: PromiseSetDocument, *, has_baseline: bool) -> Reading:
    proposal = propose(text, document.parties, has_baseline=has_baseline)
    return Reading(
        sentences=tuple(said_back(each, document) for each in proposal.commitments),
        hints=tuple(
            dict.fromkeys(
                ShownHint(
                    hint_sentence(hint),
                    "" if len(hint.span.of(text)) > WHOLE * len(text) else hint.span.of(text).strip(),
                    hint.code == "personal_data",
                )
                for hint in proposal.hints
            )
        ),
    )


def saved_parts(
    saved: PromiseContent, typed: PromiseContent, document: PromiseSetDocument
) -> tuple[tuple[str, str], ...]:
    """Each part where what is saved now differs from what was typed, as it is saved."""
    names = ("title", "text", "baseline", "why", "background", "easy_read")
    parts = [
        (str(FIELDS[name]), getattr(saved, name))
        for name in names
        if getattr(saved, name) != getattr(typed, name)
    ]
    if saved.focus_area != typed.focus_area:
        parts.insert(0, (str(FIELDS["moved"]), saved.focus_area))
    if saved.stands_without_target != typed.stands_without_target:
        parts.append((str(FIELDS["stands_without_target"]), yes_or_no(value=saved.stands_without_target)))
    if saved.commitments != typed.commitments:
        sentences = "\n".join(said_back(each, document) for each in saved.commitments)
        parts.append((str(FIELDS["number"]), sentences))
    return tuple(parts)
