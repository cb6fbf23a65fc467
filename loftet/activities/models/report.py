"""What is told and is no occurrence: nothing this time, or not done because of something."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from loftet.domain.cells import NotDoneReason

from .told import Told


class ReportKind(models.TextChoices):
    """What is told where nothing was done."""

    NOTHING = "nothing", _("Nothing this time")
    """Counted, and there were none."""
    NOT_DONE = "not_done", _("Not done")
    """With a reason and, if there is one, the next day."""


class Report(Told):
    """Rapport utan tillfälle, of one commitment and the day that it concerns."""

    promise_key = models.UUIDField()
    commitment_key = models.UUIDField()
    kind = models.CharField(max_length=8, choices=ReportKind.choices)
    concerns_on = models.DateField()
    unit = models.CharField(max_length=120, blank=True)
    reason = models.CharField(
        max_length=16, choices=[(each.value, each.value) for each in NotDoneReason], blank=True
    )
    words = models.TextField(blank=True)
    next_on = models.DateField(null=True, blank=True)

    class Meta(Told.Meta):
        ordering = ["-concerns_on", "-pk"]
        constraints = [
            *Told.Meta.constraints,
            models.CheckConstraint(
                name="a_report_of_not_done_says_why",
                condition=Q(kind=ReportKind.NOT_DONE, unit="") & ~Q(reason="")
                | Q(kind=ReportKind.NOTHING, reason="", next_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{ReportKind(self.kind).label}, {formats.date_format(self.concerns_on, 'j F Y')}"
