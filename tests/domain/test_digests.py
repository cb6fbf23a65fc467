from datetime import datetime

import pytest

from loftet.domain.digests import Frequency, digest_period

MONDAY = datetime(2024, 1, 1, 7, 0)  # noqa: DTZ001, local time


@pytest.mark.parametrize(
    ("frequency", "moment", "period"),
    [
        (Frequency.NEVER, MONDAY, None),
        (Frequency.AT_ONCE, MONDAY.replace(hour=3), "2024-01-01T03:00"),
        (Frequency.DAILY, MONDAY, "2024-01-01"),
        (Frequency.DAILY, MONDAY.replace(hour=23), "2024-01-01"),
        (Frequency.DAILY, MONDAY.replace(hour=6, minute=59), None),
        (Frequency.WEEKLY, MONDAY, "2024-W01"),
        (Frequency.WEEKLY, MONDAY.replace(hour=6, minute=59), None),
        (Frequency.WEEKLY, MONDAY.replace(day=7, hour=1), "2024-W01"),
        (Frequency.WEEKLY, datetime(2024, 12, 30, 8, 0), "2025-W01"),  # noqa: DTZ001, a week of two years
    ],
)
def test_a_mail_may_go_once_in_its_period(frequency: Frequency, moment: datetime, period: str | None) -> None:
    assert digest_period(frequency, moment) == period
