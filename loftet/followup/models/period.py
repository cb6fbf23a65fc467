"""The periods in which the parties of an agreement account for what they did."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Deferrable, F, Q
from django.urls import reverse

from loftet.agreements.models import Agreement
from loftet.domain.party_account import PeriodRef
from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation
from loftet.promises.models import PromiseSet


class ReportingPeriodQuerySet(models.QuerySet["ReportingPeriod"]):
    def visible_to(self, actor: Actor) -> Self:
        """Every party sees the agreement's periods once they are set; who reads in sees those read in."""
        own = Q(promise_set=None) | Q(promise_set__owner=actor.organisation)
        return self.filter(own, agreement__in=Agreement.objects.visible_to(actor))

    def of_the_parties(self, agreement: Agreement | int) -> Self:
        """The series that the parties follow up in."""
        return self.filter(agreement=agreement, promise_set=None)


class ReportingPeriod(models.Model):
    """Redovisningsperiod: an order, a label, and two days that may be unknown; days may lie between them.

    `remind_on` are the days on which parties that have not answered get a letter. `is_read` says that the
    accounts come out of an old document: what is missing there is nobody's fault.

    With a `promise_set` it was read in together with that draft (docs/adr/0046): a series of its own, which
    the owner of the set alone sees and which binds no party.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="reporting_periods")
    promise_set = models.ForeignKey(
        PromiseSet, models.PROTECT, null=True, blank=True, related_name="read_periods"
    )
    order = models.PositiveIntegerField()
    label = models.CharField(max_length=80)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    remind_on = ArrayField(models.DateField(), default=list, blank=True)
    is_read = models.BooleanField(default=False)

    objects: ClassVar[ReportingPeriodQuerySet] = ReportingPeriodQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["agreement_id", "promise_set_id", "order"]
        constraints = [
            models.UniqueConstraint(
                name="periods_stand_in_order",
                fields=["agreement", "promise_set", "order"],
                deferrable=Deferrable.DEFERRED,
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_period_of_a_draft_is_read", condition=Q(promise_set=None) | Q(is_read=True)
            ),
            models.UniqueConstraint(
                name="a_period_is_read_in_with_a_draft_once",
                fields=["promise_set", "label"],
                condition=Q(promise_set__isnull=False),
            ),
            models.CheckConstraint(name="a_period_has_its_label", condition=~Q(label="")),
            models.CheckConstraint(
                name="a_period_ends_after_it_starts",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="an_account_is_due_after_its_period",
                condition=Q(due_on__isnull=True) | Q(ends_on__isnull=True) | Q(due_on__gte=F("ends_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("followup:period_detail", args=(self.pk,))

    @property
    def ref(self) -> PeriodRef:
        return PeriodRef(self.order, self.label, self.starts_on, self.ends_on, self.due_on, self.is_read)


class Reminder(models.Model):
    """Påminnelse: a party that had not answered was written to on a day. Added only."""

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="reminders")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sent_on = models.DateField()

    class Meta:
        ordering = ["sent_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_party_is_reminded_once_a_day", fields=["period", "organisation", "sent_on"]
            )
        ]
