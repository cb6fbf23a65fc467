"""Recording the rows of a pasted table: all of them or none, and none that stands recorded already."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.db import connection, transaction
from django.utils.translation import gettext as _

from loftet.language.pasted import PastedRow
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed

from ..content import CountContent, OccurrenceContent
from ..models import Submission
from ..models.told import Told
from ..pasting import mark_of, recorded_already
from ..selectors.owed import NOT_COUNTED
from ..signed import SignedSet
from .occurrences import record_occurrence
from .reports import report_nothing_done
from .submitting import keep_submission


@transaction.atomic
def save_pasted(*, by: Actor, signed: SignedSet, rows: Sequence[PastedRow]) -> Submission:
    """Record rows without faults. The same table again finds every row recorded, and is refused."""
    _one_at_a_time(by, signed)
    if any(row.faults for row in rows):
        raise NotAllowed([_("Rows that are wrong are mended or left out first.")])
    known = recorded_already(signed, by.organisation, rows)
    new = [row for row in rows if row.line not in known]
    if not new:
        raise NotAllowed([_("Every row stands recorded already: there is nothing new to save.")])
    told = [_record(by, signed, row) for row in new]
    digest = hashlib.sha256(repr([mark_of(row) for row in new]).encode()).hexdigest()
    return keep_submission(by=by, key=str(told[0].key), digest=digest, told=told)


def _one_at_a_time(by: Actor, signed: SignedSet) -> None:
    """Two who paste the same table at once go one after the other."""
    with connection.cursor() as cursor:
        place = [by.organisation.pk, signed.promise_set.pk]
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", place)


def _record(by: Actor, signed: SignedSet, row: PastedRow) -> Told:
    try:
        return _record_row(by, signed, row)
    except NotAllowed as refused:
        line = {"line": row.line}
        raise NotAllowed(
            [_("Row %(line)s: %(why)s") % {**line, "why": why} for why in refused.obstacles]
        ) from refused


def _record_row(by: Actor, signed: SignedSet, row: PastedRow) -> Told:
    assert row.days is not None
    assert row.days.from_date is not None
    if row.amount.number == 0:
        return report_nothing_done(
            by=by,
            promise_set=signed.promise_set,
            commitment_key=row.commitment,
            concerns_on=row.days.from_date,
            words=row.public_note,
        )
    content = OccurrenceContent(
        starts_on=row.days.from_date,
        ends_on=row.days.to_date,
        counts=(_count(signed, row),),
        place_name=row.place,
        public_note=row.public_note,
        internal_note=row.internal_note,
        parties=row.parties,
    )
    return record_occurrence(by=by, promise_set=signed.promise_set, content=content)


def _count(signed: SignedSet, row: PastedRow) -> CountContent:
    named = signed.commitments.get(row.commitment)
    if named and named.commitment.kind in NOT_COUNTED:
        return CountContent(row.commitment, is_counted=False)
    return CountContent(row.commitment, row.amount.number, is_approximate=row.amount.is_approximate)
