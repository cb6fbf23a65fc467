"""The uploaded document: the file as it was handed in, and the reading of it."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from loftet.agreements.models import Agreement, StoredFile
from loftet.domain.upload_states import UploadState
from loftet.organisations.actor import Actor
from loftet.organisations.models import Municipality, Organisation
from loftet.promises.models import PromiseSet


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, actor: Actor) -> Self:
        """What a person is reading in is the organisation's own; what comes of it is shared as ever."""
        return self.filter(owner=actor.organisation)

    def without_weight(self) -> Self:
        """Without the bytes and the reading, which may be megabytes."""
        return self.select_related("file").defer("file__content", "reading")


class Upload(models.Model):
    """Uppladdat dokument: kept as it came; the same bytes may be uploaded, and read, again."""

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="uploads")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.value) for state in UploadState],
        default=UploadState.RECEIVED.value,
    )
    # Counts who took up the reading, so that one who was thought dead and comes back writes nothing.
    attempt = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=24, blank=True)
    reading = models.JSONField(null=True, blank=True)
    # What the person who reviews has picked, to begin with what the document says.
    revision = models.PositiveIntegerField(default=0)
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    agreement = models.ForeignKey(Agreement, models.SET_NULL, null=True, blank=True, related_name="+")
    promise_set = models.ForeignKey(
        PromiseSet, models.SET_NULL, null=True, blank=True, related_name="sources"
    )

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_read_upload_has_its_reading",
                condition=Q(state="read", reading__isnull=False, read_at__isnull=False)
                | (~Q(state="read") & Q(reading__isnull=True, read_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_failed_upload_says_why",
                condition=(Q(state="failed") & ~Q(failure="")) | (~Q(state="failed") & Q(failure="")),
            ),
            models.CheckConstraint(
                name="an_upload_being_read_has_begun",
                condition=~Q(state="reading") | Q(begun_at__isnull=False, attempt__gt=0),
            ),
            models.CheckConstraint(
                name="an_upload_s_period_ends_after_it_starts",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("importer:upload_detail", args=(self.pk,))

    @property
    def is_read(self) -> bool:
        return self.state == UploadState.READ

    @property
    def is_waiting(self) -> bool:
        return self.state in {UploadState.RECEIVED, UploadState.READING}
