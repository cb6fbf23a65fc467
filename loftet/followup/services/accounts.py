"""A party writes its account of a period and hands it in."""

from __future__ import annotations

import uuid
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from loftet.activities.models import Occurrence
from loftet.activities.services import share_occurrences
from loftet.agreements import sharing
from loftet.agreements.models import SharedVersion
from loftet.domain.party_account import CountText
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.models import Organisation

from ..content import AssessmentContent, StatementContent
from ..drafts import live_account, with_rows
from ..followed import FollowedSet, find_promise, list_followed_sets, parties_in
from ..framing import list_series
from ..models import Assessment, PartyAccount, ReportingPeriod, Statement, StatementCount
from ..policies import (
    assessment_obstacles,
    entering_obstacles,
    find_follow_up,
    hand_in_obstacles,
    new_account_version_obstacles,
    statement_obstacles,
    writing_obstacles,
)
from . import letters
from .asking import ask_anew
from .locking import lock_period


@transaction.atomic
def save_statement(
    *,
    by: Actor,
    period: ReportingPeriod,
    content: StatementContent,
    revision: int,
    party: Organisation | None = None,
    entered_from: str = "",
) -> Statement:
    """Save what the party tells of one promise; `revision` is the one read before writing began, 0 for none.

    `party` and `entered_from` are given where one party enters for another out of a source, which is that of
    all that it enters for that party in the period.
    """
    kept = lock_period(period)
    account = _writable(by, kept, party or by.organisation, entered_from)
    followed, promise = find_promise(_sets(kept), content.promise)
    parties = {each.organisation for each in parties_in(kept.agreement)}
    NotAllowed.raise_if(statement_obstacles(content, promise, parties))
    assert followed is not None
    row = account.statements.filter(promise_key=content.promise).first()
    if (row.revision if row else 0) != revision:
        raise ChangedMeanwhile
    row = _write_statement(row or Statement(account=account, promise_key=content.promise), followed, content)
    kind = "statement_entered" if account.is_entered else "statement_saved"
    about = {"promise": content.promise, "revision": row.revision}
    _record(by, account, kind, about | ({"source": entered_from} if account.is_entered else {}))
    return row


@transaction.atomic
def save_assessment(
    *, by: Actor, period: ReportingPeriod, content: AssessmentContent, revision: int
) -> Assessment:
    """Save the party's own status of one promise; `revision` as for a statement."""
    kept = lock_period(period)
    account = _writable(by, kept, by.organisation, "")
    _followed, promise = find_promise(_sets(kept), content.promise)
    NotAllowed.raise_if(assessment_obstacles(content, promise))
    row = account.assessments.filter(promise_key=content.promise).first()
    if (row.revision if row else 0) != revision:
        raise ChangedMeanwhile
    row = row or Assessment(account=account, promise_key=content.promise, revision=0)
    row.status, row.motive = content.status.value, content.motive
    row.revision += 1
    row.save()
    _record(by, account, "assessment_saved", {"promise": content.promise, "revision": row.revision})
    return row


@transaction.atomic
def hand_in(*, by: Actor, account: PartyAccount, revision: int | None = None) -> SharedVersion:
    """Freeze the account and share it with the parties (design 3.6). A closing proposed is confirmed anew.

    With `revision`, only what was shown is handed in: an account changed since then is refused.
    """
    period = lock_period(account.period)
    kept = with_rows(PartyAccount.objects.select_for_update(of=("self",))).get(pk=account.pk)
    follow_up = find_follow_up(period)
    has_statements = bool(kept.statements.all())
    NotAllowed.raise_if(hand_in_obstacles(by, kept, follow_up, has_statements=has_statements))
    NotAllowed.raise_if(_revision_obstacles(kept, revision))
    document = live_account(kept, [each.ref for each in _sets(period)])
    parties = [each.organisation for each in document.parties]
    receivers = list(Organisation.objects.filter(pk__in=parties).order_by("sort_key", "pk"))
    version = sharing.share(
        by=by,
        record=kept,
        document=document.to_data(),
        organisations=receivers,
        reason=kept.change_reason,
    )
    if not kept.is_entered:
        _hand_over_occurrences(by, period, receivers)
    if follow_up is not None:
        ask_anew(by, follow_up)
    letters.tell_handed_in(kept, by=by.organisation)
    return version


