"""How each person wants to be told, and what each has been told already."""

from __future__ import annotations

from django.db import models

from loftet.domain.digests import Frequency
from loftet.organisations.models import Organisation, Person


class NoticeSettings(models.Model):
    """A person's choice; `last_period` is the newest period dealt with, also where nothing was to be said."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="notice_settings")
    frequency = models.CharField(
        max_length=8,
        choices=[(each.value, each.value) for each in Frequency],
        default=Frequency.DAILY.value,
    )
    last_period = models.CharField(max_length=16, blank=True)


class ToldNotice(models.Model):
    """Something that waits was told of by mail; it is not told again."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    key = models.CharField(max_length=300)
    told_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_notice_is_told_once", fields=["person", "organisation", "key"])
        ]
