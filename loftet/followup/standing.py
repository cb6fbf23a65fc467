"""Where a period stands for its parties."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import timezone
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
    READ = FollowUpState.READ.value, gettext_lazy("Is read in")


COLOURS = {
    Standing.GOING_ON: "neutral",
    Standing.REPORTING: "warning",
    Standing.PROPOSED: "info",
    Standing.CORRECTED: "warning",
    Standing.CLOSED: "info",
    Standing.SIGNED: "success",
    Standing.READ: "neutral",
}


def standing_of(period: ReportingPeriod, follow_up: FollowUp | None, *, today: date) -> Standing:
    if follow_up is None:
        is_over = period.ends_on is None or period.ends_on < today
        return Standing.REPORTING if is_over else Standing.GOING_ON
    if follow_up.is_open:
        return Standing.CORRECTED if follow_up.shared_version else Standing.PROPOSED
    return Standing(follow_up.state)


def next_step(
    period: ReportingPeriod,
    standing: Standing,
    follow_up: FollowUp | None,
    *,
    handed_in: int,
    parties: int,
    confirmed: int,
) -> str:
    """What comes next, or where it came from, in a few words that stand beside the state."""
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
        case Standing.READ:
            assert follow_up is not None
            return _("from %(source)s, %(day)s") % _source(follow_up)
        case _:
            return ""


def read_in_words(follow_up: FollowUp | None) -> str:
    """`Inläst ur Uppföljning 2023.pdf, 3 maj 2026`; empty where the parties themselves have closed it."""
    if follow_up is None or not follow_up.is_read_in:
        return ""
    return _("Read in from %(source)s, %(day)s") % _source(follow_up)


def _source(follow_up: FollowUp) -> dict[str, str]:
    assert follow_up.shared_at is not None, "what is read in is frozen at once"
    return {"source": follow_up.source_name, "day": day(timezone.localdate(follow_up.shared_at))}


def _due(period: ReportingPeriod) -> str:
    return _("due %(day)s") % {"day": day(period.due_on)}
