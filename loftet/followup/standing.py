"""Where a period stands for its parties."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loftet.agreements.words import day
from loftet.domain.follow_up_states import FollowUpState

from .models import FollowUp, ReportingPeriod


class Standing(models.TextChoices):
    """From the days that go on to the signed follow-up."""

    GOING_ON = "going_on", gettext_lazy("The period goes on")
    REPORTING = "reporting", gettext_lazy("Is accounted for")
    PROPOSED = FollowUpState.PROPOSED.value, gettext_lazy("Closing is proposed")
    CORRECTED = "corrected", gettext_lazy("Correction is proposed")
    CLOSED = FollowUpState.CLOSED.value, gettext_lazy("Closed by the parties")
    SIGNED = FollowUpState.SIGNED.value, gettext_lazy("Closed and signed")


COLOURS = {
    Standing.GOING_ON: "neutral",
    Standing.REPORTING: "warning",
    Standing.PROPOSED: "info",
    Standing.CORRECTED: "warning",
    Standing.CLOSED: "info",
    Standing.SIGNED: "success",
}


def standing_of(period: ReportingPeriod, follow_up: FollowUp | None, *, today: date) -> Standing:
    if follow_up is None:
        is_over = period.ends_on is None or period.ends_on < today
        return Standing.REPORTING if is_over else Standing.GOING_ON
    if follow_up.is_open:
        return Standing.CORRECTED if follow_up.shared_version else Standing.PROPOSED
    return Standing(follow_up.state)


def next_step(
    period: ReportingPeriod, standing: Standing, *, handed_in: int, parties: int, confirmed: int
) -> str:
    """What comes next, in a few words that stand beside the state."""
    numbers = {"handed_in": handed_in, "parties": parties, "confirmed": confirmed}
    match standing:
        case Standing.GOING_ON:
            return _("until %(day)s") % {"day": day(period.ends_on)}
        case Standing.REPORTING:
            words = _("%(handed_in)s of %(parties)s have handed in") % numbers
            return f"{words} · {_due(period)}" if period.due_on else words
        case Standing.PROPOSED | Standing.CORRECTED:
            return _("%(confirmed)s of %(parties)s have confirmed") % numbers
        case Standing.CLOSED:
            return _("waits for signatures")
        case _:
            return ""


def _due(period: ReportingPeriod) -> str:
    return _("due %(day)s") % {"day": day(period.due_on)}
