"""A resident asks: it is received by every party at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from loftet.domain.question_states import QuestionKind
from loftet.domain.working_days import working_day_after
from loftet.organisations import audit
from loftet.organisations.models import Organisation

from ..models import Question, Receipt
from ..reading import PublishedPromise
from ..selectors.consents import is_answer_time_promised
from .letters import confirm_receipt

WORKING_DAYS_TO_ANSWER = 10


@transaction.atomic
def ask_question(
    *, promise: PublishedPromise, kind: QuestionKind, text: str, email: str, now: datetime
) -> Question:
    """Receive it at each party of the promise; who asks is known by the address left, if any, and no more."""
    question = Question.objects.create(
        edition=promise.edition,
        promise_key=promise.promise.key,
        promise_title=promise.promise.title,
        kind=kind,
        text=text,
        email=email,
        asked_at=now,
        due_on=working_day_after(timezone.localtime(now).date(), WORKING_DAYS_TO_ANSWER),
        is_promised=is_answer_time_promised(promise.edition.agreement),
    )
    for organisation in Organisation.objects.filter(pk__in=[party.organisation for party in promise.parties]):
        Receipt.objects.create(question=question, organisation=organisation)
        audit.record_system(
            organisation_id=organisation.pk, kind="question_received", subject=question, data={"kind": kind}
        )
    if email:
        confirm_receipt(question)
    return question
