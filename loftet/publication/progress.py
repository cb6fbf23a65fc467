"""What could be published of how far a promise set has come: what is handed in, and what of it is new."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from loftet.domain.edition import Approval, ApprovalAct, EditionKind
from loftet.domain.progress import ProgressDocument, progress_of
from loftet.followup.models import FollowUp
from loftet.followup.so_far import AccountSoFar, CountedSoFar, count_so_far
from loftet.promises.models import PromiseSet

from .models import Edition, EditionQuerySet


@dataclass(frozen=True)
class SetProgress:
    """`news` are the accounts that neither a follow-up nor an earlier progress edition has told of.

    `is_published` says that residents can read the very version of the set that is counted.
    """

    promise_set: PromiseSet
    counted: CountedSoFar | None
    is_published: bool
    before: Edition | None
    news: tuple[AccountSoFar, ...]

    @property
    def document(self) -> ProgressDocument | None:
        """What would be published; its words are in the language of the installation, whoever publishes."""
        if self.counted is None:
            return None
        with translation.override(settings.LANGUAGE_CODE):
            title = _("Progress: %(title)s") % {"title": self.counted.promise_set.title}
        return progress_of(
            self.counted.promise_set,
            self.counted.document,
            self.counted.place,
            [each.ref for each in self.counted.accounts],
            title=title,
        )


def find_progress(promise_set: PromiseSet, *, today: date) -> SetProgress:
    counted = count_so_far(promise_set, today=today)
    before = _of_set(promise_set).filter(kind=EditionKind.PROGRESS).last()
    return SetProgress(
        promise_set=promise_set,
        counted=counted,
        is_published=_is_published(promise_set),
        before=before,
        news=_news(counted.accounts, before) if counted else (),
    )


def approvals_of(document: ProgressDocument) -> tuple[Approval, ...]:
    """When each party handed in last; what another entered for it is not its approval (design 3.7)."""
    names = {party.organisation: party.name for party in document.parties}
    days: dict[int, date] = {}
    for each in document.handed_in:
        if each.entered_by is None:
            days[each.party] = max(each.handed_in_on, days.get(each.party, each.handed_in_on))
    return tuple(Approval(names[party], "", ApprovalAct.HANDED_IN, day) for party, day in days.items())


def _of_set(promise_set: PromiseSet) -> EditionQuerySet:
    return Edition.objects.of_record(promise_set.record_kind, promise_set.pk).order_by("number")


def _is_published(promise_set: PromiseSet) -> bool:
    newest = _of_set(promise_set).filter(kind=EditionKind.PROMISE_SET).last()
    return newest is not None and not newest.is_withdrawn and newest.version == promise_set.valid_version


def _news(accounts: Collection[AccountSoFar], before: Edition | None) -> tuple[AccountSoFar, ...]:
    followed_up = _periods_followed_up({each.period.pk for each in accounts})
    return tuple(
        each
        for each in accounts
        if each.period.pk not in followed_up and (before is None or each.handed_in_at > before.published_at)
    )


def _periods_followed_up(periods: Collection[int]) -> set[int]:
    """The periods of which a follow-up is published, which tells more than progress does."""
    closings = dict(FollowUp.objects.filter(period__in=periods).values_list("pk", "period"))
    told = Edition.objects.filter(record_kind=FollowUp.record_kind, record_id__in=closings)
    return {closings[pk] for pk in told.values_list("record_id", flat=True)}
