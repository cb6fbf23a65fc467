"""What becomes of an activity by what is told of it. Callers hold the transaction."""

from __future__ import annotations

from datetime import date

from loftet.domain.activity_states import ACTIVITY_LIFECYCLE, ActivityAct, ActivityKind, ActivityState
from loftet.domain.cells import NotDoneReason

from .. import authors
from ..authors import Author
from ..content import NotDoneContent
from ..models import Activity
from ..reached import is_reached

NOTHING_CALLED_FOR_IT = NotDoneContent(NotDoneReason.NO_NEED)


def locked_activity(activity: Activity | None) -> Activity | None:
    """As it is now, kept from others until the transaction ends."""
    return activity and Activity.objects.select_for_update().get(pk=activity.pk)


def move_state(activity: Activity, act: ActivityAct, *also: str) -> None:
    """Move by the table, and count the change for calendars and for who writes at the same time."""
    activity.state = ACTIVITY_LIFECYCLE.after(ActivityState(activity.state), act).value
    if activity.state != ActivityState.NOT_DONE:
        activity.not_done_reason, activity.not_done_words, activity.next_on = "", "", None
    save_changed(activity)


def save_changed(activity: Activity) -> None:
    activity.sequence += 1
    activity.revision += 1
    activity.save()


def settle_by_occurrences(by: Author, activity: Activity | None) -> None:
    """A window is done when what was told of it reaches its amount; accounts and responses go on."""
    if activity is None or activity.kind != ActivityKind.WINDOW or activity.state == ActivityState.DONE:
        return
    if is_reached(activity):
        move_state(activity, ActivityAct.FINISH)
        authors.record(by=by, kind="activity_done", subject=activity)


def reopen_if_untold(by: Author, activity: Activity | None) -> None:
    """A window that was done by what is now taken back is to be done again."""
    if activity is None or activity.kind != ActivityKind.WINDOW or activity.state != ActivityState.DONE:
        return
    if not is_reached(activity):
        move_state(activity, ActivityAct.REOPEN)
        authors.record(by=by, kind="activity_reopened", subject=activity)


def settle_as_not_done(by: Author, activity: Activity | None, content: NotDoneContent) -> None:
    """A window is not done; with a new day another stands there in its place."""
    if activity is None or activity.kind != ActivityKind.WINDOW or activity.state != ActivityState.PLANNED:
        return
    activity.not_done_reason, activity.not_done_words = content.reason.value, content.words
    activity.next_on = content.next_on
    if content.next_on:
        activity.moved_to = successor_of(activity, content.next_on, content.next_on)
    move_state(activity, ActivityAct.LEAVE)
    authors.record(by=by, kind="activity_not_done", subject=activity, data={"reason": content.reason.value})


def successor_of(activity: Activity, starts_on: date, ends_on: date) -> Activity:
    """A new activity that stands in this one's place on other days."""
    copied = ("promise_key", "commitment_key", "kind", "title", "amount", "unit", "place")
    return Activity.objects.create(
        organisation_id=activity.organisation_id,
        promise_set_id=activity.promise_set_id,
        assigned_person_id=activity.assigned_person_id,
        assigned_function_id=activity.assigned_function_id,
        starts_on=starts_on,
        ends_on=ends_on,
        **{name: getattr(activity, name) for name in copied},
    )
