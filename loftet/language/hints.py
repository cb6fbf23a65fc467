"""Hints on wording: what stands in the way of following a promise up, or of reading it. They never block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from loftet.domain.commitment import CommitmentClass, ParsedCommitment, Performer, Span
from loftet.domain.documented import DocumentedEnum

from .personal_data import find_personal_data
from .tokens import sentences

LONG_SENTENCE_WORDS = 20
"""Sentences over about twenty words count as hard to read (klarspråk, domain brief 7.1)."""


class HintCode(DocumentedEnum):
    """Why a hint is given."""

    NO_NUMBER = "no_number", "Something that could be counted has no number."
    NOTHING_TO_COUNT = (
        "nothing_to_count",
        "A direction only: a countable companion would make it possible to follow up.",
    )
    NO_PERFORMER = "no_performer", "Nothing says who is to do it."
    VAGUE_VERB = "vague_verb", "A verb that cannot be seen to be done."
    NO_TIME_LIMIT = "no_time_limit", "Nothing says until when or how often."
    NO_BASELINE = "no_baseline", "Nothing says how it was before."
    LONG_SENTENCE = "long_sentence", "Over twenty words."
    PASSIVE = "passive", "A passive verb hides who does it."
    ABBREVIATION = "abbreviation", "An abbreviation that readers may not know and the text does not explain."
    PERSONAL_DATA = "personal_data", "Points out a person; must be answered before sharing."


@dataclass(frozen=True, slots=True)
class Hint:
    """A reason code at a place of the text; the room that shows it has the words."""

    code: HintCode
    span: Span
    parameters: Mapping[str, str | int] = field(default_factory=dict)


_VAGUE = re.compile(
    r"\b(?:verka(?:r)? för|arbeta(?:r)? (?:för|mot|med)|se(?:r)? över|utveckla[rs]?|fokusera(?:r)? på|främja[rs]?|stärk(?:a|er|s)"
    r"|förbättra[rs]?|samverka[rs]?|samarbeta[rs]?|samordna[rs]?|medverka(?:r)? till|bidra(?:r)? till|sträva\w* efter|jobba(?:r)? (?:för|mot)"
    r"|uppmärksamma[rs]?|prioritera[rs]?|synas mer|öka(?:r)? (?:närvaro\w*|trygghet\w*|samverkan))\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:(?:ska|skall|kommer att|kan|bör|måste) (?:\w+ ){0,2}?(?P<infinitive>\w{2,30}[^s\W]s)|(?P<present>\w{2,30}(?:eras|förs|görs|hålls|ordnas|startas|tas|ges|sker)))\b",
    re.IGNORECASE,
)
# Verbs that end in s without being passive.
_DEPONENT = frozenset(
    [
        "finns",
        "finnas",
        "hoppas",
        "lyckas",
        "trivs",
        "trivas",
        "syns",
        "synas",
        "märks",
        "märkas",
        "minns",
        "minnas",
        "vistas",
        "saknas",
        "umgås",
        "mötas",
        "möts",
        "träffas",
        "enas",
        "åldras",
        "andas",
        "behövs",
        "behövas",
        "krävs",
        "krävas",
        "sker",
    ]
)
_ABBREVIATION = re.compile(r"(?<![\w-])[A-ZÅÄÖ]{2,6}(?![\w-])")
_KNOWN = frozenset(["EU", "FN", "SVT", "SMS", "GPS", "HBTQI", "OK", "AB", "TV", "IT", "ID", "A", "B"])
_ENDS = re.compile(
    r"\b(?:senast|till och med|t\.o\.m\.|före|innan|inom|under|från|till)\s+(?:den\s+)?(?:\d|januari|februari|mars|april|maj|juni|juli"
    r"|augusti|september|oktober|november|december|året|perioden|sommaren|hösten|våren|vintern)|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_NEEDS_NUMBER = CommitmentClass.UNQUANTIFIED
_NEEDS_TIME = frozenset({CommitmentClass.COUNT, CommitmentClass.MILESTONE, CommitmentClass.TARGET_GROUP})


def find_hints(
    text: str,
    commitments: Sequence[ParsedCommitment],
    performers: Sequence[Performer],
    *,
    has_baseline: bool = False,
    explained: frozenset[str] = frozenset(),
) -> list[Hint]:
    """Every hint on a promise's text, in the order of the text.

    `commitments` and `performers` are what was read out of it or set by hand; `explained` are abbreviations
    that the glossary of the public page explains.
    """
    found = [
        *_on_meaning(text, commitments, performers, has_baseline=has_baseline),
        *_on_wording(text, explained),
    ]
    return sorted(found, key=lambda hint: (hint.span.start, hint.code))


def _on_meaning(
    text: str, commitments: Sequence[ParsedCommitment], performers: Sequence[Performer], *, has_baseline: bool
) -> Iterator[Hint]:
    whole = Span(0, len(text))
    names_an_end = bool(_ENDS.search(text))
    for commitment in commitments:
        yield from _on_commitment(whole, commitment, names_an_end=names_an_end)
    if not performers:
        yield Hint(HintCode.NO_PERFORMER, whole)
    if not has_baseline and any(each.number is not None for each in commitments):
        yield Hint(HintCode.NO_BASELINE, whole)


def _on_commitment(whole: Span, commitment: ParsedCommitment, *, names_an_end: bool) -> Iterator[Hint]:
    span = commitment.spans.get("unit", whole)
    if commitment.kind is CommitmentClass.DIRECTION:
        yield Hint(HintCode.NOTHING_TO_COUNT, span)
    if commitment.kind is _NEEDS_NUMBER:
        yield Hint(HintCode.NO_NUMBER, span, {"unit": commitment.unit or ""})
    has_time = commitment.window or commitment.every or names_an_end
    if commitment.kind in _NEEDS_TIME and not has_time:
        yield Hint(HintCode.NO_TIME_LIMIT, span)


def _on_wording(text: str, explained: frozenset[str]) -> Iterator[Hint]:
    for match in _VAGUE.finditer(text):
        yield Hint(HintCode.VAGUE_VERB, Span(match.start(), match.end()), {"verb": match[0].lower()})
    yield from _long_sentences(text)
    yield from _passives(text)
    yield from _abbreviations(text, explained)
    for finding in find_personal_data(text):
        yield Hint(HintCode.PERSONAL_DATA, finding.span, {"kind": finding.kind.value})


def _long_sentences(text: str) -> Iterator[Hint]:
    for sentence in sentences(text):
        words = len(sentence.of(text).split())
        if words > LONG_SENTENCE_WORDS:
            yield Hint(HintCode.LONG_SENTENCE, sentence, {"words": words})


def _passives(text: str) -> Iterator[Hint]:
    for match in _PASSIVE.finditer(text):
        group = "infinitive" if match["infinitive"] else "present"
        if match[group].lower() not in _DEPONENT:
            yield Hint(
                HintCode.PASSIVE, Span(match.start(group), match.end(group)), {"verb": match[group].lower()}
            )


def _abbreviations(text: str, explained: frozenset[str]) -> Iterator[Hint]:
    """Each abbreviation once, unless the text explains it: "lokal operativ samverkan (LOS)" or "LOS (lokal …)"."""
    seen: set[str] = set()
    for match in _ABBREVIATION.finditer(text):
        word = match[0]
        if word in seen or word in _KNOWN or word in explained or _is_explained(text, match):
            continue
        seen.add(word)
        yield Hint(HintCode.ABBREVIATION, Span(match.start(), match.end()), {"word": word})


def _is_explained(text: str, match: re.Match[str]) -> bool:
    return (
        text[match.end() : match.end() + 2] == " (" or text[max(0, match.start() - 1) : match.start()] == "("
    )
