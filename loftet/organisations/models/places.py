"""Where organisations belong: the municipalities of Sweden and the police's local areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from loftet.domain.sort_key import sort_key

if TYPE_CHECKING:
    from loftet.organisations.actor import Actor

_IRREGULAR_NAMES = {"0980": "Region Gotland", "2080": "Falu kommun"}


class Municipality(models.Model):
    """One of the 290 municipalities, as Statistics Sweden lists them; filled by migration from `domain`."""

    code = models.CharField(_("municipality code"), max_length=4, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    county_code = models.CharField(_("county code"), max_length=2)
    county = models.CharField(_("county"), max_length=60)
    # PostgreSQL may lack Swedish collation, so the order å, ä, ö is made in Python and stored.
    sort_key = models.CharField(max_length=200, editable=False, db_collation="C")

    class Meta:
        ordering = ["sort_key", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_name(self) -> str:
        """Linköpings kommun, but Umeå kommun and Borås kommun: no genitive after a vowel, s, x or z."""
        if self.code in _IRREGULAR_NAMES:
            return _IRREGULAR_NAMES[self.code]
        ending = "" if self.name[-1] in "aeiouyåäösxz" else "s"
        return f"{self.name}{ending} kommun"


class LocalPoliceAreaQuerySet(models.QuerySet["LocalPoliceArea"]):
    def beside(self, actor: Actor) -> Self:
        """Those that the actor's organisation may name; the demo and the real never meet."""
        return self.filter(is_demo=actor.organisation.is_demo)


class LocalPoliceArea(models.Model):
    """Lokalpolisområde: the police's local area, covering one or several municipalities."""

    name = models.CharField(_("name"), max_length=120)
    municipalities = models.ManyToManyField(Municipality, related_name="police_areas")
    sort_key = models.CharField(max_length=400, editable=False, db_collation="C")
    is_demo = models.BooleanField(default=False)

    objects = LocalPoliceAreaQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("name"), "is_demo", name="a_police_area_is_entered_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)
