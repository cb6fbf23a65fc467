"""Who saved while somebody else in the same party was writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from loftet.organisations.actor import Actor
from loftet.organisations.models import AuditEvent

from ..models import PartyAccount


@dataclass(frozen=True)
class SavedMeanwhile:
    """The last save by somebody else, and each part as it stands now beside what was typed."""

    who: str
    at: datetime | None
    parts: tuple[tuple[str, str], ...]


def saved_by(actor: Actor, account: PartyAccount, *, parts: tuple[tuple[str, str], ...]) -> SavedMeanwhile:
    events = AuditEvent.objects.visible_to(actor).filter(
        subject_kind=PartyAccount._meta.model_name,
        subject_id=str(account.pk),
        kind__in=("statement_saved", "statement_entered", "assessment_saved"),
    )
    last = events.order_by("-pk").first()
    return SavedMeanwhile(last.person_shown_as if last else "", last.at if last else None, parts)
