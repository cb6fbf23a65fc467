"""What was done: when, where, how much, and which parties took part."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import formats

from loftet.domain.cells import OutcomeState
from loftet.organisations.models import Organisation

from .told import Told

OUTCOMES = (OutcomeState.DONE, OutcomeState.PARTLY, OutcomeState.IN_PROGRESS)


class Occurrence(Told):
    """Genomfört tillfälle: counts once, however many parties took part in it.

    `entered_for` is set where a party enters what another did, out of the source that `entered_from` names;
    it is never that party's own account (design 3.7).
    """

    starts_on = models.DateField()
    ends_on = models.DateField()
    place_name = models.CharField(max_length=200, blank=True)
    area = models.CharField(max_length=200, blank=True)
    public_note = models.TextField(blank=True)
    internal_note = models.TextField(blank=True)
    parties = models.ManyToManyField(Organisation, related_name="+")
    entered_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    entered_from = models.CharField(max_length=200, blank=True)

    class Meta(Told.Meta):
        ordering = ["-starts_on", "-pk"]
        indexes = [
            models.Index(fields=["organisation", "promise_set", "starts_on"], name="occurrences_of_a_party")
        ]
        constraints = [
            *Told.Meta.constraints,
            models.CheckConstraint(
                name="an_occurrence_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="what_is_entered_for_another_names_its_source",
                condition=Q(entered_for__isnull=True, entered_from="")
                | Q(entered_for__isnull=False) & ~Q(entered_from=""),
            ),
            models.CheckConstraint(
                name="nobody_enters_for_themselves",
                condition=Q(entered_for__isnull=True) | ~Q(entered_for=F("organisation")),
            ),
        ]

    def __str__(self) -> str:
        day = formats.date_format(self.starts_on, "j F Y")
        place = self.place_name or self.area
        return f"{day}, {place}" if place else day

    def get_absolute_url(self) -> str:
        return reverse("activities:occurrence_detail", args=[self.pk])


class OccurrenceCount(models.Model):
    """What an occurrence counts towards one commitment.

    `number` is None where there were some and nobody says how many; `is_counted` is False where the
    commitment has nothing to count, only that it was done or went on.
    """

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="counts")
    promise_key = models.UUIDField()
    commitment_key = models.UUIDField()
    outcome = models.CharField(
        max_length=12,
        choices=[(each.value, each.value) for each in OUTCOMES],
        default=OutcomeState.DONE.value,
    )
    is_counted = models.BooleanField(default=True)
    number = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    is_approximate = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="an_occurrence_counts_a_unit_once",
                fields=["occurrence", "commitment_key", "unit"],
            ),
            models.CheckConstraint(
                name="a_count_is_not_below_zero", condition=Q(number__isnull=True) | Q(number__gte=0)
            ),
            models.CheckConstraint(
                name="what_is_not_counted_has_no_number",
                condition=Q(is_counted=True)
                | Q(is_counted=False, number__isnull=True, unit="", is_approximate=False),
            ),
            models.CheckConstraint(
                name="what_is_approximate_has_a_number",
                condition=Q(is_approximate=False) | Q(number__isnull=False),
            ),
        ]
