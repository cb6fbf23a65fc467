"""The rows of a party's account read as its document."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Prefetch, Q, QuerySet

from loftet.agreements.versions import parties_of
from loftet.domain.agreement import MunicipalityRef
from loftet.domain.cells import CellState, NotDoneReason
from loftet.domain.party_account import (
    AccountText,
    AssessmentText,
    CountText,
    NotDoneText,
    PartyAccountDocument,
    SetRef,
    StatementText,
)
from loftet.domain.suggestion import PromiseStatus

from .followed import agreement_version
from .models import Assessment, PartyAccount, Statement, StatementCount
from .titles import account_title


def with_rows(
    accounts: QuerySet[PartyAccount], *, promises: Collection[str] | None = None
) -> QuerySet[PartyAccount]:
    """The accounts with all that `live_account` reads of them, in a fixed number of queries.

    With `promises`, what they tell of these alone.
    """
    only = Q() if promises is None else Q(promise_key__in=promises)
    statements = Statement.objects.filter(only).prefetch_related("counts")
    return accounts.select_related("agreement", "period", "party", "owner").prefetch_related(
        Prefetch("statements", statements), Prefetch("assessments", Assessment.objects.filter(only))
    )


def live_account(account: PartyAccount, sets: Iterable[SetRef]) -> PartyAccountDocument:
    """What the account says now. For its owner's eyes: others read what was handed in."""
    within = agreement_version(account.agreement)
    return PartyAccountDocument(
        title=account_title(account.period.label, account.party.name),
        agreement=str(within),
        municipalities=tuple(
            MunicipalityRef.from_data(each, "municipalities") for each in within.document["municipalities"]
        ),
        parties=parties_of(within),
        party=account.party_id,
        entered_by=account.owner_id if account.is_entered else None,
        entered_from=account.entered_from,
        promise_sets=tuple(sets),
        period=account.period.ref,
        statements=tuple(_statement(each) for each in account.statements.all()),
        assessments=tuple(_assessment(each) for each in account.assessments.all()),
        version=account.version,
        change_reason=account.change_reason,
    )


def account_text(statement: Statement) -> AccountText:
    return AccountText(
        state=CellState(statement.state),
        counts=tuple(_count(each) for each in statement.counts.all()),
        not_done=tuple(_not_done(statement)),
        has_uncounted=statement.has_uncounted,
        words=statement.words,
    )


def _statement(row: Statement) -> StatementText:
    return StatementText(str(row.promise_key), account_text(row))


def _count(row: StatementCount) -> CountText:
    return CountText(
        key=row.key,
        commitment=str(row.commitment_key) if row.commitment_key else "",
        unit=row.unit,
        number=None if row.number is None else float(row.number),
        is_approximate=row.is_approximate,
        parties=tuple(row.parties),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )


def _not_done(row: Statement) -> Iterable[NotDoneText]:
    if row.not_done_reason:
        yield NotDoneText(NotDoneReason(row.not_done_reason), row.not_done_words, row.next_on)


def _assessment(row: Assessment) -> AssessmentText:
    return AssessmentText(str(row.promise_key), PromiseStatus(row.status), row.motive)
