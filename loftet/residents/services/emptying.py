"""Emptying a question: where the law that took its published answer away reaches what the parties keep."""

from __future__ import annotations

from django.db import connection, transaction

from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.services.outbox import empty_mail

from ..models import Question
from ..policies import empty_obstacles
from .answering import locked


@transaction.atomic
def empty_question(*, by: Actor, question: Question) -> Question:
    """Empty what the resident wrote, the address and the answer for ever; that it was asked stays.

    So are the mails that repeat it: what is not sent yet never is. What has arrived lies with who got it.
    """
    kept = locked(question)
    NotAllowed.raise_if(empty_obstacles(by, kept))
    with connection.cursor() as cursor:
        # The owner's function of migration 0003, which writes the audit events itself.
        cursor.execute(
            "SELECT loftet_empty_question(%s, %s, %s, %s)",
            (kept.pk, by.organisation.pk, by.person.pk, by.person.shown_as),
        )
    empty_mail(keys=[each for each in (kept.receipt_letter_id, kept.answer_letter_id) if each])
    kept.refresh_from_db()
    return kept
