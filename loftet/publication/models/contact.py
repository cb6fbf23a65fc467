"""How residents reach a municipality when the application is gone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from loftet.organisations.models import Organisation


class PublicContact(models.Model):
    """Kontakt för invånare: a function mailbox, a telephone, and a page of the municipality's own."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="public_contact")
    email = models.EmailField(max_length=254)
    phone = models.CharField(max_length=40)
    web_address = models.URLField(max_length=300, blank=True)

    class Meta:
        ordering = ["organisation"]
        constraints = [
            models.CheckConstraint(
                name="a_public_contact_can_be_reached", condition=~Q(email="") & ~Q(phone="")
            ),
        ]

    def __str__(self) -> str:
        return self.email
