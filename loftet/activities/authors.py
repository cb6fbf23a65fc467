"""Who tells what was done. The one place that knows how authors differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.audit import Data
from loftet.organisations.models import Organisation, Person
from loftet.organisations.policies import Act, act_obstacles

from .link_rules import closed_obstacles
from .models import ReportLink


@dataclass(frozen=True)
class LinkAuthor:
    """Whoever holds a report link: tells for the link's organisation, and only of what the link opens."""

    link: ReportLink

    @property
    def organisation(self) -> Organisation:
        return self.link.organisation


Author: TypeAlias = Actor | LinkAuthor


def person_of(by: Author) -> Person | None:
    """The person with an account; None for who has none."""
    return by.person if isinstance(by, Actor) else None


def link_of(by: Author) -> ReportLink | None:
    """The link that it came by; None for who is signed in."""
    return by.link if isinstance(by, LinkAuthor) else None


def shown_as(by: Author) -> str:
    """What others are shown of who told it."""
    return by.person.shown_as if isinstance(by, Actor) else by.link.sent_to


def may_report_obstacles(by: Author, commitment_keys: frozenset[str]) -> list[str]:
    """Why the author may not tell of these commitments at all."""
    if isinstance(by, Actor):
        return act_obstacles(by, Act.REPORT)
    if obstacles := closed_obstacles(by.link, at=timezone.now()):
        return obstacles
    opened = {str(key) for key in by.link.activities.values_list("commitment_key", flat=True)}
    return [] if commitment_keys and opened >= commitment_keys else [_("The link is not for this.")]


def record(*, by: Author, kind: str, subject: models.Model, data: Data | None = None) -> None:
    """Write the audit event of what the author did."""
    if isinstance(by, Actor):
        audit.record(by=by, kind=kind, subject=subject, data=data)
        return
    audit.record_by_link(
        organisation_id=by.organisation.pk,
        shown_as=by.link.sent_to,
        kind=kind,
        subject=subject,
        data=data,
    )
