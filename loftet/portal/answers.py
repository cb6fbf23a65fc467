"""What residents asked and were answered, as their promise and their municipality show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from django.utils.translation import ngettext

from loftet.domain.answer import AnswerDocument
from loftet.domain.question_states import QuestionKind
from loftet.web.by_language import said as _

from . import addresses, words
from .record import Record


@dataclass(frozen=True)
class AnswerView:
    """Question and answer; `when` tells both days and how long it took."""

    heading: str
    question: str
    is_shortened: bool
    answer: str
    answered_by: str
    when: str
    promise: str
    address: str


def answers_to(record: Record, key: str) -> list[AnswerView]:
    return [_view(record, each) for each in record.answers if each.promise_key == key]


def newest_answers(record: Record, most: int = 5) -> list[AnswerView]:
    return [_view(record, each) for each in record.answers[:most]]


def _view(record: Record, answer: AnswerDocument) -> AnswerView:
    is_question = answer.kind is QuestionKind.QUESTION
    has_page = answer.promise_key in record.promise_keys
    return AnswerView(
        heading=_("A resident asked") if is_question else _("A resident contradicted"),
        question=answer.question,
        is_shortened=answer.is_shortened,
        answer=answer.answer,
        answered_by=answer.answered_by,
        when=_when(answer),
        promise=answer.promise_title,
        address=addresses.promise_page(record.code, answer.promise_key) if has_page else "",
    )


def _when(answer: AnswerDocument) -> str:
    took = ngettext("%(days)s working day", "%(days)s working days", answer.working_days)
    return _("Asked %(asked)s, answered %(answered)s: %(took)s.") % {
        "asked": words.day(answer.asked_on),
        "answered": words.day(answer.answered_on),
        "took": took % {"days": answer.working_days},
    }


def answer_times(answers: Sequence[AnswerDocument]) -> str:
    """How many were answered, and how soon: half of them sooner, half later."""
    if not answers:
        return ""
    took = _days(int(median(each.working_days for each in answers)))
    if len(answers) == 1:
        return _("1 published answer, %(took)s") % {"took": took}
    about = {"number": len(answers), "took": took}
    return _("%(number)s published answers, half of them %(took)s or sooner") % about


def _days(working_days: int) -> str:
    if not working_days:
        return _("the same working day")
    return ngettext("after %(days)s working day", "after %(days)s working days", working_days) % {
        "days": working_days
    }
