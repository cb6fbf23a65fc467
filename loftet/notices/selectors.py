"""What the page Min dag shows, gathered from the rooms below."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from loftet.agreements.models import Agreement
from loftet.agreements.selectors import WaitingItem, list_waiting_for
from loftet.organisations.actor import Actor
from loftet.organisations.models import Invitation, Membership
from loftet.promises import selectors as promises

from .steps import Step, next_steps


@dataclass(frozen=True)
class MyDay:
    """What waits; when nothing does, the steps that help further, the most useful first."""

    waiting: list[WaitingItem]
    steps: list[Step]


def get_my_day(actor: Actor) -> MyDay:
    waiting = [*list_waiting_for(actor), *promises.list_waiting_for(actor)]
    waiting.sort(key=lambda item: item.since)
    return MyDay(waiting, [] if waiting else _steps_for(actor))


def _steps_for(actor: Actor) -> list[Step]:
    has_agreements = Agreement.objects.visible_to(actor).exists()
    return next_steps(actor.roles, has_agreements=has_agreements, is_alone=_is_alone(actor))


def _is_alone(actor: Actor) -> bool:
    """Nobody else acts for the organisation, and nobody has been asked to."""
    members = Membership.objects.active().filter(organisation=actor.organisation)
    invited = Invitation.objects.visible_to(actor).open_at(timezone.now())
    return not members.exclude(person=actor.person).exists() and not invited.exists()
