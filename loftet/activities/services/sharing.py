"""Handing over occurrences: where a party hands in, or at once where the agreement has so decided."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Organisation
from loftet.organisations.policies import Act, act_obstacles
from loftet.promises.models import PromiseSet

from .. import authors
from ..authors import Author
from ..models import Occurrence, OccurrenceSharing
from ..selectors.sharing import list_held_back, list_receivers_at_once
from ..signed import SignedSet


@transaction.atomic
def share_occurrences(
    *,
    by: Actor,
    promise_set: PromiseSet,
    occurrences: Collection[Occurrence],
    organisations: Collection[Organisation],
) -> int:
    """Hand over the actor's own occurrences of the set to those who lack them; how many were new."""
    NotAllowed.raise_if(act_obstacles(by, Act.DRAFT))
    own = Occurrence.objects.filter(organisation=by.organisation, promise_set=promise_set)
    handed = own.filter(pk__in=[each.pk for each in occurrences])
    receivers = [each for each in organisations if each.pk != by.organisation.pk]
    new = _hand_over(handed, receivers)
    if new:
        _tell_of(by, promise_set, receivers, number=len({each.occurrence_id for each in new}))
    return len(new)


def share_at_once(by: Author, occurrence: Occurrence, signed: SignedSet) -> None:
    """What the agreement's standing decision hands over as it is recorded. Callers hold the transaction.

    Whoever records it decides nothing: the parties have, when they signed. What looks as if it pointed out a
    person is held back, since nobody has looked at it yet (design rule 8).
    """
    receivers = list_receivers_at_once(by.organisation, [signed])
    if not receivers or list_held_back(occurrence):
        return
    reached = {each.organisation_id for each in _hand_over([occurrence], receivers)}
    if new := [each for each in receivers if each.pk in reached]:
        names = {"organisations": [each.name for each in new]}
        authors.record(by=by, kind="occurrence_shared", subject=occurrence, data=names)
        _tell_receivers(by, occurrence, new, "occurrence_received")


def tell_of_change(by: Author, occurrence: Occurrence) -> None:
    """In the trail of those who have received it: what they read of it now is something else."""
    received = Organisation.objects.filter(pk__in=occurrence.sharings.values("organisation"))
    _tell_receivers(by, occurrence, received, "received_occurrence_changed")


def _hand_over(
    occurrences: Collection[Occurrence], receivers: Collection[Organisation]
) -> list[OccurrenceSharing]:
    """Whoever has one already does not get it again."""
    shared = OccurrenceSharing.objects.filter(occurrence__in=occurrences)
    known = set(shared.values_list("occurrence_id", "organisation_id"))
    new = [
        OccurrenceSharing(occurrence=each, organisation=receiver)
        for receiver in receivers
        for each in occurrences
        if (each.pk, receiver.pk) not in known
    ]
    return OccurrenceSharing.objects.bulk_create(new, ignore_conflicts=True)


def _tell_of(by: Actor, promise_set: PromiseSet, receivers: Collection[Organisation], *, number: int) -> None:
    about = {"number": number, "organisations": sorted(each.name for each in receivers)}
    audit.record(by=by, kind="occurrences_shared", subject=promise_set, data=about)
    for receiver in receivers:
        audit.record_system(
            organisation_id=receiver.pk,
            kind="occurrences_received",
            subject=promise_set,
            data={"number": number, "from": by.organisation.name},
        )


def _tell_receivers(
    by: Author, occurrence: Occurrence, receivers: Collection[Organisation], kind: str
) -> None:
    for receiver in receivers:
        audit.record_system(
            organisation_id=receiver.pk, kind=kind, subject=occurrence, data={"from": by.organisation.name}
        )
