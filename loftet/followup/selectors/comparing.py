"""Numbers that two parties handed in for a period and that may be the same, with what is said of them.

    for pair in list_pairs(period): ...

Of what was handed in alone, so that every party of the agreement may read it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from loftet.activities.models import SameOrTwo
from loftet.activities.selectors.duplicates import latest_marks
from loftet.activities.words import days
from loftet.domain.agreement import PartyRef
from loftet.domain.counts import Count
from loftet.domain.duplicates import Marks, Verdict, compared, told_unlike
from loftet.domain.follow_up_assembly import by_place
from loftet.domain.party_account import CountText
from loftet.promises.models import PromiseSet
from loftet.web.said_back import names

from ..followed import list_followed_sets, list_handed_in, parties_in
from ..framing import list_series
from ..models import ReportingPeriod
from ..words import count_words


@dataclass(frozen=True)
class NumberSide:
    """One of the two: whose it is, the number, its days, and what the account says of the promise."""

    key: str
    organisation: int
    party: str
    told: str
    days: str
    words: str


@dataclass(frozen=True)
class NumberPair:
    """Two numbers of one promise, each told by another party; `mark` is the last word on them.

    Where `is_one_thing`, both are of one occurrence: there is nothing to mark, one of them is wrong.
    """

    promise_set: PromiseSet
    title: str
    sides: tuple[NumberSide, NumberSide]
    mark: SameOrTwo | None

    @property
    def is_one_thing(self) -> bool:
        return self.sides[0].key == self.sides[1].key

    @property
    def keys(self) -> tuple[str, str]:
        return self.sides[0].key, self.sides[1].key

    @property
    def tellers(self) -> frozenset[int]:
        return frozenset(side.organisation for side in self.sides)


def list_pairs(period: ReportingPeriod) -> list[NumberPair]:
    """What nobody has marked first; the same number of queries however much is told."""
    sets = list_followed_sets(period, list_series(period))
    marks = latest_marks(each.promise_set for each in sets)
    verdicts = Marks({keys: Verdict(mark.verdict) for keys, mark in marks.items()})
    told = _told_in(period)
    parties = parties_in(period.agreement)
    found = [
        NumberPair(
            promise_set=followed.promise_set,
            title=head.title,
            sides=(each.side(one, parties), each.side(other, parties)),
            mark=marks.get(frozenset({one.key, other.key})),
        )
        for followed in sets
        for head in followed.heads
        if (each := told.get(head.key))
        for one, other in each.pairs(verdicts)
    ]
    return sorted(found, key=lambda each: each.mark is not None)


def find_pair(period: ReportingPeriod, keys: Iterable[str]) -> NumberPair | None:
    wanted = set(keys)
    return next((each for each in list_pairs(period) if set(each.keys) == wanted), None)


@dataclass
class _Told:
    """All that is handed in about one promise: the numbers, and each party's words."""

    counts: list[Count] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)

    def pairs(self, verdicts: Marks) -> Iterator[tuple[Count, Count]]:
        yield from told_unlike(self.counts)
        yield from ((each.one, each.other) for each in compared(self.counts, verdicts))

    def side(self, count: Count, parties: Sequence[PartyRef]) -> NumberSide:
        party, text = int(count.told_by), CountText.of(count, "")
        return NumberSide(
            key=count.key,
            organisation=party,
            party=names((party,), parties),
            told=count_words(text, parties, teller=party),
            days=days(text.starts_on, text.ends_on) if text.starts_on and text.ends_on else "",
            words=self.words[count.told_by],
        )


def _told_in(period: ReportingPeriod) -> dict[str, _Told]:
    """By promise; of each party its own account, or what another entered until it has handed in."""
    found: dict[str, _Told] = defaultdict(_Told)
    for account in by_place(list_handed_in([period])).values():
        for each in account.statements:
            told = found[each.promise]
            told.counts += each.account.cell(account.party, account.period.order).counts
            told.words[str(account.party)] = each.account.words
    return found
