"""Reading an uploaded document, by a worker, with nobody waiting.

The upload's row says who reads: the state, when it began and how many times it was taken up. A worker that
dies leaves it so; when its time is over another takes it up, and what the first still writes is refused:
its number is no longer that of the row. So nothing is read into the review twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from loftet.domain.upload_states import UPLOAD_LIFECYCLE, UploadAct, UploadState
from loftet.organisations import audit
from loftet.organisations.models import Municipality
from loftet.reading.failures import Failure, NotReadable
from loftet.reading.guarded import DEFAULT_LIMITS, read_guarded
from loftet.reading.model import Reading

from ..found import write_items
from ..models import Upload
from ..storing import encoded

LEASE = timedelta(seconds=DEFAULT_LIMITS.seconds + 60)
MOST_ATTEMPTS = 3
A_WHILE = timedelta(minutes=1)


def read_upload(*, upload_id: int) -> None:
    """Read it now, unless it is read, failed, or in another worker's hands."""
    attempt = _begin(upload_id, timezone.now())
    if attempt is None:
        return
    upload = Upload.objects.select_related("file").get(pk=upload_id)
    try:
        reading = read_guarded(bytes(upload.file.content), upload.name)
    except NotReadable as error:
        _fail(upload_id, attempt, error.failure)
    else:
        _finish(upload_id, attempt, reading)


def read_waiting(*, now: datetime) -> None:
    """What a dead worker left, and what no job has taken up."""
    left = Q(state=UploadState.READING, begun_at__lt=now - LEASE)
    lost = Q(state=UploadState.RECEIVED, uploaded_at__lt=now - A_WHILE)
    for pk in list(Upload.objects.filter(left | lost).order_by("pk").values_list("pk", flat=True)[:20]):
        read_upload(upload_id=pk)


@transaction.atomic
def _begin(pk: int, now: datetime) -> int | None:
    """Take the upload up and return the number of the attempt; None where it is not ours to read."""
    rows = Upload.objects.select_for_update(skip_locked=True, of=("self",)).without_weight()
    upload = rows.filter(pk=pk, state__in=(UploadState.RECEIVED, UploadState.READING)).first()
    if upload is None:
        return None
    is_left = upload.begun_at is not None and upload.begun_at < now - LEASE
    if upload.state == UploadState.READING and not is_left:
        return None
    if upload.attempt >= MOST_ATTEMPTS:
        _end(upload, Failure.STOPPED)
        return None
    act = UploadAct.TAKE_UP_AGAIN if is_left else UploadAct.BEGIN
    upload.state = UPLOAD_LIFECYCLE.after(UploadState(upload.state), act)
    upload.begun_at, upload.attempt = now, upload.attempt + 1
    upload.save(update_fields=["state", "begun_at", "attempt"])
    _record(upload, "upload_reading_begun")
    return upload.attempt


@transaction.atomic
def _fail(pk: int, attempt: int, failure: Failure) -> None:
    if upload := _still_ours(pk, attempt):
        _end(upload, failure)


@transaction.atomic
def _finish(pk: int, attempt: int, reading: Reading) -> None:
    upload = _still_ours(pk, attempt)
    if upload is None:
        return
    upload.state = UPLOAD_LIFECYCLE.after(UploadState(upload.state), UploadAct.FINISH)
    upload.reading, upload.read_at = encoded(reading), timezone.now()
    upload.municipality = Municipality.objects.filter(name__in=reading.municipalities[:1]).first()
    upload.starts_on, upload.ends_on = reading.period.from_date, reading.period.to_date
    upload.save(update_fields=["state", "reading", "read_at", "municipality", "starts_on", "ends_on"])
    write_items(upload, reading)
    _record(upload, "upload_read")


def _still_ours(pk: int, attempt: int) -> Upload | None:
    rows = Upload.objects.select_for_update(of=("self",)).without_weight()
    return rows.filter(pk=pk, attempt=attempt, state=UploadState.READING).first()


def _end(upload: Upload, failure: Failure) -> None:
    upload.state = UPLOAD_LIFECYCLE.after(UploadState(upload.state), UploadAct.FAIL)
    upload.failure = failure.value
    upload.save(update_fields=["state", "failure"])
    _record(upload, "upload_failed")


def _record(upload: Upload, kind: str) -> None:
    audit.record_system(organisation_id=upload.owner_id, kind=kind, subject=upload)