@transaction.atomic
def begin_new_account_version(*, by: Actor, account: PartyAccount, reason: str) -> PartyAccount:
    """Change what was handed in: the others go on reading it until the new version is handed in."""
    period = lock_period(account.period)
    kept = PartyAccount.objects.select_for_update(of=("self",)).get(pk=account.pk)
    NotAllowed.raise_if(new_account_version_obstacles(by, kept, find_follow_up(period)))
    if not reason.strip():
        raise NotAllowed([_("Say why the account is changed.")])
    kept.version, kept.change_reason = kept.version + 1, reason
    kept.save(update_fields=["version", "change_reason"])
    audit.record(by=by, kind="party_account_reopened", subject=kept, data={"version": kept.version})
    return kept


def _hand_over_occurrences(by: Actor, period: ReportingPeriod, receivers: list[Organisation]) -> None:
    """What the account counts, so that the parties can say of two tellings whether they are the same."""
    if period.starts_on is None or period.ends_on is None:
        return
    for each in _sets(period):
        told = Occurrence.objects.standing().filter(
            organisation=by.organisation,
            promise_set=each.promise_set,
            ends_on__range=(period.starts_on, period.ends_on),
        )
        share_occurrences(by=by, promise_set=each.promise_set, occurrences=told, organisations=receivers)


def _sets(period: ReportingPeriod) -> list[FollowedSet]:
    return list_followed_sets(period, list_series(period))


def _writable(by: Actor, period: ReportingPeriod, party: Organisation, entered_from: str) -> PartyAccount:
    """The account to write in, made where it is the first that is written."""
    found = PartyAccount.objects.select_for_update(of=("self",)).filter(
        period=period, owner=by.organisation, party=party
    )
    account = found.first()
    NotAllowed.raise_if(writing_obstacles(by, period, find_follow_up(period), account))
    if party != by.organisation:
        NotAllowed.raise_if(entering_obstacles(by, period, party, source=entered_from))
    if account is None:
        account = PartyAccount(agreement=period.agreement, period=period, party=party, owner=by.organisation)
    if account.pk is None or account.entered_from != entered_from:
        account.entered_from = entered_from
        account.save()
    return account


def _write_statement(row: Statement, followed: FollowedSet, content: StatementContent) -> Statement:
    told = content.account
    row.promise_set = followed.promise_set
    row.state, row.has_uncounted, row.words = told.state.value, told.has_uncounted, told.words
    row.internal_note = content.internal_note
    why = told.not_done[0] if told.not_done else None
    row.not_done_reason = why.reason.value if why else ""
    row.not_done_words = why.words if why else ""
    row.next_on = why.next_on if why else None
    row.revision = row.revision + 1 if row.pk else 1
    row.save()
    row.counts.all().delete()
    StatementCount.objects.bulk_create(_count(row, each) for each in told.counts)
    return row


def _count(row: Statement, text: CountText) -> StatementCount:
    return StatementCount(
        statement=row,
        key=text.key or str(uuid.uuid4()),
        commitment_key=text.commitment or None,
        unit=text.unit,
        number=None if text.number is None else Decimal(str(text.number)),
        is_approximate=text.is_approximate,
        parties=list(text.parties),
        starts_on=text.starts_on,
        ends_on=text.ends_on,
    )


def _record(by: Actor, account: PartyAccount, kind: str, data: dict[str, object]) -> None:
    account.revision += 1
    account.save(update_fields=["revision"])
    audit.record(by=by, kind=kind, subject=account, data=data)


def _revision_obstacles(account: PartyAccount, revision: int | None) -> list[str]:
    if revision is None or revision == account.revision:
        return []
    return [_("The account was changed after this page was opened. Read it again before you hand it in.")]
