"""Reminding the parties that have not answered when a period is due."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from loftet.organisations import audit
from loftet.organisations.models import Organisation

from ..followed import parties_in
from ..models import PartyAccount, Reminder, ReportingPeriod
from ..policies import closed_obstacles, find_follow_up
from . import letters
from .locking import lock_period


def send_reminders(*, today: date) -> int:
    """Remind of every period whose day for it has come, before or after it is due; return how many letters.

    Safe at any time.
    """
    due = ReportingPeriod.objects.filter(remind_on__len__gt=0, due_on__isnull=False, is_read=False)
    return sum(_remind(period, today) for period in due.order_by("pk"))


@transaction.atomic
def _remind(period: ReportingPeriod, today: date) -> int:
    """Decides anew under the lock; a day that was slept through is caught up with once."""
    planned = max((each for each in period.remind_on if each <= today), default=None)
    if planned is None:
        return 0
    kept = lock_period(period)
    if closed_obstacles(kept, find_follow_up(kept)):
        return 0
    told = set(
        Reminder.objects.filter(period=kept, sent_on__gte=planned).values_list("organisation", flat=True)
    )
    silent = [each for each in _silent(kept) if each.pk not in told]
    for each in silent:
        reminder = Reminder.objects.create(period=kept, organisation=each, sent_on=today)
        about = {"sent_on": today.isoformat()}
        audit.record_system(organisation_id=each.pk, kind="party_reminded", subject=kept, data=about)
        letters.remind(reminder)
    return len(silent)


def _silent(period: ReportingPeriod) -> list[Organisation]:
    """Parties that have not handed in, or not confirmed a closing that is proposed."""
    parties = [each.organisation for each in parties_in(period.agreement)]
    follow_up = find_follow_up(period)
    answered: list[int] = []
    if follow_up is not None:
        confirmed = follow_up.confirmations.filter(version=follow_up.version)
        answered += confirmed.values_list("organisation", flat=True)
    else:
        own = PartyAccount.objects.filter(period=period, shared_version__isnull=False, entered_from="")
        answered += own.values_list("party", flat=True)
    return list(Organisation.objects.filter(pk__in=parties).exclude(pk__in=answered).order_by("pk"))
