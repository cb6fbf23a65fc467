"""Totals that know what they do not know (design 3.1 and 3.2).

Counts that may be the same thing told twice are worth at least the most that is for certain apart in them
(of two, the larger; of two parties' accounts, the larger sum) and at most the sum of all, until somebody
marks them as one or as different.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from loftet.domain.cells import Cell
from loftet.domain.counts import Count
from loftet.domain.duplicates import NO_MARKS, Marks, groups, heaviest_apart


class UnitsMixed(ValueError):
    """Ten businesses and one revisit are not eleven of anything."""


@dataclass(frozen=True, slots=True)
class Total:
    """At least `low` and at most `high`; `high` is None where a part is unknown: "minst"."""

    unit: str
    low: Fraction
    high: Fraction | None
    is_approximate: bool = False

    @property
    def is_at_least(self) -> bool:
        return self.high is None


def totals(cells: Collection[Cell], marks: Marks = NO_MARKS) -> dict[str, Total]:
    """Return the total of each unit in the cells of a promise: units are never added to each other."""
    units = sorted({count.unit for cell in cells for count in cell.counts})
    return {unit: total_of(unit, cells, marks) for unit in units}


def total_of(unit: str, cells: Collection[Cell], marks: Marks = NO_MARKS) -> Total:
    """Return the total of one unit in the cells, a lower bound where one of them leaves it open."""
    counts = [count for cell in cells for count in cell.counts if count.unit == unit]
    return total(unit, counts, marks, is_open=any(cell.leaves_open for cell in cells))


def total(unit: str, counts: Iterable[Count], marks: Marks = NO_MARKS, *, is_open: bool = False) -> Total:
    """Return the total of counts of one unit; `is_open` where there may be more than they tell."""
    found = set(counts)
    if others := {count.unit for count in found} - {unit}:
        raise UnitsMixed(", ".join(sorted({unit, *others})))
    bounds = [_bounds(group, marks) for group in groups(found, marks.may_be_same)]
    high = None if is_open else _sum_if_known(high for _, high in bounds)
    is_approximate = any(count.is_approximate for count in found)
    return Total(unit, sum((low for low, _ in bounds), Fraction(0)), high, is_approximate)


def by_parties(unit: str, counts: Iterable[Count], marks: Marks = NO_MARKS) -> dict[frozenset[str], Total]:
    """Return what each set of parties did: 14 together and 12 by one alone are never 26 of one."""
    found = set(counts)
    return {
        parties: total(unit, (count for count in found if count.parties == parties), marks)
        for parties in sorted({count.parties for count in found}, key=sorted)
    }


def _bounds(group: Collection[Count], marks: Marks) -> tuple[Fraction, Fraction | None]:
    """Return the least and the most that counts can be worth which may be the same."""
    if len(group) == 1:  # as nearly all are
        (number,) = (count.number for count in group)
        return number or Fraction(0), number
    most = [_most(thing, marks) for thing in groups(group, marks.are_one)]
    return heaviest_apart(group, marks.may_be_same), _sum_if_known(most)


def _most(thing: Collection[Count], marks: Marks) -> Fraction | None:
    """Return what one thing is worth, by a party that knows all of it where another told no number."""
    told = heaviest_apart(thing, marks.are_one)
    if all(count.number is not None for count in thing):
        return told
    sums = [_told_by(teller, thing, marks) for teller in {count.told_by for count in thing}]
    return max((each for each in sums if each is not None and each >= told), default=None)


def _told_by(teller: str, counts: Iterable[Count], marks: Marks) -> Fraction | None:
    """Return what one party tells, each thing once, or None where it left a number out."""
    own = [count for count in counts if count.told_by == teller]
    return _sum_if_known(_largest(same) for same in groups(own, marks.are_one))


def _largest(same: Iterable[Count]) -> Fraction | None:
    return max((count.number for count in same if count.number is not None), default=None)


def _sum_if_known(numbers: Iterable[Fraction | None]) -> Fraction | None:
    each = list(numbers)
    return None if None in each else sum((number for number in each if number is not None), Fraction(0))
