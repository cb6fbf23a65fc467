"""Publishing: one act by a person entitled to it, of exactly what was signed."""

from __future__ import annotations

from collections.abc import Set
from datetime import date

from django.db import transaction

from loftet.agreements.models import Agreement, SharedRecord, SharedVersion
from loftet.agreements.sharing import lock_record
from loftet.agreements.versions import newest_version, party_ids
from loftet.domain.edition import EditionKind
from loftet.domain.follow_up import FollowUpDocument
from loftet.followup.models import FollowUp
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.promises.models import PromiseSet

from ..approvals import approvals_of
from ..models import Edition
from ..policies import publish_follow_up_obstacles, publish_set_obstacles, shown_obstacles
from .ledger import Matter, Publisher, add_edition


@transaction.atomic
def publish_promise_set(*, by: Actor, promise_set: PromiseSet, version: int | None = None) -> Edition:
    """Publish the signed set; with `version`, only the one that the page showed."""
    kept = lock_record(promise_set)
    newest = newest_version(kept)
    NotAllowed.raise_if(publish_set_obstacles(by, kept, newest))
    assert newest is not None
    NotAllowed.raise_if(shown_obstacles(newest, version))
    year = date.fromisoformat(newest.document["starts_on"]).year
    matter = _signed(kept, newest, kept.agreement, EditionKind.PROMISE_SET, year)
    return publish_matter(by, matter, party_ids(newest))


@transaction.atomic
def publish_follow_up(*, by: Actor, follow_up: FollowUp, version: int | None = None) -> Edition:
    """Publish the closed and signed follow-up; with `version`, only the one that the page showed."""
    kept = lock_record(follow_up)
    newest = newest_version(kept)
    NotAllowed.raise_if(publish_follow_up_obstacles(by, kept, newest))
    assert newest is not None
    NotAllowed.raise_if(shown_obstacles(newest, version))
    document = FollowUpDocument.from_data(newest.document)
    year = (document.closed_period.ends_on or document.counted_on).year
    matter = _signed(kept, newest, kept.agreement, EditionKind.FOLLOW_UP, year)
    return publish_matter(by, matter, party_ids(newest))


def _signed(
    record: SharedRecord, version: SharedVersion, agreement: Agreement, kind: EditionKind, year: int
) -> Matter:
    return Matter(
        kind=kind,
        agreement=agreement,
        record_kind=record.record_kind,
        record_id=record.pk,
        version=version.version,
        year=year,
        document=version.document,
        approvals=approvals_of(version),
    )


def publish_matter(by: Actor, matter: Matter, parties: Set[int]) -> Edition:
    """Add the edition, and tell of it in the trail of who publishes and of each other party."""
    edition = add_edition(matter, Publisher(by.organisation, by.person))
    about = {"number": edition.number, "identifier": edition.identifier, "digest": edition.document_digest}
    audit.record(by=by, kind="edition_published", subject=edition, data=about)
    for organisation_id in sorted(parties - {by.organisation.pk}):
        audit.record_system(
            organisation_id=organisation_id,
            kind="edition_published_by_party",
            subject=edition,
            data={**about, "by": by.organisation.name},
        )
    return edition
