"""How often somebody wants to be told what waits, and when the next mail may go."""

from __future__ import annotations

from datetime import datetime

from loftet.domain.documented import DocumentedEnum

MORNING = 7
"""The hour from which the day's or the week's mail goes: nobody is written to at night."""


class Frequency(DocumentedEnum):
    """How often a person is written to about what waits: one mail at most in each period."""

    AT_ONCE = "at_once", "As soon as something new waits; several things that come together in one mail."
    DAILY = "daily", "Once a day, in the morning, where something new waits."
    WEEKLY = "weekly", "Once a week, on Monday morning, where something new waits."
    NEVER = "never", "Never: it stands under “Min dag” only."


def digest_period(frequency: Frequency, moment: datetime) -> str | None:
    """Return the name of the period whose mail may go at `moment` (local time), or None where none may.

    A daily mail is named by its day, a weekly one by its week (ISO 8601); what comes at once by the minute.
    """
    match frequency:
        case Frequency.NEVER:
            return None
        case Frequency.AT_ONCE:
            return moment.strftime("%Y-%m-%dT%H:%M")
        case Frequency.DAILY:
            return moment.strftime("%Y-%m-%d") if moment.hour >= MORNING else None
        case Frequency.WEEKLY:
            is_night_to_monday = moment.isoweekday() == 1 and moment.hour < MORNING
            return None if is_night_to_monday else moment.strftime("%G-W%V")
