"""Saying of two occurrences whether they are the same."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from loftet.domain.duplicates import Verdict
from loftet.organisations.actor import Actor
from loftet.organisations.audit import record
from loftet.organisations.exceptions import NotAllowed
from loftet.promises.models import PromiseSet

from ..models import Occurrence, SameOrTwo
from ..report_policies import mark_obstacles


@transaction.atomic
def mark_same_or_two(*, by: Actor, one: Occurrence, other: Occurrence, verdict: Verdict) -> SameOrTwo:
    """The word of one party on two occurrences; the last word of either holds, and all words stay."""
    NotAllowed.raise_if(mark_obstacles(by, one, other))
    pair = {str(each.key): str(each) for each in (one, other)}
    return put_mark(by=by, promise_set=one.promise_set, pair=pair, verdict=verdict)


@transaction.atomic
def put_mark(
    *, by: Actor, promise_set: PromiseSet, pair: Mapping[str, str], verdict: Verdict, motive: str = ""
) -> SameOrTwo:
    """Add the mark. For callers that have asked who may: `pair` has the two keys with what each is called."""
    (one_key, one), (other_key, other) = sorted(pair.items())
    mark = SameOrTwo.objects.create(
        promise_set=promise_set,
        one_key=one_key,
        other_key=other_key,
        verdict=verdict.value,
        motive=motive,
        organisation=by.organisation,
        marked_by=by.person,
        marked_as=by.person.shown_as,
    )
    about = {"verdict": str(mark), "one": one, "other": other} | ({"motive": motive} if motive else {})
    record(by=by, kind="same_or_two_marked", subject=mark, data=about)
    return mark
