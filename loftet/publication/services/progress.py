"""Publishing how far the promises have come: counts that are handed in, between two follow-ups."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from loftet.agreements.models import Agreement
from loftet.agreements.sharing import lock_record
from loftet.agreements.standing import is_in_force
from loftet.agreements.versions import newest_version, numbered_version
from loftet.domain.agreement import AgreementDocument
from loftet.domain.canonical import digest
from loftet.domain.edition import EditionKind
from loftet.domain.progress_days import latest_day
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.promises.models import PromiseSet

from ..models import Edition
from ..policies import progress_obstacles, shown_progress_obstacles, suspicious_units
from ..progress import SetProgress, approvals_of, find_progress
from .ledger import Matter, Publisher, add_edition
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


def publish_agreed_progress(*, today: date) -> int:
    """Publish what was handed in before the last of the agreed days; return how many editions were added.

    No person reads it first, so words that look like personal data wait for one who does.
    """
    signed = PromiseSet.objects.filter(valid_version__isnull=False, agreement__valid_version__isnull=False)
    sets = signed.select_related("agreement", "owner").order_by("pk")
    return sum(_publish_agreed(each.pk, today) for each in sets if _day_of(each.agreement, today))


@transaction.atomic
def _publish_agreed(pk: int, today: date) -> int:
    """Decides anew under the lock: somebody may have published meanwhile."""
    kept = PromiseSet.objects.select_for_update(of=("self",)).select_related("agreement", "owner").get(pk=pk)
    day, found = _day_of(kept.agreement, today), find_progress(kept, today=today)
    if day is None or not found.is_published:
        return 0
    is_due = any(timezone.localdate(each.handed_in_at) < day for each in found.news)
    if not is_due or suspicious_units(found.document):
        return 0
    matter = matter_of(found)
    edition = add_edition(matter, Publisher(kept.owner, None))
    about = {"number": edition.number, "identifier": edition.identifier, "digest": edition.document_digest}
    for party in sorted({each["organisation"] for each in matter.document["parties"]}):
        audit.record_system(
            organisation_id=party, kind="progress_published_as_agreed", subject=edition, data=about
        )
    return 1


def _day_of(agreement: Agreement, today: date) -> date | None:
    """The last agreed day; None where the parties have agreed on none, or the agreement is not in force."""
    version = numbered_version(agreement, agreement.valid_version)
    if version is None or not is_in_force(agreement, today=today):
        return None
    days = AgreementDocument.from_data(version.document).progress_days
    return latest_day(days, today) if days else None


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
