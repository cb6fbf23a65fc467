"""Candidates that tell what was done become outcomes: state, counts, reason, and the promise they answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loftet.domain.commitment import Performer
from loftet.language.tokens import sentences

from . import evidence
from .counts import bare_number, find_counts
from .model import OutcomeCount, OutcomeState, ReadOutcome, ReadPromise
from .source import Source
from .walk_model import Candidate

_PARTLY = re.compile(
    r"\b(?:delvis|till viss del|inte (?:\w+ ){0,2}?(?:helt|fullt ut|tillräckligt|i den omfattning)|inte så (?:mycket|många|ofta)|dock inte|men inte|inte \w+ helt"
    r"|uppfylla helt|begränsat|begränsats|färre än|resten är|ännu inte alla)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"(?:\bdå det\b|\beftersom\b|\bpå grund av\b|\bp\.?g\.?a\.?|\borsaken var\b|\bberor på\b|\btill följd av\b)\s*(?P<reason>[^.]{4,200})",
    re.IGNORECASE,
)


def read_state(text: str, counts: Sequence[OutcomeCount]) -> OutcomeState:
    """The tense of the first sentence that tells, turned by words for partly and by work that goes on."""
    if _PARTLY.search(text):
        return OutcomeState.PARTLY
    first = next((span.of(text) for span in sentences(text)), text)
    if evidence.tells_not_done(first) and not any(count.number for count in counts):
        return OutcomeState.NOT_DONE
    if any(count.number for count in counts):
        return OutcomeState.DONE
    if bare_number(text) == 0:
        return OutcomeState.NOT_DONE
    if evidence.tells_done(first) and not re.search(r"\bbeslutad\b|\btagit del\b|\bpåbörja", text):
        return OutcomeState.DONE
    if evidence.tells_on_its_way(text):
        return OutcomeState.IN_PROGRESS
    return OutcomeState.DONE


_VERDICTS = (
    (OutcomeState.NOT_DONE, re.compile(r"(?i)\b(?:inte|ej|icke) (?:upp|genom|på|klar|gjor|nå)")),
    (OutcomeState.PARTLY, re.compile(r"(?i)\bdelvis\b|\btill viss del\b")),
    (OutcomeState.IN_PROGRESS, re.compile(r"(?i)\bpågå|\bpåbörja|\bfortgår\b|\bfortlöpande\b")),
    (
        OutcomeState.DONE,
        re.compile(r"(?i)\buppfyll|\bgenomför[dt]|\bklart?\b|\bnådd|\bnått\b|\bgjort\b|\böverträff"),
    ),
)


def read_verdict(text: str) -> OutcomeState | None:
    """What is written beside an outcome of how it went; None where that says nothing of it."""
    if not text:
        return None
    return next((state for state, pattern in _VERDICTS if pattern.search(text)), None)


def read_reason(text: str) -> str | None:
    match = _REASON.search(text)
    return match["reason"].strip(" ,;") if match else None


def read_outcomes(
    candidates: Sequence[Candidate],
    promises: Sequence[ReadPromise],
    promise_of: dict[int, int],
    source: Source,
    *,
    speaker: tuple[Performer, ...],
) -> tuple[ReadOutcome, ...]:
    """`promise_of` leads from a candidate (by identity) to the promise it became."""
    answered = _answered(candidates, promises, promise_of)
    by_id = {promise.id: promise for promise in promises}
    outcomes = []
    for candidate, promise_id in zip(candidates, answered, strict=True):
        promise = by_id.get(promise_id) if promise_id is not None else None
        performers = candidate.performers or (promise.performers if promise else ()) or speaker
        counts = _counts(candidate.passage.text, performers, promise)
        outcomes.append(
            ReadOutcome(
                text=candidate.passage.text,
                place=source.place(*candidate.passage.source_span()),
                confidence=candidate.confidence,
                promise=promise_id,
                period=candidate.label,
                state=read_verdict(candidate.verdict) or read_state(candidate.passage.text, counts),
                counts=counts,
                reason=read_reason(candidate.passage.text),
            )
        )
    return tuple(outcomes)


def _counts(
    text: str, performers: tuple[Performer, ...], promise: ReadPromise | None
) -> tuple[OutcomeCount, ...]:
    """A number by itself counts what the promise counts."""
    number = bare_number(text)
    if number is None:
        return find_counts(text, performers)
    units = [each.unit for each in promise.commitments if each.unit] if promise else []
    return (OutcomeCount(number, units[0] if units else None, performers),)


def _answered(
    candidates: Sequence[Candidate], promises: Sequence[ReadPromise], promise_of: dict[int, int]
) -> list[int | None]:
    """By layout where it tells; else by likeness of words; lists of equal length fill the gaps by order."""
    found = [promise_of.get(id(each.answers)) if each.answers else None for each in candidates]
    if any(each is not None for each in found) or not promises:
        return found
    likest = [_likest(candidate, promises) for candidate in candidates]
    in_lists = [index for index, each in enumerate(candidates) if not each.code.startswith("tells")]
    if len(in_lists) == len(promises):
        for place, index in enumerate(in_lists):
            likest[index] = likest[index] or promises[place].id
    return likest


def _likest(candidate: Candidate, promises: Sequence[ReadPromise]) -> int | None:
    words = _stems(candidate.passage.text)
    scored = [(_likeness(words, _stems(promise.text)), -promise.id) for promise in promises]
    best, identifier = max(scored)
    return -identifier if best >= 0.2 else None


_COMMON = frozenset(["polis", "kommu", "under", "minst", "insat", "aktiv", "ska"])


def _stems(text: str) -> set[str]:
    """Beginnings and ends of long words: Swedish compounds share either ("ATK-kontroller", "hastighetskontroller")."""
    words = list(re.findall(r"[\wåäö]{5,}", text.lower()))
    stems = {word[:5] for word in words} | {
        "-" + word.rstrip("nsarte")[-6:] for word in words if len(word) > 9
    }
    return stems - _COMMON


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
