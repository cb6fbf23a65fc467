"""Numbers that two parties handed in for a period and that may be the same, with what is said of them.

    for pair in list_pairs(period): ...

Of what was handed in alone, so that every party of the agreement may read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from loftet.activities.models import SameOrTwo
from loftet.activities.words import days
from loftet.domain.agreement import PartyRef
from loftet.domain.counts import Count
from loftet.domain.duplicates import Marks, Verdict, compared, told_unlike
from loftet.domain.party_account import CountText, PartyAccountDocument
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


_Rows = Mapping[frozenset[str], SameOrTwo]


def list_pairs(period: ReportingPeriod) -> list[NumberPair]:
    """What nobody has marked first; the same number of queries however much is told."""
    sets = list_followed_sets(period, list_series(period))
    rows = _latest(each.promise_set for each in sets)
    accounts = _own_last(list_handed_in([period]))
    parties = parties_in(period.agreement)
    promises = (
        _Told(followed.promise_set, head.title, head.key, accounts, parties)
        for followed in sets
        for head in followed.heads
    )
    found = [pair for each in promises for pair in each.pairs(rows)]
    return sorted(found, key=lambda each: each.mark is not None)


def find_pair(period: ReportingPeriod, keys: Iterable[str]) -> NumberPair | None:
    wanted = set(keys)
    return next((each for each in list_pairs(period) if set(each.keys) == wanted), None)


@dataclass(frozen=True)
class _Told:
    """All that is handed in about one promise."""

    promise_set: PromiseSet
    title: str
    promise: str
    accounts: Sequence[PartyAccountDocument]
    parties: Sequence[PartyRef]

    def pairs(self, rows: _Rows) -> Iterator[NumberPair]:
        counts, words = self._counts()
        marks = Marks({pair: Verdict(row.verdict) for pair, row in rows.items()})
        alike = [(each.one, each.other) for each in compared(counts, marks)]
        for one, other in [*told_unlike(counts), *alike]:
            sides = self._side(one, words), self._side(other, words)
            yield NumberPair(self.promise_set, self.title, sides, rows.get(frozenset({one.key, other.key})))

    def _counts(self) -> tuple[list[Count], dict[str, str]]:
        counts: list[Count] = []
        words: dict[str, str] = {}
        for document in self.accounts:
            for told in document.statements:
                if told.promise == self.promise:
                    counts += told.account.cell(document.party, document.period.order).counts
                    words[str(document.party)] = told.account.words
        return counts, words

    def _side(self, count: Count, words: Mapping[str, str]) -> NumberSide:
        party, text = int(count.told_by), CountText.of(count, "")
        return NumberSide(
            key=count.key,
            organisation=party,
            party=names((party,), self.parties),
            told=count_words(text, self.parties, teller=party),
            days=days(text.starts_on, text.ends_on) if text.starts_on and text.ends_on else "",
            words=words[count.told_by],
        )


def _latest(sets: Iterable[PromiseSet]) -> _Rows:
    rows = SameOrTwo.objects.filter(promise_set__in=list(sets)).select_related("organisation")
    return {frozenset({row.one_key, row.other_key}): row for row in rows.order_by("pk")}


def _own_last(accounts: Iterable[PartyAccountDocument]) -> list[PartyAccountDocument]:
    """One account of each party: its own, or what another entered for it until it has handed in."""
    own_last = sorted(accounts, key=lambda each: each.entered_by is None)
    return list({each.party: each for each in own_last}.values())
