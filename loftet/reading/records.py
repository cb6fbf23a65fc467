"""Lines that begin with a label ("Löfte 2: …", "Utfall: …", "Ansvarig: …"): records instead of a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .blocks import Block, BlockKind
from .columns import ColumnRole, read_column, read_label
from .evidence import tells_not_done
from .plain_text import LABEL
from .sections import Role, read_heading
from .source import Passage

_NUMBER = re.compile(r"\s\d+$")
_FIELD = re.compile(
    r"(?i)^(?:medverkande|samverkan(?:sparter)?|status|bedömning|måluppfyllelse|uppfyllelse(?:grad)?|tid(?:plan)?|period|kostnad|målgrupp|plats|mål|syfte|problem|effekt)$"
)
_FIELDS = frozenset({ColumnRole.OTHER, ColumnRole.PERFORMER, ColumnRole.RESPONSIBLE})
# A status of a word or two says less than the report beside it.
_SHORTEST_STATUS = 4


@dataclass(frozen=True, slots=True)
class Record:
    """What a label says of the words after it."""

    role: ColumnRole
    passage: Passage
    # The reporting period that the label names: "Kvartal 1: …".
    period: str | None = None


def repeated_labels(blocks: Sequence[Block]) -> frozenset[str]:
    """Labels that come more than once: the document is made of records."""
    counted = Counter(
        _name(match["label"])
        for block in blocks
        if block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and (match := LABEL.match(block.text))
    )
    return frozenset(name for name, number in counted.items() if number > 1)


def _name(label: str) -> str:
    return _NUMBER.sub("", label).lower()


def read_record(block: Block, repeated: frozenset[str]) -> Record | None:
    """The record of a labelled line; a line that looks like a heading is one only where its label is repeated."""
    match = LABEL.match(block.text)
    role = _role(_name(match["label"])) if match else None
    if match is None or role is None:
        return None
    if " " in _name(match["label"]) and _name(match["label"]) not in repeated:
        return None
    is_told_elsewhere = _name(match["label"]) in repeated or (repeated and role in _FIELDS)
    if block.kind is BlockKind.HEADING and not is_told_elsewhere:
        return None
    passage = block.passage.part(match.end(), len(block.text))
    period = read_label(match["label"])[0] if role is ColumnRole.OUTCOME else None
    is_verdict = not period and len(passage.text.split()) < _SHORTEST_STATUS
    if role is ColumnRole.OUTCOME and is_verdict and not tells_not_done(passage.text):
        role = ColumnRole.OTHER
    return Record(role, passage, period)


def _role(label: str) -> ColumnRole | None:
    if _FIELD.match(label) and label != "status":
        return ColumnRole.OTHER
    column = read_column(label)
    if column is not None and column.role is not ColumnRole.FOCUS:
        return column.role
    return {Role.PROMISES: ColumnRole.PROMISE, Role.OUTCOMES: ColumnRole.OUTCOME}.get(
        read_heading(label).role
    )
