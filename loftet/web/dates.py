"""Dates as Swedes write them."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_IN_WORDS = re.compile(r"(?:den\s+)?(\d{1,2})(?:\s*:?e)?\s+([a-zåäö]{3,9})\.?\s+(\d{4})", re.IGNORECASE)
_IN_NUMBERS = re.compile(r"(\d{4})[-.\s/]?(\d{1,2})[-.\s/]?(\d{1,2})|(\d{1,2})/(\d{1,2})[-\s]+(\d{4})")
_FULL_MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


def parse_date(text: str) -> date | None:
    """Takes ``2024-06-07``, ``20240607``, ``7 juni 2024``, ``den 7:e jun 2024`` and ``7/6 2024``."""
    words = text.strip()
    if found := _IN_WORDS.fullmatch(words):
        return _day(found[3], _month(found[2]), found[1])
    if found := _IN_NUMBERS.fullmatch(words):
        year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
        return _day(year, int(month), day)
    return None


def _month(word: str) -> int | None:
    word = word.lower()
    for number, (short, full) in enumerate(zip(_MONTHS, _FULL_MONTHS, strict=True), start=1):
        if word in {short, full} or (len(word) == 4 and full.startswith(word)):
            return number
    return None


def _day(year: str, month: int | None, day: str) -> date | None:
    if month is None:
        return None
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
