"""Mail that waits to be sent."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .organisation import Organisation

if TYPE_CHECKING:
    from loftet.organisations.actor import Actor

WAITING = Q(sent_at__isnull=True, given_up_at__isnull=True)


class OutboxMessageQuerySet(models.QuerySet["OutboxMessage"]):
    def visible_to(self, actor: Actor) -> Self:
        """An organisation sees the mail that was written in its name."""
        return self.filter(organisation=actor.organisation)

    def waiting(self) -> Self:
        """Neither sent nor given up."""
        return self.filter(WAITING)

    def due_at(self, moment: datetime) -> Self:
        return self.waiting().filter(next_attempt_at__lte=moment)

    def undelivered(self) -> Self:
        """Given up, or still tried after a failure."""
        return self.filter(sent_at__isnull=True, attempts__gt=0)


class OutboxMessage(models.Model):
    """One mail to one address. Written with what it tells of, in one transaction; sent by the worker."""

    # Chosen when the mail is written, so that a mail sent again after a crash is known as the same.
    message_id = models.CharField(max_length=120, unique=True)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="outbox_messages"
    )
    recipient = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=300)
    # Links in it open doors, so it is emptied once the mail is sent or given up.
    text = models.TextField(blank=True)
    # The same words for those who read mail as pages; emptied with the text.
    html = models.TextField(blank=True)
    # Where one click ends mail of this kind (RFC 8058); empty for mail that somebody asked for.
    unsubscribe_url = models.URLField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)

    objects = OutboxMessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_mail_is_not_both_sent_and_given_up",
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_mail_keeps_its_text_until_it_is_dealt_with", condition=~WAITING | ~Q(text="")
            ),
        ]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=WAITING, name="outbox_waiting"),
            models.Index(
                fields=["organisation", "-created_at"],
                condition=Q(sent_at__isnull=True),
                name="outbox_undelivered",
            ),
        ]

    def __str__(self) -> str:
        return self.recipient
