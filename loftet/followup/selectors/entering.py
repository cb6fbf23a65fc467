"""What one party enters for another out of a named source (design 3.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loftet.domain.agreement import PartyRef
from loftet.domain.cells import CellState
from loftet.domain.party_account import AccountText
from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation
from loftet.web.said_back import names

from ..drafts import account_text
from ..followed import list_followed_sets, parties_in
from ..framing import list_series
from ..models import PartyAccount, ReportingPeriod
from ..policies import (
    closed_obstacles,
    entering_obstacles,
    find_follow_up,
    hand_in_obstacles,
    new_account_version_obstacles,
    party_obstacles,
)
from ..words import STATES, count_words
from .pages import asked_of, written_account
from .writing import find_party


@dataclass(frozen=True)
class EnteredRow:
    """A promise that asks something of the party, and what is entered about it, in a line."""

    key: str
    title: str
    told: str


@dataclass(frozen=True)
class Entering:
    """The page of what is entered for a party, with the reasons why its acts cannot be done."""

    party: int
    name: str
    account: PartyAccount | None
    rows: tuple[EnteredRow, ...]
    obstacles: tuple[str, ...]
    hand_in_obstacles: tuple[str, ...]

    @property
    def is_handed_over(self) -> bool:
        return self.account is not None and not self.account.has_unshared_changes

    @property
    def may_write(self) -> bool:
        return not self.obstacles and not self.is_handed_over


def get_entering(actor: Actor, period: ReportingPeriod, party: Organisation) -> Entering | None:
    """None where it is not another party of the agreement."""
    parties = parties_in(period.agreement)
    if find_party(parties, party.pk) is None or party.pk == actor.organisation.pk:
        return None
    sets = list_followed_sets(period, list_series(period))
    account = written_account(actor, period, party.pk)
    told = {str(each.promise_key): account_text(each) for each in account.statements.all()} if account else {}
    promises = asked_of(party.pk, sets)
    rows = (
        EnteredRow(each.key, each.title, _in_a_line(told.get(each.key), party.pk, parties))
        for each in promises
    )
    return Entering(
        party=party.pk,
        name=names((party.pk,), parties),
        account=account,
        rows=tuple(rows),
        obstacles=tuple(_obstacles(actor, period, party, account)),
        hand_in_obstacles=tuple(_hand_in_obstacles(actor, period, account)),
    )


def _in_a_line(account: AccountText | None, party: int, parties: Sequence[PartyRef]) -> str:
    if account is None:
        return ""
    counts = [count_words(each, parties, teller=party) for each in account.counts]
    figures = ", ".join(counts) or str(STATES[CellState(account.state)])
    return f"{figures}. {account.words}".strip() if account.words else figures


def _obstacles(
    actor: Actor, period: ReportingPeriod, party: Organisation, account: PartyAccount | None
) -> list[str]:
    follow_up = find_follow_up(period)
    if account is not None and not account.has_unshared_changes:
        return new_account_version_obstacles(actor, account, follow_up)
    obstacles = party_obstacles(actor, period.agreement) or closed_obstacles(period, follow_up)
    return obstacles or entering_obstacles(actor, period, party, source="-")


def _hand_in_obstacles(actor: Actor, period: ReportingPeriod, account: PartyAccount | None) -> list[str]:
    if account is None:
        return []
    has_statements = bool(account.statements.all())
    return hand_in_obstacles(actor, account, find_follow_up(period), has_statements=has_statements)
