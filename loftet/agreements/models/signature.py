"""Signatures of a digest, by three routes, and what is asked for before them."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loftet.organisations.models import Organisation

from .sharing import SharedVersion


class StoredFile(models.Model):
    """A file that was handed in, kept unchanged in the database and known by its digest. Added only."""

    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]


class SignatureRoute(models.TextChoices):
    """How a signature was given (design 3.7)."""

    ACCOUNT = "account", _("By account")
    LINK = "link", _("Personal link with a code by mail")
    PAPER = "paper", _("On paper")


class SignatureRequestQuerySet(models.QuerySet["SignatureRequest"]):
    def open_at(self, moment: datetime) -> Self:
        return self.pending().filter(expires_at__gt=moment)

    def pending(self) -> Self:
        """Neither used nor taken back, however old."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True)


class SignatureRequest(models.Model):
    """Who is asked to sign for a party: a signatory with an account, or an address that gets a link."""

    version = models.ForeignKey(SharedVersion, models.PROTECT, related_name="requests")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    position = models.CharField(max_length=120)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="signature_requests"
    )
    email = models.EmailField(blank=True)
    token_digest = models.CharField(max_length=64, null=True, blank=True, unique=True)
    code_digest = models.CharField(max_length=128, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    codes_sent = models.PositiveIntegerField(default=0)
    wrong_codes = models.PositiveIntegerField(default=0)
    requested_at = models.DateTimeField(auto_now_add=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = SignatureRequestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="a_request_goes_to_a_person_or_an_address",
                condition=Q(person__isnull=False, email="", token_digest__isnull=True)
                | (Q(person__isnull=True, token_digest__isnull=False) & ~Q(email="")),
            ),
            models.UniqueConstraint(
                name="a_seat_is_asked_once_at_a_time",
                fields=["version", "organisation", "position"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_request_is_not_both_used_and_revoked",
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True),
            ),
        ]


class Signature(models.Model):
    """Underskrift of the digest of a shared version, for a party, by a position. Added only."""

    version = models.ForeignKey(SharedVersion, models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    position = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    route = models.CharField(max_length=8, choices=SignatureRoute.choices)
    # The day on the paper, or the day of the click; `signed_at` is when the signature came in here.
    signed_on = models.DateField()
    signed_at = models.DateTimeField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    email = models.EmailField(blank=True)
    signed_page = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_position_signs_a_version_once", fields=["version", "organisation", "position"]
            ),
            models.CheckConstraint(
                name="a_signature_keeps_what_its_route_proves",
                condition=(
                    Q(route=SignatureRoute.ACCOUNT, person__isnull=False, signed_page__isnull=True)
                    | (Q(route=SignatureRoute.LINK, person__isnull=True) & ~Q(email=""))
                    | Q(route=SignatureRoute.PAPER, signed_page__isnull=False, uploaded_by__isnull=False)
                ),
            ),
        ]
