"""The year that is over as rows: both parties' accounts handed in, the period closed by both, and signed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from loftet.agreements.models import SharedVersion
from loftet.domain.follow_up import FollowUpDocument
from loftet.domain.follow_up_states import FollowUpState
from loftet.domain.party_account import CountText, PartyAccountDocument, StatementText
from loftet.domain.promise_set import PromiseSetDocument
from loftet.followup.models import (
    Assessment,
    Confirmation,
    FollowUp,
    PartyAccount,
    ReportingPeriod,
    Statement,
    StatementCount,
)
from loftet.promises.models import PromiseSet

from ..days import clock_at
from .handing import Handed, hand_over, hand_over_and_sign, shared_by, write_deeds
from .papers import accounts_of, follow_up_of, period_of
from .places import Side, Town
from .promising import Promised, noon
from .trail import Event, write_events


@dataclass(frozen=True)
class Followed:
    """A municipality's year as it was closed."""

    promised: Promised
    follow_up: FollowUp
    version: SharedVersion


def signed_on(year: int) -> date:
    return date(year + 1, 2, 5)


def closed_on(year: int) -> date:
    return date(year + 1, 1, 31)


def follow_up(promised: Sequence[Promised], year: int) -> list[Followed]:
    """Accounts, closing and signatures of the year, in the order in which the database takes them."""
    towns = [each.town for each in promised]
    periods = _periods(promised, year)
    sets = [PromiseSetDocument.from_data(each.version.document) for each in promised]
    told = [accounts_of(town.place, year, each) for town, each in zip(towns, sets, strict=True)]
    _hand_in(promised, periods, told, year)
    documents = [
        follow_up_of(town.place, year, each, accounts, closed_on=closed_on(year))
        for town, each, accounts in zip(towns, sets, told, strict=True)
    ]
    rows = _close(promised, periods, documents, year)
    versions = hand_over_and_sign(
        rows,
        [each.to_data() for each in documents],
        towns,
        handed_on=closed_on(year),
        signed_on=signed_on(year),
    )
    return [Followed(*each) for each in zip(promised, rows, versions, strict=True)]


def _periods(promised: Sequence[Promised], year: int) -> list[ReportingPeriod]:
    ref = period_of(year)
    with clock_at(date(year, 1, 9)):
        agreements = [each.agreement for each in promised]
        write_deeds("reporting_periods_set", [each.town for each in promised], agreements, {"periods": 1})
        return ReportingPeriod.objects.bulk_create(
            ReportingPeriod(
                agreement=each.agreement,
                order=ref.order,
                label=ref.label,
                starts_on=ref.starts_on,
                ends_on=ref.ends_on,
                due_on=ref.due_on,
            )
            for each in promised
        )


def _hand_in(
    promised: Sequence[Promised],
    periods: Sequence[ReportingPeriod],
    told: Sequence[tuple[PartyAccountDocument, ...]],
    year: int,
) -> None:
    day = date(year + 1, 1, 15)
    handed: list[Handed] = []
    with clock_at(day):
        for each, period, accounts in zip(promised, periods, told, strict=True):
            ours, theirs = each.town.sides
            for side, other, document in zip((ours, theirs), (theirs, ours), accounts, strict=True):
                row = _account(each, period, side, document, day)
                handed.append(Handed(row, document.to_data(), side, other))
        PartyAccount.objects.bulk_create(_accounts(handed))
        documents = [document for accounts in told for document in accounts]
        sets = [each.promise_set for each in promised for _side in each.town.sides]
        _write_told(_accounts(handed), documents, sets)
    hand_over(handed, on=day)


def _accounts(handed: Sequence[Handed]) -> list[PartyAccount]:
    return [each.record for each in handed if isinstance(each.record, PartyAccount)]


