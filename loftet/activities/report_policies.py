"""Why a report cannot be asked for, pasted in or compared, in sentences; no sentence, no hindrance."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loftet.organisations.actor import Actor
from loftet.organisations.models import Membership, Person
from loftet.organisations.policies import Act, act_obstacles

from .models import Function, Occurrence, OccurrenceSharing

Recipient = Function | Person


def report_link_obstacles(actor: Actor) -> list[str]:
    """Who plans the activities asks what became of them."""
    return act_obstacles(actor, Act.DRAFT)


def recipient_obstacles(actor: Actor, recipient: Recipient) -> list[str]:
    """Why no link is sent to this function or person."""
    if isinstance(recipient, Function):
        if recipient.organisation_id != actor.organisation.pk:
            return [_("The function belongs to another organisation.")]
        return [_("The function is no longer in use.")] if recipient.ended_at else []
    acts = Membership.objects.visible_to(actor).active().filter(person=recipient)
    return [] if acts.exists() else [_("The person does not act for your organisation.")]


def mark_obstacles(actor: Actor, one: Occurrence, other: Occurrence) -> list[str]:
    """Either party says what the two are, once both have handed them in to each other."""
    if obstacles := act_obstacles(actor, Act.DRAFT):
        return obstacles
    if one.promise_set_id != other.promise_set_id or one.organisation_id == other.organisation_id:
        return [_("These two were not told by two parties of the same promise.")]
    if actor.organisation.pk not in (one.organisation_id, other.organisation_id):
        return [_("Only the two who told it can say whether it is the same.")]
    if not (_has(one, other.organisation_id) and _has(other, one.organisation_id)):
        return [_("Both parties must hand in before they compare.")]
    return []


def _has(occurrence: Occurrence, organisation: int) -> bool:
    return OccurrenceSharing.objects.filter(occurrence=occurrence, organisation=organisation).exists()
