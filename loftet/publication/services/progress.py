"""Publishing how far the promises have come: counts that are handed in, between two follow-ups."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from loftet.agreements.sharing import lock_record
from loftet.agreements.versions import newest_version
from loftet.domain.canonical import digest
from loftet.domain.edition import EditionKind
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.promises.models import PromiseSet

from ..models import Edition
from ..policies import progress_obstacles, shown_progress_obstacles
from ..progress import SetProgress, approvals_of, find_progress
from .ledger import Matter
from .publishing import publish_matter


@transaction.atomic
def publish_progress(*, by: Actor, promise_set: PromiseSet, shown: str | None = None) -> Edition:
    """Publish what is counted so far; with `shown`, only the document of that digest."""
    kept = lock_record(promise_set)
    found = find_progress(kept, today=timezone.localdate())
    NotAllowed.raise_if(progress_obstacles(by, found, newest_version(kept)))
    matter = matter_of(found)
    NotAllowed.raise_if(shown_progress_obstacles(digest(matter.document), shown))
    return publish_matter(by, matter, {party["organisation"] for party in matter.document["parties"]})


def matter_of(found: SetProgress) -> Matter:
    document = found.document
    assert document is not None, "nothing is handed in"
    begins_on = document.promise_set.starts_on or document.counted_on
    return Matter(
        kind=EditionKind.PROGRESS,
        agreement=found.promise_set.agreement,
        record_kind=found.promise_set.record_kind,
        record_id=found.promise_set.pk,
        version=None,
        year=begins_on.year,
        document=document.to_data(),
        approvals=approvals_of(document),
    )
