"""One lock for all that happens in a period, so that handing in, marking and closing wait for each other."""

from __future__ import annotations

from ..models import ReportingPeriod


def lock_period(period: ReportingPeriod) -> ReportingPeriod:
    """The period as it is now, kept from others until the transaction ends."""
    rows = ReportingPeriod.objects.select_for_update(of=("self",)).select_related("agreement")
    return rows.get(pk=period.pk)


def lock_period_and_later(period: ReportingPeriod) -> list[ReportingPeriod]:
    """The period and those after it in its series, whose totals go on from it; the period comes first."""
    rows = ReportingPeriod.objects.select_for_update(of=("self",)).select_related("agreement")
    series = rows.filter(agreement=period.agreement_id, promise_set=period.promise_set_id)
    return list(series.filter(order__gte=period.order).order_by("order"))
