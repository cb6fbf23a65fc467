"""Personal links by which somebody without account tells what was done, and what was sent through them."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation, OutboxMessage
from loftet.organisations.policies import Act, act_obstacles

from .activity import Activity, ActivityQuerySet
from .function import Function


class ReportLinkQuerySet(models.QuerySet["ReportLink"]):
    def visible_to(self, actor: Actor) -> Self:
        """An organisation sees the links that it has sent."""
        return self.filter(organisation=actor.organisation)

    def open_at(self, moment: datetime) -> Self:
        """Neither revoked nor too old."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=moment)


class ReportLink(models.Model):
    """Rapportlänk: opens what a function or a person is to report, and nothing else, until it is too old.

    The secret is mailed and only its digest kept, so the table opens no doors.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="report_links")
    function = models.ForeignKey(Function, models.PROTECT, null=True, blank=True, related_name="report_links")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="report_links"
    )
    # As it was when the link was sent: the name stands by what comes through it.
    sent_to = models.CharField(max_length=120)
    email = models.EmailField()
    token_digest = models.CharField(max_length=64, unique=True)
    message = models.ForeignKey(OutboxMessage, models.SET_NULL, null=True, blank=True, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ReportLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-sent_at"], name="report_links_of_a_party")]
        constraints = [
            models.CheckConstraint(
                name="a_report_link_goes_to_a_function_or_a_person",
                condition=Q(function__isnull=False, person__isnull=True)
                | Q(function__isnull=True, person__isnull=False),
            ),
            models.CheckConstraint(name="a_report_link_says_whom_it_is_for", condition=~Q(sent_to="")),
        ]

    def __str__(self) -> str:
        return self.sent_to

    @property
    def activities(self) -> ActivityQuerySet:
        """What it opens: the organisation's activities that are assigned to whom it was sent."""
        own = Activity.objects.filter(organisation=self.organisation_id)
        if self.function_id:
            return own.filter(assigned_function=self.function_id)
        return own.filter(assigned_person=self.person_id)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, actor: Actor) -> Self:
        """Its organisation's own; who only reports there sees what they sent themselves."""
        own = self.filter(organisation=actor.organisation)
        return own.filter(person=actor.person) if act_obstacles(actor, Act.READ) else own


class Submission(models.Model):
    """Inlämnat formulär: what came in one sending, known by the key that was made with the form. Added only.

    The same key twice is the same sending, however often a phone without connection tries.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    content_digest = models.CharField(max_length=64)
    # Either: a form behind a link, or one sent by a person with an account.
    report_link = models.ForeignKey(
        ReportLink, models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Keys of the occurrences and reports that it recorded.
    told = ArrayField(models.UUIDField())
    sent_at = models.DateTimeField(auto_now_add=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="a_submission_is_recorded_once", fields=["organisation", "key"]),
            models.CheckConstraint(
                name="a_submission_comes_by_a_link_or_an_account",
                condition=Q(report_link__isnull=False, person__isnull=True)
                | Q(report_link__isnull=True, person__isnull=False),
            ),
            models.CheckConstraint(name="a_submission_tells_something", condition=Q(told__len__gt=0)),
        ]

    def __str__(self) -> str:
        return str(self.report_link or self.person)
