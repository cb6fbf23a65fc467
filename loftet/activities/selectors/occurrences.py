"""Occurrences and reports, with what they count towards and their history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from loftet.organisations.actor import Actor
from loftet.organisations.audit_words import describe
from loftet.organisations.models import AuditEvent
from loftet.web.said_back import what

from ..models import Activity, Occurrence, Report, ReportKind
from ..signed import SignedSet, signed_sets
from ..words import REASONS, count_words, days, personal_data_sentences
from .activities import titles_of


@dataclass(frozen=True)
class CountRow:
    promise: str
    commitment: str
    words: str


@dataclass(frozen=True)
class OccurrenceRow:
    """An occurrence in words."""

    occurrence: Occurrence
    days: str
    place: str
    counts: tuple[CountRow, ...]
    parties: str
    promise_set: str


@dataclass(frozen=True)
class ReportRow:
    """Nothing this time, or not done because …, in words."""

    report: Report
    heading: str
    words: str


@dataclass(frozen=True)
class Event:
    """A line of a timeline."""

    heading: str
    at: datetime


def list_occurrences(actor: Actor, *, promise_set: int | None = None) -> QuerySet[Occurrence]:
    """What the actor may see of what was told, the newest first."""
    found: QuerySet[Occurrence] = Occurrence.objects.visible_to(actor)
    if promise_set is not None:
        found = found.filter(promise_set=promise_set)
    return found.distinct().select_related("promise_set", "activity", "organisation", "entered_for")


def occurrence_rows(occurrences: Iterable[Occurrence]) -> list[OccurrenceRow]:
    """In a fixed number of queries, where the counts and parties are read beforehand."""
    page = list(occurrences)
    signed = signed_sets({each.promise_set_id: each.promise_set for each in page}.values())
    return [_row(each, signed.get(each.promise_set_id)) for each in page]


def with_counts(occurrences: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    return occurrences.prefetch_related("counts", "parties")


def list_reports(activity: Activity) -> list[ReportRow]:
    return [report_row(each) for each in activity.reports.all()]


def report_row(report: Report) -> ReportRow:
    heading = str(ReportKind(report.kind).label)
    if report.reason:
        heading = f"{heading}: {str(REASONS[report.reason]).lower()}"
    return ReportRow(report, heading, report.words)


def list_warnings(occurrence: Occurrence) -> list[str]:
    """What in the notes looks like personal data."""
    texts = (occurrence.public_note, occurrence.internal_note, occurrence.place_name)
    return list(personal_data_sentences(*texts))


def list_events(actor: Actor, *subjects: Activity | Occurrence | Report) -> list[Event]:
    """What the actor's own organisation has done with them, the newest first."""
    found = AuditEvent.objects.none()
    for subject in subjects:
        of_kind = AuditEvent.objects.visible_to(actor).filter(
            subject_kind=subject._meta.model_name, subject_id=str(subject.pk)
        )
        found = found | of_kind
    return [Event(describe(event), event.at) for event in found.order_by("-pk")]


def _row(occurrence: Occurrence, signed: SignedSet | None) -> OccurrenceRow:
    titles, named = titles_of(signed), signed.commitments if signed else {}
    counts = tuple(
        CountRow(
            titles.get(str(row.promise_key), ""),
            what(named[str(row.commitment_key)].commitment, signed.document)
            if signed and str(row.commitment_key) in named
            else "",
            count_words(row),
        )
        for row in occurrence.counts.all()
    )
    place = " · ".join(filter(None, (occurrence.place_name, occurrence.area)))
    return OccurrenceRow(
        occurrence=occurrence,
        days=days(occurrence.starts_on, occurrence.ends_on),
        place=place,
        counts=counts,
        parties=", ".join(each.name for each in occurrence.parties.all()),
        promise_set=signed.document.title if signed else "",
    )
