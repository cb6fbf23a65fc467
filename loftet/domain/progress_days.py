"""On which days progress is published, where the parties have agreed that a day does it."""

from collections.abc import Mapping
from datetime import date

from loftet.domain.documented import DocumentedEnum


class ProgressDays(DocumentedEnum):
    """How often, always on the first day of the month."""

    MONTH = "month", "On the first day of each month."
    QUARTER = "quarter", "On the first day of January, April, July and October."
    TERTIAL = "tertial", "On the first day of January, May and September."
    HALF_YEAR = "half_year", "On the first day of January and July."


_MONTHS: Mapping[ProgressDays, int] = {
    ProgressDays.MONTH: 1,
    ProgressDays.QUARTER: 3,
    ProgressDays.TERTIAL: 4,
    ProgressDays.HALF_YEAR: 6,
}


def latest_day(every: ProgressDays, today: date) -> date:
    """Return the last such day until today, today included: what was missed is caught up with."""
    months = _MONTHS[every]
    return date(today.year, (today.month - 1) // months * months + 1, 1)
