"""Accepted outcomes become periods that are marked as read, named after their source.

Where the promise is signed, each party has its account: the reader's own is its own, what the document says
of another is entered from the source, and the closing waits for the others, as any closing does. Where the
promise was over before it came here, nobody can sign or close it any more: its periods are frozen as the
document tells of them, for who reads it in (docs/adr/0046).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from loftet.agreements.versions import newest_version, parties_of
from loftet.domain.agreement import PartyRef
from loftet.domain.periods import UNDATED
from loftet.domain.review_states import REVIEW_LIFECYCLE, ReviewAct, ReviewState
from loftet.followup.content import PeriodContent, ReadPeriod, StatementContent
from loftet.followup.models import PartyAccount, ReportingPeriod
from loftet.followup.services import hand_in, propose_closing, read_in_periods, save_statement, set_periods
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Organisation

from ..accounts import statements_of
from ..models import ItemKind, ReviewItem, Upload
from ..policies import entering_obstacles
from ..storing import reading_of
from .writing import decided, locked_upload, record

LONGEST_LABEL = 80


@transaction.atomic
def enter_outcomes(*, by: Actor, upload: Upload) -> list[ReportingPeriod]:
    """Enter what is accepted and close the periods, or propose to; they are returned."""
    kept = locked_upload(upload)
    items = outcomes_to_enter(kept)
    NotAllowed.raise_if(entering_obstacles(by, kept, len(items)))
    periods = _account_for(by, kept, items) if is_signed(kept) else _read_in(by, kept)
    for item in items:
        item.state = REVIEW_LIFECYCLE.after(ReviewState(item.state), ReviewAct.DRAFT)
        decided(item, by)
        item.save()
    record(by, kept, "upload_outcomes_entered", outcomes=len(items))
    return periods


def is_signed(upload: Upload) -> bool:
    """Whether the parties themselves account for what the document tells of."""
    return upload.promise_set is not None and upload.promise_set.valid_version is not None


def outcomes_to_enter(upload: Upload) -> list[ReviewItem]:
    """The accepted ones that answer a promise of the draft."""
    return _outcomes(upload, ReviewState.ACCEPTED)


def _outcomes(upload: Upload, *states: ReviewState) -> list[ReviewItem]:
    taken = upload.items.filter(kind=ItemKind.OUTCOME, state__in=states)
    answering = taken.filter(answers__state=ReviewState.DRAFTED, answers__promise_key__isnull=False)
    return list(answering.select_related("answers"))


def _read_in(by: Actor, upload: Upload) -> list[ReportingPeriod]:
    """All that has been accepted by now: more of the same document makes a new version of its periods."""
    assert upload.promise_set is not None
    parties = _parties(upload)
    by_period = _by_period(upload, _outcomes(upload, ReviewState.ACCEPTED, ReviewState.DRAFTED))
    return read_in_periods(
        by=by,
        promise_set=upload.promise_set,
        read=[ReadPeriod(period, statements_of(items, parties)) for period, items in by_period.items()],
        source=upload.file,
        name=upload.name,
    )


def _account_for(by: Actor, upload: Upload, items: Sequence[ReviewItem]) -> list[ReportingPeriod]:
    """Periods after those that the agreement has, each party's account handed in, the closing proposed."""
    assert upload.promise_set is not None
    agreement, parties = upload.promise_set.agreement, _parties(upload)
    by_period = _by_period(upload, items)
    there = [_content(each) for each in ReportingPeriod.objects.of_the_parties(agreement).order_by("order")]
    periods = set_periods(by=by, agreement=agreement, periods=[*there, *by_period])[len(there) :]
    for period, told in zip(periods, by_period.values(), strict=True):
        _enter(by, upload, period, told, parties)
    return periods


def _parties(upload: Upload) -> tuple[PartyRef, ...]:
    assert upload.promise_set is not None
    version = newest_version(upload.promise_set.agreement)
    assert version is not None
    return parties_of(version)


def _by_period(upload: Upload, items: Sequence[ReviewItem]) -> Mapping[PeriodContent, list[ReviewItem]]:
    """In the order that the document has its periods; one without name is the whole of it."""
    reading = reading_of(Upload.objects.get(pk=upload.pk))
    days = {each.label[:LONGEST_LABEL]: each for each in reading.reporting_periods}
    labels = dict.fromkeys([*days, *(each.period_label[:LONGEST_LABEL] for each in items)])
    found = {}
    for label in labels:
        known = days.get(label, UNDATED)
        starts_on, ends_on = (known.from_date, known.to_date) if label else (upload.starts_on, upload.ends_on)
        content = PeriodContent(label or _("The whole period"), starts_on, ends_on, is_read=True)
        found[content] = [each for each in items if each.period_label[:LONGEST_LABEL] == label]
    return {content: told for content, told in found.items() if told}


def _content(period: ReportingPeriod) -> PeriodContent:
    return PeriodContent(
        label=period.label,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        due_on=period.due_on,
        remind_on=tuple(period.remind_on),
        is_read=period.is_read,
    )


def _enter(
    by: Actor,
    upload: Upload,
    period: ReportingPeriod,
    items: Sequence[ReviewItem],
    parties: Sequence[PartyRef],
) -> None:
    told = statements_of(items, parties)
    organisations = Organisation.objects.in_bulk(told)
    for party, statements in told.items():
        other = None if party == by.organisation.pk else organisations[party]
        source = upload.name if other else ""
        for each in statements:
            content = StatementContent(each.promise, each.account)
            save_statement(
                by=by, period=period, content=content, revision=0, party=other, entered_from=source
            )
    for written in PartyAccount.objects.filter(period=period, owner=by.organisation):
        hand_in(by=by, account=written)
    propose_closing(by=by, period=period)
