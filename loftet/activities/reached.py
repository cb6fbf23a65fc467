"""Whether what was told of an activity comes up to what it asks for."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Sum

from loftet.domain.cells import OutcomeState

from .models import Activity, OccurrenceCount


def is_reached(activity: Activity) -> bool:
    """Its amount is told of; where it has none, or somebody counted "some", that it was done at all."""
    told = OccurrenceCount.objects.filter(
        occurrence__activity=activity,
        occurrence__withdrawn_at__isnull=True,
        commitment_key=activity.commitment_key,
        outcome=OutcomeState.DONE.value,
    )
    if activity.amount is None or told.filter(number__isnull=True).exists():
        return told.exists()
    total: Decimal | None = told.filter(unit=activity.unit).aggregate(all=Sum("number"))["all"]
    return total is not None and total >= activity.amount
