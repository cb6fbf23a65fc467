"""What every service of the review does first. Each caller is in a transaction and writes the audit event."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import ChangedMeanwhile

from ..models import ReviewItem, Upload


def locked_upload(upload: Upload) -> Upload:
    """The upload as it is now; who changes its items waits for one another."""
    return Upload.objects.select_for_update(of=("self",)).without_weight().get(pk=upload.pk)


def locked_item(item: ReviewItem, revision: int | None = None) -> ReviewItem:
    """The item as it is now; with `revision`, only as it was when the reader saw it."""
    upload = locked_upload(item.upload)
    kept = ReviewItem.objects.select_for_update().get(pk=item.pk)
    kept.upload = upload
    if revision is not None and kept.revision != revision:
        raise ChangedMeanwhile
    return kept


def decided(item: ReviewItem, by: Actor) -> None:
    """The one who did this to the item, and that it is another than it was."""
    item.decided_by, item.decided_at = by.person, timezone.now()
    item.revision += 1


def record(by: Actor, upload: Upload, kind: str, **data: Any) -> None:
    audit.record(by=by, kind=kind, subject=upload, data=data)
