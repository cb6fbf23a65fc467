"""Reads the commitments out of a promise's words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from loftet.domain.commitment import CommitmentClass, Comparator, ParsedCommitment, Span, Window

from .cadences import FoundCadence, find_cadences, find_per, find_window
from .cues import find_cue, find_event
from .numbers import FoundNumber, find_numbers
from .tokens import Token, sentences, tokenize
from .units import find_unit, is_time_unit, starts_unit

# No promise is longer; so no text, however long, keeps anybody waiting.
LONGEST_READ = 10_000


def parse_commitments(text: str, *, window: Window | None = None) -> list[ParsedCommitment]:
    """Return what the text undertakes, at least one commitment; `window` is what a governing line says.

    One for each number; a clause with a subject of its own and a sentence that undertakes another thing are
    one more each. What stands after `LONGEST_READ` characters is not read.
    """
    text = text[:LONGEST_READ]
    read = [[_read_sentence(text, clause) for clause in _clauses(text, each)] for each in sentences(text)]
    found = _kept(text, read) or [ParsedCommitment(kind=CommitmentClass.DIRECTION)]
    return [replace(each, window=each.window or window) for each in found]


_SECOND_SUBJECT = re.compile(
    r"(?<=\w)(?:,)? (?:och|samt|medan) (?=(?:\w+ )?(?:polisen|polis|kommunen|kommun) (?:ska|skall|kommer att|lovar)\b)",
    re.IGNORECASE,
)


_UNDERTAKES = re.compile(r"\b(?:ska|skall|kommer att|lovar)\b", re.IGNORECASE)


def _clauses(text: str, sentence: Span) -> list[Span]:
    """The sentence, split where a second subject undertakes something else: "… och kommunen ska …"."""
    cuts = [
        match
        for match in _SECOND_SUBJECT.finditer(text, sentence.start, sentence.end)
        if _UNDERTAKES.search(text, sentence.start, match.start())
    ]
    starts = [sentence.start, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), sentence.end]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True)]


def _read_sentence(text: str, clause: Span) -> list[ParsedCommitment]:
    words = clause.of(text)
    cadences = find_cadences(words)
    found = list(_numbered(words, cadences))
    if not found:
        found = [_cadenced(words, cadences[0])] if cadences else [_unnumbered(words)]
    window = find_window(words)
    return [_placed(commitment, window, clause.start) for commitment in found]


def _numbered(words: str, cadences: list[FoundCadence]) -> Iterator[ParsedCommitment]:
    tokens = tokenize(words)
    numbers = [number for number in find_numbers(tokens) if _counts(tokens, number, cadences)]
    # "en" is a number only where nothing else says how many or on what condition.
    if any(number.is_article for number in numbers) and (len(numbers) > 1 or _is_on_demand(words)):
        numbers = [number for number in numbers if not number.is_article]
    per = find_per(words, cadences) if numbers else None
    for number in numbers:
        yield _with_number(words, tokens, number, _nearest(cadences, number), per)


def _is_on_demand(words: str) -> bool:
    found = find_cue(words)
    return found is not None and found[0].kind is CommitmentClass.ON_DEMAND


_PER = frozenset({"per", "i", "om"})


def _counts(tokens: list[Token], number: FoundNumber, cadences: list[FoundCadence]) -> bool:
    """A bare "en" or "ett" counts only before an act; any number only before something to count or a cadence."""
    if number.after >= len(tokens):
        return False
    if tokens[number.after].lower in _PER and _stands_before_cadence(number, cadences):
        return not number.is_article
    return starts_unit(tokens, number.after, events_only=number.is_article)


def _stands_before_cadence(number: FoundNumber, cadences: list[FoundCadence]) -> bool:
    """Whether nothing but a blank parts them: "i snitt tre per vecka"."""
    place = bisect_left(cadences, number.span.end, key=lambda each: each.span.start)
    return place < len(cadences) and cadences[place].span.start - number.span.end <= 1


def _nearest(cadences: list[FoundCadence], number: FoundNumber) -> FoundCadence | None:
    """The cadence that begins nearest to where the number ends."""
    place = bisect_left(cadences, number.span.end, key=lambda each: each.span.start)
    around = cadences[max(0, place - 1) : place + 1]
    return min(around, key=lambda each: abs(each.span.start - number.span.end), default=None)


def _with_number(
    words: str,
    tokens: list[Token],
    number: FoundNumber,
    cadence: FoundCadence | None,
    per: tuple[str, Span] | None,
) -> ParsedCommitment:
    unit = find_unit(words, tokens, number)
    turns = cadence.turns if cadence else 1
    kind = CommitmentClass.FREQUENCY if cadence else CommitmentClass.COUNT
    if unit and is_time_unit(unit[0]):
        kind = CommitmentClass.TIME_AMOUNT
    spans = {"number": number.span}
    spans |= {"unit": unit[1]} if unit else {}
    spans |= {"every": cadence.span} if cadence else {}
    spans |= {"per": per[1]} if per else {}
    return ParsedCommitment(
        kind=kind,
        comparator=number.comparator,
        number=number.number * turns,
        number_max=None if number.number_max is None else number.number_max * turns,
        unit=unit[0] if unit else None,
        every=cadence.every if cadence else None,
        per=per[0] if per else None,
        spans=spans,
    )


def _cadenced(words: str, cadence: FoundCadence) -> ParsedCommitment:
    """A cadence without number: "varje månad" is at least one a month."""
    event = find_event(words)
    spans = {"every": cadence.span} | ({"unit": event} if event else {})
    return ParsedCommitment(
        kind=CommitmentClass.FREQUENCY,
        comparator=Comparator.AT_LEAST,
        number=float(cadence.times),
        unit=event.of(words) if event else None,
        every=cadence.every,
        spans=spans,
    )


def _unnumbered(words: str) -> ParsedCommitment:
    event = find_event(words)
    found = find_cue(words)
    if found:
        cue, span = found
        spans = {"cue": span} | ({"unit": event} if event else {})
        return ParsedCommitment(kind=cue.kind, unit=event.of(words) if event else None, spans=spans)
    if event:
        return ParsedCommitment(
            kind=CommitmentClass.UNQUANTIFIED, unit=event.of(words), spans={"unit": event}
        )
    return ParsedCommitment(kind=CommitmentClass.DIRECTION)


def _placed(commitment: ParsedCommitment, window: tuple[Window, Span] | None, start: int) -> ParsedCommitment:
    """With the window that its clause names, and spans of the clause made spans of the whole text."""
    spans = dict(commitment.spans) | ({"window": window[1]} if window else {})
    moved = {name: Span(span.start + start, span.end + start) for name, span in spans.items()}
    return replace(commitment, window=window[0] if window else None, spans=moved)


_ALSO = re.compile(r"\b(?:även|också|dessutom)\b", re.IGNORECASE)
_ORDER = list(CommitmentClass)


def _kept(text: str, read: list[list[list[ParsedCommitment]]]) -> list[ParsedCommitment]:
    """Numbers, second subjects and things told of apart stand; else the first class speaks for the promise."""
    kept: list[ParsedCommitment] = []
    for sentence, clauses in zip(sentences(text), read, strict=True):
        tells_more = bool(kept) and bool(_ALSO.search(sentence.of(text)))
        for clause in clauses:
            kept += [each for each in clause if tells_more or _stands_by_itself(each, kept, len(clauses))]
    if kept:
        return kept
    rest = [each for clauses in read for clause in clauses for each in clause]
    return [min(rest, key=lambda each: _ORDER.index(each.kind))] if rest else []


def _stands_by_itself(commitment: ParsedCommitment, before: list[ParsedCommitment], clauses: int) -> bool:
    if commitment.number is not None or clauses > 1:
        return True
    is_shown = "cue" in commitment.spans
    return is_shown and all(commitment.kind is not each.kind for each in before)
