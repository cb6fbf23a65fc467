"""The months and seasons that a promise is bound to: "i januari och mars", "under sommarperioden"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .vocabulary import MONTHS

_MONTHS = MONTHS.split("|")
# First and last month; winter goes over the turn of the year.
_SEASONS = {"vår": (3, 5), "sommar": (6, 8), "höst": (9, 11), "vinter": (12, 2)}
_NAMED = re.compile(
    rf"\b(?P<month>{MONTHS})(?:\s*(?:–|-|till|till och med|t\.o\.m\.)\s*(?P<until>{MONTHS}))?\b"
    rf"|\b(?P<season>{'|'.join(_SEASONS)})(?:en|ern|lov\w*|period\w*|halvår\w*|månad\w*|säsong\w*)?\b",
    re.IGNORECASE,
)


def named_months(text: str) -> tuple[tuple[int, int], ...]:
    """Return first and last month of each time of the year that the text names, in the year's order, once."""
    return tuple(sorted(set(_found(text))))


def _found(text: str) -> Iterator[tuple[int, int]]:
    for named in _NAMED.finditer(text):
        if named["season"]:
            yield _SEASONS[named["season"].lower()]
        else:
            first = _number(named["month"])
            yield first, _number(named["until"]) if named["until"] else first


def _number(month: str) -> int:
    return _MONTHS.index(month.lower()) + 1
