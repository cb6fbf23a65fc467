"""Ready-made series of periods, with the names that people give them."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import formats
from django.utils.translation import gettext as _

from loftet.domain.commitment import Cadence
from loftet.domain.periods import Period
from loftet.domain.series import CalendarPart, ready_made

from .content import PeriodContent

# A month to write and hand in: our own choice, which the form lets people change.
DUE_AFTER = timedelta(days=30)


def ready_made_periods(every: Cadence, span: Period) -> list[PeriodContent]:
    return [
        PeriodContent(
            each.label,
            each.from_date,
            each.to_date,
            due_on=each.to_date + DUE_AFTER if each.to_date else None,
        )
        for each in ready_made(every, span, _label)
    ]


def _label(part: CalendarPart) -> str:
    named = {"number": part.number, "year": part.year}
    match part.every:
        case Cadence.MONTH:
            return str(formats.date_format(date(part.year, part.number, 1), "F Y")).capitalize()
        case Cadence.QUARTER:
            return _("Quarter %(number)s %(year)s") % named
        case Cadence.TERTIAL:
            return _("Tertial %(number)s %(year)s") % named
        case Cadence.HALF_YEAR:
            return _("Half year %(number)s %(year)s") % named
        case _:
            return str(part.year)
