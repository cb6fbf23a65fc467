"""Candidates that undertake something become promises: text without marks, performers, focus area, commitments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loftet.domain.commitment import CommitmentClass, Comparator, ParsedCommitment, Performer
from loftet.domain.periods import Period
from loftet.language.commitments import parse_commitments
from loftet.language.performers import parse_performers

from . import evidence
from .marks import without_mark
from .model import ReadPromise
from .sections import Role
from .source import Source
from .walk_model import Candidate


def keep_promises(candidates: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Those that stand, and those that only sum up what others spell out."""
    kept: list[Candidate] = []
    dropped: list[Candidate] = []
    has_lists = any(not each.is_prose for each in candidates)
    with_acts = {each.period for each in candidates if each.role is Role.ACTIVITIES and not each.is_prose}
    for each in candidates:
        sums_up = each.role is Role.PROMISES and each.period in with_acts and _is_general(each)
        is_only_introduction = each.is_prose and has_lists
        (dropped if sums_up or is_only_introduction else kept).append(each)
    return kept, dropped


def _is_general(candidate: Candidate) -> bool:
    text = candidate.passage.text
    is_nobodys = not (candidate.performers or parse_performers(text))
    return is_nobodys or evidence.is_aim(text) or evidence.names_aim(text)


def read_promise(candidate: Candidate, identifier: int, document: Period, source: Source) -> ReadPromise:
    passage, marked = without_mark(candidate.passage)
    named = parse_performers(passage.text)
    performers = candidate.column_performers or named or marked or candidate.performers
    commitments = _aimed(parse_commitments(passage.text, window=candidate.window), candidate.target)
    return ReadPromise(
        id=identifier,
        text=passage.text,
        place=source.place(*passage.source_span()),
        confidence=_confidence(candidate, performers),
        focus_area=candidate.focus,
        performers=performers,
        responsible=candidate.responsible,
        period=candidate.period if candidate.period and candidate.period != document else None,
        commitments=tuple(commitments),
    )


def _aimed(commitments: list[ParsedCommitment], target: float | None) -> list[ParsedCommitment]:
    """With the number of a column of its own, where there is one thing that it can be meant for."""
    if target is None or len(commitments) != 1:
        return commitments
    (only,) = commitments
    keeps_kind = only.kind in {CommitmentClass.FREQUENCY, CommitmentClass.TIME_AMOUNT}
    kind = only.kind if keeps_kind else CommitmentClass.COUNT
    return [replace(only, kind=kind, number=target, comparator=Comparator.EXACTLY)]


def _confidence(candidate: Candidate, performers: tuple[Performer, ...]) -> float:
    """Lower where nothing says who, and where the words undertake nothing by themselves."""
    confidence = candidate.confidence
    if not performers:
        confidence -= 0.15
    if evidence.says_ska(candidate.passage.text):
        confidence += 0.05
    return round(min(0.99, max(0.1, confidence)), 2)
