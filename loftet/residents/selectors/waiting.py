"""What waits for the actor in this room, for "My day"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loftet.agreements.selectors import WaitingItem
from loftet.domain.question_states import QuestionState
from loftet.organisations.actor import Actor
from loftet.organisations.policies import Act, act_obstacles

from ..models import Question


class WaitingKind(models.TextChoices):
    """Why it waits."""

    TAKE = "take_question", _("Question from a resident that nobody has taken")
    ANSWER = "answer_question", _("Question from a resident that you have taken")
    LATE = "late_question", _("Question from a resident that should have been answered")


def list_waiting_for(actor: Actor) -> list[WaitingItem]:
    """The longest waiting first."""
    if act_obstacles(actor, Act.PLAIN_LANGUAGE):
        return []
    rows = Question.objects.visible_to(actor).open()
    items = [item for question in rows for item in _items(question, actor, timezone.localdate())]
    return sorted(items, key=lambda item: item.since)


def _items(question: Question, actor: Actor, today: date) -> Iterator[WaitingItem]:
    title, url = question.promise_title, question.get_absolute_url()
    is_ours = question.owner_id in (None, actor.organisation.pk)
    if question.due_on < today and is_ours:
        late = timezone.make_aware(datetime.combine(question.due_on, time.max))
        yield WaitingItem(WaitingKind.LATE, title, url, late)
    elif question.state == QuestionState.RECEIVED:
        yield WaitingItem(WaitingKind.TAKE, title, url, question.asked_at)
    elif question.owner_person_id == actor.person.pk and is_ours:
        yield WaitingItem(WaitingKind.ANSWER, title, url, question.asked_at)
