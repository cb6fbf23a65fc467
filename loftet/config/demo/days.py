"""The days on which the cast did what the demo tells of: it is loaded in seconds, and tells of two years."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count

from django.utils import timezone

from .agreements import DemoAgreement

_MORNING = time(9)


@dataclass(frozen=True)
class Days:
    """Of one agreement; `changed` is the day of its end or of its next version."""

    drafted: date
    shared: date
    signed: date
    begun: date
    changed: date


def days_of(demo: DemoAgreement, today: date) -> Days:
    """Some weeks before it begins, or lately where it has not begun."""
    has_begun = demo.starts_on <= today
    shared = demo.starts_on - timedelta(days=30) if has_begun else today - timedelta(days=12)
    return Days(
        drafted=shared - timedelta(days=9),
        shared=shared,
        signed=shared + timedelta(days=6),
        begun=demo.starts_on,
        changed=max(demo.starts_on, today - timedelta(days=20)),
    )


def day_of_joining(today: date) -> date:
    """Before everything else, also before the year 2023 that the demo follows up."""
    return min(date(today.year - 2, 9, 1), date(2022, 9, 1))


@contextmanager
def clock_at(day: date) -> Iterator[None]:
    """While the block lasts it is the morning of that day for whoever asks Django, a second later each time.

    The services have no parameter for it, and shall have none: nobody but the demo, which is loaded in a
    process of its own and tells of nobody real, does anything on another day than today.
    """
    morning = timezone.make_aware(datetime.combine(day, _MORNING))
    seconds = count()
    real = timezone.now
    timezone.now = lambda: morning + timedelta(seconds=next(seconds))
    try:
        yield
    finally:
        timezone.now = real
