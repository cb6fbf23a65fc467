"""Reads who is to do it: the subject of the sentence, never whom it is done with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loftet.domain.commitment import Performer, Span

from .tokens import sentences

_OTHER = (
    r"räddningstjänst\w*|länsstyrelse\w*|skatteverket|kronofogd\w*|försäkringskassan|arbetsförmedlingen|arbetsmiljöverket"
    r"|trafikverket|tullverket|kriminalvården|regionen?|region [A-ZÅÄÖ]\w+|brottsofferjour\w*|svenska kyrkan|nattvandrarna?"
    r"|föreningar(?:na)?|bostadsbolag\w*|fastighetsägar\w*|näringsliv\w*|volontärer(?:na)?|andra|företag(?:en)?"
)
_MUNICIPALITY = (
    r"kommun(?:en)?|(?-i:[A-ZÅÄÖ])\w+ kommun|kommunala \w+|socialtjänst\w*|individ- och familjeomsorgen|skol(?:a|an|or|orna)"
    r"|fritids?(?:gård\w*|ledare|förvaltning\w*)?|elevhälsan|barn ?& ?utbildning|\w*förvaltning(?:en|arna)?|\w*nämnden|fältare\w*"
    r"|fältgrupp\w*|fältassistent\w*|räddningsförbundet|kommunens \w+(?= (?:ska|skall|kommer|lovar|har|[a-zåäö]{3,}[ae]r)\b)"
)
_POLICE = r"polisens \w+(?= (?:ska|skall|kommer|lovar|har|[a-zåäö]{3,}[ae]r)\b)|polis(?:en|er|erna)?(?: i området)?|områdespolis\w*|kommunpolis\w*|trafikpolis\w*|lokalpolisområde\w*|polismyndigheten|kontaktpolis\w*"
_BOTH = (
    r"parterna|alla parter|båda parter|polis och kommun|kommun och polis|gemensam(?:t|ma)?"
    r"|tillsammans(?= (?:ska|skall|kommer|lovar|genomför|gör|håller) vi\b)|vi(?= (?:ska|skall|kommer att|lovar att) tillsammans\b)"
)
_MENTION = re.compile(
    rf"(?<![\w-])(?:(?P<both>{_BOTH})|(?P<police>{_POLICE})|(?P<municipality>{_MUNICIPALITY})|(?P<other>{_OTHER}))(?![\w-])",
    re.IGNORECASE,
)
# A subject stands first in its clause, or right after the finite verb ("Under året ska kommunen …").
_SUBJECT_PLACE = re.compile(
    r"^\W*(?:(?:att|även|både|vi i|den lokala|lokala)\s+)?$"
    r"|\b(?:ska|skall|kommer|lovar|vill|avser|har|är|gör|genomför|håller|arbetar|fortsätter|bjuder|besöker|deltar|ordnar)\s+(?:även\s+)?$"
    r"|\b(?:samarbete|samverkan|dialog)(?:en|et)? (?:mellan )?$"
    r"|\b(?:innebär|ingår|omfattar|går ut på)\b[^.]{0,20}?\batt\s+$",
    re.IGNORECASE,
)
_BOTH_OF_THEM = re.compile(r"(?i)\W*(?:båda|bägge)(?: parter(?:na)?)?\W*")
# So many characters before a mention hold all that its place is told by.
_DECIDING = 60
_JOINED = re.compile(r"\s*(?:,|och|samt|&|/|\+)\s*(?:\w+\s)?", re.IGNORECASE)
_UNDERTAKES = re.compile(r"\s+(?:ska|skall|kommer att|lovar)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in the text."""

    performers: tuple[Performer, ...]
    span: Span


def find_performers(text: str) -> list[Mention]:
    """The mentions that are the subject of the first sentence that has one; empty where nothing says who."""
    for sentence in sentences(text):
        if found := _subjects(sentence.of(text)):
            return [Mention(each.performers, _moved(each.span, sentence.start)) for each in found]
    return []


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def parse_performers(text: str) -> tuple[Performer, ...]:
    """Who is to do it, in the order they are named, each once."""
    return tuple(dict.fromkeys(each for mention in find_performers(text) for each in mention.performers))


def parse_party_mark(mark: str) -> tuple[Performer, ...]:
    """Parties of a column or mark such as "Polis/ kommun" or "Båda", however it is spaced."""
    if _BOTH_OF_THEM.fullmatch(mark):
        return (Performer.POLICE, Performer.MUNICIPALITY)
    return tuple(dict.fromkeys(each for mention in _mentions(mark) for each in mention.performers))


def _subjects(sentence: str) -> list[Mention]:
    """The first mention in a subject's place, those joined to it, and later ones that undertake by themselves."""
    subjects: list[Mention] = []
    for mention in _mentions(sentence):
        if (
            subjects and _JOINED.fullmatch(sentence[subjects[-1].span.end : mention.span.start])
        ) or _is_subject(sentence, mention, has_subject=bool(subjects)):
            subjects.append(mention)
    return subjects


def _is_subject(sentence: str, mention: Mention, *, has_subject: bool) -> bool:
    before = _just_before(sentence, mention.span.start)
    if has_subject:
        return before.endswith(" och ") and bool(_UNDERTAKES.match(sentence, mention.span.end))
    return bool(_SUBJECT_PLACE.search(before))


def _just_before(sentence: str, position: int) -> str:
    """The words that decide; where they are cut out of more, a letter stands for what went before."""
    start = max(0, position - _DECIDING)
    return ("x" if start else "") + sentence[start:position]


def _mentions(text: str) -> Iterator[Mention]:
    for match in _MENTION.finditer(text):
        span = Span(match.start(), match.end())
        if match.lastgroup == "both":
            yield Mention((Performer.POLICE, Performer.MUNICIPALITY), span)
        else:
            yield Mention((Performer(match.lastgroup or ""),), span)
