"""What was published: numbered, unchanged, and emptied only where law demands it."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loftet.agreements.models import Agreement
from loftet.domain.edition import Envelope
from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation


class EditionKind(models.TextChoices):
    """What is published; each is told of in `domain.edition`."""

    PROMISE_SET = "promise_set", _("Citizen promise")
    FOLLOW_UP = "follow_up", _("Follow-up")
    PROGRESS = "progress", _("Progress")
    ANSWER = "answer", _("Answer to a resident")


class WithdrawalGround(models.TextChoices):
    """Why content is taken away; the law behind each stands in `domain.edition`."""

    PERSONAL_DATA = "personal_data", _("Personal data without legal ground (GDPR)")
    SECRECY = "secrecy", _("Secret by law (OSL)")
    DECISION = "decision", _("Decided by a court or a supervisory authority")
    COPYRIGHT = "copyright", _("Somebody else's copyright")


class WordsOf(models.Func):
    """The Swedish words of a JSON document, in the very form that is indexed."""

    function = "jsonb_to_tsvector"
    template = "%(function)s('swedish', %(expressions)s, '[\"string\"]')"
    arity = 1
    output_field = SearchVectorField()


class PromisesOf(models.Func):
    """The keys of the promises that a JSON document tells of, in the very form that is indexed."""

    function = "jsonb_path_query_array"
    template = "%(function)s(%(expressions)s, '$.focus_areas[*].promises[*].key')"
    arity = 1
    output_field = models.JSONField()


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, actor: Actor) -> Self:
        """Of the agreements that the organisation has; everybody else reads the public pages."""
        return self.filter(agreement__in=Agreement.objects.visible_to(actor))

    def shown_to(self, actor: Actor) -> Self:
        """What residents read, which anybody may: of the demo for who acts in it, else what is real."""
        return self.filter(is_demo=actor.organisation.is_demo, document__isnull=False)

    def of_record(self, kind: str, pk: int) -> Self:
        return self.filter(record_kind=kind, record_id=pk)

    def newest_first(self) -> Self:
        return self.order_by("-number")


class Edition(models.Model):
    """Utgåva: an unchanged document in its envelope.

    Rows are added only. Withdrawal is the one exception: the owner's function of migration 0003 empties the
    document; its digest, the envelope and the row of the ledger stay.

    Numbers begin with 1 and have no gaps. The demo has a ledger of its own, so that its removal leaves the
    real one whole.
    """

    is_demo = models.BooleanField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=EditionKind.choices)
    # The same in every edition of one thing, and a part of its address.
    identifier = models.CharField(max_length=120)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="editions")
    municipality_codes = ArrayField(models.CharField(max_length=4))
    record_kind = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    # The shared version that this is; progress and answers have none.
    version = models.PositiveIntegerField(null=True, blank=True)
    document = models.JSONField(encoder=DjangoJSONEncoder, null=True)
    document_digest = models.CharField(max_length=64)
    envelope = models.JSONField(encoder=DjangoJSONEncoder)
    envelope_digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_ground = models.CharField(max_length=14, choices=WithdrawalGround.choices, blank=True)
    withdrawal_reason = models.TextField(blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["is_demo", "number"]
        indexes = [
            models.Index(fields=["record_kind", "record_id"], name="editions_of_a_record"),
            models.Index(fields=["identifier"], name="editions_of_one_thing"),
            GinIndex(
                WordsOf("document"), name="promise_sets_by_their_words", condition=Q(kind="promise_set")
            ),
            GinIndex(PromisesOf("document"), name="editions_by_their_promises"),
        ]
        constraints = [
            models.UniqueConstraint(name="an_edition_has_its_number", fields=["is_demo", "number"]),
            models.UniqueConstraint(
                name="a_version_is_published_once",
                fields=["kind", "record_kind", "record_id", "version"],
                condition=Q(version__isnull=False),
            ),
            models.CheckConstraint(
                name="an_edition_is_signed_or_made_of_what_is_handed_in",
                condition=Q(kind__in=("promise_set", "follow_up"), version__isnull=False)
                | Q(kind__in=("progress", "answer"), version__isnull=True),
            ),
            models.CheckConstraint(
                name="an_edition_is_emptied_only_by_withdrawal",
                condition=Q(
                    withdrawn_at__isnull=True,
                    withdrawal_ground="",
                    withdrawal_reason="",
                    document__isnull=False,
                )
                | Q(withdrawn_at__isnull=False, document__isnull=True)
                & ~Q(withdrawal_ground="")
                & ~Q(withdrawal_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.document["title"] if self.document else self.identifier

    def tells_of(self, promise_key: str) -> bool:
        """Whether the promise stands in it; its words are put together once for however many ask."""
        return promise_key in self._text

    @cached_property
    def _text(self) -> str:
        return json.dumps(self.document)

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def read_envelope(self) -> Envelope:
        return Envelope.from_data(self.envelope)

    def file(self, edition_format: str) -> EditionFile | None:
        return next((each for each in self.files.all() if each.format == edition_format), None)


class EditionFormat(models.TextChoices):
    """The forms in which an edition is handed out."""

    HTML = "html", "HTML"
    PDF = "pdf", "PDF"
    WORD = "docx", "Word"
    CSV = "csv", "CSV"
    JSON = "json", "JSON"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]


_MEDIA_TYPES: dict[Any, str] = {
    EditionFormat.HTML: "text/html; charset=utf-8",
    EditionFormat.PDF: "application/pdf",
    EditionFormat.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    EditionFormat.CSV: "text/csv; charset=utf-8",
    EditionFormat.JSON: "application/json",
}


class EditionFile(models.Model):
    """A form of an edition, made once and known by its digest; emptied with its edition."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="files")
    format = models.CharField(max_length=4, choices=EditionFormat.choices)
    digest = models.CharField(max_length=64)
    length = models.PositiveIntegerField()
    content = models.BinaryField(null=True)

    class Meta:
        ordering = ["edition", "pk"]
        constraints = [
            models.UniqueConstraint(name="a_form_is_made_once", fields=["edition", "format"]),
        ]

    def __str__(self) -> str:
        return f"{self.edition} ({self.format})"
