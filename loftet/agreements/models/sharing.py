"""Owned and shared records: the one mechanism that every room above uses.

A record belongs to one organisation. Sharing freezes a version of it and hands that version over to named
organisations (TF 2 kap. 6 and 9 §§: what is made readable to another authority is a received public record
there). The others read the frozen version, never the owner's draft; nothing shared can be unshared.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property

from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation

Record = TypeVar("Record", bound="SharedRecord")

UNSHARED = Q(shared_version__isnull=True) | Q(version__gt=F("shared_version"))
"""The same as `has_unshared_changes`, for the database."""


class SharedVersion(models.Model):
    """One version of a record as it was handed over. Added only: a trigger refuses all else."""

    record_kind = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    document = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    # Every text of the document in lower case made in Python, since the database may not know å, ä, ö.
    search_text = models.TextField(blank=True)
    # Why a version after the first was made; shown wherever the version is.
    reason = models.TextField(blank=True)
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["record_kind", "record_id", "version"]
        constraints = [
            models.UniqueConstraint(
                name="a_version_is_shared_once", fields=["record_kind", "record_id", "version"]
            ),
            models.CheckConstraint(name="a_new_version_has_a_reason", condition=Q(version=1) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        """The frozen title: what may be told to everybody who has had this version shared."""
        return str(self.document.get("title", f"{self.record_kind} {self.record_id}"))


class Sharing(models.Model):
    """A version was handed over to an organisation. Added only."""

    version = models.ForeignKey(SharedVersion, models.PROTECT, related_name="sharings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["version_id", "organisation_id"]
        constraints = [
            models.UniqueConstraint(name="a_version_is_handed_over_once", fields=["version", "organisation"])
        ]


class SharedRecordQuerySet(models.QuerySet[Record]):
    def visible_to(self, actor: Actor) -> Self:
        """What the actor's organisation owns or has had shared with it."""
        return self.owned_by(actor) | self.shared_with(actor)

    def owned_by(self, actor: Actor) -> Self:
        return self.filter(owner=actor.organisation)

    def shared_with(self, actor: Actor) -> Self:
        shared = Sharing.objects.filter(
            organisation=actor.organisation, version__record_kind=self.model.record_kind
        )
        return self.filter(pk__in=shared.values("version__record_id"))


class SharedRecord(models.Model):
    """Base of every record that one organisation owns and may share.

    `version` is the version being written, or the shared one where nothing has been written since;
    `revision` counts saves, so that two people writing at once are found out.
    """

    record_kind: ClassVar[str]
    called: ClassVar[Promise]
    """How letters name it: "the agreement"."""
    called_many: ClassVar[Promise]
    """The list that its pages stand under: "Agreements"."""

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    revision = models.PositiveIntegerField(default=0)
    shared_version = models.PositiveIntegerField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    # When the writing of `version` began.
    version_begun_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[SharedRecordQuerySet[Any]] = SharedRecordQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_is_shared_wholly_or_not",
                condition=Q(shared_version__isnull=True, shared_at__isnull=True, shared_by__isnull=True)
                | Q(shared_version__isnull=False, shared_at__isnull=False, shared_by__isnull=False),
            ),
            models.CheckConstraint(
                name="%(class)s_is_at_or_past_what_is_shared",
                condition=Q(shared_version__isnull=True) | Q(version__gte=F("shared_version")),
            ),
        ]

    def get_absolute_url(self) -> str:
        return self.page("detail")

    @cached_property
    def versions_read(self) -> dict[int, SharedVersion]:
        """By their numbers, those that were asked for already."""
        return {}

    def is_owned_by(self, actor: Actor) -> bool:
        return self.owner_id == actor.organisation.pk

    def may_be_shared_by(self, actor: Actor) -> bool:
        """Whose act a sharing is: the owner's, save where the parties own a record together."""
        return self.is_owned_by(actor)

    @property
    def has_unshared_changes(self) -> bool:
        return self.shared_version is None or self.version > self.shared_version

    def page(self, name: str, *arguments: object) -> str:
        """A page of the record by the end of its address's name: every room names them in one way."""
        return reverse(f"{self._meta.app_label}:{self.record_kind}_{name}", args=(self.pk, *arguments))

    def signature_page(self, name: str, *arguments: object) -> str:
        return self.signature_page_of(self.pk, name, *arguments)

    @classmethod
    def signature_page_of(cls, pk: int, name: str, *arguments: object) -> str:
        return reverse(f"{cls._meta.app_label}:signature_{name}", args=(pk, *arguments))

    @classmethod
    def list_page(cls) -> str:
        return reverse(f"{cls._meta.app_label}:{cls.record_kind}_list")

    @classmethod
    def has_closed(cls, agreement: int, day: date) -> bool:
        """Whether a record of this kind froze what was told of the day; only a closing does."""
        return False

    # What signing asks of each kind of record; it lives here for all of them (docs/adr/0022).
    @property
    def waits_for_signatures(self) -> bool:
        """Whether the newest shared version can be signed."""
        raise NotImplementedError

    @property
    def has_ended(self) -> bool:
        raise NotImplementedError

    def become_signed(self, version: SharedVersion) -> None:
        """What the last signature of the version moves; the record is locked."""
        raise NotImplementedError
