from datetime import date

import pytest

from loftet.domain.progress_days import ProgressDays, latest_day


@pytest.mark.parametrize(
    ("every", "today", "day"),
    [
        (ProgressDays.MONTH, date(2026, 3, 1), date(2026, 3, 1)),
        (ProgressDays.MONTH, date(2026, 3, 31), date(2026, 3, 1)),
        (ProgressDays.QUARTER, date(2026, 6, 30), date(2026, 4, 1)),
        (ProgressDays.TERTIAL, date(2026, 8, 31), date(2026, 5, 1)),
        (ProgressDays.TERTIAL, date(2026, 12, 31), date(2026, 9, 1)),
        (ProgressDays.HALF_YEAR, date(2026, 6, 30), date(2026, 1, 1)),
        (ProgressDays.HALF_YEAR, date(2026, 7, 1), date(2026, 7, 1)),
    ],
)
def test_the_last_agreed_day_is_found(every: ProgressDays, today: date, day: date) -> None:
    assert latest_day(every, today) == day
