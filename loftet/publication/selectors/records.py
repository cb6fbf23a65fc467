"""What is published of a record, and what would be published of it now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from loftet.agreements.models import SharedRecord, SharedVersion
from loftet.agreements.sharing import version_seen_by
from loftet.agreements.showing import shown
from loftet.followup.models import FollowUp
from loftet.organisations.actor import Actor
from loftet.promises.selectors import get_reading

from ..approvals import approvals_of
from ..changes import changes_since
from ..models import Edition, EditionQuerySet
from ..papers import approval_row
from ..policies import publish_follow_up_obstacles, publish_set_obstacles
from .editions import EditionRow, list_editions, list_rows


@dataclass(frozen=True)
class RecordPage:
    """A record as its reader has it: the newest version, its editions, and why it cannot be published."""

    record: SharedRecord
    title: str
    version: SharedVersion | None
    editions: tuple[EditionRow, ...]
    published_version: int | None
    obstacles: tuple[str, ...]

    @property
    def is_up_to_date(self) -> bool:
        return self.version is not None and self.published_version == self.version.version


@dataclass(frozen=True)
class PublishPage:
    """Exactly what would be published, and what differs from the edition before."""

    page: RecordPage
    document: dict[str, Any]
    approvals: tuple[tuple[str, str, str, str], ...]
    before: Edition | None
    changes: list[Any]


def get_set_record(actor: Actor, pk: int) -> RecordPage | None:
    """None where the actor's organisation may read nothing of the set."""
    reading = get_reading(actor, pk)
    if reading is None:
        return None
    title, record = reading.document.title, reading.promise_set
    obstacles = publish_set_obstacles(actor, reading.promise_set, reading.version)
    return _page(actor, record, title, reading.version, obstacles)


def get_follow_up_record(actor: Actor, pk: int) -> RecordPage | None:
    """None where the actor's organisation has nothing to do with the follow-up."""
    follow_up = FollowUp.objects.visible_to(actor).select_related("owner", "period").filter(pk=pk).first()
    if follow_up is None:
        return None
    version = version_seen_by(follow_up, actor)
    obstacles = publish_follow_up_obstacles(actor, follow_up, version)
    return _page(actor, follow_up, str(version or follow_up), version, obstacles)


def get_publish_page(page: RecordPage, actor: Actor) -> PublishPage | None:
    """None where no version of the record is shared."""
    if page.version is None:
        return None
    before = _readable_editions(page.record).last()
    return PublishPage(
        page=page,
        document=shown(page.version, actor.organisation) | {"before": None},
        approvals=tuple(approval_row(each) for each in approvals_of(page.version)),
        before=before,
        changes=changes_since(before.document or {}, page.version.document) if before else [],
    )


def _page(
    actor: Actor, record: SharedRecord, title: str, version: SharedVersion | None, obstacles: list[str]
) -> RecordPage:
    editions = list_editions(actor).of_record(record.record_kind, record.pk)
    published = editions.exclude(version=None).values_list("version", flat=True).first()
    return RecordPage(record, title, version, tuple(list_rows(editions)), published, tuple(obstacles))


def _readable_editions(record: SharedRecord) -> EditionQuerySet:
    editions = Edition.objects.of_record(record.record_kind, record.pk)
    return editions.filter(version__isnull=False, withdrawn_at__isnull=True)
