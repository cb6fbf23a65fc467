"""What two parties have told apart and may be the same, and the marks that they have put on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from django.db.models import QuerySet

from loftet.domain.counts import Count
from loftet.domain.duplicates import NO_MARKS, Marks, Verdict
from loftet.domain.exact import exact
from loftet.domain.periods import Period
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet

from ..models import Occurrence, SameOrTwo
from ..report_words import told_words

Pair = frozenset[str]


@dataclass(frozen=True)
class ToldSide:
    """One of the two, as both may read it: never an internal note."""

    key: str
    party: str
    told: str
    note: str


@dataclass(frozen=True)
class Lookalike:
    """Two that may be the same, each told by another party; `mark` is the last word on them."""

    own: ToldSide
    other: ToldSide
    mark: SameOrTwo | None

    @property
    def sides(self) -> tuple[ToldSide, ToldSide]:
        return self.own, self.other


def list_possible_duplicates(actor: Actor, promise_set: PromiseSet) -> list[Lookalike]:
    """The actor's occurrences beside those of other parties, once each has been handed to the other.

    The same unit, and near days or the same place. What nobody has marked stands first.
    """
    marks = latest_marks([promise_set])
    pairs = product(_handed_over(actor, promise_set), _received(actor, promise_set))
    found = [_lookalike(own, other, marks) for own, other in pairs if _may_be_same(own, other)]
    return sorted(found, key=lambda each: each.mark is not None)


def marks_of(promise_set: PromiseSet) -> Marks:
    """The verdicts that hold, by the keys that counts have: what totals are reckoned with."""
    return Marks({pair: Verdict(mark.verdict) for pair, mark in latest_marks([promise_set]).items()})


def latest_marks(promise_sets: Iterable[PromiseSet]) -> dict[Pair, SameOrTwo]:
    """The mark that holds for each pair of keys, with who put it."""
    marks = SameOrTwo.objects.latest_of(promise_sets).select_related("organisation")
    return {frozenset({mark.one_key, mark.other_key}): mark for mark in marks}


def find_told(actor: Actor, promise_set: PromiseSet, key: str) -> Occurrence | None:
    """An occurrence of the set that the actor's organisation told or has had handed over."""
    own = Occurrence.objects.filter(organisation=actor.organisation)
    handed = Occurrence.objects.filter(sharings__organisation=actor.organisation)
    found: Occurrence | None = (own | handed).distinct().filter(promise_set=promise_set, key=key).first()
    return found


def _handed_over(actor: Actor, promise_set: PromiseSet) -> QuerySet[Occurrence]:
    own = Occurrence.objects.filter(organisation=actor.organisation, sharings__isnull=False)
    return _whole(own, promise_set)


def _received(actor: Actor, promise_set: PromiseSet) -> QuerySet[Occurrence]:
    return _whole(Occurrence.objects.filter(sharings__organisation=actor.organisation), promise_set)


def _whole(occurrences: QuerySet[Occurrence], promise_set: PromiseSet) -> QuerySet[Occurrence]:
    standing = occurrences.filter(promise_set=promise_set, withdrawn_at__isnull=True).distinct()
    rows = standing.select_related("organisation").prefetch_related("counts", "parties", "sharings")
    return rows.order_by("-starts_on", "-pk")


def _may_be_same(own: Occurrence, other: Occurrence) -> bool:
    if not (_is_with(own, other) and _is_with(other, own)):
        return False
    pairs = list(product(_counts(own), _counts(other)))
    has_same_unit = any(one.unit == two.unit for one, two in pairs)
    return any(NO_MARKS.may_be_same(*pair) for pair in pairs) or (
        has_same_unit and _is_same_place(own, other)
    )


def _is_with(told: Occurrence, other: Occurrence) -> bool:
    return any(each.organisation_id == other.organisation_id for each in told.sharings.all())


def _is_same_place(own: Occurrence, other: Occurrence) -> bool:
    place = own.place_name.strip().lower()
    return bool(place) and place == other.place_name.strip().lower()


def _counts(told: Occurrence) -> Iterator[Count]:
    for count in told.counts.all():
        yield Count(
            key=str(told.key),
            unit=count.unit,
            number=None if count.number is None else exact(count.number),
            told_by=str(told.organisation_id),
            days=Period(told.starts_on, told.ends_on),
        )


def _lookalike(own: Occurrence, other: Occurrence, marks: dict[Pair, SameOrTwo]) -> Lookalike:
    mark = marks.get(frozenset({str(own.key), str(other.key)}))
    return Lookalike(_side(own), _side(other), mark)


def _side(told: Occurrence) -> ToldSide:
    return ToldSide(str(told.key), told.organisation.name, told_words(told), told.public_note)
