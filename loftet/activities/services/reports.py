"""Telling that nothing was done this time, or that something was not done and why."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.domain.activity_states import ActivityAct, ActivityKind, ActivityState
from loftet.organisations.exceptions import NotAllowed
from loftet.promises.models import PromiseSet

from .. import authors
from ..authors import Author
from ..content import NotDoneContent
from ..models import Activity, Report, ReportKind
from ..policies import about_obstacles, change_obstacles, not_done_obstacles, telling_obstacles
from ..signed import SignedSet, signed_set
from .settling import NOTHING_CALLED_FOR_IT, locked_activity, move_state, settle_as_not_done


@transaction.atomic
def report_nothing_done(
    *,
    by: Author,
    promise_set: PromiseSet,
    commitment_key: str,
    concerns_on: date,
    words: str = "",
    activity: Activity | None = None,
) -> Report:
    """Nothing this time: counted, and there were none. A window is then left, since nothing called for it."""
    kept = locked_activity(activity)
    signed = _telling(by, promise_set, commitment_key, kept)
    unit = signed.commitments[commitment_key].commitment.unit
    fields = {"kind": ReportKind.NOTHING, "unit": unit, "words": words}
    report = _create(by, signed, commitment_key, kept, concerns_on=concerns_on, **fields)
    settle_as_not_done(by, kept, NOTHING_CALLED_FOR_IT)
    authors.record(by=by, kind="nothing_reported", subject=report)
    return report


@transaction.atomic
def report_not_done(
    *,
    by: Author,
    promise_set: PromiseSet,
    commitment_key: str,
    concerns_on: date,
    content: NotDoneContent,
    activity: Activity | None = None,
) -> Report:
    """Not done because …; with a new day the window's activity is planned anew on it."""
    kept = locked_activity(activity)
    signed = _telling(by, promise_set, commitment_key, kept)
    NotAllowed.raise_if(not_done_obstacles(content, concerns_on=concerns_on))
    fields = {
        "kind": ReportKind.NOT_DONE,
        "reason": content.reason.value,
        "words": content.words,
        "next_on": content.next_on,
    }
    report = _create(by, signed, commitment_key, kept, concerns_on=concerns_on, **fields)
    settle_as_not_done(by, kept, content)
    authors.record(by=by, kind="not_done_reported", subject=report, data={"reason": content.reason.value})
    return report


@transaction.atomic
def withdraw_report(*, by: Author, report: Report, reason: str) -> Report:
    """Take it back; its window is to be done again, unless another already stands in its place."""
    kept: Report = Report.objects.select_for_update(of=("self",)).select_related("activity").get(pk=report.pk)
    activity = locked_activity(kept.activity)
    NotAllowed.raise_if(change_obstacles(by, kept))
    if not reason.strip():
        raise NotAllowed([_("Say why it is withdrawn.")])
    if activity and activity.moved_to_id:
        raise NotAllowed([_("Another activity stands in its place already.")])
    kept.withdrawn_at, kept.withdrawn_reason = timezone.now(), reason.strip()
    kept.revision += 1
    kept.save(update_fields=["withdrawn_at", "withdrawn_reason", "revision"])
    if activity and (activity.kind, activity.state) == (ActivityKind.WINDOW, ActivityState.NOT_DONE):
        move_state(activity, ActivityAct.REOPEN)
    authors.record(by=by, kind="report_withdrawn", subject=kept, data={"reason": reason.strip()})
    return kept


def _telling(
    by: Author, promise_set: PromiseSet, commitment_key: str, activity: Activity | None
) -> SignedSet:
    signed = signed_set(promise_set)
    NotAllowed.raise_if(about_obstacles(by, activity, signed))
    NotAllowed.raise_if(telling_obstacles(by, signed, frozenset({commitment_key})))
    assert signed is not None
    return signed


def _create(
    by: Author, signed: SignedSet, commitment_key: str, activity: Activity | None, **fields: Any
) -> Report:
    report: Report = Report.objects.create(
        organisation=by.organisation,
        promise_set=signed.promise_set,
        promise_key=signed.commitments[commitment_key].promise.key,
        commitment_key=commitment_key,
        activity=activity,
        recorded_by=authors.person_of(by),
        recorded_as=authors.shown_as(by),
        **fields,
    )
    return report
