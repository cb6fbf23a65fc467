"""One party's account of a promise in one line."""

from __future__ import annotations

from collections.abc import Iterator

from loftet.domain.cells import CellState
from loftet.domain.party_account import AccountText
from loftet.web.said_back import of_unit

from .words import STATES, amount_words, not_done_words

# States in which the numbers say all.
_COUNTED = (CellState.AMOUNT, CellState.AMOUNT_UNKNOWN)


def account_in_short(account: AccountText) -> str:
    """`3 mätningar. Det gick bra.`; the counts of a unit added up, "minst" where one has no number."""
    figures = ", ".join(_amounts(account)) if account.state in _COUNTED else str(STATES[account.state])
    words = (figures or str(STATES[account.state]), *map(not_done_words, account.not_done), account.words)
    return ". ".join(each.rstrip(".") for each in words if each)


def _amounts(account: AccountText) -> Iterator[str]:
    for unit in dict.fromkeys(each.unit for each in account.counts):
        numbers = [each.number for each in account.counts if each.unit == unit]
        low = sum(each for each in numbers if each is not None)
        is_about = any(each.is_approximate for each in account.counts if each.unit == unit)
        figure = amount_words(low, None if None in numbers else low, is_about=is_about)
        yield of_unit(figure, unit, is_single=low == 1)
