"""Finds spans of days in words: "2021–2022", "mars 2018 – mars 2019", "7 juni-31 aug", "från 1/1 2019"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from loftet.domain.commitment import Span
from loftet.domain.periods import Period

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?(?![a-zåäö])"
)
_YEAR = r"(?:19|20)\d\d"
_TO = r"\s*(?:[-–—−]{1,2}|till(?: och med)?|t\.?o\.?m\.?|och pågå till och med|tom)\s*(?:den\s+)?"
_ISO = rf"{_YEAR}-\d\d-\d\d"
_NOT_WITHIN = r"(?<![\d/:.-])"


def _day(prefix: str) -> str:
    return rf"(?:(?P<{prefix}_day>\d{{1,2}})[ .]*)?(?P<{prefix}_month>{_MONTH})(?:\s*(?P<{prefix}_year>{_YEAR}))?"


_PATTERNS = (
    ("iso", re.compile(rf"{_NOT_WITHIN}(?P<first>{_ISO}){_TO}(?P<last>{_ISO})(?!\d)")),
    ("months", re.compile(rf"(?<![\w]){_day('a')}{_TO}{_day('b')}(?!\w)", re.IGNORECASE)),
    ("single_day", re.compile(rf"{_NOT_WITHIN}(?:{_ISO}|\d{{1,2}} {_MONTH} {_YEAR})(?!\d)", re.IGNORECASE)),
    ("since", re.compile(rf"\bfrån (?:och med )?1/1[ -]?(?P<first>{_YEAR})", re.IGNORECASE)),
    ("years", re.compile(rf"{_NOT_WITHIN}(?P<first>{_YEAR})(?:{_TO}|/| och )(?P<last>{_YEAR}|\d\d)(?!\d|[:/-]\d)")),
    ("open", re.compile(rf"{_NOT_WITHIN}(?P<first>{_YEAR}) och (?:fram till|tills|framåt)", re.IGNORECASE)),
    ("year", re.compile(rf"{_NOT_WITHIN}(?P<first>{_YEAR})(?!\d|[:/-]\d)")),
)  # fmt: skip
_EXACTNESS = {"iso": 3, "months": 3, "open": 2, "years": 2, "year": 1, "since": 0}


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A span of days, where it stands, and how exactly it is told."""

    period: Period
    span: Span
    exactness: int
    is_part_of_year: bool = False


def find_periods(text: str, *, year: int | None = None) -> list[FoundPeriod]:
    """Every period named, left to right; `year` is what months without one belong to."""
    taken = bytearray(len(text))
    found: list[FoundPeriod] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            span = Span(match.start(), match.end())
            if any(taken[span.start : span.end]):
                continue
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            found += [
                FoundPeriod(period, span, _EXACTNESS[name], name == "months")
                for period in _periods(name, match, year)
            ]
    return sorted(found, key=lambda each: each.span.start)


def _periods(name: str, match: re.Match[str], year: int | None) -> Iterator[Period]:
    try:
        if name == "months":
            yield from _between_months(match, year)
        elif name == "iso":
            yield Period(_iso(match["first"]), _iso(match["last"]))
        elif name in {"open", "since"}:
            yield Period(date(int(match["first"]), 1, 1), None)
        elif name == "years":
            yield _between_years(int(match["first"]), match["last"])
        elif name == "year":
            yield whole_year(int(match["first"]))
    except ValueError:
        return  # no such days, or an end before the beginning


def whole_year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def _iso(text: str) -> date:
    year, month, day = (int(part) for part in text.split("-"))
    return _clamped(year, month, day)


def _clamped(year: int, month: int, day: int) -> date:
    """The day, or the month's last where the text names one that does not exist (31 April)."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _between_years(first: int, last: str) -> Period:
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return Period(date(first, 1, 1), date(end, 12, 31))


def _between_months(match: re.Match[str], year: int | None) -> Iterator[Period]:
    last_year = int(match["b_year"] or 0) or year
    first_year = int(match["a_year"] or 0) or last_year
    if first_year is None or last_year is None:
        return
    first = _clamped(first_year, _month(match["a_month"]), int(match["a_day"] or 1))
    yield Period(first, _clamped(last_year, _month(match["b_month"]), int(match["b_day"] or 31)))


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


_MONTH_NAMED = re.compile(rf"(?<![\w]){_MONTH}", re.IGNORECASE)


def months_named(text: str) -> set[int]:
    """The months that the words name, as numbers."""
    return {_month(match[0]) for match in _MONTH_NAMED.finditer(text)}
