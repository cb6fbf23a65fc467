"""Whether the parties of an agreement promise in public to answer within ten working days."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from loftet.agreements.models import Agreement
from loftet.organisations.models import Organisation


class AnswerTimeConsentQuerySet(models.QuerySet["AnswerTimeConsent"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)


class AnswerTimeConsent(models.Model):
    """Svarstidslöfte: one party's consent; it is promised only while every party stands by it."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerTimeConsentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_party_consents_once_at_a_time",
                fields=["agreement", "organisation"],
                condition=Q(withdrawn_at__isnull=True),
            )
        ]
