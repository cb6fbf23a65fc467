"""What the parties do with a question: take it, give it a diary number, answer it or close it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from loftet.domain.question_states import QUESTION_LIFECYCLE, QuestionAct, QuestionState
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed

from ..models import Question, Receipt
from ..policies import answer_obstacles, close_obstacles, register_obstacles, take_obstacles
from .letters import send_answer


@transaction.atomic
def take_question(*, by: Actor, question: Question) -> Question:
    """Take it on, also over from somebody else; the clock goes on as before."""
    kept = locked(question)
    NotAllowed.raise_if(take_obstacles(by, kept))
    kept.owner, kept.owner_person = by.organisation, by.person
    _move(kept, QuestionAct.TAKE, "owner", "owner_person")
    audit.record(by=by, kind="question_taken", subject=kept)
    return kept


@transaction.atomic
def register_question(*, by: Actor, question: Question, registry_number: str) -> Receipt:
    """Give it the number that it has in the diary of the own organisation."""
    NotAllowed.raise_if(register_obstacles(by))
    receipt = Receipt.objects.select_for_update().get(question=question, organisation=by.organisation)
    receipt.registry_number = registry_number
    receipt.save(update_fields=["registry_number"])
    data = {"registry_number": registry_number}
    audit.record(by=by, kind="question_registered", subject=question, data=data)
    return receipt


@transaction.atomic
def answer_question(*, by: Actor, question: Question, answer: str, now: datetime) -> Question:
    """Answer it: by mail where an address was left. Nothing of it is public yet."""
    kept = locked(question)
    NotAllowed.raise_if(answer_obstacles(by, kept))
    if not answer.strip():
        raise NotAllowed([_("Write an answer.")])
    kept.answer, kept.answered_at = answer, now
    _move(kept, QuestionAct.ANSWER, "answer", "answered_at")
    if kept.email:
        send_answer(kept)
    audit.record(by=by, kind="question_answered", subject=kept)
    return kept


@transaction.atomic
def close_question(*, by: Actor, question: Question, reason: str) -> Question:
    """End it without an answer; it stays a record."""
    kept = locked(question)
    NotAllowed.raise_if(close_obstacles(by, kept))
    if not reason.strip():
        raise NotAllowed([_("Say why it is closed.")])
    kept.closed_reason = reason
    _move(kept, QuestionAct.CLOSE, "closed_reason")
    audit.record(by=by, kind="question_closed", subject=kept, data={"reason": reason})
    return kept


def locked(question: Question) -> Question:
    """The question as it is now, kept from others until the transaction ends."""
    return Question.objects.select_for_update().get(pk=question.pk)


def _move(question: Question, act: QuestionAct, *also: str) -> None:
    question.state = QUESTION_LIFECYCLE.after(QuestionState(question.state), act)
    question.save(update_fields=["state", *also])
