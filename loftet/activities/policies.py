"""Why something cannot be planned or told, in sentences; no sentence, no hindrance."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from loftet.domain.activity_states import ACTIVITY_LIFECYCLE, ActivityAct, ActivityState

from .authors import Author, may_report_obstacles
from .content import CountContent, NotDoneContent, OccurrenceContent
from .models import Activity
from .models.told import Told
from .signed import SignedSet


def telling_obstacles(by: Author, signed: SignedSet | None, commitment_keys: frozenset[str]) -> list[str]:
    """Why nothing can be told of these commitments."""
    if obstacles := may_report_obstacles(by, commitment_keys):
        return obstacles
    if signed is None:
        return [_("Everybody must sign the promise before anything is told of it.")]
    if by.organisation.pk not in signed.party_ids:
        return [_("Your organisation is not a party of the promise.")]
    if not commitment_keys:
        return [_("Say which commitment it is about.")]
    if not signed.commitments.keys() >= commitment_keys:
        return [_("A commitment is named that is not in the signed promise.")]
    return []


def occurrence_obstacles(
    by: Author, signed: SignedSet | None, content: OccurrenceContent, *, today: date
) -> list[str]:
    """What may not even be saved."""
    keys = frozenset(count.commitment_key for count in content.counts)
    if obstacles := telling_obstacles(by, signed, keys):
        return obstacles
    assert signed is not None
    obstacles = _day_obstacles(content, today) + _count_obstacles(content.counts)
    if not signed.party_ids.issuperset({*content.parties, *_entered_for(content)}):
        obstacles.append(_("Only parties of the promise can have taken part."))
    return obstacles + _source_obstacles(by, content)


def not_done_obstacles(content: NotDoneContent, *, concerns_on: date) -> list[str]:
    if content.next_on and content.next_on <= concerns_on:
        return [_("The new day must come after the day when it was not done.")]
    return []


def about_obstacles(by: Author, activity: Activity | None, signed: SignedSet | None) -> list[str]:
    """Why nothing can be told of this activity."""
    if activity is None:
        return []
    if activity.organisation_id != by.organisation.pk:
        return [_("The activity belongs to another organisation.")]
    if signed is not None and activity.promise_set_id != signed.promise_set.pk:
        return [_("The activity belongs to another promise.")]
    if activity.state == ActivityState.MOVED:
        return [_("The activity has been moved: tell of the one that stands in its place.")]
    return []


def act_on_activity_obstacles(activity: Activity, act: ActivityAct) -> list[str]:
    """Why the activity cannot make this move in its state."""
    if act in ACTIVITY_LIFECYCLE.acts_in(ActivityState(activity.state)):
        return []
    match ActivityState(activity.state):
        case ActivityState.MOVED:
            return [_("The activity has been moved already.")]
        case ActivityState.DONE:
            return [_("The activity is done.")]
        case ActivityState.NOT_DONE:
            return [_("It is said already that the activity was not done.")]
        case ActivityState.PLANNED:
            return [_("The activity is still to be done.")]


def change_obstacles(by: Author, told: Told) -> list[str]:
    """Why what was told cannot be corrected or taken back."""
    if obstacles := may_report_obstacles(by, frozenset()):
        return obstacles
    if told.organisation_id != by.organisation.pk:
        return [_("Another organisation told this, and only that one can change it.")]
    if told.is_withdrawn:
        return [_("It has been withdrawn.")]
    return []


def _day_obstacles(content: OccurrenceContent, today: date) -> list[str]:
    if content.last_day < content.starts_on:
        return [_("The last day comes before the first.")]
    if content.last_day > today:
        return [_("What has been done has a day that has come. Plan an activity for what is to be done.")]
    return []


def _count_obstacles(counts: tuple[CountContent, ...]) -> list[str]:
    obstacles = []
    if any(count.number is not None and count.number < 0 for count in counts):
        obstacles.append(_("Nothing is done fewer than no times."))
    if len({(count.commitment_key, count.unit) for count in counts}) < len(counts):
        obstacles.append(_("The same thing is counted twice."))
    return obstacles


def _source_obstacles(by: Author, content: OccurrenceContent) -> list[str]:
    if content.entered_for == by.organisation.pk:
        return [_("Your own organisation's occurrences have no other source.")]
    if (content.entered_for is None) != (not content.entered_from.strip()):
        return [_("Say both for whom it is entered and out of what source.")]
    return []


def _entered_for(content: OccurrenceContent) -> set[int]:
    return {content.entered_for} if content.entered_for else set()
