"""Accepted outcomes become accounts of read periods, each party's by itself and named after their source.

The reader's own account is its own. What the document says of another party is entered from the source, and
the follow-up says so. The closing is proposed and waits for the others, as any closing does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from loftet.agreements.versions import newest_version, parties_of
from loftet.domain.agreement import PartyRef
from loftet.domain.cells import Cell, CellState, NotDone, NotDoneReason, account, together
from loftet.domain.cells import OutcomeState as ToldState
from loftet.domain.commitment import Performer
from loftet.domain.counts import Count
from loftet.domain.exact import exact
from loftet.domain.party_account import AccountText, CountText, NotDoneText
from loftet.domain.periods import UNDATED
from loftet.domain.review_states import REVIEW_LIFECYCLE, ReviewAct, ReviewState
from loftet.followup.content import PeriodContent, StatementContent
from loftet.followup.models import PartyAccount, ReportingPeriod
from loftet.followup.services import hand_in, propose_closing, save_statement, set_periods
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Organisation
from loftet.promises.proposals import parties_doing

from ..found import counts_of
from ..models import ItemKind, ReviewItem, Upload
from ..policies import entering_obstacles
from ..storing import reading_of
from .writing import decided, locked_upload, record

LONGEST_LABEL = 80


@transaction.atomic
def enter_outcomes(*, by: Actor, upload: Upload) -> list[ReportingPeriod]:
    """Enter what is accepted, hand it in and propose to close the periods, which are returned."""
    kept = locked_upload(upload)
    items = outcomes_to_enter(kept)
    NotAllowed.raise_if(entering_obstacles(by, kept, len(items)))
    assert kept.promise_set is not None
    version = newest_version(kept.promise_set.agreement)
    assert version is not None
    by_period = defaultdict(list)
    for item in items:
        by_period[item.period_label[:LONGEST_LABEL]].append(item)
    periods = _set_periods(by, kept, list(by_period))
    for period, told in zip(periods, by_period.values(), strict=True):
        _enter(by, kept, period, told, parties_of(version))
    for item in items:
        item.state = REVIEW_LIFECYCLE.after(ReviewState(item.state), ReviewAct.DRAFT)
        decided(item, by)
        item.save()
    record(by, kept, "upload_outcomes_entered", outcomes=len(items))
    return periods


def outcomes_to_enter(upload: Upload) -> list[ReviewItem]:
    """The accepted ones that answer a promise of the draft."""
    accepted = upload.items.filter(kind=ItemKind.OUTCOME, state=ReviewState.ACCEPTED)
    answering = accepted.filter(answers__state=ReviewState.DRAFTED, answers__promise_key__isnull=False)
    return list(answering.select_related("answers"))


def _set_periods(by: Actor, upload: Upload, labels: Sequence[str]) -> list[ReportingPeriod]:
    """The periods of the document after those that the agreement has; one without name is the whole of it."""
    assert upload.promise_set is not None
    agreement = upload.promise_set.agreement
    reading = reading_of(Upload.objects.get(pk=upload.pk))
    days = {each.label[:LONGEST_LABEL]: each for each in reading.reporting_periods}
    there = [_content(each) for each in ReportingPeriod.objects.filter(agreement=agreement).order_by("order")]
    new = []
    for label in labels:
        known = days.get(label, UNDATED)
        starts_on, ends_on = (known.from_date, known.to_date) if label else (upload.starts_on, upload.ends_on)
        new.append(PeriodContent(label or _("The whole period"), starts_on, ends_on, is_read=True))
    return set_periods(by=by, agreement=agreement, periods=[*there, *new])[len(there) :]


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
    told: dict[tuple[int, str], list[ReviewItem]] = defaultdict(list)
    for item in items:
        assert item.answers is not None
        for party in parties_doing(_told_by(item), parties):
            told[party, str(item.answers.promise_key)].append(item)
    organisations = Organisation.objects.in_bulk({party for party, _promise in told})
    for (party, promise), each in told.items():
        other = None if party == by.organisation.pk else organisations[party]
        content = StatementContent(promise, _account(each, party, period, parties))
        source = upload.name if other else ""
        save_statement(by=by, period=period, content=content, revision=0, party=other, entered_from=source)
    for written in PartyAccount.objects.filter(period=period, owner=by.organisation):
        hand_in(by=by, account=written)
    propose_closing(by=by, period=period)


def _told_by(item: ReviewItem) -> list[Performer]:
    """Whose outcome it is: of whom it tells, else who was to do it."""
    assert item.answers is not None
    return [Performer(each) for each in item.performers or item.answers.performers]


def _account(
    items: Sequence[ReviewItem], party: int, period: ReportingPeriod, parties: Sequence[PartyRef]
) -> AccountText:
    """One account of all that the document tells of the promise; what several parties did counts once."""
    cells = [account(_state(each), _counts(each, party, period, parties), _why(each)) for each in items]
    cell: Cell = together(cells, Cell(CellState.NO_ACCOUNT))
    return AccountText(
        state=cell.state,
        counts=tuple(CountText.of(count, "") for count in cell.counts),
        not_done=tuple(NotDoneText(why.reason, why.words, why.next_on) for why in cell.not_done),
        has_uncounted=cell.has_uncounted,
        words="\n".join(each.text for each in items),
    )


def _state(item: ReviewItem) -> ToldState:
    return ToldState(item.outcome_state or ToldState.UNKNOWN)


def _why(item: ReviewItem) -> list[NotDone]:
    """Of what was not done; where something was counted, the words alone say why the rest was not."""
    if item.outcome_state != ToldState.NOT_DONE or item.counts:
        return []
    return [NotDone(NotDoneReason.OTHER, item.reason or item.text, None)]


def _counts(
    item: ReviewItem, party: int, period: ReportingPeriod, parties: Sequence[PartyRef]
) -> list[Count]:
    counts = []
    for number, each in enumerate(counts_of(item)):
        took_part = parties_doing(each.performers or _told_by(item), parties)
        if party in took_part:
            counts.append(
                Count(
                    key=f"{item.pk}-{number}",
                    unit=(each.unit or "")[:120],
                    number=None if each.number is None else exact(each.number),
                    told_by=str(party),
                    parties=frozenset(str(one) for one in took_part),
                    is_approximate=each.is_approximate,
                    period=period.order,
                    days=UNDATED,
                )
            )
    return counts
