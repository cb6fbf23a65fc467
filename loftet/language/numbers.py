"""Finds the numbers that count something: "minst femtio (50)", "tre till fyra", "ett 15-tal"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loftet.domain.commitment import Comparator, Span

from .tokens import Token
from .vocabulary import (
    COMPARATORS,
    COMPARING_PHRASES,
    COUNTING_NOISE,
    NAMED_BY_NUMBER,
    NOT_COUNTED,
    NUMERALS,
    ROUND_NUMERALS,
)

_TENS = re.compile(r"(\d{1,6})-?tale?t?$")
_DIGITS = re.compile(r"(?:0|[1-9]\d{0,5})(?:[.,]\d{1,2})?")
_GROUPING = str.maketrans("", "", " \u00a0\u202f")
_RANGE_SIGNS = frozenset({"-", "–", "till", "eller"})
_YEARS = range(1900, 2101)
# By their first word: few of the words asked about begin any.
_PHRASES_FROM = {
    first: tuple(phrase for phrase in COMPARING_PHRASES if phrase[0][0] == first)
    for first in {words[0] for words, _how in COMPARING_PHRASES}
}
_BEGINNINGS = COMPARATORS.keys() | NUMERALS.keys() | ROUND_NUMERALS.keys() | _PHRASES_FROM.keys()


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number with its comparator; `first` and `after` are indexes of tokens."""

    comparator: Comparator
    number: float
    number_max: float | None
    is_article: bool
    first: int
    after: int
    span: Span


def find_numbers(tokens: Sequence[Token]) -> list[FoundNumber]:
    """Every number that may count something, left to right; "en" and "ett" are marked as articles."""
    found: list[FoundNumber] = []
    index = 0
    while index < len(tokens):
        number = _number_at(tokens, index) if _may_begin(tokens[index]) else None
        if number is not None:
            found.append(number)
            index = number.after
        else:
            index += 1
    return found


def _may_begin(token: Token) -> bool:
    return token.text[0].isdigit() or token.lower in _BEGINNINGS


def _number_at(tokens: Sequence[Token], index: int) -> FoundNumber | None:
    comparator, start = _comparator_at(tokens, index)
    read = _value_at(tokens, start)
    if read is None or _names_something(tokens, index, start):
        return None
    value, after, approximate = read
    maximum, after = _range_end(tokens, after, value)
    after = _skip_noise(tokens, after)
    if after < len(tokens) and tokens[after].lower in NOT_COUNTED and not comparator:
        return None
    if approximate:
        comparator = comparator or Comparator.ABOUT
    return FoundNumber(
        comparator=comparator or Comparator.EXACTLY,
        number=value,
        number_max=maximum,
        is_article=comparator is None and tokens[start].lower in {"en", "ett"} and not approximate,
        first=index,
        after=after,
        span=Span(tokens[index].span.start, tokens[after - 1].span.end),
    )


def _comparator_at(tokens: Sequence[Token], index: int) -> tuple[Comparator | None, int]:
    """How the number after is compared, and the index where it begins."""
    for words, comparator in _PHRASES_FROM.get(tokens[index].lower, ()):
        if tuple(token.lower for token in tokens[index : index + len(words)]) == words:
            return comparator, index + len(words)
    found = COMPARATORS.get(tokens[index].lower)
    if found is None:
        return None, index
    is_short = index + 1 < len(tokens) and tokens[index + 1].text == "."  # "ca."
    return found, index + (2 if is_short else 1)


def _value_at(tokens: Sequence[Token], index: int) -> tuple[float, int, bool] | None:
    """The number that begins at a token, the index after it, and whether it is a round one ("ett 15-tal")."""
    if index >= len(tokens):
        return None
    word = tokens[index].lower
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if word in {"en", "ett"} and (round_number := _round_number(following)) is not None:
        return round_number, index + 2, True
    if (round_number := _round_number(word)) is not None and word != "par":
        return round_number, index + 1, True
    value = NUMERALS.get(word)
    if value is None and word[0].isdigit():
        value = _digits(word)
    return None if value is None else (value, index + 1, False)


def _round_number(word: str) -> float | None:
    if match := _TENS.match(word):
        return float(match[1])
    return ROUND_NUMERALS.get(word)


def _digits(word: str) -> float | None:
    whole = word.translate(_GROUPING)
    if not _DIGITS.fullmatch(whole):
        return None
    value = float(whole.replace(",", "."))
    is_year = value in _YEARS and word.isdigit()
    return None if is_year else value


def _names_something(tokens: Sequence[Token], first: int, start: int) -> bool:
    """Whether the word before makes the number a name, a date or a limit: "årskurs 8", "inom 24 timmar"."""
    before = tokens[first - 1].lower if first else ""
    if before in NAMED_BY_NUMBER and (first == start or before not in {"till", "från", "av", "över"}):
        return True
    return before in {"/", ":", ".", ",", "-", "–"} and first > 1 and tokens[first - 2].text[0].isdigit()


def _range_end(tokens: Sequence[Token], after: int, value: float) -> tuple[float | None, int]:
    """The upper end of "tre till fyra", "2–3"; a number repeated in brackets, "femtio (50)", is passed over."""
    if after + 1 >= len(tokens):
        return None, after
    sign, end = tokens[after].text.lower(), _value_at(tokens, after + 1)
    if sign == "(" and end and end[0] == value and after + 2 < len(tokens) and tokens[after + 2].text == ")":
        return None, after + 3
    if sign in _RANGE_SIGNS and end and end[0] > value:
        return end[0], end[1]
    return None, after


def _skip_noise(tokens: Sequence[Token], after: int) -> int:
    while after < len(tokens) and tokens[after].lower in COUNTING_NOISE:
        after += 1
        if after < len(tokens) and tokens[after].text == ".":  # "st."
            after += 1
    return after
