"""How one row of each table of reporting comes to be, without an audit event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from django.db import models

from loftet.activities.models import Occurrence, OccurrenceSharing, ReportLink, SameOrTwo, Submission
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet

DIGEST = "0" * 64
ONE, OTHER = UUID(int=1), UUID(int=2)

REPORTING: dict[type[models.Model], Callable[[Actor], object]] = {
    ReportLink: lambda actor: ReportLink.objects.create(
        organisation=actor.organisation,
        person=actor.person,
        sent_to="Asta",
        email="x@example.se",
        token_digest=DIGEST,
        sent_by=actor.person,
        expires_at=datetime(2026, 1, 2, tzinfo=UTC),
    ),
    Submission: lambda actor: Submission.objects.create(
        organisation=actor.organisation,
        key="en-nyckel",
        content_digest=DIGEST,
        person=actor.person,
        told=[ONE],
    ),
    OccurrenceSharing: lambda actor: OccurrenceSharing.objects.create(
        occurrence=Occurrence.objects.get(), organisation=actor.organisation
    ),
    SameOrTwo: lambda actor: SameOrTwo.objects.create(
        promise_set=PromiseSet.objects.get(),
        one_key=ONE,
        other_key=OTHER,
        verdict="one",
        organisation=actor.organisation,
        marked_by=actor.person,
        marked_as="Asta",
    ),
}
REPORTING_HISTORY = (Submission, OccurrenceSharing, SameOrTwo)
