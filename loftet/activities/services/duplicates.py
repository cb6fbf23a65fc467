"""Saying of two occurrences whether they are the same."""

from __future__ import annotations

from django.db import transaction

from loftet.domain.duplicates import Verdict
from loftet.organisations.actor import Actor
from loftet.organisations.audit import record
from loftet.organisations.exceptions import NotAllowed

from ..models import Occurrence, SameOrTwo
from ..report_policies import mark_obstacles


@transaction.atomic
def mark_same_or_two(*, by: Actor, one: Occurrence, other: Occurrence, verdict: Verdict) -> SameOrTwo:
    """The word of one party on two occurrences; the last word of either holds, and all words stay."""
    NotAllowed.raise_if(mark_obstacles(by, one, other))
    first, second = sorted((one, other), key=lambda each: each.key)
    mark = SameOrTwo.objects.create(
        promise_set=one.promise_set,
        one_key=first.key,
        other_key=second.key,
        verdict=verdict.value,
        organisation=by.organisation,
        marked_by=by.person,
        marked_as=by.person.shown_as,
    )
    about = {"verdict": str(mark), "one": str(first), "other": str(second)}
    record(by=by, kind="same_or_two_marked", subject=mark, data=about)
    return mark
