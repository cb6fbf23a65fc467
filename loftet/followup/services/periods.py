"""Setting the periods that an agreement is followed up in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.db.models import F, Q

from loftet.agreements.models import Agreement
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed

from ..content import PeriodContent
from ..models import FollowUp, ReportingPeriod
from ..policies import kept_periods_obstacles, periods_obstacles


@transaction.atomic
def set_periods(
    *,
    by: Actor,
    agreement: Agreement,
    periods: Sequence[PeriodContent],
    seen: Iterable[int] | None = None,
) -> list[ReportingPeriod]:
    """Make the agreement's periods these, in this order; every party sees them at once.

    `seen` are the rows that the form showed: where they are others by now, somebody else has set them.
    """
    # Not the key: an account that refers to the agreement need not wait, and so nobody waits in a ring.
    kept = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
    rows = list(ReportingPeriod.objects.of_the_parties(kept).select_for_update())
    if seen is not None and set(seen) != {row.pk for row in rows}:
        raise ChangedMeanwhile
    begun = (
        ReportingPeriod.objects.of_the_parties(kept)
        .filter(Q(accounts__isnull=False) | Q(follow_up__isnull=False))
        .distinct()
    )
    NotAllowed.raise_if([*periods_obstacles(by, kept, periods), *kept_periods_obstacles(begun, periods)])
    closed = FollowUp.objects.filter(agreement=kept, version=F("shared_version"))
    frozen = set(closed.values_list("period", flat=True))
    written = _write(kept, {row.order: row for row in rows}, periods, frozen)
    audit.record(by=by, kind="reporting_periods_set", subject=kept, data={"periods": len(periods)})
    return written


def _write(
    agreement: Agreement,
    rows: dict[int, ReportingPeriod],
    periods: Sequence[PeriodContent],
    frozen: Collection[int],
) -> list[ReportingPeriod]:
    written = []
    for order, content in enumerate(periods, start=1):
        row = rows.pop(order, None) or ReportingPeriod(agreement=agreement, order=order)
        if row.pk not in frozen:  # of a closed period the database takes no write, not even the same again
            _fill(row, content)
            row.save()
        written.append(row)
    for left in rows.values():
        left.delete()
    return written


def _fill(row: ReportingPeriod, content: PeriodContent) -> None:
    row.label = content.label
    row.starts_on, row.ends_on = content.starts_on, content.ends_on
    row.due_on, row.remind_on = content.due_on, sorted(content.remind_on)
    row.is_read = content.is_read
