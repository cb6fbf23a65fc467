"""The activity plan of a performer: what is to be done, when, by whom and how much."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loftet.domain.activity_states import ActivityKind, ActivityState
from loftet.domain.cells import NotDoneReason
from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation
from loftet.organisations.policies import Act, act_obstacles
from loftet.promises.models import PromiseSet

from .function import Function

PLANNED, NOT_DONE, MOVED = ActivityState.PLANNED, ActivityState.NOT_DONE, ActivityState.MOVED


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, actor: Actor) -> Self:
        """A plan is its organisation's own; who only reports there sees what is assigned to them."""
        own = self.filter(organisation=actor.organisation)
        return own.filter(assigned_person=actor.person) if act_obstacles(actor, Act.READ) else own

    def planned(self) -> Self:
        return self.filter(state=PLANNED)

    def due(self, today: date) -> Self:
        """To be done now: its days have begun and are not over."""
        return self.planned().filter(starts_on__lte=today, ends_on__gte=today)

    def late(self, today: date) -> Self:
        """Its days are over and nobody has told what became of it; what waits to be called for never is."""
        return self.planned().filter(ends_on__lt=today).exclude(kind=ActivityKind.RESPONSE)

    def owed(self, today: date) -> Self:
        """Begun and not told of; what waits to be called for is asked about only through its own days."""
        begun = self.planned().filter(starts_on__lte=today)
        return begun.exclude(kind=ActivityKind.RESPONSE, ends_on__lt=today)

    def within(self, first: date, last: date) -> Self:
        """With a day of theirs between the two."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class Activity(models.Model):
    """Aktivitet: a planned doing for a commitment, which is named by its key in the signed document."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="activities")
    promise_set = models.ForeignKey(PromiseSet, models.PROTECT, related_name="activities")
    promise_key = models.UUIDField()
    commitment_key = models.UUIDField()
    kind = models.CharField(max_length=16, choices=[(each.value, each.value) for each in ActivityKind])
    title = models.CharField(_("title"), max_length=200)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=200, blank=True)
    assigned_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="activities"
    )
    assigned_function = models.ForeignKey(
        Function, models.PROTECT, null=True, blank=True, related_name="activities"
    )
    state = models.CharField(
        max_length=8,
        choices=[(each.value, each.value) for each in ActivityState],
        default=PLANNED.value,
    )
    not_done_reason = models.CharField(
        max_length=16, choices=[(each.value, each.value) for each in NotDoneReason], blank=True
    )
    not_done_words = models.TextField(blank=True)
    next_on = models.DateField(null=True, blank=True)
    # What stands in its place on other days.
    moved_to = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="moved_from")
    # How calendars know it again, and how many times it has changed for them (RFC 5545, 3.8.7.4).
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "ends_on", "pk"]
        indexes = [
            models.Index(fields=["organisation", "promise_set", "starts_on"], name="activities_of_a_plan"),
            models.Index(fields=["organisation", "state", "ends_on"], name="activities_by_last_day"),
        ]
        constraints = [
            models.CheckConstraint(
                name="an_activity_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="an_activity_asks_for_more_than_nothing",
                condition=Q(amount__isnull=True) | Q(amount__gt=0),
            ),
            models.CheckConstraint(
                name="an_activity_goes_to_a_person_or_a_function",
                condition=Q(assigned_person__isnull=True) | Q(assigned_function__isnull=True),
            ),
            models.CheckConstraint(
                name="an_activity_not_done_says_why",
                condition=Q(state=NOT_DONE) & ~Q(not_done_reason="")
                | ~Q(state=NOT_DONE) & Q(not_done_reason="", not_done_words="", next_on__isnull=True),
            ),
            models.CheckConstraint(
                name="a_moved_activity_stands_somewhere",
                condition=Q(state=MOVED, moved_to__isnull=False)
                | Q(state=NOT_DONE)
                | ~Q(state__in=(MOVED, NOT_DONE)) & Q(moved_to__isnull=True),
            ),
            models.CheckConstraint(
                name="an_activity_is_not_moved_to_itself",
                condition=Q(moved_to__isnull=True) | ~Q(moved_to=F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("activities:activity_detail", args=[self.pk])

    def is_late(self, today: date) -> bool:
        waits = self.kind == ActivityKind.RESPONSE
        return self.state == PLANNED and self.ends_on < today and not waits
