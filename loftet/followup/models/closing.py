"""The closing of a period by its parties, who are equals."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loftet.agreements.models import (
    Agreement,
    SharedRecord,
    SharedRecordQuerySet,
    SharedVersion,
    StoredFile,
)
from loftet.domain.follow_up_states import FOLLOW_UP_LIFECYCLE, FollowUpAct, FollowUpState
from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation

from .period import ReportingPeriod


class FollowUpQuerySet(SharedRecordQuerySet["FollowUp"]):
    def visible_to(self, actor: Actor) -> Self:
        """A proposal is put to every party of the agreement, so each sees it from the first."""
        return self.filter(period__in=ReportingPeriod.objects.visible_to(actor))


class FollowUp(SharedRecord):
    """Uppföljning: all of a period, closed by its parties, frozen, and then signed.

    The owner is the party that proposed the first closing; any party proposes a correction, which is a new
    version of the same record.

    One that was read in names its `source` instead of any party's word: nobody has confirmed it, and nobody
    signs it.
    """

    record_kind = "follow_up"
    called = _("the follow-up")
    called_many = _("Follow-up")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="follow_ups")
    period = models.OneToOneField(ReportingPeriod, models.PROTECT, related_name="follow_up")
    title = models.CharField(max_length=200)
    state = models.CharField(
        max_length=8,
        choices=[(each.value, each.value) for each in FollowUpState],
        default=FollowUpState.PROPOSED.value,
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    change_reason = models.TextField(blank=True)
    source = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    source_name = models.CharField(max_length=200, blank=True)
    # The newest wholly signed version; a correction that waits for signatures leaves it valid.
    valid_version = models.PositiveIntegerField(null=True, blank=True)

    objects: ClassVar[FollowUpQuerySet] = FollowUpQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(SharedRecord.Meta):
        ordering = ["-pk"]
        constraints = [
            *SharedRecord.Meta.constraints,
            models.CheckConstraint(
                name="a_closed_follow_up_is_frozen",
                condition=Q(state="proposed", shared_version__isnull=True)
                | ~Q(state="proposed") & Q(shared_version__isnull=False),
            ),
            models.CheckConstraint(
                name="a_corrected_follow_up_has_its_reason", condition=Q(version=1) | ~Q(change_reason="")
            ),
            models.CheckConstraint(
                name="what_is_read_in_names_its_source",
                condition=Q(state="read", source__isnull=False) & ~Q(source_name="")
                | ~Q(state="read") & Q(source__isnull=True, source_name=""),
            ),
            models.CheckConstraint(
                name="what_is_read_in_is_signed_by_nobody",
                condition=~Q(state="read") | Q(valid_version__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def has_closed(cls, agreement: int, day: date) -> bool:
        """The same that the triggers ask: a correction that is being made opens the period again.

        What one party reads in closes no day for the others.
        """
        closed = cls.objects.filter(agreement=agreement, version=F("shared_version")).exclude(
            state=FollowUpState.READ
        )
        return closed.filter(period__starts_on__lte=day, period__ends_on__gte=day).exists()

    def may_be_shared_by(self, actor: Actor) -> bool:
        """Whichever party confirms last closes it, and so hands it over; what is read in is its reader's."""
        if self.period.promise_set_id is not None:
            return self.is_owned_by(actor)
        return Agreement.objects.visible_to(actor).filter(pk=self.agreement_id).exists()

    def get_absolute_url(self) -> str:
        return self.period.get_absolute_url()

    @property
    def is_open(self) -> bool:
        """Whether a closing, the first or a correction, is proposed and not yet confirmed by all."""
        return self.has_unshared_changes

    @property
    def is_read_in(self) -> bool:
        return self.state == FollowUpState.READ

    @property
    def waits_for_signatures(self) -> bool:
        return self.state == FollowUpState.CLOSED

    @property
    def has_ended(self) -> bool:
        return False

    def become_signed(self, version: SharedVersion) -> None:
        self.state = FOLLOW_UP_LIFECYCLE.after(FollowUpState(self.state), FollowUpAct.SIGN_LAST)
        self.valid_version = version.version
        self.save(update_fields=["state", "valid_version"])


class Confirmation(models.Model):
    """A party's coordinator confirms the closing as it is proposed now."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="confirmations")
    version = models.PositiveIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_party_confirms_a_closing_once", fields=["follow_up", "version", "organisation"]
            )
        ]
