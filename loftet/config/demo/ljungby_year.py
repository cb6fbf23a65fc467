"""What the parties of Ljungby say of the year that runs, beside what they have reported; words our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from loftet.domain.suggestion import PromiseStatus
from loftet.followup.content import PeriodContent

from .activities import CHECKS, DIALOGUE, GRAFFITI, MEASUREMENTS, MUNICIPALITY, NOT_PLANNED, POLICE, WALKS

_UNDER_WAY, _NOT_STARTED = PromiseStatus.UNDER_WAY, PromiseStatus.NOT_STARTED
_FULFILLED = PromiseStatus.FULFILLED


@dataclass(frozen=True)
class Tertial:
    """A third of the year, and the days when its accounts were handed in and it was closed."""

    order: int
    period: PeriodContent
    handed_in_on: date
    closed_on: date


def tertials(year: int) -> tuple[Tertial, ...]:
    return (
        _tertial(1, date(year, 1, 1), date(year, 4, 30), (date(year, 5, 8), date(year, 5, 20))),
        _tertial(2, date(year, 5, 1), date(year, 8, 31), (date(year, 9, 8), date(year, 9, 21))),
        _tertial(3, date(year, 9, 1), date(year, 12, 31), (date(year + 1, 1, 15), date(year + 1, 1, 28))),
    )


def closed_by(today: date) -> tuple[Tertial, ...]:
    """Those of the year that are closed and published by the day."""
    return tuple(each for each in tertials(today.year) if each.closed_on <= today)


def _tertial(order: int, starts_on: date, ends_on: date, days: tuple[date, date]) -> Tertial:
    label = f"Tertial {order} {starts_on.year}"
    return Tertial(order, PeriodContent(label, starts_on, ends_on, due_on=days[1]), *days)


@dataclass(frozen=True)
class Said:
    """A party's judgment of a promise; `words` where no activity tells: of work that goes on, or of none."""

    status: PromiseStatus
    motive: str = ""
    words: str = ""
    is_none: bool = False


# By the promise, the tertial and the party.
SAID: Mapping[tuple[str, int, str], Said] = {
    (GRAFFITI, 1, MUNICIPALITY): Said(_UNDER_WAY),
    (MEASUREMENTS, 1, MUNICIPALITY): Said(_UNDER_WAY, "En mätning är gjord. Nästa görs i maj."),
    (NOT_PLANNED, 1, MUNICIPALITY): Said(_UNDER_WAY, words="Materialet till föräldramötena tas fram."),
    (NOT_PLANNED, 1, POLICE): Said(
        _NOT_STARTED,
        "Vi börjar när materialet är klart.",
        words="Vi har läst ett första utkast till materialet.",
    ),
    (CHECKS, 1, POLICE): Said(_UNDER_WAY, "En kontroll mer än lovat, efter påpekande från föräldrar."),
    (WALKS, 1, MUNICIPALITY): Said(_UNDER_WAY, "Den andra vandringen görs i höst, när det är mörkt."),
    (WALKS, 1, POLICE): Said(_UNDER_WAY),
    (DIALOGUE, 1, POLICE): Said(_FULFILLED),
    (GRAFFITI, 2, MUNICIPALITY): Said(_UNDER_WAY),
    (MEASUREMENTS, 2, MUNICIPALITY): Said(
        _UNDER_WAY, "Tre mätningar av fyra är gjorda. Den sista är planerad till november."
    ),
    (NOT_PLANNED, 2, MUNICIPALITY): Said(_UNDER_WAY, words="Föräldramötena är inbokade i oktober."),
    (NOT_PLANNED, 2, POLICE): Said(_UNDER_WAY, words="En polis kommer till varje föräldramöte."),
    (CHECKS, 2, POLICE): Said(
        _UNDER_WAY, "Inga kontroller i juli, när skolorna hade sommarlov. En extra gjordes i augusti."
    ),
    (WALKS, 2, MUNICIPALITY): Said(
        _UNDER_WAY, "Nästa vandring är i slutet av september.", words="Ingen vandring i sommar.", is_none=True
    ),
    (WALKS, 2, POLICE): Said(_UNDER_WAY, words="Ingen vandring i sommar.", is_none=True),
    (DIALOGUE, 2, POLICE): Said(_FULFILLED, words="Årets dialogmöte hölls i mars.", is_none=True),
}
