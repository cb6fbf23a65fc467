"""Reads the days that people write in tables: "12 mars", "3/7", "2023-07-03", "v. 27", "3–5 juli"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from loftet.domain.periods import Period

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?::?[ae])?"
_BEFORE = re.compile(
    r"^(?:den\s+|(?:mån|tis|ons|tors?|fre|lör|sön)(?:dag(?:en)?)?\.?,?\s+(?:den\s+)?)", re.IGNORECASE
)
_CLOCK = re.compile(r"[ T]+(?:kl\.? ?)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?$", re.IGNORECASE)
_TO = re.compile(r"\s*(?:[–—−]|--|\s-\s|\btill(?: och med)?\b|\bt\.?o\.?m\.?)\s*", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[a-zåäö\d])-(?=\d)", re.IGNORECASE)

# A range may leave out of its first part what the second says: the month, the year, the word "vecka".
_ISO = re.compile(rf"(?P<year>{_YEAR})[-./ ]?(?P<month>\d\d?)[-./ ]?(?P<day>\d\d?)")
_NUMBERS = re.compile(rf"(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?:[ -/](?P<year>{_YEAR}|\d\d))?")
_WORDS = re.compile(rf"(?P<day>{_DAY})[. ]*(?P<word>{_MONTH})(?:\s*(?P<year>{_YEAR}))?", re.IGNORECASE)
_WHOLE_MONTH = re.compile(rf"(?P<word>{_MONTH})(?:\s*(?P<year>{_YEAR}))?", re.IGNORECASE)
_WEEK = re.compile(
    rf"(?:(?P<before>{_YEAR})[ ,]*)?(?:v\.?|vecka)\s*(?P<week>\d{{1,2}})(?:[ ,/]*(?P<after>{_YEAR}))?",
    re.IGNORECASE,
)
_BARE_DAY = re.compile(_DAY)


@dataclass(frozen=True, slots=True)
class _Said:
    """Days of a year that may not be named: `of` makes them when it is known."""

    year: int | None
    of: Callable[[int], Period]


def read_days(text: str, *, today: date) -> Period | None:
    """Return the day or days, or None where the words name none.

    What was done has been done: without a year it is the last such day that has begun by `today`.
    """
    words = _BEFORE.sub("", " ".join(text.replace("\u00a0", " ").split()))
    words = _CLOCK.sub("", words)
    for first, last in _splits(words):
        said = _said(first) if last is None else _range(first, last)
        if said and (days := _placed(said, today)):
            return days
    return None


def _splits(words: str) -> list[tuple[str, str | None]]:
    """The words whole, then cut where they say from what to what."""
    found: list[tuple[str, str | None]] = [(words, None)]
    for sign in (_TO, _HYPHEN):
        found += [(words[: cut.start()], words[cut.end() :]) for cut in sign.finditer(words)]
    return found


def _said(words: str) -> _Said | None:
    if match := _ISO.fullmatch(words):
        return _day(int(match["year"]), int(match["month"]), match["day"])
    if match := _NUMBERS.fullmatch(words):
        return _day(_full_year(match["year"]), int(match["month"]), match["day"])
    if match := _WORDS.fullmatch(words):
        return _day(_full_year(match["year"]), _month(match["word"]), match["day"])
    if match := _WEEK.fullmatch(words):
        return _week(_full_year(match["before"] or match["after"]), int(match["week"]))
    if match := _WHOLE_MONTH.fullmatch(words):
        return _whole_month(_full_year(match["year"]), _month(match["word"]))
    return None


def _range(first: str, last: str) -> _Said | None:
    """From the beginning of one to the end of the other, in the year that either names."""
    second = _said(last) or (_said(f"v. {last}") if _WEEK.fullmatch(first) else None)
    if second is None:
        return None
    begun = _said(first) or _said_by_day_alone(first, last)
    if begun is None:
        return None
    year = second.year or begun.year

    def of(each: int) -> Period:
        ends = second.of(each).to_date
        begins = begun.of(begun.year or each).from_date
        if begun.year is None and begins and ends and begins > ends:  # over New Year
            begins = begun.of(each - 1).from_date
        return Period(begins, ends)

    return _Said(year, of)


def _said_by_day_alone(first: str, last: str) -> _Said | None:
    """The first part of "3–5 juli" and "3-5/7" has the month of the second."""
    if not _BARE_DAY.fullmatch(first):
        return None
    if match := _WORDS.fullmatch(last):
        return _day(_full_year(match["year"]), _month(match["word"]), first)
    if match := _NUMBERS.fullmatch(last):
        return _day(_full_year(match["year"]), int(match["month"]), first)
    return None


def _day(year: int | None, month: int, day: str) -> _Said:
    number = int(re.sub(r"\D", "", day))

    def of(each: int) -> Period:
        found = date(each, month, number)
        return Period(found, found)

    return _Said(year, of)


def _week(year: int | None, week: int) -> _Said:
    def of(each: int) -> Period:
        monday = date.fromisocalendar(each, week, 1)
        return Period(monday, monday + timedelta(days=6))

    return _Said(year, of)


def _whole_month(year: int | None, month: int) -> _Said:
    def of(each: int) -> Period:
        return Period(date(each, month, 1), date(each, month, monthrange(each, month)[1]))

    return _Said(year, of)


# The leap day may be this many years back.
_YEARS_BACK = 8


def _placed(said: _Said, today: date) -> Period | None:
    if said.year is not None:
        return _days_of(said, said.year)
    for year in range(today.year + 1, today.year - _YEARS_BACK, -1):
        days = _days_of(said, year)
        if days and days.from_date and days.from_date <= today:
            return days
    return None


def _days_of(said: _Said, year: int) -> Period | None:
    """None where there are no such days, or the last comes before the first."""
    try:
        return said.of(year)
    except ValueError:
        return None


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def _full_year(year: str | None) -> int | None:
    if not year:
        return None
    return int(year) if len(year) == 4 else 2000 + int(year)
