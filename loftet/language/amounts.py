"""Reads the amounts that people write in tables: "12", "1,5 timmar", "ca 10", "ett antal"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from loftet.domain.commitment import Comparator

from .vocabulary import COMPARATORS, NUMERALS, ROUND_NUMERALS

# Some were done and nobody says how many: unknown is not zero (domain brief 11, trap 5).
_SOME = frozenset(
    [
        "antal",
        "ett antal",
        "flera",
        "ett flertal",
        "några",
        "några få",
        "många",
        "okänt",
        "okänt antal",
        "vet ej",
        "vet inte",
        "?",
    ]
)
_NONE = frozenset(["inga", "ingen", "inget", "noll"])
_ABOUT = "|".join(word for word, meant in COMPARATORS.items() if meant is Comparator.ABOUT)
_AMOUNT = re.compile(
    rf"(?P<about>~|(?:{_ABOUT})\b\.?)?\s*(?P<number>\d{{1,3}}(?:[ .]\d{{3}})+|\d{{1,10}}(?:[.,]\d{{1,2}})?)(?P<tens>-?tale?t?\b)?(?P<unit>(?:\s*[^\W\d_]+\.?){{0,3}})",
    re.IGNORECASE,
)  # fmt: skip
_BEGINS_ABOUT = re.compile(rf"(?:{_ABOUT})\b\.? ")
_MOST_WORDS_OF_A_UNIT = 3


@dataclass(frozen=True, slots=True)
class Amount:
    """`number` is None where there were some and nobody says how many."""

    number: Decimal | None
    is_approximate: bool = False


SOME = Amount(None)


def read_amount(text: str) -> Amount | None:
    """Return the amount, or None where the words name none for certain: "minst 5", "10–12", "2 av 4"."""
    words = " ".join(text.replace("\u00a0", " ").split()).strip(" .").lower()
    if words in _SOME:
        return SOME
    if words in _NONE:
        return Amount(Decimal(0))
    if match := _AMOUNT.fullmatch(words):
        number = re.sub(r"[ .](?=\d{3})", "", match["number"]).replace(",", ".")
        return Amount(Decimal(number), is_approximate=bool(match["about"] or match["tens"]))
    return _in_words(words)


def _in_words(words: str) -> Amount | None:
    said = _BEGINS_ABOUT.sub("", words)
    rest = said.removeprefix("ett ").split() or [""]
    if (rounded := ROUND_NUMERALS.get(rest[0])) is not None and _is_unit(rest[1:]):
        return Amount(Decimal(int(rounded)), is_approximate=True)
    first, *unit = said.split() or [""]
    if (number := NUMERALS.get(first)) is not None and _is_unit(unit):
        return Amount(Decimal(int(number)), is_approximate=said != words)
    return None


def _is_unit(words: list[str]) -> bool:
    return len(words) <= _MOST_WORDS_OF_A_UNIT and all(word.strip(".").isalpha() for word in words)
