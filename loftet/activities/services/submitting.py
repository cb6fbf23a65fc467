"""Taking in a report of several rows, once, however often it is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.db import connection, transaction
from django.utils.translation import gettext as _

from loftet.organisations.exceptions import NotAllowed

from .. import authors
from ..authors import Author
from ..models import Submission
from ..models.told import Told
from ..report_rows import DoneRow, NotDoneRow, NothingRow, ReportRow
from .occurrences import record_occurrence
from .reports import report_not_done, report_nothing_done


class SentAlready(Exception):
    """Something else was sent with the same key before; it stands, and this has not been recorded."""


@transaction.atomic
def submit_report(*, by: Author, key: str, rows: Sequence[ReportRow]) -> Submission:
    """Record every row or none. The same key again answers with what was recorded the first time."""
    _wait_for_others(by, key)
    digest = _digest_of(rows)
    if known := Submission.objects.filter(organisation=by.organisation, key=key).first():
        return _the_same(known, digest)
    if not rows:
        raise NotAllowed([_("Answer for one thing at least.")])
    told = [_record(by, row) for row in rows]
    return keep_submission(by=by, key=key, digest=digest, told=told)


def keep_submission(*, by: Author, key: str, digest: str, told: Sequence[Told]) -> Submission:
    """Note what came under the key; the caller holds the transaction."""
    submission = Submission.objects.create(
        organisation=by.organisation,
        key=key,
        content_digest=digest,
        report_link=authors.link_of(by),
        person=authors.person_of(by),
        told=[each.key for each in told],
    )
    authors.record(by=by, kind="report_submitted", subject=submission, data={"number": len(told)})
    return submission


def _wait_for_others(by: Author, key: str) -> None:
    """Two sendings of one form go one after the other, so that the second finds the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [by.organisation.pk, key])


def _the_same(known: Submission, digest: str) -> Submission:
    if known.content_digest != digest:
        raise SentAlready
    return known


def _digest_of(rows: Sequence[ReportRow]) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def _record(by: Author, row: ReportRow) -> Told:
    try:
        return _record_row(by, row)
    except NotAllowed as refused:
        about = {"activity": row.activity.title}
        raise NotAllowed(
            [_("“%(activity)s”: %(why)s") % {**about, "why": why} for why in refused.obstacles]
        ) from refused


def _record_row(by: Author, row: ReportRow) -> Told:
    activity, key = row.activity, str(row.activity.commitment_key)
    match row:
        case DoneRow(content=content):
            return record_occurrence(
                by=by, promise_set=activity.promise_set, content=content, activity=activity
            )
        case NothingRow(concerns_on=day, words=words):
            return report_nothing_done(
                by=by,
                promise_set=activity.promise_set,
                commitment_key=key,
                concerns_on=day,
                words=words,
                activity=activity,
            )
        case NotDoneRow(concerns_on=day, content=why):
            return report_not_done(
                by=by,
                promise_set=activity.promise_set,
                commitment_key=key,
                concerns_on=day,
                content=why,
                activity=activity,
            )
