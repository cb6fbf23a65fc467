"""Finds how often ("varannan onsdag", "per termin och fritidsgård") and within what time ("under året")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loftet.domain.commitment import Cadence, Span, Window

from .vocabulary import CADENCES, SEVERAL_IN_ONE, WEEKDAYS

# A cadence begins at a word or at a slash: "1 gång/år".
_TABLE = [*((pattern, cadence, 1) for pattern, cadence in CADENCES), *SEVERAL_IN_ONE]
_CADENCE = re.compile(
    "|".join(
        f"(?P<row_{row}>(?:(?<!\\w)|(?=/))(?:{pattern})(?!\\w))" for row, (pattern, *_) in enumerate(_TABLE)
    ),
    re.IGNORECASE,
)
_WEEKDAYS = re.compile(rf"{WEEKDAYS}dag")
_PER = re.compile(
    r"(?:\bper|\b[iI] varje|\bpå varje|\bpå vardera(?: av)?|\bför varje) (?P<scope>[a-zåäö]{3,}(?: [A-ZÅÄÖ]\w+)?)"
)
_AND_PER = re.compile(r" och (?P<scope>[a-zåäö]{4,})")
_TIME_WORDS = frozenset(
    [
        "dag",
        "dygn",
        "vecka",
        "månad",
        "kvartal",
        "tertial",
        "halvår",
        "termin",
        "år",
        "kalenderår",
        "verksamhetsår",
        "gång",
        "tillfälle",
        "tvåårsperiod",
    ]
)
_YEAR = r"(?:19|20)\d\d"
_WINDOWS = (
    (Window.PERIOD, re.compile(rf"\b(?:under|för) (?:hela )?(?:(?:avtals|löftes|mandat)?perioden|{_YEAR} ?(?:[-–]|och|till) ?{_YEAR})\b", re.I)),
    (Window.YEAR, re.compile(rf"\bunder (?:hela )?(?:året|ett år|kalenderåret|{_YEAR})\b(?! ?[-–])(?! (?:och|till) {_YEAR})|\bi år\b", re.I)),
    (Window.WEEK, re.compile(r"\b(?:vecka|veckorna|v\.) ?\d{1,2}\b", re.I)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundCadence:
    """How often, and where it says so.

    `times` is 2 for "alla fredags- och lördagskvällar"; a number that stands beside it is of one turn, of which
    there are `turns` in the cadence: "en gång varannan månad" is six a year.
    """

    every: Cadence
    times: int
    turns: int
    span: Span


def find_cadences(text: str) -> list[FoundCadence]:
    return [_found(match, text) for match in _CADENCE.finditer(text)]


def _found(match: re.Match[str], text: str) -> FoundCadence:
    row = (match.lastgroup or "").removeprefix("row_")
    _pattern, cadence, turns = _TABLE[int(row)]
    return FoundCadence(cadence, turns * _times(match, text), turns, Span(match.start(), match.end()))


def _times(match: re.Match[str], text: str) -> int:
    """How many weekdays the words name: "varje onsdag" one, "fredags- och lördagskvällar" two."""
    phrase = re.match(r"[\w-]+ [\w-]+(?: och [\w-]+)?", text[match.start() :])
    days = _WEEKDAYS.findall(phrase[0].lower()) if phrase else []
    return max(1, len(days))


def find_window(text: str) -> tuple[Window, Span] | None:
    """The time that the words name, the period before the year."""
    for window, pattern in _WINDOWS:
        if match := pattern.search(text):
            return window, Span(match.start(), match.end())
    return None


def find_per(text: str, cadences: list[FoundCadence]) -> tuple[str, Span] | None:
    """What the number holds for each of: "per kommun", "per år och försäljningsställe"."""
    for match in _PER.finditer(text):
        if match["scope"].split()[0] not in _TIME_WORDS:
            return match["scope"], Span(match.start("scope"), match.end("scope"))
    for cadence in cadences:
        following = _AND_PER.match(text, cadence.span.end)
        if following and text[cadence.span.start :].lower().startswith("per "):
            return following["scope"], Span(following.start("scope"), following.end("scope"))
    return None
