"""What a resident asks of a promise, and what each party that received it does with it."""

from __future__ import annotations

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loftet.domain.question_states import QuestionKind, QuestionState
from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation, OutboxMessage
from loftet.publication.models import Edition

OPEN = (QuestionState.RECEIVED, QuestionState.TAKEN)


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, actor: Actor) -> Self:
        """It is a received record at each party, and at nobody else."""
        return self.filter(receipts__organisation=actor.organisation)

    def open(self) -> Self:
        """Not answered yet."""
        return self.filter(state__in=OPEN)


class Question(models.Model):
    """Fråga från invånare: a question or a contradiction about one promise of an edition."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="questions")
    promise_key = models.UUIDField()
    promise_title = models.CharField(max_length=200)
    kind = models.CharField(max_length=13, choices=[(each.value, each.value) for each in QuestionKind])
    text = models.TextField()
    # Left out where the resident wants no answer by mail; never published.
    email = models.EmailField(blank=True)
    state = models.CharField(
        max_length=9,
        choices=[(each.value, each.value) for each in QuestionState],
        default=QuestionState.RECEIVED.value,
    )
    asked_at = models.DateTimeField()
    # Ten working days on; `is_promised` says that residents were told so when this was asked.
    due_on = models.DateField()
    is_promised = models.BooleanField()
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    owner_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # The mails that repeat it, so that they are emptied with it.
    receipt_letter = models.OneToOneField(
        OutboxMessage, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer_letter = models.OneToOneField(
        OutboxMessage, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closed_reason = models.TextField(blank=True)
    # What was written is gone, as law demanded; only the owner's function does it.
    emptied_at = models.DateTimeField(null=True, blank=True)
    published_as = models.OneToOneField(
        Edition, models.PROTECT, null=True, blank=True, related_name="answered_question"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_question_taken_has_its_owner",
                condition=Q(state=QuestionState.RECEIVED, owner__isnull=True, owner_person__isnull=True)
                | Q(state=QuestionState.CLOSED)
                | ~Q(state=QuestionState.RECEIVED) & Q(owner__isnull=False, owner_person__isnull=False),
            ),
            models.CheckConstraint(
                name="a_question_answered_has_its_answer",
                condition=Q(state__in=("answered", "published"), answered_at__isnull=False)
                & (~Q(answer="") | Q(emptied_at__isnull=False))
                | ~Q(state__in=("answered", "published")) & Q(answered_at__isnull=True, answer=""),
            ),
            models.CheckConstraint(
                name="a_question_is_emptied_whole",
                condition=Q(emptied_at__isnull=True) | Q(text="", answer="", email=""),
            ),
            models.CheckConstraint(
                name="a_question_closed_says_why",
                condition=Q(state=QuestionState.CLOSED) & ~Q(closed_reason="")
                | ~Q(state=QuestionState.CLOSED) & Q(closed_reason=""),
            ),
            models.CheckConstraint(
                name="a_question_published_has_its_edition",
                condition=Q(state=QuestionState.PUBLISHED, published_as__isnull=False)
                | ~Q(state=QuestionState.PUBLISHED) & Q(published_as__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.promise_title

    def get_absolute_url(self) -> str:
        return reverse("residents:question_detail", args=(self.pk,))


class Receipt(models.Model):
    """The question as a received record of one party, with the number it has in that party's diary."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="receipts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    registry_number = models.CharField(_("registry number"), max_length=40, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_question_is_received_once_by_a_party", fields=["question", "organisation"]
            )
        ]
