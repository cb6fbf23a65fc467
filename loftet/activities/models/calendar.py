"""Secret addresses by which a calendar follows the plan of a person or a function."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from loftet.organisations.actor import Actor
from loftet.organisations.models import Membership, Organisation

from .function import Function


class CalendarAddressQuerySet(models.QuerySet["CalendarAddress"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(organisation=actor.organisation)

    def in_use(self) -> Self:
        return self.filter(revoked_at__isnull=True)

    def working(self) -> Self:
        """In use, and whom it follows still acts for the organisation."""
        acting = Membership.objects.active().filter(
            person=OuterRef("person"), organisation=OuterRef("organisation")
        )
        return self.in_use().filter(Q(function__isnull=False) | Exists(acting))


class CalendarAddress(models.Model):
    """Kalenderadress: known by the digest of its secret, which is shown once and never stored."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    function = models.ForeignKey(
        Function, models.PROTECT, null=True, blank=True, related_name="calendar_addresses"
    )
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarAddressQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="a_calendar_follows_a_person_or_a_function",
                condition=Q(person__isnull=False, function__isnull=True)
                | Q(person__isnull=True, function__isnull=False),
            ),
            models.UniqueConstraint(
                name="a_plan_has_one_calendar_address_in_use",
                fields=["organisation", "person", "function"],
                condition=Q(revoked_at__isnull=True),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return str(self.function or self.person)
