"""What a commitment's number asks for, and how an outcome is held against it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Protocol

from loftet.domain.commitment import Cadence, CommitmentClass, Comparator
from loftet.domain.exact import exact

# "cirka 15", "ett 15-tal": a fifth more or less, so 12 to 18. Our own choice; no source says how far it goes.
TOLERANCE = Fraction(1, 5)


class Quantified(Protocol):
    """What is read here of a commitment, as parsed from a text or kept in a database."""

    @property
    def kind(self) -> CommitmentClass: ...
    @property
    def comparator(self) -> Comparator | None: ...
    @property
    def number(self) -> float | Decimal | None: ...
    @property
    def number_max(self) -> float | Decimal | None: ...
    @property
    def every(self) -> Cadence | None: ...
    @property
    def per(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Target:
    """At least `low` is asked for; more than `high` is more than was promised.

    A ceiling ("högst 5") asks for nothing, and more than `high` breaks it.
    """

    low: Fraction
    high: Fraction
    is_ceiling: bool = False

    def times(self, factor: Fraction | int) -> "Target":
        return Target(self.low * factor, self.high * factor, self.is_ceiling)

    def in_whole_units(self) -> "Target":
        """Return what is judged by where a cadence gives a broken number: the whole units that it holds.

        Nobody is a quarter of an hour short of 104 1/4, nor above it with 105. What is less than one
        stays, since half a yearly meeting is kept by one meeting and not by none.
        """
        low = Fraction(floor(self.low)) if self.low >= 1 else self.low
        return Target(low, Fraction(ceil(self.high)), self.is_ceiling)


def target_of(commitment: Quantified, each: int | None = None) -> Target | None:
    """Return the target of one turn of the cadence, or of the promise's period where there is none.

    `each` says how many there are of what the number holds for ("per kommun": two). Without a number, or
    where nobody says how many there are, there is nothing to hold an outcome against: None.
    """
    if commitment.number is None or (commitment.per and each is None):
        return None
    low = exact(commitment.number)
    high = low if commitment.number_max is None else exact(commitment.number_max)
    target = _compared(low, high, commitment.comparator)
    return target.times(each) if commitment.per and each is not None else target


def _compared(low: Fraction, high: Fraction, comparator: Comparator | None) -> Target:
    """A bare number and "minst" ask for the same; more than either is more than was promised."""
    if comparator == Comparator.AT_MOST:
        return Target(Fraction(0), high, is_ceiling=True)
    if comparator == Comparator.ABOUT:
        return Target(low * (1 - TOLERANCE), high * (1 + TOLERANCE))
    return Target(low, high)
