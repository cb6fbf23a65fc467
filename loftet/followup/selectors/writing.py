"""What a party writes from and hands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from loftet.agreements.drafts import texts_of
from loftet.agreements.selectors import Receivers, list_receivers
from loftet.agreements.words import KINDS_OF_PERSONAL_DATA
from loftet.domain.agreement import PartyRef
from loftet.domain.cells import CellState
from loftet.domain.follow_up_assembly import concerned_by
from loftet.domain.party_account import AccountText, PartyAccountDocument
from loftet.domain.promise_set import PromiseText
from loftet.language.personal_data import find_personal_data
from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation
from loftet.web.said_back import names

from ..drafts import account_text, live_account
from ..followed import PromiseHead, find_promise, keys_of, list_followed_sets, parties_in
from ..framing import list_series
from ..models import Assessment, PartyAccount, ReportingPeriod, Statement
from ..policies import (
    entering_obstacles,
    find_follow_up,
    hand_in_obstacles,
    party_obstacles,
    writing_obstacles,
)
from ..words import STATES, STATUSES
from .pages import list_untold, part_number, written_account
from .told import Told, get_told

_NOTHING = AccountText(CellState.DONE)


@dataclass(frozen=True)
class Writing:
    """One promise as its party writes about it, or as another enters for that party."""

    period: ReportingPeriod
    party: PartyRef
    promise: PromiseText
    parties: tuple[PartyRef, ...]
    account: PartyAccount | None
    statement: Statement | None
    assessment: Assessment | None
    told: Told
    obstacles: tuple[str, ...]
    on_page: int
    others: tuple[tuple[int, str], ...] = ()

    @property
    def place(self) -> str:
        """Where the promise stands on the page of the period."""
        return f"{self.period.get_absolute_url()}?sida={self.on_page}#lofte-{self.promise.key}"

    @property
    def name(self) -> str:
        return names((self.party.organisation,), self.parties)

    @property
    def source(self) -> str:
        return self.account.entered_from if self.account else ""

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


def get_writing(
    actor: Actor, period: ReportingPeriod, key: str, party: Organisation | None = None
) -> Writing | None:
    """`party` where it is entered for another. None where the period does not follow the promise.

    What is entered begins from nothing: what the actor's own organisation reported is not the other's.
    """
    series = list_series(period)
    sets = list_followed_sets(period, series)
    followed, promise = find_promise(sets, key)
    parties, whose = parties_in(period.agreement), party or actor.organisation
    written_of = find_party(parties, whose.pk)
    if followed is None or promise is None or written_of is None:
        return None
    account = written_account(actor, period, whose.pk, promises=[key])
    statements = account.statements.all() if account else ()
    assessments = account.assessments.all() if account else ()
    told = Told(None, (), ()) if party else get_told(actor, period, series, followed, key)
    return Writing(
        period=period,
        party=written_of,
        promise=promise,
        parties=parties,
        account=account,
        statement=next((each for each in statements if str(each.promise_key) == key), None),
        assessment=next((each for each in assessments if str(each.promise_key) == key), None),
        told=told,
        obstacles=tuple(_obstacles(actor, period, account, party)),
        on_page=part_number(keys_of(sets), key),
        others=() if party else tuple(_silent_in(period, actor, promise, parties)),
    )


def find_party(parties: Iterable[PartyRef], organisation: int) -> PartyRef | None:
    return next((each for each in parties if each.organisation == organisation), None)


def _obstacles(
    actor: Actor, period: ReportingPeriod, account: PartyAccount | None, party: Organisation | None
) -> list[str]:
    """The source is asked for in the form; until it is named, that is no obstacle to opening it."""
    obstacles = writing_obstacles(actor, period, find_follow_up(period), account)
    return obstacles or (entering_obstacles(actor, period, party, source="-") if party else [])


def _silent_in(
    period: ReportingPeriod, actor: Actor, promise: PromiseText, parties: Sequence[PartyRef]
) -> Iterator[tuple[int, str]]:
    """The other parties that the promise asks something of and that have not handed in, by name."""
    own = PartyAccount.objects.filter(period=period, shared_version__isnull=False, entered_from="")
    spoken = {actor.organisation.pk, *own.values_list("party", flat=True)}
    silent = concerned_by(promise, parties) - spoken
    return ((each, names((each,), parties)) for each in sorted(silent))


@dataclass(frozen=True)
class HandingIn:
    """What is handed in, to whom, and what a careful reader would look at once more."""

    account: PartyAccount | None
    document: PartyAccountDocument | None
    receivers: Receivers | None
    missing: tuple[PromiseHead, ...]
    suspicious: tuple[str, ...]
    obstacles: tuple[str, ...]

    @property
    def revision(self) -> int:
        return self.account.revision if self.account else 0


def get_handing_in(actor: Actor, period: ReportingPeriod, party: Organisation | None = None) -> HandingIn:
    whose = party or actor.organisation
    account = written_account(actor, period, whose.pk)
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
        missing=list_untold(whose.pk, sets, told),
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
