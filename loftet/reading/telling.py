"""What a sentence or a paragraph tells: who it is about, what it undertakes, what was done, where it was cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from loftet.domain.commitment import Performer
from loftet.language.performers import parse_performers
from loftet.language.tokens import sentences

from . import evidence
from .source import Passage


def is_lead(text: str) -> bool:
    """A line that opens a list."""
    return text.endswith((":", ";")) and len(text) < 400


def told_performers(text: str) -> tuple[Performer, ...]:
    """ "Polisen och kommunen har gjort gemensamma löften", "Polisen har gjort det som lovades"."""
    for span in sentences(text):
        sentence = span.of(text)
        if re.search(r"\bhar\b.*(?:löften?\b|lova)", sentence) and (found := parse_subject(sentence)):
            return found
    return ()


_VERB_BEFORE = re.compile(
    r"\b(?:har|gjorde|genomförde|höll|deltog|besökte|utförde|fick|ordnade|hade|arbetade|ska|skall|lovar|kommer)\s+(?P<subject>(?:polisen|kommunen|parterna)(?: och (?:polisen|kommunen|[a-zåäö]+tjänsten))?)",
    re.IGNORECASE,
)


def parse_subject(sentence: str) -> tuple[Performer, ...]:
    """Who the sentence is about, also after a verb in the past ("2021 gjorde polisen …")."""
    if found := parse_performers(sentence):
        return found
    match = _VERB_BEFORE.search(sentence)
    return parse_performers(match["subject"]) if match else ()


def undertakings(passage: Passage) -> Iterator[Passage]:
    for span in sentences(passage.text):
        text = span.of(passage.text)
        if evidence.undertakes(text) and not evidence.is_aim(text) and not is_cut(text.strip()):
            yield passage.part(span.start, span.end)


def has_outcome(text: str) -> bool:
    return any(sentence_tells(span.of(text)) for span in sentences(text))


_TELLS_OF_REPORT = re.compile(
    r"\b(?:följt upp|redovisat|sammanställt|arbetat (?:med|efter|utifrån))\b[^.]{0,40}löfte"
    r"|^\W*(?:här|nedan) (?:redovisas|följer|presenteras|sammanfattas|berättas)\b",
    re.IGNORECASE,
)


def sentence_tells(text: str) -> bool:
    """Whether it tells what was done, of the promises and not of the report."""
    if _TELLS_OF_REPORT.search(text):
        return False
    return evidence.tells_done(text) or (
        evidence.begins_with_count(text.strip()) and not evidence.says_ska(text)
    )


_WAS_PROMISED = re.compile(
    r"(?i)^(?:vi|polisen|kommunen|parterna)\b[^.]{0,30}? (?:lovade\b[^.]*? att|skulle)\b|^löftet var\b"
)


def promised_and_told(passage: Passage) -> list[tuple[Passage, Passage | None]]:
    """Of a paragraph that says what was promised and what came of it, each promise with what follows it.

    "Vi lovade att tända lampor. Det är klart. Polisen skulle göra tio kontroller. Det blev åtta."
    """
    spans = sentences(passage.text)
    starts = [place for place, span in enumerate(spans) if _WAS_PROMISED.match(span.of(passage.text).strip())]
    if not starts or starts[0] or len(starts) == len(spans):
        return []
    return [
        (
            passage.part(spans[start].start, spans[start].end),
            passage.part(spans[start + 1].start, spans[stop - 1].end) if stop - start > 1 else None,
        )
        for start, stop in pairwise([*starts, len(spans)])
    ]


def goes_on(text: str) -> bool:
    """Work that is told to go on, in the present tense."""
    return evidence.tells_on_its_way(text) and not evidence.says_ska(text) and "löfte" not in text.lower()


def from_first_outcome(passage: Passage) -> Passage:
    """Without the sentences before the first that tells what was done."""
    for span in sentences(passage.text):
        if sentence_tells(span.of(passage.text)):
            return passage.part(span.start, len(passage.text))
    return passage


_NUMBER = re.compile(r"\b(?:minst|högst|\d+|två|tre|fyra|fem|sex|varje|per)\b", re.IGNORECASE)


def is_definite(text: str) -> bool:
    """An item that can be ticked off by itself, though it has sub-items."""
    return bool(_NUMBER.search(text)) and len(text.split()) > 3


_LOOSE_END = re.compile(
    r"\b(?:ska|skall|att|och|lovar|kommer|för|med|till|i|på|av|en|ett|som)$", re.IGNORECASE
)


def is_cut(text: str) -> bool:
    """Cut before it says what: "Kommunen ska"."""
    return len(text.split()) < 5 and bool(_LOOSE_END.search(text))


def split_by_subject(passage: Passage) -> list[Passage]:
    """A passage for each sentence, where each tells of an act and none has the subject of the one before."""
    each = _with_subjects(passage)
    are_acts = all(subject or evidence.happens_now(sentence.text) for sentence, subject in each)
    if are_acts and all(not one or one != other for (_, one), (_, other) in pairwise(each)):
        return [sentence for sentence, _subject in each]
    return [passage]


def split_by_performer(passage: Passage) -> list[Passage]:
    """One passage, or one for each sentence where each undertakes something with a subject of its own."""
    each = _with_subjects(passage)
    parties = {subject for _sentence, subject in each}
    all_undertake = all(evidence.says_ska(sentence.text) for sentence, _subject in each)
    if len(each) > 1 and all(parties) and len(parties) == len(each) and all_undertake:
        return [sentence for sentence, _subject in each]
    return [passage]


def _with_subjects(passage: Passage) -> list[tuple[Passage, tuple[Performer, ...]]]:
    """The sentences, each with whom it is about."""
    return [
        (passage.part(span.start, span.end), parse_performers(span.of(passage.text)))
        for span in sentences(passage.text)
    ]
