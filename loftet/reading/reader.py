"""Reads a document: structure first, meaning second, words third."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loftet.domain.commitment import Performer
from loftet.domain.periods import UNDATED

from . import evidence
from .blocks import Block, BlockKind, Structure
from .columns import ColumnRole, read_head
from .facts import find_kind, find_municipalities, find_period
from .formats import take_apart
from .labels import label_outcomes
from .model import Decision, DocumentKind, Reading
from .outcomes import read_outcomes
from .promises import keep_promises, read_promise
from .sections import FURNITURE, Role, read_heading
from .telling import is_lead, parse_subject
from .walk import Walk
from .walk_model import Candidate


def read(content: bytes, name: str) -> Reading:
    """Return what the document says. Hostile files are read by `guarded.read_guarded` instead."""
    return interpret(take_apart(content, name), name)


def interpret(structure: Structure, name: str) -> Reading:
    blocks = structure.blocks
    is_follow_up = _is_follow_up(blocks)
    walk = Walk(blocks, is_follow_up=is_follow_up).run()
    undertaken = [each for each in walk.candidates if not each.is_outcome]
    kept, dropped = keep_promises(undertaken)
    told = [each for each in walk.candidates if each.is_outcome]
    first = kept[0].block if kept else None
    period = find_period(blocks, first, is_follow_up=is_follow_up)
    promises = [read_promise(each, number, period, structure.source) for number, each in enumerate(kept, 1)]
    promise_of = {id(each): number for number, each in enumerate(kept, 1)}
    reporting = label_outcomes(blocks, told, walk.tables.labels, period)
    outcomes = read_outcomes(
        told, promises, promise_of, structure.source, speaker=_speaker(blocks) if is_follow_up else ()
    )
    kind = find_kind(blocks, promises=len(promises), outcomes=len(outcomes))
    return Reading(
        source=name,
        text=structure.source.text,
        kind=kind,
        municipalities=find_municipalities(blocks),
        period=period if kind in _WITH_PERIOD else UNDATED,
        reporting_periods=reporting,
        promises=tuple(promises),
        outcomes=outcomes,
        decisions=tuple(_decisions(structure, walk, dropped)),
        notes=structure.notes,
        pages=structure.pages,
    )


# Only these are about a time; the years that a decision or news names are something else's.
_WITH_PERIOD = frozenset({DocumentKind.PROMISE_SET, DocumentKind.FOLLOW_UP, DocumentKind.AGREEMENT})


def _is_follow_up(blocks: Sequence[Block]) -> bool:
    """Whether the document tells of results: its headings say so, or its columns, or most of its paragraphs."""
    if any(block.kind is BlockKind.TABLE and _has_outcome_column(block) for block in blocks):
        return True
    return any(_opens_results(blocks, index) for index in range(len(blocks))) or _mostly_done(blocks)


def _opens_results(blocks: Sequence[Block], index: int) -> bool:
    """A heading of results with text under it; links to other reports stand heading on heading."""
    block = blocks[index]
    is_heading = block.kind is BlockKind.HEADING
    if not (is_heading or is_lead(block.text)) or read_heading(block.text).role is not Role.OUTCOMES:
        return False
    is_title = is_heading and not any(map(_is_real_heading, blocks[:index]))
    return is_title or _tells_results(blocks, index + 1)


def _tells_results(blocks: Sequence[Block], start: int) -> bool:
    """Whether what stands under the heading was done, and is not only about how it will be followed up."""
    for block in blocks[start : start + 8]:
        if block.kind is BlockKind.HEADING:
            return False
        is_told = evidence.tells_done(block.text) or evidence.begins_with_count(block.text)
        if is_told or (block.kind is BlockKind.ITEM and not evidence.says_ska(block.text)):
            return True
    return False


def _is_real_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and not FURNITURE.search(block.text)


def _has_outcome_column(block: Block) -> bool:
    columns = next((found for row in block.rows if (found := read_head(row))), [])
    return any(column.role is ColumnRole.OUTCOME for column in columns)


def _mostly_done(blocks: Sequence[Block]) -> bool:
    texts = [block.text for block in blocks if block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}]
    done = sum(evidence.tells_done(text) and bool(parse_subject(text)) for text in texts)
    undertaken = sum(evidence.undertakes(text) for text in texts)
    return done >= 2 and done > undertaken


def _speaker(blocks: Sequence[Block]) -> tuple[Performer, ...]:
    """Whose report it is, where the words before the first section say it of one party."""
    for block in blocks[:12]:
        if block.kind is BlockKind.PARAGRAPH and _ACCOUNTS.search(block.text):
            return parse_subject(block.text)
    return ()


_ACCOUNTS = re.compile(r"(?i)\b(?:svarar för|redovisar|rapporterar|ansvarar för)\b")


def _decisions(structure: Structure, walk: Walk, dropped: Sequence[Candidate]) -> Iterator[Decision]:
    """What each block became and why, in reading order."""
    source = structure.source
    gone = {each.block for each in dropped}
    for verdict in walk.verdicts:
        passage = structure.blocks[verdict.block].passage
        is_gone = verdict.block in gone and verdict.became == "promise"
        became, code = ("background", "spelled_out_by_others") if is_gone else (verdict.became, verdict.code)
        yield Decision(source.place(*passage.source_span()), passage.text, became, code)
