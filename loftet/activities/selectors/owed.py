"""What an answer is asked for, as the rows of a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from loftet.domain.activity_states import ActivityKind
from loftet.domain.commitment import CommitmentClass
from loftet.domain.promise_set_states import PromiseSetState
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet
from loftet.web.said_back import names

from ..authors import Author, LinkAuthor
from ..models import Activity
from ..models.activity import ActivityQuerySet
from ..signed import SignedCommitment, SignedSet, signed_sets

# What is told of and never counted: it goes on, is done once, or has nothing to count.
NOT_COUNTED = frozenset({CommitmentClass.CONTINUOUS, CommitmentClass.MILESTONE, CommitmentClass.DIRECTION})


@dataclass(frozen=True)
class OwedRow:
    """An activity, what it is for, and who may have taken part."""

    activity: Activity
    signed: SignedSet
    named: SignedCommitment
    others: tuple[tuple[int, str], ...]
    is_late: bool

    @property
    def promise(self) -> str:
        return self.named.promise.title

    @property
    def unit(self) -> str:
        return self.activity.unit or self.named.commitment.unit

    @property
    def is_counted(self) -> bool:
        return self.named.commitment.kind not in NOT_COUNTED

    @property
    def is_response(self) -> bool:
        """Told of when something calls for it."""
        return self.activity.kind == ActivityKind.RESPONSE


def opened_to(by: Author) -> ActivityQuerySet:
    """The activities that the author may tell of."""
    if isinstance(by, LinkAuthor):
        return by.link.activities
    return Activity.objects.visible_to(by)


def list_owed(by: Author, *, until: date | None = None) -> list[OwedRow]:
    """What has begun and nobody has told of; the late ones first, what waits to be called for last."""
    today = timezone.localdate()
    rows = rows_of(by, opened_to(by).owed(until or today))
    return sorted(rows, key=_place)


def _place(row: OwedRow) -> tuple[bool, bool, date, int]:
    return row.is_response, not row.is_late, row.activity.ends_on, row.activity.pk


def rows_of(by: Author, activities: ActivityQuerySet) -> list[OwedRow]:
    """Rows of those activities whose commitment still stands in the signed promise."""
    found = list(activities.select_related("promise_set", "organisation"))
    signed = signed_sets({each.promise_set.pk: each.promise_set for each in found}.values())
    today = timezone.localdate()
    return [row for each in found if (row := _row(by, each, signed.get(each.promise_set_id), today))]


def _row(by: Author, activity: Activity, signed: SignedSet | None, today: date) -> OwedRow | None:
    named = signed.commitments.get(str(activity.commitment_key)) if signed else None
    if signed is None or named is None:
        return None
    return OwedRow(activity, signed, named, tuple(_others(by, signed)), activity.is_late(today))


def _others(by: Author, signed: SignedSet) -> Iterable[tuple[int, str]]:
    """The other parties, as Polisen and Kommunen where there is one of each."""
    parties = signed.document.parties
    for party in parties:
        if party.organisation != by.organisation.pk:
            yield party.organisation, names((party.organisation,), parties)


def list_told_of(actor: Actor) -> dict[int, SignedSet]:
    """The signed sets that the actor's organisation is a party of, the newest first."""
    known = PromiseSet.objects.visible_to(actor).exclude(state=PromiseSetState.ENDED)
    signed = signed_sets(known.filter(valid_version__isnull=False).order_by("-pk"))
    own = {pk: each for pk, each in signed.items() if actor.organisation.pk in each.party_ids}
    return dict(sorted(own.items(), reverse=True))
