"""Who tells what was done. The one place that knows how authors differ."""

from __future__ import annotations

from typing import TypeAlias

from django.db import models

from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.audit import Data
from loftet.organisations.models import Person
from loftet.organisations.policies import Act, act_obstacles

Author: TypeAlias = Actor


def person_of(by: Author) -> Person | None:
    """The person with an account; None for who has none."""
    return by.person


def shown_as(by: Author) -> str:
    """What others are shown of who told it."""
    return by.person.shown_as


def may_report_obstacles(by: Author, commitment_keys: frozenset[str]) -> list[str]:
    """Why the author may not tell of these commitments at all."""
    return act_obstacles(by, Act.REPORT)


def record(*, by: Author, kind: str, subject: models.Model, data: Data | None = None) -> None:
    """Write the audit event of what the author did."""
    audit.record(by=by, kind=kind, subject=subject, data=data)
