"""Where organisations belong: the municipalities of Sweden and the police's local areas."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Municipality(models.Model):
    """One of the 290 municipalities, as in Statistics Sweden's register; filled by migration from `domain`."""

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


class LocalPoliceArea(models.Model):
    """Lokalpolisområde: the police's local area, covering one or several municipalities."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    municipalities = models.ManyToManyField(Municipality, related_name="police_areas")
    sort_key = models.CharField(max_length=400, editable=False, db_collation="C")
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name
