"""One lock for all that happens in a period, so that handing in and closing wait for each other."""

from __future__ import annotations

from ..models import ReportingPeriod


def lock_period(period: ReportingPeriod) -> ReportingPeriod:
    """The period as it is now, kept from others until the transaction ends."""
    rows = ReportingPeriod.objects.select_for_update(of=("self",)).select_related("agreement")
    return rows.get(pk=period.pk)
