"""Functions: who does things without being a person with an account."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from loftet.domain.sort_key import sort_key
from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation


class FunctionQuerySet(models.QuerySet["Function"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(organisation=actor.organisation)

    def in_use(self) -> Self:
        return self.filter(ended_at__isnull=True)


class Function(models.Model):
    """Funktion: a part of an organisation with a mailbox of its own ("Parkenheten"), never a person."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="functions")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    sort_key = models.CharField(max_length=400, editable=False, db_collation="C")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = FunctionQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                "organisation",
                name="a_function_in_use_has_its_own_name",
                condition=Q(ended_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)
