"""Where a promise set stands for who reads it: an organisation sees the life of the version that it has."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loftet.agreements.models import SharedVersion
from loftet.agreements.policies import signatures_of
from loftet.agreements.versions import seats_of
from loftet.agreements.words import day
from loftet.domain.promise_set_states import PromiseSetState

from .models import PromiseSet


class Standing(models.TextChoices):
    """The states of a promise set, and one more for who is no party of the newest version."""

    DRAFT = PromiseSetState.DRAFT.value, gettext_lazy("Draft")
    SHARED = PromiseSetState.SHARED.value, gettext_lazy("Waits for signatures")
    SIGNED = PromiseSetState.SIGNED.value, gettext_lazy("Signed")
    READY = PromiseSetState.READY_TO_PUBLISH.value, gettext_lazy("Ready to publish")
    RUNNING = PromiseSetState.RUNNING.value, gettext_lazy("Running")
    ENDED = PromiseSetState.ENDED.value, gettext_lazy("Ended")
    REPLACED = "replaced", gettext_lazy("Replaced")


COLOURS = {
    Standing.DRAFT: "neutral",
    Standing.SHARED: "warning",
    Standing.SIGNED: "info",
    Standing.READY: "info",
    Standing.RUNNING: "success",
    Standing.ENDED: "neutral",
    Standing.REPLACED: "neutral",
}


def standing_of(promise_set: PromiseSet, *, seen: int | None, today: date) -> Standing:
    """`seen` is the newest version that the reader has; None for a draft that was never shared."""
    if seen == promise_set.shared_version:
        return Standing(promise_set.state)
    if seen is None or promise_set.valid_version != seen:
        return Standing.REPLACED
    if promise_set.state == PromiseSetState.ENDED or _is_over(promise_set, today):
        return Standing.ENDED
    if promise_set.let_out_version != seen:
        return Standing.SIGNED
    return Standing.RUNNING if _has_begun(promise_set, today) else Standing.READY


def next_step(promise_set: PromiseSet, version: SharedVersion | None, standing: Standing) -> str:
    """What comes next, in a few words that stand beside the state."""
    if version is None:
        return _("Only your organisation sees it until it is shared")
    match standing:
        case Standing.SHARED:
            numbers = {"signed": len(signatures_of(version)), "all": len(seats_of(version))}
            return _("%(signed)s of %(all)s have signed") % numbers
        case Standing.SIGNED if promise_set.state == PromiseSetState.SIGNED:
            return _("Can be let out to residents")
        case Standing.SIGNED:
            return _("A newer version waits for signatures")
        case Standing.READY:
            return _("Runs from %(day)s") % {"day": day(promise_set.valid_from)}
        case Standing.RUNNING:
            return _lasts(promise_set.valid_until)
        case Standing.ENDED:
            return _("Since %(day)s") % {"day": day(promise_set.ended_on or promise_set.valid_until)}
        case _:
            return _("A newer version is shared, of which your organisation is no party")


def valid_before(promise_set: PromiseSet, *, seen: int | None, today: date) -> int | None:
    """The earlier version that is valid while the one seen waits for signatures."""
    waits = seen == promise_set.shared_version and promise_set.waits_for_signatures
    return promise_set.valid_version if waits and not _is_over(promise_set, today) else None


def _has_begun(promise_set: PromiseSet, today: date) -> bool:
    return promise_set.valid_from is not None and promise_set.valid_from <= today


def _is_over(promise_set: PromiseSet, today: date) -> bool:
    return promise_set.valid_until is not None and promise_set.valid_until < today


def _lasts(ends_on: date | None) -> str:
    return _("Until %(day)s") % {"day": day(ends_on)} if ends_on else _("Until further notice")
