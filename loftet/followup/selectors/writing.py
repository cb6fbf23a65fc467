"""What a party writes from and hands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from loftet.agreements.drafts import texts_of
from loftet.agreements.selectors import Receivers, list_receivers
from loftet.agreements.words import KINDS_OF_PERSONAL_DATA
from loftet.domain.agreement import PartyRef
from loftet.domain.cells import CellState
from loftet.domain.party_account import AccountText, PartyAccountDocument
from loftet.domain.promise_set import PromiseText
from loftet.language.personal_data import find_personal_data
from loftet.organisations.actor import Actor

from ..drafts import account_text, live_account
from ..followed import list_followed_sets, parties_in, promises_of
from ..framing import list_series
from ..models import Assessment, PartyAccount, ReportingPeriod, Statement
from ..policies import find_follow_up, hand_in_obstacles, party_obstacles, writing_obstacles
from ..words import STATES, STATUSES
from .pages import list_untold, own_account
from .told import Told, list_told

_NOTHING = AccountText(CellState.DONE)


@dataclass(frozen=True)
class Writing:
    """One promise as its party writes about it."""

    period: ReportingPeriod
    promise: PromiseText
    parties: tuple[PartyRef, ...]
    account: PartyAccount | None
    statement: Statement | None
    assessment: Assessment | None
    told: Told
    obstacles: tuple[str, ...]

    @property
    def begun_from(self) -> AccountText:
        """What is saved, else what is reported in activities."""
        if self.statement is not None:
            return account_text(self.statement)
        return self.told.account or _NOTHING

    @property
    def statement_revision(self) -> int:
        return self.statement.revision if self.statement else 0

    @property
    def assessment_revision(self) -> int:
        return self.assessment.revision if self.assessment else 0

    @property
    def saved_parts(self) -> tuple[tuple[str, str], ...]:
        return tuple(self._parts())

    def _parts(self) -> Iterator[tuple[str, str]]:
        if self.statement is not None:
            yield self.promise.title, self.statement.words or str(STATES[CellState(self.statement.state)])
        if self.assessment is not None:
            yield str(STATUSES[self.assessment.status]), self.assessment.motive


def get_writing(actor: Actor, period: ReportingPeriod, key: str) -> Writing | None:
    """None where the period does not follow the promise."""
    series = list_series(period)
    sets = list_followed_sets(period, series)
    followed, promise = promises_of(sets).get(key, (None, None))
    if followed is None or promise is None:
        return None
    account = own_account(actor, period)
    statements = account.statements.all() if account else ()
    assessments = account.assessments.all() if account else ()
    return Writing(
        period=period,
        promise=promise,
        parties=parties_in(period.agreement),
        account=account,
        statement=next((each for each in statements if str(each.promise_key) == key), None),
        assessment=next((each for each in assessments if str(each.promise_key) == key), None),
        told=list_told(actor, period, series, [followed])[key],
        obstacles=tuple(writing_obstacles(actor, period, find_follow_up(period), account)),
    )


@dataclass(frozen=True)
class HandingIn:
    """What is handed in, to whom, and what a careful reader would look at once more."""

    account: PartyAccount | None
    document: PartyAccountDocument | None
    receivers: Receivers | None
    missing: tuple[str, ...]
    suspicious: tuple[str, ...]
    obstacles: tuple[str, ...]

    @property
    def revision(self) -> int:
        return self.account.revision if self.account else 0


def get_handing_in(actor: Actor, period: ReportingPeriod) -> HandingIn:
    account = own_account(actor, period)
    if account is None:
        return HandingIn(None, None, None, (), (), tuple(_nothing_obstacles(actor, period)))
    sets = list_followed_sets(period, list_series(period))
    document = live_account(account, [each.ref for each in sets])
    told = {each.promise for each in document.statements}
    obstacles = hand_in_obstacles(actor, account, find_follow_up(period), has_statements=bool(told))
    return HandingIn(
        account=account,
        document=document,
        receivers=list_receivers(account, document.parties),
        missing=list_untold(actor, sets, document.parties, told),
        suspicious=tuple(_suspicious(document)),
        obstacles=tuple(obstacles),
    )


def _nothing_obstacles(actor: Actor, period: ReportingPeriod) -> list[str]:
    nothing = [_("Nothing is written yet. Say something of at least one promise.")]
    return party_obstacles(actor, period.agreement) or nothing


def _suspicious(document: PartyAccountDocument) -> Iterator[str]:
    """Words that look as if they pointed out a person (design rule 8)."""
    for text in texts_of(document.to_data()):
        for finding in find_personal_data(text):
            named = {"words": finding.span.of(text), "kind": KINDS_OF_PERSONAL_DATA[finding.kind]}
            yield _("“%(words)s” looks like %(kind)s.") % named
