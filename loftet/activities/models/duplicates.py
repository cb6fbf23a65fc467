"""What two parties have told apart and may be the same, and what they say of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loftet.domain.duplicates import Verdict
from loftet.organisations.models import Organisation
from loftet.promises.models import PromiseSet

from .occurrence import Occurrence


class OccurrenceSharing(models.Model):
    """That an occurrence was handed over to another party: cannot be undone (TF 2 kap. 9 §). Added only."""

    occurrence = models.ForeignKey(Occurrence, models.PROTECT, related_name="sharings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="an_occurrence_is_handed_over_once", fields=["occurrence", "organisation"]
            )
        ]


class SameOrTwoQuerySet(models.QuerySet["SameOrTwo"]):
    def latest_of(self, promise_sets: Iterable[PromiseSet]) -> Self:
        """The mark that holds for each pair: the last by either party."""
        marks = self.filter(promise_set__in=list(promise_sets))
        return marks.order_by("one_key", "other_key", "-pk").distinct("one_key", "other_key")


class SameOrTwo(models.Model):
    """A party's word on two things told: the same, or two. Added only; the last word of either holds.

    The keys are those that counts have: of an occurrence, or of a number that an account holds. In the
    latter nothing else tells what it is, so there is always a motive.
    """

    VERDICTS = ((Verdict.ONE.value, _("The same")), (Verdict.DIFFERENT.value, _("Two different")))

    promise_set = models.ForeignKey(PromiseSet, models.PROTECT, related_name="+")
    # Compared byte by byte, as Python does, whatever order the language of the database has.
    one_key = models.CharField(max_length=80, db_collation="C")
    other_key = models.CharField(max_length=80, db_collation="C")
    verdict = models.CharField(max_length=9, choices=VERDICTS)
    motive = models.TextField(blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    marked_as = models.CharField(max_length=120)
    marked_at = models.DateTimeField(auto_now_add=True)

    objects = SameOrTwoQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["promise_set", "one_key", "other_key"], name="marks_of_a_pair")]
        constraints = [
            models.CheckConstraint(
                name="a_pair_is_named_in_one_order", condition=Q(one_key__lt=F("other_key"))
            )
        ]

    def __str__(self) -> str:
        return str(self.get_verdict_display())
