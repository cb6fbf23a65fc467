"""Addresses that want to know what is published; nothing else is kept of those who follow."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from loftet.domain.digests import Frequency
from loftet.organisations.models import Municipality
from loftet.publication.models import Edition

DAYS_TO_CONFIRM = 7
FREQUENCIES = (Frequency.AT_ONCE, Frequency.WEEKLY)


class FollowerQuerySet(models.QuerySet["Follower"]):
    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)

    def never_confirmed(self, now: datetime) -> Self:
        """Asked for, and not confirmed in time: somebody else's address, or a mistake."""
        return self.filter(confirmed_at__isnull=True, asked_at__lt=now - timedelta(days=DAYS_TO_CONFIRM))


class Follower(models.Model):
    """Följare: follows a municipality, or one promise in it. The row is deleted when the follower leaves."""

    email = models.EmailField()
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    # Empty for the whole municipality.
    promise_key = models.UUIDField(null=True, blank=True)
    called = models.CharField(max_length=200)
    frequency = models.CharField(max_length=8, choices=[(each.value, each.value) for each in FREQUENCIES])
    is_demo = models.BooleanField()
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # The newest edition told of, and the newest period dealt with.
    told_number = models.PositiveIntegerField()
    last_period = models.CharField(max_length=16, blank=True)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_thing_is_followed_once_by_an_address",
                fields=["email", "municipality", "promise_key", "is_demo"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_follower_is_written_in_small_letters", condition=Q(email=Lower("email"))
            ),
        ]

    def __str__(self) -> str:
        return self.called

    def is_concerned_by(self, edition: Edition) -> bool:
        """Whether an edition of the municipality is about what is followed in it."""
        return self.promise_key is None or edition.tells_of(str(self.promise_key))
