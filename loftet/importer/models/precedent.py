"""Where a promise of a draft comes from: a promise that was published before, here or elsewhere."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation
from loftet.promises.models import PromiseSet


class PrecedentQuerySet(models.QuerySet["Precedent"]):
    def visible_to(self, actor: Actor) -> Self:
        """What a draft began with is the organisation's own."""
        return self.filter(owner=actor.organisation)


class Precedent(models.Model):
    """Förlaga: the published promise that a promise of the draft began with, and the edition it stands in.

    `address` is where it is read, empty where nobody said; the digest is of the edition's document.
    """

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    promise_set = models.ForeignKey(PromiseSet, models.CASCADE, related_name="precedents")
    promise_key = models.UUIDField(unique=True)
    title = models.CharField(max_length=200)
    published_for = models.CharField(max_length=200)
    published_on = models.DateField()
    edition_number = models.PositiveIntegerField()
    document_digest = models.CharField(max_length=64)
    address = models.URLField(max_length=500, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(auto_now_add=True)

    objects = PrecedentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="a_precedent_is_known_by_its_digest",
                condition=Q(document_digest__regex="^[0-9a-f]{64}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.title
