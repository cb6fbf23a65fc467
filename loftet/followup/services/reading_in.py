"""Periods as an old document tells of them: frozen as they were read, closed by no party (docs/adr/0046)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.agreements import sharing
from loftet.agreements.models import StoredFile
from loftet.agreements.versions import newest_version
from loftet.domain.follow_up import FollowUpDocument
from loftet.domain.follow_up_assembly import Frame, assemble
from loftet.domain.follow_up_states import FOLLOW_UP_LIFECYCLE, FollowUpAct, FollowUpState
from loftet.domain.party_account import PartyAccountDocument
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.promises.models import PromiseSet

from ..content import PeriodContent, ReadPeriod
from ..followed import FollowedSet, draft_followed
from ..framing import frame_of
from ..models import FollowUp, ReportingPeriod
from ..policies import find_follow_up, read_periods_obstacles, reading_in_obstacles
from ..titles import account_title, follow_up_title


@transaction.atomic
def read_in_periods(
    *, by: Actor, promise_set: PromiseSet, read: Sequence[ReadPeriod], source: StoredFile, name: str
) -> list[ReportingPeriod]:
    """Freeze what the document `source`, called `name`, tells of the draft: its periods, in their order.

    `read` is all that is accepted of the document. Given again with more in it, only the periods that then
    read otherwise get a new version.
    """
    kept = (
        PromiseSet.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=promise_set.pk)
    )
    today = timezone.localdate()
    NotAllowed.raise_if(reading_in_obstacles(by, kept, today=today))
    NotAllowed.raise_if(read_periods_obstacles([each.period for each in read], today=today))
    series = [_row(kept, each.period) for each in read]
    followed = draft_followed(kept)
    frames = [_frame(followed, period, series, name) for period in series]
    accounts = [
        account
        for period, each, frame in zip(series, read, frames, strict=True)
        for account in _accounts(by, period, each, frame)
    ]
    for period, frame in zip(series, frames, strict=True):
        _freeze(by, period, assemble(frame, accounts), source)
    return series


def _row(promise_set: PromiseSet, content: PeriodContent) -> ReportingPeriod:
    """The period of that name, where it has been read in before; a new one comes last."""
    row, _made = ReportingPeriod.objects.get_or_create(
        promise_set=promise_set,
        label=content.label,
        defaults={
            "agreement": promise_set.agreement,
            "order": promise_set.read_periods.count() + 1,
            "starts_on": content.starts_on,
            "ends_on": content.ends_on,
            "is_read": True,
        },
    )
    return row


def _frame(
    followed: FollowedSet, period: ReportingPeriod, series: Sequence[ReportingPeriod], name: str
) -> Frame:
    frame = frame_of(period, series, [followed], today=timezone.localdate())
    return replace(frame, signatories=(), read_from=name)


def _accounts(
    by: Actor, period: ReportingPeriod, read: ReadPeriod, frame: Frame
) -> Iterator[PartyAccountDocument]:
    """One for each party, so that what the document leaves out reads as left out by the document."""
    for party in frame.parties:
        is_own = party.organisation == by.organisation.pk
        yield PartyAccountDocument(
            title=account_title(period.label, party.name),
            agreement=frame.agreement,
            municipalities=frame.municipalities,
            parties=frame.parties,
            party=party.organisation,
            entered_by=None if is_own else by.organisation.pk,
            entered_from="" if is_own else frame.read_from,
            promise_sets=tuple(ref for ref, _document in frame.promise_sets),
            period=period.ref,
            statements=read.told.get(party.organisation, ()),
            assessments=(),
            version=1,
            change_reason="",
        )


def _freeze(by: Actor, period: ReportingPeriod, document: FollowUpDocument, source: StoredFile) -> None:
    row = find_follow_up(period)
    if row is not None and _says_the_same(row, document):
        return
    if row is None:
        row = FollowUp(agreement=period.agreement, period=period, owner=by.organisation)
    else:
        row.version += 1
        row.change_reason = _("More is read in from %(source)s.") % {"source": document.read_from}
    row.title = follow_up_title(period.label, document.agreement)
    row.proposed_by, row.proposed_for, row.proposed_at = by.person, by.organisation, timezone.now()
    row.save()
    document = replace(document, version=row.version, change_reason=row.change_reason)
    sharing.share(
        by=by,
        record=row,
        document=document.to_data(),
        organisations=(),
        reason=row.change_reason,
        kind="follow_up_read_in",
        also={
            "state": FOLLOW_UP_LIFECYCLE.after(FollowUpState(row.state), FollowUpAct.READ_IN),
            "source": source,
            "source_name": document.read_from,
        },
    )


def _says_the_same(row: FollowUp, document: FollowUpDocument) -> bool:
    """Whether nothing has come since; neither the day of the reckoning nor the version is anything new."""
    frozen = newest_version(row)
    assert frozen is not None
    before = FollowUpDocument.from_data(frozen.document)
    return before == replace(
        document,
        version=before.version,
        change_reason=before.change_reason,
        counted_on=before.counted_on,
    )
