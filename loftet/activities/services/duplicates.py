"""Handing over occurrences, and saying of two whether they are the same."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from loftet.domain.duplicates import Verdict
from loftet.organisations.actor import Actor
from loftet.organisations.audit import record, record_system
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Organisation
from loftet.organisations.policies import Act, act_obstacles
from loftet.promises.models import PromiseSet

from ..models import Occurrence, OccurrenceSharing, SameOrTwo
from ..report_policies import mark_obstacles


@transaction.atomic
def share_occurrences(
    *,
    by: Actor,
    promise_set: PromiseSet,
    occurrences: Collection[Occurrence],
    organisations: Collection[Organisation],
) -> int:
    """Hand over the actor's own occurrences of the set to those who lack them; how many were new.

    Called where a party hands in, or where the agreement's standing decision shares what is recorded.
    """
    NotAllowed.raise_if(act_obstacles(by, Act.DRAFT))
    own = Occurrence.objects.filter(organisation=by.organisation, promise_set=promise_set)
    handed = own.filter(pk__in=[each.pk for each in occurrences])
    receivers = [each for each in organisations if each.pk != by.organisation.pk]
    shared = OccurrenceSharing.objects.filter(occurrence__in=handed)
    known = set(shared.values_list("occurrence_id", "organisation_id"))
    new = [
        OccurrenceSharing(occurrence=each, organisation=receiver)
        for receiver in receivers
        for each in handed
        if (each.pk, receiver.pk) not in known
    ]
    OccurrenceSharing.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        _tell_of(by, promise_set, receivers, number=len({each.occurrence_id for each in new}))
    return len(new)


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


def _tell_of(by: Actor, promise_set: PromiseSet, receivers: Collection[Organisation], *, number: int) -> None:
    about = {"number": number, "organisations": sorted(each.name for each in receivers)}
    record(by=by, kind="occurrences_shared", subject=promise_set, data=about)
    for receiver in receivers:
        record_system(
            organisation_id=receiver.pk,
            kind="occurrences_received",
            subject=promise_set,
            data={"number": number, "from": by.organisation.name},
        )
