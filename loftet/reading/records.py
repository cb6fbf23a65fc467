"""Lines that begin with a label ("Löfte 2: …", "Utfall: …", "Ansvarig: …"): records instead of a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from loftet.language.performers import parse_party_mark

from . import evidence
from .blocks import Block, BlockKind
from .columns import ColumnRole, read_column, read_label
from .plain_text import LABEL
from .sections import Role, read_heading
from .source import Passage
from .walk_model import Candidate

_NUMBER = re.compile(r"\s\d+$")
_FIELD = re.compile(
    r"(?i)^(?:medverkande|samverkan(?:sparter)?|status|bedömning|måluppfyllelse|uppfyllelse(?:grad)?|tid(?:plan)?|period|kostnad|målgrupp|plats|mål|syfte|problem|effekt)$"
)
_VERDICT = re.compile(r"(?i)^(?:bedömning|status|måluppfyllelse|uppfyllelse(?:grad)?)$")
_GOAL = "mål"
_FIELDS = frozenset({ColumnRole.OTHER, ColumnRole.PERFORMER, ColumnRole.RESPONSIBLE})
# A status of a word or two says less than the report beside it.
_SHORTEST_STATUS = 4


@dataclass(frozen=True, slots=True)
class Record:
    """What a label says of the words after it; `label` is without its number."""

    role: ColumnRole
    passage: Passage
    label: str
    # The reporting period that the label names: "Kvartal 1: …".
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """Those that come more than once: the document is made of records.

    A goal beside an outcome is what was promised, where no label names anything else that was ("Mål: … Utfall: …").
    """

    repeated: frozenset[str] = frozenset()
    goals_are_promises: bool = False


def repeated_labels(blocks: Sequence[Block]) -> Labels:
    counted = Counter(
        _name(match["label"])
        for block in blocks
        if block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and (match := LABEL.match(block.text))
    )
    repeated = frozenset(name for name, number in counted.items() if number > 1)
    roles = {_role(name) for name in repeated}
    return Labels(repeated, ColumnRole.OUTCOME in roles and ColumnRole.PROMISE not in roles)


def _name(label: str) -> str:
    return _NUMBER.sub("", label).lower()


def read_record(block: Block, labels: Labels) -> Record | None:
    """The record of a labelled line; a line that looks like a heading is one only where its label is repeated."""
    match = LABEL.match(block.text)
    name = _name(match["label"]) if match else ""
    role = ColumnRole.PROMISE if name == _GOAL and labels.goals_are_promises else _role(name)
    if match is None or role is None:
        return None
    if " " in name and name not in labels.repeated:
        return None
    is_told_elsewhere = name in labels.repeated or (labels.repeated and role in _FIELDS)
    if block.kind is BlockKind.HEADING and not is_told_elsewhere:
        return None
    passage = block.passage.part(match.end(), len(block.text))
    period = read_label(match["label"])[0] if role is ColumnRole.OUTCOME else None
    is_verdict = not period and len(passage.text.split()) < _SHORTEST_STATUS
    if role is ColumnRole.OUTCOME and is_verdict and not _is_account(passage.text):
        role = ColumnRole.OTHER
    return Record(role, passage, name, period)


def _is_account(text: str) -> bool:
    """Few words that still tell what came of it: "Fyra genomfördes"."""
    return evidence.tells_not_done(text) or evidence.begins_with_count(text)


def is_title(promise: Candidate, record: Record) -> bool:
    """Whether the promise record above only names what this one spells out: "Löfte 1: Trygg trafik", "Vi lovade: …"."""
    text = promise.passage.text
    is_act = evidence.undertakes(text) and not evidence.is_aim(text)
    return promise.label not in {None, record.label} and not is_act


def note_field(record: Record, promise: Candidate | None, outcome: Candidate | None) -> None:
    """Who is to do it or answers for it, of the promise above; how it was judged, of the outcome above."""
    parties = parse_party_mark(record.passage.text)
    if promise is not None and parties and record.role is ColumnRole.PERFORMER:
        promise.column_performers = parties
    if promise is not None and parties and record.role is ColumnRole.RESPONSIBLE:
        # Alone it says who does it; beside performers it is a mark of its own.
        promise.responsible = parties if promise.column_performers else None
        promise.performers = promise.performers or parties
    if outcome is not None and _VERDICT.match(record.label):
        outcome.verdict = record.passage.text


def _role(label: str) -> ColumnRole | None:
    if not label:
        return None
    if _FIELD.match(label) and label != "status":
        return ColumnRole.OTHER
    column = read_column(label)
    if column is not None and column.role is not ColumnRole.FOCUS:
        return column.role
    return {Role.PROMISES: ColumnRole.PROMISE, Role.OUTCOMES: ColumnRole.OUTCOME}.get(
        read_heading(label).role
    )
