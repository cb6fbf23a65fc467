"""What the reader's own organisation has done with an agreement, from its audit trail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from loftet.organisations.actor import Actor
from loftet.organisations.models import AuditEvent

from ..events import EVENT_WORDS
from ..models import Agreement, SharedVersion
from ..sharing import versions_seen_by
from ..words import FIELDS


@dataclass(frozen=True)
class HistoryRow:
    at: datetime
    heading: str
    who: str
    about: str


def list_history(agreement: Agreement, actor: Actor) -> QuerySet[AuditEvent]:
    """The events of the actor's organisation about the agreement, the newest first."""
    versions = [str(version.pk) for version in versions_seen_by(agreement, actor)]
    about = Q(subject_kind=Agreement._meta.model_name, subject_id=str(agreement.pk))
    about |= Q(subject_kind=SharedVersion._meta.model_name, subject_id__in=versions)
    return AuditEvent.objects.visible_to(actor).filter(about)


def history_rows(events: Iterable[AuditEvent]) -> list[HistoryRow]:
    return [
        HistoryRow(
            at=event.at,
            heading=str(EVENT_WORDS.get(event.kind, event.kind)),
            who=event.person_shown_as,
            about=_about(event),
        )
        for event in events
    ]


def changes_since(agreement: Agreement, actor: Actor, *, revision: int) -> list[AuditEvent]:
    """Who saved the draft after the revision, the newest first."""
    saved = list_history(agreement, actor).filter(kind="agreement_edited", data__revision__gt=revision)
    return list(saved)


def _about(event: AuditEvent) -> str:
    data = event.data
    words = [
        _("Version %(version)s") % {"version": data["version"]} if "version" in data else "",
        ", ".join(str(FIELDS.get(field, field)) for field in data.get("fields", ())),
        str(data.get("position", "")),
        ", ".join(data.get("organisations", ())),
        str(data.get("from", "")),
        str(data.get("reason", "")),
    ]
    return " · ".join(word for word in words if word)
