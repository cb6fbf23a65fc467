"""Making the country, wholly or not at all: rows many at a time, but documents and proofs in earnest.

The services of the rooms take a tenth of a second for each promise, and this is tens of thousands of them.
So the rows are written here, out of the same frozen documents that the services make, and the database's own
rules (constraints, triggers, the ledger's proofs) hold for them as for all others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from django.db import connection, transaction
from django.utils import timezone, translation

from loftet.domain.municipalities import MUNICIPALITIES
from loftet.publication.services.ledger import build_portal, lock_ledger

from ...begin import CommandRefused
from ..access import is_demo_loaded
from ..days import clock_at
from ..loading import SWEDISH
from .following import follow_up
from .papers import PROMISES
from .places import Town, settle
from .promising import Promised, promise
from .publishing import Press, press, signed_follow_ups, signed_sets

Tell = Callable[[str], None]
MOST_YEARS = 20
# A year's municipalities publish in groups, a group each day.
IN_A_GROUP = 30


def load_country(*, municipalities: int, years: int, tell: Tell) -> str:
    """Make that many municipalities, the first in Swedish order, with that many years that are followed up.

    `tell` is told how far it has come. What is stopped on the way leaves nothing, and what stands there
    already is refused: the country has a ledger of its own from its first edition.
    """
    _refuse_nonsense(municipalities, years)
    codes = [each.code for each in MUNICIPALITIES[:municipalities]]
    with transaction.atomic(), translation.override(SWEDISH), press() as found:
        _lock()
        if is_demo_loaded():
            raise CommandRefused("There is a demo here already: remove it first, with loftet demo --remove.")
        last = _last_year(timezone.localdate())
        promises = _load(codes, range(last - years + 1, last + 1), found, tell)
        tell("Waiting for the last documents to be printed")
        found.finish()
        build_portal()
    editions = found.last.index + 1 if found.last else 0
    return f"The country is loaded: {len(codes)} municipalities, {promises} promises, {editions} editions."


def _refuse_nonsense(municipalities: int, years: int) -> None:
    if not 1 <= municipalities <= len(MUNICIPALITIES):
        raise CommandRefused(f"Choose 1 to {len(MUNICIPALITIES)} municipalities.")
    if not 1 <= years <= MOST_YEARS:
        raise CommandRefused(f"Choose 1 to {MOST_YEARS} years.")


def _lock() -> None:
    """Beside whoever loads the other demo, and before whoever publishes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('loftet demo'))")
    lock_ledger()


def _last_year(today: date) -> int:
    """The last year whose follow-up is published by today."""
    return today.year - 1 if today >= date(today.year, 3, 1) else today.year - 2


def _load(codes: Sequence[str], years: Sequence[int], found: Press, tell: Tell) -> int:
    """In January of each year what it promises, in February what came of the year before."""
    with clock_at(date(years[0] - 1, 9, 1)):
        towns = settle(codes)
    tell(f"{len(codes)} municipalities have begun")
    promised: dict[int, list[list[Promised]]] = {}
    for year in years:
        promised[year] = list(_promise(towns, year, found, tell))
        _follow_up(promised.pop(year - 1, []), year - 1, found, tell)
    _follow_up(promised.pop(years[-1]), years[-1], found, tell)
    return PROMISES * len(towns) * len(years)


def _promise(towns: Sequence[Town], year: int, found: Press, tell: Tell) -> Iterator[list[Promised]]:
    for order, start in enumerate(range(0, len(towns), IN_A_GROUP)):
        made = promise(towns[start : start + IN_A_GROUP], year)
        found.publish(signed_sets(made, year), on=_day(year, 1, order))
        tell(f"{year}: {start + len(made)} of {len(towns)} municipalities have promised")
        yield made


def _follow_up(promised: Sequence[Sequence[Promised]], year: int, found: Press, tell: Tell) -> None:
    for order, made in enumerate(promised):
        found.publish(signed_follow_ups(follow_up(made, year), year), on=_day(year + 1, 2, order))
        done, last = sum(map(len, promised[: order + 1])), sum(map(len, promised))
        tell(f"{year}: {done} of {last} municipalities are followed up")


def _day(year: int, month: int, order: int) -> date:
    return date(year, month, 10 + order)
