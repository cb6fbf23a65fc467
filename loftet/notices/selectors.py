"""What the page Min dag shows, gathered from the rooms below."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from loftet.activities.selectors import waiting as activities
from loftet.agreements.models import Agreement
from loftet.agreements.selectors import WaitingItem, list_waiting_for
from loftet.domain.digests import Frequency
from loftet.followup import selectors as followup
from loftet.organisations.actor import Actor, find_actor
from loftet.organisations.models import Invitation, Membership, Person
from loftet.promises import selectors as promises
from loftet.residents import selectors as residents

from .models import NoticeSettings
from .steps import Step, next_steps


@dataclass(frozen=True)
class MyDay:
    """What waits; when nothing does, the steps that help further, the most useful first."""

    waiting: list[WaitingItem]
    steps: list[Step]


def get_my_day(actor: Actor) -> MyDay:
    waiting = list_lines(actor)
    return MyDay(waiting, [] if waiting else _steps_for(actor))


def list_lines(actor: Actor) -> list[WaitingItem]:
    """What waits for the actor in every room, the longest waiting first; mail tells of the same lines."""
    lines = [
        *list_waiting_for(actor),
        *promises.list_waiting_for(actor),
        *activities.list_waiting_for(actor),
        *followup.list_waiting_for(actor),
        *residents.list_waiting_for(actor),
    ]
    return sorted(lines, key=lambda item: item.since)


def list_actors_of(person: Person) -> list[Actor]:
    """The person acting for each organisation in turn."""
    ids = Membership.objects.active().filter(person=person).values_list("organisation_id", flat=True)
    actors = (find_actor(person, organisation_id=each) for each in sorted(set(ids)))
    return [actor for actor in actors if actor]


def get_frequency(person: Person) -> Frequency:
    """How often the person is written to; daily until something else is chosen."""
    kept = NoticeSettings.objects.filter(person=person).first() or NoticeSettings()
    return Frequency(kept.frequency)


def _steps_for(actor: Actor) -> list[Step]:
    has_agreements = Agreement.objects.visible_to(actor).exists()
    return next_steps(actor.roles, has_agreements=has_agreements, is_alone=_is_alone(actor))


def _is_alone(actor: Actor) -> bool:
    """Nobody else acts for the organisation, and nobody has been asked to."""
    members = Membership.objects.active().filter(organisation=actor.organisation)
    invited = Invitation.objects.visible_to(actor).open_at(timezone.now())
    return not members.exclude(person=actor.person).exists() and not invited.exists()
