"""What was done, as numbers: each with its unit, who tells it and who took part."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from loftet.domain.documented import DocumentedEnum
from loftet.domain.periods import UNDATED, Period


class Counted(DocumentedEnum):
    """The most telling of an account's counts."""

    NUMBER = "number", "At least one number above zero."
    SOME = "some", 'There were some, and nobody says how many: "ett antal".'
    ZERO = "zero", "Every count is zero."
    NOTHING = "nothing", "Nothing is counted."


class CountBelowZero(ValueError):
    """Nothing is done fewer than no times."""


@dataclass(frozen=True, slots=True)
class Count:
    """Something counted: once, however many parties took part in it.

    `key` names the occurrence or the line of a statement; what has the same key is the same thing, told
    twice. `told_by` is the party whose account it stands in, `parties` are those who took part, `period` is
    the order of the reporting period, `days` when it was done, as far as anybody says. `number` is None
    where there were some; "minst 43" is a count of 43 and one of None.
    """

    key: str
    unit: str
    number: Fraction | None
    told_by: str
    parties: frozenset[str] = frozenset()
    is_approximate: bool = False
    period: int = 0
    days: Period = UNDATED

    def __post_init__(self) -> None:
        if self.number is not None and self.number < 0:
            raise CountBelowZero(self.number)

    def place(self) -> tuple[object, ...]:
        """Return what counts are put in order by, the same whatever order they came in."""
        number = Fraction(-1) if self.number is None else self.number
        first, last = self.days.from_date or date.min, self.days.to_date or date.max
        told = self.period, self.key, self.told_by, self.unit, number, first, last
        return *told, sorted(self.parties), self.is_approximate


def counted(counts: Collection[Count]) -> Counted:
    if any(count.number for count in counts):
        return Counted.NUMBER
    if any(count.number is None for count in counts):
        return Counted.SOME
    return Counted.ZERO if counts else Counted.NOTHING
