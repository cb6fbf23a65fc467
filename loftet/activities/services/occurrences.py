"""Telling what was done, correcting it and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.promises.models import PromiseSet

from .. import authors
from ..authors import Author
from ..content import CountContent, OccurrenceContent
from ..models import Activity, Occurrence, OccurrenceCount
from ..policies import about_obstacles, change_obstacles, occurrence_obstacles
from ..signed import SignedSet, signed_set
from .settling import locked_activity, reopen_if_untold, settle_by_occurrences
from .sharing import share_at_once, tell_of_change

_FIELDS = ("starts_on", "place_name", "area", "public_note", "internal_note", "entered_from")


@transaction.atomic
def record_occurrence(
    *, by: Author, promise_set: PromiseSet, content: OccurrenceContent, activity: Activity | None = None
) -> Occurrence:
    """Tell what was done. A window whose amount is reached by it is done."""
    signed, kept = signed_set(promise_set), locked_activity(activity)
    NotAllowed.raise_if(about_obstacles(by, kept, signed))
    NotAllowed.raise_if(occurrence_obstacles(by, signed, content, today=timezone.localdate()))
    assert signed is not None
    occurrence = Occurrence(
        organisation=by.organisation,
        promise_set=promise_set,
        activity=kept,
        recorded_by=authors.person_of(by),
        recorded_as=authors.shown_as(by),
    )
    _write(by, occurrence, content, signed)
    settle_by_occurrences(by, kept)
    authors.record(by=by, kind="occurrence_recorded", subject=occurrence, data=_told(occurrence))
    share_at_once(by, occurrence, signed)
    return occurrence


@transaction.atomic
def correct_occurrence(
    *, by: Author, occurrence: Occurrence, content: OccurrenceContent, revision: int
) -> Occurrence:
    """Correct what was told; the audit event keeps how it read before. `revision` is what was read."""
    kept = _locked(occurrence)
    signed = signed_set(kept.promise_set)
    NotAllowed.raise_if(change_obstacles(by, kept))
    NotAllowed.raise_if(occurrence_obstacles(by, signed, content, today=timezone.localdate()))
    assert signed is not None
    if kept.revision != revision:
        raise ChangedMeanwhile
    before = _told(kept)
    activity = locked_activity(kept.activity)
    kept.revision += 1
    _write(by, kept, content, signed)
    reopen_if_untold(by, activity)
    settle_by_occurrences(by, activity)
    about = {"before": before, "after": _told(kept)}
    authors.record(by=by, kind="occurrence_corrected", subject=kept, data=about)
    tell_of_change(by, kept)
    share_at_once(by, kept, signed)
    return kept


@transaction.atomic
def withdraw_occurrence(*, by: Author, occurrence: Occurrence, reason: str) -> Occurrence:
    """Take it back: it stays readable and counts no more. An activity that was done by it is open again."""
    kept = _locked(occurrence)
    NotAllowed.raise_if(change_obstacles(by, kept))
    if not reason.strip():
        raise NotAllowed([_("Say why it is withdrawn.")])
    kept.withdrawn_at, kept.withdrawn_reason = timezone.now(), reason.strip()
    kept.revision += 1
    kept.save(update_fields=["withdrawn_at", "withdrawn_reason", "revision"])
    reopen_if_untold(by, locked_activity(kept.activity))
    authors.record(by=by, kind="occurrence_withdrawn", subject=kept, data={"reason": reason.strip()})
    tell_of_change(by, kept)
    return kept


def _locked(occurrence: Occurrence) -> Occurrence:
    """As it is now, kept from others until the transaction ends."""
    kept = Occurrence.objects.select_for_update(of=("self",)).select_related("promise_set", "activity")
    found: Occurrence = kept.get(pk=occurrence.pk)
    return found


def _write(by: Author, occurrence: Occurrence, content: OccurrenceContent, signed: SignedSet) -> None:
    for name in _FIELDS:
        setattr(occurrence, name, getattr(content, name))
    occurrence.ends_on = content.last_day
    occurrence.entered_for_id = content.entered_for
    occurrence.save()
    took_part = {*content.parties, content.entered_for or by.organisation.pk}
    occurrence.parties.set(took_part)
    occurrence.counts.all().delete()
    OccurrenceCount.objects.bulk_create(_counts(occurrence, content.counts, signed))


def _counts(
    occurrence: Occurrence, counts: Iterable[CountContent], signed: SignedSet
) -> Iterable[OccurrenceCount]:
    for count in counts:
        named = signed.commitments[count.commitment_key]
        yield OccurrenceCount(
            occurrence=occurrence,
            promise_key=named.promise.key,
            commitment_key=count.commitment_key,
            outcome=count.outcome.value,
            is_counted=count.is_counted,
            number=count.number if count.is_counted else None,
            unit=(count.unit or named.commitment.unit) if count.is_counted else "",
            is_approximate=count.is_approximate and count.is_counted and count.number is not None,
        )


def _told(occurrence: Occurrence) -> dict[str, Any]:
    """What the event keeps of it."""
    return {
        **{name: str(getattr(occurrence, name)) for name in (*_FIELDS, "ends_on")},
        "parties": sorted(occurrence.parties.values_list("name", flat=True)),
        "counts": [_count_told(count) for count in occurrence.counts.all()],
    }


def _count_told(count: OccurrenceCount) -> dict[str, str]:
    number = "" if count.number is None else str(count.number)
    return {"commitment": str(count.commitment_key), "number": number, "unit": count.unit}
