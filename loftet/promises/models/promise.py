"""A promise in its focus area, and what it undertakes."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Deferrable, F, Q

from loftet.domain.commitment import Cadence, CommitmentClass, Comparator, Window
from loftet.organisations.models import Organisation

from .promise_set import PromiseSet


class FocusArea(models.Model):
    """Fokusområde: a heading of the promise set."""

    promise_set = models.ForeignKey(PromiseSet, models.CASCADE, related_name="focus_areas")
    order = models.PositiveIntegerField()
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                name="focus_areas_stand_in_order",
                fields=["promise_set", "order"],
                deferrable=Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                name="a_focus_area_stands_once",
                fields=["promise_set", "name"],
                deferrable=Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Promise(models.Model):
    """Löfte: one promise; `key` is what it is known by in every version."""

    focus_area = models.ForeignKey(FocusArea, models.CASCADE, related_name="promises")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    order = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=200)
    text = models.TextField()
    background = models.TextField(blank=True)
    why = models.TextField(blank=True)
    baseline = models.TextField(blank=True)
    easy_read = models.TextField(blank=True)
    stands_without_target = models.BooleanField(default=False)

    class Meta:
        ordering = ["focus_area__order", "order"]
        constraints = [
            models.UniqueConstraint(
                name="promises_stand_in_order", fields=["focus_area", "order"], deferrable=Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.title


def _choices(kind: type[CommitmentClass | Comparator | Cadence | Window]) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]


class Commitment(models.Model):
    """Åtagande: what is counted, who does it and who answers for it."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="commitments")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    order = models.PositiveIntegerField()
    performers = models.ManyToManyField(Organisation, related_name="+", blank=True)
    performer_note = models.CharField(max_length=200, blank=True)
    responsible = models.ManyToManyField(Organisation, related_name="+", blank=True)
    kind = models.CharField(max_length=12, choices=_choices(CommitmentClass))
    comparator = models.CharField(max_length=2, choices=_choices(Comparator), blank=True)
    number = models.FloatField(null=True, blank=True)
    number_max = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    every = models.CharField(max_length=9, choices=_choices(Cadence), blank=True)
    window = models.CharField(max_length=6, choices=_choices(Window), blank=True)
    per = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=200, blank=True)
    groups = ArrayField(models.CharField(max_length=200), default=list, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                name="commitments_stand_in_order", fields=["promise", "order"], deferrable=Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                name="a_number_is_compared_in_one_way",
                condition=Q(number__isnull=True, comparator="") | Q(number__isnull=False) & ~Q(comparator=""),
            ),
            models.CheckConstraint(
                name="a_number_is_not_below_zero", condition=Q(number__isnull=True) | Q(number__gte=0)
            ),
            models.CheckConstraint(
                name="a_range_ends_after_it_starts",
                condition=Q(number_max__isnull=True) | Q(number__isnull=False, number_max__gte=F("number")),
            ),
        ]