def _account(
    promised: Promised, period: ReportingPeriod, side: Side, document: PartyAccountDocument, day: date
) -> PartyAccount:
    return PartyAccount(
        owner=side.organisation,
        party=side.organisation,
        agreement=promised.agreement,
        period=period,
        revision=len(document.statements) + len(document.assessments),
        **shared_by(side, noon(day)),
    )


def _write_told(
    accounts: Sequence[PartyAccount], documents: Sequence[PartyAccountDocument], sets: Sequence[PromiseSet]
) -> None:
    told = [
        (_statement(account, promise_set, each), each)
        for account, document, promise_set in zip(accounts, documents, sets, strict=True)
        for each in document.statements
    ]
    Statement.objects.bulk_create(row for row, _text in told)
    StatementCount.objects.bulk_create(
        _count(row, count) for row, text in told for count in text.account.counts
    )
    Assessment.objects.bulk_create(
        Assessment(
            account=account,
            promise_key=uuid.UUID(each.promise),
            status=each.status.value,
            motive=each.motive,
        )
        for account, document in zip(accounts, documents, strict=True)
        for each in document.assessments
    )


def _statement(account: PartyAccount, promise_set: PromiseSet, text: StatementText) -> Statement:
    row = Statement(
        account=account,
        promise_set=promise_set,
        promise_key=uuid.UUID(text.promise),
        state=text.account.state.value,
        words=text.account.words,
    )
    for why in text.account.not_done:
        row.not_done_reason, row.not_done_words = why.reason.value, why.words
    return row


def _count(statement: Statement, text: CountText) -> StatementCount:
    return StatementCount(
        statement=statement,
        key=text.key,
        commitment_key=uuid.UUID(text.commitment),
        unit=text.unit,
        number=None if text.number is None else Decimal(str(text.number)),
        parties=list(text.parties),
    )


def _close(
    promised: Sequence[Promised],
    periods: Sequence[ReportingPeriod],
    documents: Sequence[FollowUpDocument],
    year: int,
) -> list[FollowUp]:
    """Proposed by the municipality and confirmed by both; the database closes the period with the row.

    So the confirmations, which a closed period takes no more, are written while it is only proposed.
    """
    with clock_at(date(year + 1, 1, 25)):
        rows = FollowUp.objects.bulk_create(
            _follow_up(*each) for each in zip(promised, periods, documents, strict=True)
        )
        sides = [(row, side) for row, each in zip(rows, promised, strict=True) for side in each.town.sides]
        Confirmation.objects.bulk_create(
            Confirmation(
                follow_up=row, version=1, organisation=side.organisation, confirmed_by=side.coordinator
            )
            for row, side in sides
        )
        write_events(
            event for row, each in zip(rows, promised, strict=True) for event in _events(row, each.town)
        )
    with clock_at(closed_on(year)):
        for row, each in zip(rows, promised, strict=True):
            row.state, row.valid_version = FollowUpState.SIGNED.value, 1
            for name, value in shared_by(each.town.municipality, noon(closed_on(year))).items():
                setattr(row, name, value)
        changed = ["state", "valid_version", "shared_version", "shared_at", "shared_by"]
        FollowUp.objects.bulk_update(rows, changed)
    return rows


def _follow_up(promised: Promised, period: ReportingPeriod, document: FollowUpDocument) -> FollowUp:
    ours = promised.town.municipality
    return FollowUp(
        owner=ours.organisation,
        agreement=promised.agreement,
        period=period,
        title=document.title,
        revision=1,
        proposed_by=ours.coordinator,
        proposed_for=ours.organisation,
    )


def _events(row: FollowUp, town: Town) -> list[Event]:
    ours = town.municipality
    return [
        (ours.organisation, ours.coordinator, "closing_proposed", row, {"version": 1}),
        *(
            (side.organisation, side.coordinator, "closing_confirmed", row, {"version": 1})
            for side in town.sides
        ),
        (ours.organisation, ours.coordinator, "period_closed", row, {"version": 1, "silent": []}),
    ]
