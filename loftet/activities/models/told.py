"""What occurrences and reports have in common: somebody tells, and may take it back with a reason."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation
from loftet.organisations.policies import Act, act_obstacles
from loftet.promises.models import PromiseSet

from .activity import Activity

Row = TypeVar("Row", bound="Told")


class ToldQuerySet(models.QuerySet[Row]):
    def visible_to(self, actor: Actor) -> Self:
        """Its organisation's own until handed in; who only reports there sees what concerns them."""
        own = self.filter(organisation=actor.organisation)
        if not act_obstacles(actor, Act.READ):
            return own
        return own.filter(Q(recorded_by=actor.person) | Q(activity__assigned_person=actor.person))

    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(withdrawn_at__isnull=True)


class Told(models.Model):
    """Base of what a party tells. Never deleted: what was wrong is corrected, or withdrawn with a reason."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Who tells it, and whose record it is.
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    promise_set = models.ForeignKey(PromiseSet, models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    # Empty where it came by a personal link; `recorded_as` is what others are shown in both cases.
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_as = models.CharField(max_length=120)
    recorded_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    objects: ClassVar[ToldQuerySet[Any]] = ToldQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_says_who_told_it", condition=~Q(recorded_as="")),
            models.CheckConstraint(
                name="%(class)s_is_withdrawn_with_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""),
            ),
        ]

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None
