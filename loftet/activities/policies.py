"""Why something cannot be planned or told, in sentences; no sentence, no hindrance."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from loftet.agreements.versions import is_closed
from loftet.domain.activity_states import ACTIVITY_LIFECYCLE, ActivityAct, ActivityKind, ActivityState
from loftet.organisations.actor import Actor
from loftet.organisations.models import Membership
from loftet.organisations.policies import ROLES_THAT_MAY, Act, act_obstacles

from .authors import Author, may_report_obstacles
from .content import Assignee, CountContent, NotDoneContent, OccurrenceContent
from .models import Activity, Function
from .models.told import Told
from .reached import is_reached
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


def activity_act_obstacles(activity: Activity, act: ActivityAct) -> list[str]:
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


def plan_obstacles(actor: Actor, signed: SignedSet | None) -> list[str]:
    """Why nothing can be planned for the set."""
    if obstacles := act_obstacles(actor, Act.DRAFT):
        return obstacles
    if signed is None:
        return [_("Everybody must sign the promise before anything is planned for it.")]
    if actor.organisation.pk not in signed.party_ids:
        return [_("Your organisation is not a party of the promise.")]
    if signed.promise_set.has_ended:
        return [_("The promise has ended.")]
    if signed.document.starts_on is None:
        return [_("The promise has no first day, so nothing says when to begin.")]
    return []


def content_obstacles(actor: Actor, activity: Activity) -> list[str]:
    """Why the activity cannot be changed."""
    if obstacles := act_obstacles(actor, Act.DRAFT):
        return obstacles
    if activity.organisation_id != actor.organisation.pk:
        return [_("The activity belongs to another organisation.")]
    if activity.state == ActivityState.MOVED:
        return [_("The activity has been moved already.")]
    return []


def reopen_obstacles(activity: Activity) -> list[str]:
    """Why what was done or left cannot be set planned again by hand."""
    if obstacles := activity_act_obstacles(activity, ActivityAct.REOPEN):
        return obstacles
    if is_closed(activity.promise_set.agreement_id, activity.ends_on):
        return [_("The period is closed, and what it says stays. Plan one more activity instead.")]
    if activity.state == ActivityState.DONE and activity.kind == ActivityKind.WINDOW and is_reached(activity):
        return [_("It is done by what was told of it. Correct or take that back, and it is planned again.")]
    return _successor_obstacles(activity.moved_to)


def _successor_obstacles(there: Activity | None) -> list[str]:
    """What stands in its place goes when it is planned again, unless something has become of it."""
    if there is None or (there.state == ActivityState.PLANNED and not _is_told_of(there)):
        return []
    return [_("Something has become of the activity that stands in its place. Begin with that one.")]


def _is_told_of(activity: Activity) -> bool:
    return activity.occurrences.exists() or activity.reports.exists()


def days_obstacles(starts_on: date, ends_on: date) -> list[str]:
    return [_("The last day comes before the first.")] if ends_on < starts_on else []


def split_obstacles(activity: Activity, on: date, amount_before: Decimal | None) -> list[str]:
    """Only what is still to be done is split, and each of the two has days and, if any, an amount."""
    if obstacles := activity_act_obstacles(activity, ActivityAct.MOVE):
        return obstacles
    obstacles = []
    if not activity.starts_on < on <= activity.ends_on:
        obstacles.append(_("The second begins after the first day and on or before the last."))
    if activity.amount is not None and not (amount_before and 0 < amount_before < activity.amount):
        obstacles.append(_("Say how much of the amount the first is to have, and leave some for the second."))
    return obstacles


def remove_obstacles(activity: Activity) -> list[str]:
    """What somebody has told of stays, and so does what stands in the place of another."""
    if _is_told_of(activity):
        return [_("Somebody has told of the activity. Say that it was not done instead.")]
    if Activity.objects.filter(moved_to=activity).exists():
        return [_("It stands in the place of an earlier activity. Move it, or say that it was not done.")]
    return []


def assignee_obstacles(actor: Actor, assignee: Assignee) -> list[str]:
    """Only who may report for the organisation, or a function of it in use, can be given something."""
    if assignee.person is not None:
        able = Membership.objects.active().filter(role__in=ROLES_THAT_MAY[Act.REPORT])
        if not able.filter(organisation=actor.organisation, person=assignee.person).exists():
            return [_("The person cannot report for your organisation.")]
    if assignee.function is not None:
        own = Function.objects.visible_to(actor).in_use()
        if not own.filter(pk=assignee.function).exists():
            return [_("The function is not in use at your organisation.")]
    return []


def function_obstacles(actor: Actor, name: str, function: Function | None = None) -> list[str]:
    if obstacles := act_obstacles(actor, Act.DRAFT):
        return obstacles
    if function is not None and function.organisation_id != actor.organisation.pk:
        return [_("The function belongs to another organisation.")]
    others = Function.objects.visible_to(actor).in_use()
    if function is not None:
        others = others.exclude(pk=function.pk)
    if others.filter(name__iexact=name).exists():
        return [_("There is a function with that name already.")]
    return []


def calendar_obstacles(actor: Actor, function: Function | None) -> list[str]:
    """Everybody may follow the own plan; that of a function takes who plans for it."""
    if function is None:
        return []
    if obstacles := act_obstacles(actor, Act.DRAFT):
        return obstacles
    if function.organisation_id != actor.organisation.pk or function.ended_at:
        return [_("The function is not in use at your organisation.")]
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
