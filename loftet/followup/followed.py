"""What a period follows: the signed promise sets of its agreement, and the parties' accounts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from loftet.activities.models import SameOrTwo
from loftet.agreements.models import Agreement, SharedRecord, SharedVersion
from loftet.agreements.versions import (
    newest_version,
    numbered_version,
    parties_of,
    read_once,
    with_documents,
)
from loftet.domain.agreement import PartyRef
from loftet.domain.canonical import digest
from loftet.domain.duplicates import Marks, Verdict
from loftet.domain.party_account import PartyAccountDocument, SetRef
from loftet.domain.periods import Period
from loftet.domain.promise_set import PromiseSetDocument, PromiseText
from loftet.promises.drafts import live_document, with_rows
from loftet.promises.models import PromiseSet

from .models import PartyAccount, ReportingPeriod


@dataclass(frozen=True)
class PromiseHead:
    """What lists need of a promise; `asked` are the parties that its commitments name."""

    key: str
    title: str
    asked: frozenset[int]


@dataclass(frozen=True)
class FollowedSet:
    """A promise set with the version of it that is valid, and what a follow-up says of that.

    The frozen document is read when it is asked for: a page shows a part of the promises, and the longest
    time goes to reading them.
    """

    promise_set: PromiseSet
    ref: SetRef
    heads: tuple[PromiseHead, ...]
    data: Mapping[str, Any]

    @cached_property
    def document(self) -> PromiseSetDocument:
        return PromiseSetDocument.from_data(self.data)

    def narrowed(self, keys: Collection[str]) -> FollowedSet:
        """The same with these promises only."""
        heads = tuple(each for each in self.heads if each.key in keys)
        return replace(self, heads=heads, data={**self.data, "focus_areas": narrowed(self.data, keys)})


def draft_followed(promise_set: PromiseSet) -> FollowedSet:
    """A draft as it is written now: what its owner reads in is held against it, and nothing else."""
    document = live_document(with_rows(PromiseSet.objects.filter(pk=promise_set.pk)).get())
    data = document.to_data()
    ref = SetRef(document.title, document.version, digest(data), document.starts_on, document.ends_on)
    return FollowedSet(promise_set, ref, _heads_in(data), data)


def narrowed(document: Mapping[str, Any], keys: Collection[str]) -> list[dict[str, Any]]:
    """The focus areas of a frozen document, of a set or a follow-up, with these promises only."""
    return [
        {**area, "promises": [each for each in area["promises"] if each["key"] in keys]}
        for area in document["focus_areas"]
    ]


def agreement_version(agreement: Agreement) -> SharedVersion:
    """The agreement as it is valid, or as it was shared last where nobody has signed it yet."""
    version = numbered_version(agreement, agreement.valid_version) or newest_version(agreement)
    assert version is not None, "periods are set within a shared agreement"
    return version


def parties_in(agreement: Agreement) -> tuple[PartyRef, ...]:
    return parties_of(agreement_version(agreement))


def list_followed_sets(period: ReportingPeriod, series: Sequence[ReportingPeriod]) -> list[FollowedSet]:
    """The signed sets of the agreement whose own period shares days with the reporting period."""
    span = _span(period, series)
    signed = PromiseSet.objects.filter(agreement=period.agreement_id, valid_version__isnull=False)
    sets = [each for each in signed.order_by("pk") if _overlaps(each, span)]
    versions = newest_of({each.pk: each.valid_version for each in sets}, PromiseSet)
    return [_followed(each, versions[each.pk]) for each in sets]


def list_handed_in(
    periods: Iterable[ReportingPeriod],
    *,
    but: Collection[int] = (),
    promises: Collection[str] | None = None,
) -> list[PartyAccountDocument]:
    """Each account of the periods as it was handed in last; `but` leaves out accounts by their row.

    With `promises`, what it tells of these alone.
    """
    handed_in = PartyAccount.objects.filter(period__in=list(periods), shared_version__isnull=False)
    numbers = dict(handed_in.exclude(pk__in=but).values_list("pk", "shared_version"))
    documents = [each.document for each in newest_of(numbers, PartyAccount).values()]
    return [PartyAccountDocument.from_data(_told_of(each, promises)) for each in documents]


def marks_of(sets: Iterable[FollowedSet]) -> Marks:
    """What the parties have said of occurrences that may be the same; the last word of either holds."""
    return marks_in(SameOrTwo.objects.filter(promise_set__in=[each.promise_set for each in sets]))


def marks_in(rows: QuerySet[SameOrTwo]) -> Marks:
    """The last word on each pair."""
    found = rows.order_by("pk").values_list("one_key", "other_key", "verdict")
    return Marks({frozenset({one, other}): Verdict(verdict) for one, other, verdict in found})


def newest_of(numbers: dict[int, int | None], kind: type[SharedRecord]) -> dict[int, SharedVersion]:
    """The numbered version of each record."""
    found = SharedVersion.objects.filter(
        record_kind=kind.record_kind, record_id__in=numbers, version__in=set(numbers.values())
    ).defer("search_text")
    return {each.record_id: each for each in with_documents(found) if numbers[each.record_id] == each.version}


def find_promise(
    sets: Iterable[FollowedSet], key: str
) -> tuple[FollowedSet, PromiseText] | tuple[None, None]:
    """The promise, and its set narrowed to it."""
    for each in sets:
        if any(head.key == key for head in each.heads):
            alone = each.narrowed({key})
            return alone, alone.document.promises[0]
    return None, None


def keys_of(sets: Iterable[FollowedSet]) -> list[str]:
    """All promises, in the order of the documents."""
    return [head.key for each in sets for head in each.heads]


def _followed(promise_set: PromiseSet, version: SharedVersion) -> FollowedSet:
    head = read_once(version, _head_in)
    ref = SetRef(head.title, version.version, version.digest, head.starts_on, head.ends_on)
    return FollowedSet(promise_set, ref, read_once(version, _heads_in), version.document)


def _head_in(data: Mapping[str, Any]) -> PromiseSetDocument:
    """The document without its promises."""
    return PromiseSetDocument.from_data({**data, "focus_areas": []})


def _heads_in(data: Mapping[str, Any]) -> tuple[PromiseHead, ...]:
    return tuple(
        PromiseHead(each["key"], each["title"], _asked(each["commitments"]))
        for area in data["focus_areas"]
        for each in area["promises"]
    )


def _asked(commitments: Iterable[Mapping[str, Any]]) -> frozenset[int]:
    return frozenset(one for each in commitments for one in (*each["performers"], *each["responsible"]))


def _told_of(document: Mapping[str, Any], promises: Collection[str] | None) -> Mapping[str, Any]:
    if promises is None:
        return document
    parts = ("statements", "assessments")
    return {**document} | {
        part: [each for each in document[part] if each["promise"] in promises] for part in parts
    }


def _overlaps(promise_set: PromiseSet, span: Period) -> bool:
    return Period(promise_set.valid_from, promise_set.valid_until).overlap(span) is not None


def _span(period: ReportingPeriod, series: Sequence[ReportingPeriod]) -> Period:
    """The days of the period; without any, those of the nearest dated period before or after it."""
    if period.starts_on or period.ends_on:
        return Period(period.starts_on, period.ends_on)
    dated = [each for each in series if each.starts_on or each.ends_on]
    nearest = min(dated, key=lambda each: abs(each.order - period.order), default=None)
    return Period(nearest.starts_on, nearest.ends_on) if nearest else Period(None, date.max)
