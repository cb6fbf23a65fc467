"""What may have been told twice (design 3.2): it is shown side by side until somebody says what it is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

from loftet.domain.counts import Count
from loftet.domain.documented import DocumentedEnum
from loftet.domain.periods import Period

# Two people date the same evening differently. Our own choice: rather ask once too often.
NEAR = timedelta(days=3)
# What `heaviest_apart` remembers at a time: far more than dated counts need, and a bound on its work.
SETS_KEPT = 500

Relation = Callable[[Count, Count], bool]


class Verdict(DocumentedEnum):
    """What people say of two counts that may be the same."""

    ONE = "one", "The same, told twice."
    DIFFERENT = "different", "Two."


@dataclass(frozen=True)
class Marks:
    """The verdicts so far, by the keys of the two."""

    verdicts: Mapping[frozenset[str], Verdict] = field(default_factory=dict)

    def are_one(self, one: Count, other: Count) -> bool:
        """Say whether they are the same thing for certain: of one key, or marked as one."""
        is_marked = self._verdict(one, other) == Verdict.ONE
        return one.unit == other.unit and (one.key == other.key or is_marked)

    def may_be_same(self, one: Count, other: Count) -> bool:
        """Say whether they are one, or may be: told by two parties, of one reporting period and near days.

        Who took part decides nothing, since a party may leave out the other from its own account.
        """
        if self.are_one(one, other):
            return True
        if one.told_by == other.told_by or (one.unit, one.period) != (other.unit, other.period):
            return False
        return self._verdict(one, other) != Verdict.DIFFERENT and _are_near(one.days, other.days)

    def unsettled(self, counts: Iterable[Count]) -> list[tuple[Count, Count]]:
        """Return the pairs that may be the same and that nobody has marked. Nought counts nothing twice."""
        something = {each for each in counts if each.number != 0}
        pairs = combinations(sorted(something, key=Count.place), 2)
        return [pair for pair in pairs if self.may_be_same(*pair) and not self.are_one(*pair)]

    def _verdict(self, one: Count, other: Count) -> Verdict | None:
        return self.verdicts.get(frozenset({one.key, other.key}))


NO_MARKS = Marks()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two counts that two parties told apart, and what is said of them so far."""

    one: Count
    other: Count
    verdict: Verdict | None


def compared(counts: Iterable[Count], marks: Marks) -> list[Pair]:
    """Return the pairs that may be the same and those that somebody has marked, each two keys once.

    Nought beside anything is not asked about: whatever it were, the total would be the same.
    """
    found: dict[frozenset[str], Pair] = {}
    for one, other in _told_by_two(counts):
        keys = frozenset({one.key, other.key})
        verdict = marks.verdicts.get(keys)
        is_open = 0 not in (one.number, other.number) and NO_MARKS.may_be_same(one, other)
        if one.key != other.key and (verdict or is_open):
            found.setdefault(keys, Pair(one, other, verdict))
    return list(found.values())


def told_unlike(counts: Iterable[Count]) -> list[tuple[Count, Count]]:
    """Return what two parties tell of one and the same thing with numbers that differ."""
    return [
        (one, other)
        for one, other in _told_by_two(counts)
        if one.key == other.key and one.unit == other.unit and one.number != other.number
    ]


def _told_by_two(counts: Iterable[Count]) -> Iterator[tuple[Count, Count]]:
    for one, other in combinations(sorted(set(counts), key=Count.place), 2):
        if one.told_by != other.told_by:
            yield one, other


def groups(counts: Iterable[Count], are_related: Relation) -> list[list[Count]]:
    """Return the counts in groups, where each is related to some other of its group."""
    found: list[list[Count]] = []
    for count in counts:
        related = [group for group in found if any(are_related(count, each) for each in group)]
        joined = [count, *(each for group in related for each in group)]
        found = [group for group in found if group not in related] + [joined]
    return found


def heaviest_apart(counts: Iterable[Count], are_related: Relation) -> Fraction:
    """Return the largest sum of counts of which no two are related: so much there is in any case.

    Goes through the counts in the order of their days and keeps for each set of later counts that is
    ruled out the best sum so far. Days make these sets few; where marks make them many, the best of them
    still give a sum that is true, if perhaps not the largest.
    """
    ordered = sorted(counts, key=_by_day)
    best = {frozenset[int](): Fraction(0)}
    for place, count in enumerate(ordered):
        related = {later for later in range(place + 1, len(ordered)) if are_related(count, ordered[later])}
        best = _best(_with_and_without(best, place, count.number or Fraction(0), related))
    return max(best.values())


def _with_and_without(
    best: Mapping[frozenset[int], Fraction], place: int, number: Fraction, related: set[int]
) -> Iterator[tuple[frozenset[int], Fraction]]:
    for ruled_out, so_far in best.items():
        yield ruled_out - {place}, so_far
        if place not in ruled_out:
            yield ruled_out | related, so_far + number


def _best(found: Iterable[tuple[frozenset[int], Fraction]]) -> dict[frozenset[int], Fraction]:
    best: dict[frozenset[int], Fraction] = {}
    for ruled_out, number in found:
        best[ruled_out] = max(number, best.get(ruled_out, number))
    return dict(sorted(best.items(), key=lambda each: (-each[1], sorted(each[0])))[:SETS_KEPT])


def _by_day(count: Count) -> tuple[date, tuple[object, ...]]:
    return count.days.from_date or date.min, count.place()


def _are_near(one: Period, other: Period) -> bool:
    """Say whether the days lie close together; days that nobody stated may lie anywhere."""
    return not _is_long_after(one, other) and not _is_long_after(other, one)


def _is_long_after(later: Period, earlier: Period) -> bool:
    first, last = later.from_date, earlier.to_date
    return first is not None and last is not None and first - last > NEAR
