"""The words of this room for codes of the plain rooms below, for days and for amounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loftet.agreements.words import KINDS_OF_PERSONAL_DATA
from loftet.domain.activity_states import ActivityKind, ActivityState
from loftet.domain.cells import NotDoneReason
from loftet.language.personal_data import find_personal_data

from .models import Activity, OccurrenceCount

KINDS: dict[str, Lazy | str] = {
    ActivityKind.WINDOW: gettext_lazy("To do within its days"),
    ActivityKind.RUNNING_ACCOUNT: gettext_lazy("Running account"),
    ActivityKind.RESPONSE: gettext_lazy("When it is needed"),
}
REASONS: dict[str, Lazy | str] = {
    NotDoneReason.CLOSED: gettext_lazy("Closed, or nobody there"),
    NotDoneReason.OTHER_TASKS: gettext_lazy("Something else had to come first"),
    NotDoneReason.STAFF_MISSING: gettext_lazy("There was nobody to do it"),
    NotDoneReason.CIRCUMSTANCES: gettext_lazy("Weather or other circumstances"),
    NotDoneReason.POSTPONED: gettext_lazy("Put off to a later day"),
    NotDoneReason.NO_NEED: gettext_lazy("Nothing called for it"),
    NotDoneReason.OTHER: gettext_lazy("Another reason"),
}


class Standing(models.TextChoices):
    """The states of an activity, and two more that follow from its days."""

    PLANNED = ActivityState.PLANNED.value, gettext_lazy("Planned")
    DUE = "due", gettext_lazy("To be done now")
    LATE = "late", gettext_lazy("Late")
    DONE = ActivityState.DONE.value, gettext_lazy("Done")
    NOT_DONE = ActivityState.NOT_DONE.value, gettext_lazy("Not done")
    MOVED = ActivityState.MOVED.value, gettext_lazy("Moved")


COLOURS = {
    Standing.PLANNED: "neutral",
    Standing.DUE: "info",
    Standing.LATE: "warning",
    Standing.DONE: "success",
    Standing.NOT_DONE: "neutral",
    Standing.MOVED: "neutral",
}


def standing_of(activity: Activity, today: date) -> Standing:
    if activity.is_late(today):
        return Standing.LATE
    if activity.state == ActivityState.PLANNED and activity.starts_on <= today <= activity.ends_on:
        return Standing.DUE
    return Standing(activity.state)


def days(starts_on: date, ends_on: date) -> str:
    """`4 maj 2026`, `4–9 maj 2026`, or both days in full where they are of two months."""
    last = date_format(ends_on, "j F Y")
    if starts_on == ends_on:
        return last
    if (starts_on.year, starts_on.month) == (ends_on.year, ends_on.month):
        return f"{starts_on.day}–{last}"
    first = date_format(starts_on, "j F" if starts_on.year == ends_on.year else "j F Y")
    return f"{first} – {last}"


def number(value: Decimal | int) -> str:
    """Without needless decimals: `2`, `1,5`."""
    whole = Decimal(value)
    return str(number_format(int(whole) if whole == int(whole) else whole.normalize(), use_l10n=True))


def amount(value: Decimal | None, unit: str) -> str:
    """`mätningar: 4`, which is right also for one; empty where nothing is asked for."""
    return "" if value is None else of_unit(number(value), unit)


def of_unit(words: str, unit: str) -> str:
    """With what is counted before it; without a unit it is times."""
    return f"{unit}: {words}" if unit else _("times: %(number)s") % {"number": words}


def progress(told: Decimal, asked: Decimal | None, unit: str) -> str:
    """`mätningar: 1 av 4`, or what was told where nothing is asked for."""
    if asked is None:
        return amount(told, unit) if told else ""
    return of_unit(_("%(told)s of %(asked)s") % {"told": number(told), "asked": number(asked)}, unit)


def count_words(count: OccurrenceCount) -> str:
    """`mätningar: 3`, `mätningar: cirka 3`, "some, number unknown", or what else was told."""
    if not count.is_counted:
        return str(OUTCOMES[count.outcome])
    if count.number is None:
        return of_unit(_("some, number unknown"), count.unit)
    words = number(count.number)
    return of_unit(_("about %(amount)s") % {"amount": words} if count.is_approximate else words, count.unit)


OUTCOMES: dict[str, Lazy | str] = {
    "done": gettext_lazy("Done"),
    "partly": gettext_lazy("Done in part"),
    "in_progress": gettext_lazy("Begun"),
}


def personal_data_sentences(*texts: str) -> Iterator[str]:
    """What looks as if it pointed out a person (design rule 8)."""
    for text in texts:
        for found in find_personal_data(text):
            words = {"words": found.span.of(text), "kind": KINDS_OF_PERSONAL_DATA[found.kind]}
            yield _("“%(words)s” looks like %(kind)s. Take it out, if it points out a person.") % words
