"""An invitation by mail to act for an organisation."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .organisation import Organisation, Role
from .outbox import OutboxMessage

if TYPE_CHECKING:
    from loftet.organisations.actor import Actor


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, actor: Actor) -> Self:
        """An organisation sees the invitations to act for it."""
        return self.filter(organisation=actor.organisation)

    def open_at(self, moment: datetime) -> Self:
        """Neither accepted nor withdrawn, and not yet too old at `moment`."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=moment)

    def pending(self) -> Self:
        """Neither accepted nor withdrawn; the link may have grown too old."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)


class Invitation(models.Model):
    """The link's secret is mailed and only its digest kept, so the table opens no doors."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices), verbose_name=_("roles"))
    display_title = models.CharField(_("shown as"), max_length=120, blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    message = models.ForeignKey(OutboxMessage, models.SET_NULL, null=True, blank=True, related_name="+")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="an_invitation_is_accepted_by_someone",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="an_invitation_is_not_both_accepted_and_revoked",
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
            ),
            models.CheckConstraint(name="an_invitation_gives_a_role", condition=Q(roles__len__gt=0)),
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                name="an_address_has_one_pending_invitation",
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    def role_names(self) -> str:
        return get_text_list([str(role.label).lower() for role in Role if role in self.roles], gettext("and"))
