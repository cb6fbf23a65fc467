"""Questions as a party reads them, and how long answers take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import F, QuerySet
from django.utils import timezone

from loftet.domain.question_states import QuestionState
from loftet.domain.working_days import working_days_between
from loftet.organisations.actor import Actor

from ..models import Question, Receipt


@dataclass(frozen=True)
class AnswerTimes:
    """`days` is the median of working days from question to answer; None where nothing is answered yet."""

    answered: int
    days: float | None
    in_time: int
    waiting: int
    late: int


@dataclass(frozen=True)
class QuestionPage:
    """A question with what every party did when it received it."""

    question: Question
    receipts: tuple[Receipt, ...]
    own: Receipt
    days: int | None


def list_questions(actor: Actor) -> QuerySet[Question]:
    """Those that wait first, the most urgent at the top, then the answered ones."""
    rows = Question.objects.visible_to(actor).select_related("owner")
    return rows.order_by(F("answered_at").desc(nulls_first=True), "due_on", "pk")


def get_question(actor: Actor, pk: int) -> QuestionPage | None:
    kept = Question.objects.visible_to(actor).select_related("owner", "edition__agreement")
    question = kept.filter(pk=pk).first()
    if question is None:
        return None
    receipts = tuple(question.receipts.select_related("organisation"))
    own = next(each for each in receipts if each.organisation_id == actor.organisation.pk)
    return QuestionPage(question, receipts, own, days_to_answer(question))


def get_answer_times(actor: Actor, *, today: date) -> AnswerTimes:
    rows = Question.objects.visible_to(actor).exclude(state=QuestionState.CLOSED)
    answered = [each for each in rows if each.answered_at]
    days = [number for each in answered if (number := days_to_answer(each)) is not None]
    waiting = [each for each in rows if each.answered_at is None]
    return AnswerTimes(
        answered=len(answered),
        days=median(days) if days else None,
        in_time=sum(_answered_on(each) <= each.due_on for each in answered),
        waiting=len(waiting),
        late=sum(each.due_on < today for each in waiting),
    )


def days_to_answer(question: Question) -> int | None:
    """Return how many working days the answer took; None where there is none yet."""
    if question.answered_at is None:
        return None
    return working_days_between(timezone.localtime(question.asked_at).date(), _answered_on(question))


def _answered_on(question: Question) -> date:
    assert question.answered_at is not None
    return timezone.localtime(question.answered_at).date()
