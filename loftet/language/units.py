"""Finds what a number counts: "riktade insatser", "timmar"; "2 gånger" counts the act named elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loftet.domain.commitment import Span

from .numbers import FoundNumber
from .tokens import Token
from .vocabulary import COUNTING_NOISE, DAY_NAME, EVENT_HEADS, NOUN_ENDINGS, TIME_UNITS

_EVENT = re.compile(rf"[\w-]{{0,40}}?(?:{'|'.join(EVENT_HEADS)}){NOUN_ENDINGS}$", re.IGNORECASE)
_TIMES = frozenset({"gång", "gånger", "ggr", "tillfälle", "tillfällen"})
_ADJECTIVE = re.compile(
    r"[\w-]+(?:ade|ande|ende|iga|liga|ska|ella|ala|ra|na|da|ta|sa|ad|t|a|ig|lig|en|d|re)$"
)
_STOPS = frozenset(
    [
        "i",
        "på",
        "av",
        "för",
        "med",
        "mot",
        "till",
        "om",
        "under",
        "vid",
        "per",
        "har",
        "är",
        "fick",
        "blev",
        "hade",
        "ska",
        "kan",
        "genomförd",
        "genomförda",
        "genomfört",
        "och",
        "eller",
        "som",
        "där",
        "när",
        "att",
        "från",
        "ska",
        "skall",
        "kommer",
        "är",
        "ur",
        "hos",
        "inom",
        "varje",
        "alla",
        "samtliga",
        "längs",
        "utmed",
        "utanför",
        "kring",
        "runt",
        "genom",
    ]
)
# How many words away the act that is done so many times may be named.
_NEAR = 40
_TIME = re.compile(TIME_UNITS, re.IGNORECASE)


def is_time_unit(unit: str) -> bool:
    return bool(_TIME.search(unit.split()[-1].lower()))


def starts_unit(tokens: Sequence[Token], index: int, *, events_only: bool) -> bool:
    """Whether a noun phrase that can be counted begins here; `events_only` for what follows "en" and "ett"."""
    phrase = _phrase(tokens, index)
    if not phrase:
        return tokens[index].text == "/"
    if not events_only:
        return True
    return any(_EVENT.match(token.lower) or token.lower in _TIMES for token in phrase)


def find_unit(words: str, tokens: Sequence[Token], number: FoundNumber) -> tuple[str, Span] | None:
    """The unit after a number; where that only says "times", the act named before it."""
    phrase = _phrase(tokens, number.after)
    if phrase and phrase[-1].lower in _TIMES:
        act = _act_before(tokens, number.first) or _act_after(tokens, number.after + 1)
        phrase = [act] if act else phrase
    while phrase and phrase[0].lower in COUNTING_NOISE:
        phrase = phrase[1:]
    if not phrase:
        return None
    span = Span(phrase[0].span.start, phrase[-1].span.end)
    return span.of(words), span


def _phrase(tokens: Sequence[Token], index: int) -> list[Token]:
    """Words up to and including the noun: adjectives are passed through, at most four words."""
    phrase: list[Token] = []
    for token in tokens[index : index + 4]:
        if not token.is_word and token.text not in {"”", "“", '"'}:
            break
        if token.lower in _STOPS:
            break
        if not token.is_word:
            continue
        phrase.append(token)
        if _EVENT.match(token.lower) or not _ADJECTIVE.match(token.lower):
            break
    return phrase


def _act_before(tokens: Sequence[Token], first: int) -> Token | None:
    return next((t for t in reversed(tokens[max(0, first - _NEAR) : first]) if _is_act(t)), None)


def _act_after(tokens: Sequence[Token], index: int) -> Token | None:
    return next((t for t in tokens[index : index + _NEAR] if _is_act(t)), None)


def _is_act(token: Token) -> bool:
    is_time = token.lower in _TIMES or DAY_NAME.fullmatch(token.lower)
    return not is_time and bool(_EVENT.match(token.lower))
