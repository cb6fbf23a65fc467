"""What the reader's own organisation has done with an agreement, from its audit trail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from loftet.organisations.actor import Actor
from loftet.organisations.audit_words import describe
from loftet.organisations.models import AuditEvent

from ..drafts import live_document
from ..models import Agreement, SharedVersion
from ..sharing import versions_seen_by
from ..words import FIELDS, document_words, entries_of

# Who signs stands in the row of the party.
FORM_FIELDS = tuple(name for name in FIELDS if name != "signatories")


@dataclass(frozen=True)
class HistoryRow:
    at: datetime
    sentence: str
    about: str


def list_history(agreement: Agreement, actor: Actor) -> QuerySet[AuditEvent]:
    """The events of the actor's organisation about the agreement, the newest first."""
    versions = [str(version.pk) for version in versions_seen_by(agreement, actor)]
    about = Q(subject_kind=Agreement._meta.model_name, subject_id=str(agreement.pk))
    about |= Q(subject_kind=SharedVersion._meta.model_name, subject_id__in=versions)
    return AuditEvent.objects.visible_to(actor).filter(about)


def history_rows(events: Iterable[AuditEvent]) -> list[HistoryRow]:
    return [HistoryRow(at=event.at, sentence=describe(event), about=_about(event)) for event in events]


@dataclass(frozen=True)
class SavedField:
    """A field that somebody else saved while one was writing, as it stands now."""

    field: str
    label: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class SavedMeanwhile:
    """What was saved after a revision, by whom, and the fields that it touched."""

    who: str
    at: datetime
    fields: tuple[SavedField, ...]


def saved_since(agreement: Agreement, actor: Actor, *, revision: int) -> SavedMeanwhile | None:
    """Everything that was saved in the draft after the revision."""
    edits = list_history(agreement, actor).filter(kind="agreement_edited", data__revision__gt=revision)
    events = list(edits)
    if not events:
        return None
    named = {field for event in events for field in event.data["fields"]}
    touched = named | ({"parties"} if "signatories" in named else set())
    who = ", ".join(dict.fromkeys(event.person_shown_as for event in reversed(events)))
    fields = tuple(_saved_field(name, agreement) for name in FORM_FIELDS if name in touched)
    return SavedMeanwhile(who=who, at=events[0].at, fields=fields)


def _saved_field(name: str, agreement: Agreement) -> SavedField:
    document = live_document(agreement)
    if name == "parties":
        words = tuple(" · ".join((p.name, p.role, *p.positions)) for p in document_words(document).parties)
        return SavedField(name, str(FIELDS[name]), words)
    return SavedField(name, str(FIELDS[name]), entries_of(getattr(document, name)))


def _about(event: AuditEvent) -> str:
    """Which fields of a draft were changed, and why an agreement ended."""
    fields = ", ".join(str(FIELDS[field]) for field in event.data.get("fields", ()))
    return fields or str(event.data.get("reason", ""))
