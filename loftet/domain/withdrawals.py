"""What was withdrawn, as the public folder tells of it: plain text with one possible form.

The ledger keeps the envelope of an edition that was emptied. This file says that it was emptied, and why, so
that an edition which somebody has only left out is not taken for one.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from loftet.domain.edition import WithdrawalGround
from loftet.domain.ledger_files import FOLDER

SCHEMA = "loftet.withdrawals.v1"
WITHDRAWALS = f"{FOLDER}/withdrawals.txt"
LINE = re.compile(r"([1-9][0-9]*) ([0-9]{4}-[0-9]{2}-[0-9]{2}) ([a-z_]+)")


class WithdrawalsNotReadable(ValueError):
    """The text is no list of withdrawals, or not in its one form."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The edition with that number was emptied on a day, on a ground that law knows."""

    number: int
    on: date
    ground: WithdrawalGround

    def __str__(self) -> str:
        return f"{self.number} {self.on.isoformat()} {self.ground}"

    @classmethod
    def read(cls, line: str) -> Self:
        found = LINE.fullmatch(line)
        if found is None:
            raise WithdrawalsNotReadable(f"{line!r} is no number, day and ground")
        return cls(int(found[1]), date.fromisoformat(found[2]), WithdrawalGround(found[3]))


def withdrawals_text(withdrawals: Iterable[Withdrawal]) -> str:
    lines = (str(each) for each in sorted(withdrawals, key=lambda each: each.number))
    return "".join(f"{line}\n" for line in (SCHEMA, *lines))


def read_withdrawals(text: str) -> Mapping[int, Withdrawal]:
    """Read what `withdrawals_text` wrote, by number, or raise `WithdrawalsNotReadable`."""
    try:
        found = [Withdrawal.read(line) for line in text.splitlines()[1:]]
    except ValueError as wrong:
        raise WithdrawalsNotReadable(str(wrong)) from wrong
    by_number = {each.number: each for each in found}
    if withdrawals_text(by_number.values()) != text:
        raise WithdrawalsNotReadable("the withdrawals are not written in their one form")
    return by_number
