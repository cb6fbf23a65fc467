"""What a reading found, one row for each promise and outcome, and what a person decided of it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loftet.domain.commitment import Performer
from loftet.domain.review_states import ReviewState

from .upload import Upload


class ItemKind(models.TextChoices):
    """What the document says with it."""

    PROMISE = "promise", _("Promise")
    OUTCOME = "outcome", _("Outcome")


def _performers() -> ArrayField[list[str], list[str]]:
    choices = [(each.value, each.value) for each in Performer]
    return ArrayField(models.CharField(max_length=12, choices=choices), default=list, blank=True)


class ReviewItem(models.Model):
    """Granskningspunkt: as the document says it (`read_text` and its place), and as a person mended it."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="items")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=ItemKind.choices)
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.value) for state in ReviewState],
        default=ReviewState.WAITING.value,
    )
    revision = models.PositiveIntegerField(default=0)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")

    # Where it stands: offsets into the reading's text.
    read_text = models.TextField()
    page = models.PositiveIntegerField(null=True, blank=True)
    line = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    confidence = models.FloatField()

    # What is made of it.
    title = models.CharField(max_length=200)
    text = models.TextField()
    focus_area = models.CharField(max_length=200, blank=True)
    performers = _performers()
    responsible = _performers()
    commitments = models.JSONField(default=list, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    promise_key = models.UUIDField(null=True, blank=True)

    # Of an outcome: what it answers, for which period, and how it went.
    answers = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="outcomes")
    period_label = models.CharField(max_length=120, blank=True)
    outcome_state = models.CharField(max_length=12, blank=True)
    counts = models.JSONField(default=list, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(name="an_item_has_words", condition=~Q(text="") & ~Q(title="")),
            models.CheckConstraint(name="an_item_ends_after_it_starts", condition=Q(end__gte=F("start"))),
            models.CheckConstraint(
                name="a_confidence_is_a_share", condition=Q(confidence__gte=0, confidence__lte=1)
            ),
            models.CheckConstraint(
                name="a_merged_item_is_in_another",
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
            ),
            models.CheckConstraint(
                name="an_item_is_decided_by_a_person",
                condition=Q(state="waiting") | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_drafted_promise_has_its_key",
                condition=~Q(state="drafted", kind="promise") | Q(promise_key__isnull=False),
            ),
            models.CheckConstraint(
                name="only_an_outcome_answers_a_promise",
                condition=Q(kind="outcome")
                | Q(answers__isnull=True, outcome_state="", period_label="", reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_promise(self) -> bool:
        return self.kind == ItemKind.PROMISE

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        return self.state in {ReviewState.WAITING, ReviewState.ACCEPTED}
