"""The thread of a promise set: commitment, activity, occurrence, statement, assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from loftet.activities.models import Activity, Occurrence, Report
from loftet.activities.report_words import told_words
from loftet.activities.signed import signed_set
from loftet.activities.words import COLOURS as ACTIVITY_COLOURS
from loftet.activities.words import days, standing_of
from loftet.domain.promise_set import CommitmentText, PromiseText
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet
from loftet.web.said_back import doers, names, what

from ..thread_words import account_in_short
from ..words import COLOURS, status_words
from .loose_ends import is_stated, list_leading_nowhere, list_resting_on_nothing
from .read_thread import get_read_thread
from .thread_lines import (
    ActivityLine,
    AreaThreads,
    CommitmentThread,
    PromiseThread,
    StatementLine,
    Thread,
    ToldLine,
)
from .thread_material import Material, Stated, get_material


def get_thread(actor: Actor, promise_set: PromiseSet, *, today: date) -> Thread | None:
    """None before everybody has signed, and for who is no party of what they signed.

    Of what is read in, what the document tells.
    """
    signed = signed_set(promise_set)
    if signed is None:
        return get_read_thread(actor, promise_set)
    if actor.organisation.pk not in signed.party_ids:
        return None
    material = get_material(actor, signed)
    areas = (
        AreaThreads(area.name, tuple(_promise(material, each, today) for each in area.promises))
        for area in signed.document.focus_areas
        if area.promises
    )
    return Thread(
        areas=tuple(areas),
        leading_nowhere=list_leading_nowhere(material, today),
        resting_on_nothing=list_resting_on_nothing(material, today),
    )


def _promise(material: Material, promise: PromiseText, today: date) -> PromiseThread:
    stated = (each for each in material.stated if each.promise_key == promise.key)
    return PromiseThread(
        title=promise.title,
        commitments=tuple(_commitment(material, each, today) for each in promise.commitments),
        statements=tuple(_statement(material, each) for each in stated),
    )


def _commitment(material: Material, commitment: CommitmentText, today: date) -> CommitmentThread:
    document = material.signed.document
    planned = [each for each in material.activities if str(each.commitment_key) == commitment.key]
    return CommitmentThread(
        what=what(commitment, document),
        who=doers(commitment, document.parties),
        activities=tuple(_activity(material, each, today) for each in planned),
        told=tuple(_told(material, commitment.key, {each.pk for each in planned})),
    )


def _activity(material: Material, activity: Activity, today: date) -> ActivityLine:
    standing = standing_of(activity, today)
    occurrences = [each for each in material.occurrences if each.activity_id == activity.pk]
    reports = [each for each in material.reports if each.activity_id == activity.pk]
    return ActivityLine(
        title=activity.title,
        days=days(activity.starts_on, activity.ends_on),
        standing=str(standing.label),
        colour=ACTIVITY_COLOURS[standing],
        url=activity.get_absolute_url(),
        told=(*(_occurrence(material, each) for each in occurrences), *_reports(reports)),
    )


def _told(material: Material, key: str, planned: set[int]) -> Iterator[ToldLine]:
    """What counts towards the commitment and stands under none of its activities, the others' own last."""
    for occurrence in material.occurrences:
        if occurrence.activity_id not in planned and _counts_for(occurrence, key):
            yield _occurrence(material, occurrence)
    loose = (each for each in material.reports if each.activity_id not in planned)
    yield from _reports(each for each in loose if str(each.commitment_key) == key)
    for occurrence in material.received:
        if _counts_for(occurrence, key):
            yield ToldLine(told_words(occurrence), occurrence.organisation.name, "", None)


def _counts_for(occurrence: Occurrence, key: str) -> bool:
    return any(str(row.commitment_key) == key for row in occurrence.counts.all())


def _occurrence(material: Material, occurrence: Occurrence) -> ToldLine:
    stated = all(is_stated(material, occurrence, row) for row in occurrence.counts.all())
    return ToldLine(told_words(occurrence), "", occurrence.get_absolute_url(), stated)


def _reports(reports: Iterable[Report]) -> Iterator[ToldLine]:
    for each in reports:
        yield ToldLine(told_words(each), "", "", None)


def _statement(material: Material, stated: Stated) -> StatementLine:
    parties = material.signed.document.parties
    return StatementLine(
        period=stated.period.label,
        party=names((stated.party,), parties),
        words=account_in_short(stated.account) if stated.account else "",
        status=status_words(stated.status) if stated.status else "",
        colour=COLOURS[stated.status] if stated.status else "neutral",
        motive=stated.motive,
        url=stated.url,
    )
