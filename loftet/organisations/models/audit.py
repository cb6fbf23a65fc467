"""The audit trail. It has no foreign keys, so it never stands in the way of live data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Func
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from loftet.organisations.actor import Actor


class CurrentTransaction(Func):
    """PostgreSQL's number of the running transaction."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def visible_to(self, actor: Actor) -> Self:
        """An organisation reads the events of its own."""
        return self.filter(organisation_id=actor.organisation.pk)


class AuditEvent(models.Model):
    """Who did what for which organisation. Rows are added only: a trigger refuses all else."""

    at = models.DateTimeField(_("time"), auto_now_add=True)
    organisation_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    person_shown_as = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_name = models.CharField(max_length=300, blank=True)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    # By this number the database finds that a write brought its event along (migration 0003).
    transaction_id = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["organisation_id", "-at", "-id"], name="audit_of_an_organisation"),
            models.Index(fields=["transaction_id"], name="audit_of_a_transaction"),
        ]
