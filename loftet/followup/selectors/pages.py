"""The page of a period: what each party says of each promise, what is counted, what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from loftet.agreements.models import SharedVersion
from loftet.agreements.sharing import version_seen_by
from loftet.domain.agreement import PartyRef
from loftet.domain.follow_up import FollowUpDocument
from loftet.domain.follow_up_assembly import assemble
from loftet.organisations.actor import Actor
from loftet.web.pages import ListPage, part_of
from loftet.web.said_back import names

from ..document_words import PartyTable, area_words, party_table
from ..drafts import live_account, with_rows
from ..followed import (
    FollowedSet,
    PromiseHead,
    keys_of,
    list_followed_sets,
    list_handed_in,
    marks_of,
    narrowed,
)
from ..framing import frame_of, list_series
from ..models import FollowUp, PartyAccount, Reminder, ReportingPeriod
from ..policies import find_follow_up
from ..standing import COLOURS, Standing, next_step, read_in_words, standing_of
from ..words import days_words, entered_words, period_words

IN_A_PART = 20
"""So many promises stand on one page: a follow-up of a whole year can have hundreds."""


@dataclass(frozen=True)
class PartyAnswer:
    """What one party has done in the period."""

    party: PartyRef
    name: str
    is_own: bool
    handed_in_at: datetime | None
    version: int | None
    entered: str
    has_confirmed: bool
    reminded_on: tuple[date, ...]


@dataclass(frozen=True)
class PeriodPage:
    """All of the page but its acts. Of the other parties only what they have handed in."""

    period: ReportingPeriod
    days: str
    follow_up: FollowUp | None
    version: SharedVersion | None
    document: FollowUpDocument
    is_closed: bool
    standing: Standing
    colour: str
    next_step: str
    answers: tuple[PartyAnswer, ...]
    table: PartyTable
    account: PartyAccount | None
    missing: tuple[PromiseHead, ...]
    sets: tuple[FollowedSet, ...]
    series: tuple[ReportingPeriod, ...]
    part: ListPage
    has_statements: bool
    to_be_reminded: str

    @property
    def perhaps_twice(self) -> list[ReportingPeriod]:
        """The periods, up to this, in which something may be told twice and nobody has said so."""
        unmarked = {order for each in self.document.promises for order in each.periods_unmarked}
        return [] if self.is_closed else [each for each in self.series if each.order in unmarked]

    @property
    def has_pairs(self) -> bool:
        return any(each.pairs for each in self.document.promises)

    @property
    def next_to_write(self) -> tuple[PromiseHead, ...]:
        """The first of what is missing; more come up as these are written."""
        return self.missing[:IN_A_PART]

    @property
    def left_to_write(self) -> int:
        """How many are missing beside the first."""
        return len(self.missing) - len(self.next_to_write)

    @property
    def read_in(self) -> str:
        return read_in_words(self.follow_up)

    @property
    def may_write(self) -> bool:
        return not self.is_closed and (self.account is None or self.account.has_unshared_changes)


def get_page(actor: Actor, period: ReportingPeriod, *, today: date, number: str | None = None) -> PeriodPage:
    """With the promises of one part of the whole, by its `number`: only those are read and reckoned."""
    series, reader = list_series(period), actor.organisation.pk
    follow_up = find_follow_up(period)
    version = version_seen_by(follow_up, actor) if follow_up else None
    is_closed = follow_up is not None and not follow_up.is_open
    sets = list_followed_sets(period, series)
    written = _written(actor, period)
    if is_closed and version is not None:
        part = part_of(_keys_in(version.document), number, per_page=IN_A_PART)
        areas = narrowed(version.document, set(part.object_list))
        document = FollowUpDocument.from_data({**version.document, "focus_areas": areas})
    else:
        part = part_of(keys_of(sets), number, per_page=IN_A_PART)
        document = _live(period, series, sets, written, today, set(part.object_list))
    answers = tuple(_answers(actor, period, follow_up, document.parties))
    account = next((each for each in written if not each.is_entered), None)
    told = _told(account)
    standing = standing_of(period, follow_up, today=today)
    return PeriodPage(
        period=period,
        days=period_words(period.ref),
        follow_up=follow_up,
        version=version,
        document=document,
        is_closed=is_closed,
        standing=standing,
        colour=COLOURS[standing],
        next_step=next_step(
            period,
            standing,
            follow_up,
            handed_in=sum(each.handed_in_at is not None for each in answers),
            parties=len(answers),
            confirmed=sum(each.has_confirmed for each in answers),
        ),
        answers=answers,
        table=party_table(
            document, area_words(document, reader=reader), writer=None if is_closed else reader
        ),
        account=account,
        missing=() if is_closed else list_untold(reader, sets, told),
        sets=tuple(sets),
        series=tuple(series),
        part=part,
        has_statements=bool(told),
        to_be_reminded="" if is_closed else days_words([each for each in period.remind_on if each > today]),
    )


def written_account(
    actor: Actor, period: ReportingPeriod, party: int, *, promises: Collection[str] | None = None
) -> PartyAccount | None:
    """What the actor's organisation writes of the party: of itself, or entered for another.

    With what it says of all promises, or of those alone.
    """
    written = PartyAccount.objects.filter(period=period, owner=actor.organisation, party=party)
    return with_rows(written, promises=promises).first()


def _written(actor: Actor, period: ReportingPeriod) -> list[PartyAccount]:
    """Each with the period and the agreement at hand, so that these are not asked for again."""
    written = list(PartyAccount.objects.filter(period=period, owner=actor.organisation))
    for each in written:
        each.period, each.agreement = period, period.agreement
    return written


def _live(
    period: ReportingPeriod,
    series: Sequence[ReportingPeriod],
    sets: Sequence[FollowedSet],
    written: Sequence[PartyAccount],
    today: date,
    keys: Collection[str],
) -> FollowUpDocument:
    """As it would be closed now, with the reader's own drafts in the place of what it handed in."""
    so_far = [each for each in series if each.order <= period.order]
    drafts = [each.pk for each in written if each.has_unshared_changes]
    rows = with_rows(PartyAccount.objects.filter(pk__in=drafts), promises=keys)
    accounts = list_handed_in(so_far, but=drafts, promises=keys)
    accounts += [live_account(each, [followed.ref for followed in sets]) for each in rows]
    shown = [each.narrowed(keys) for each in sets]
    return assemble(frame_of(period, series, shown, today=today), accounts, marks_of(sets))


def part_number(keys: Sequence[str], key: str) -> int:
    """In which part of the whole a promise stands."""
    return keys.index(key) // IN_A_PART + 1


def _keys_in(document: Mapping[str, Any]) -> list[str]:
    return [each["key"] for area in document["focus_areas"] for each in area["promises"]]


def _answers(
    actor: Actor, period: ReportingPeriod, follow_up: FollowUp | None, parties: Sequence[PartyRef]
) -> Iterator[PartyAnswer]:
    handed_in = list(PartyAccount.objects.filter(period=period, shared_version__isnull=False))
    accounts = {each.party_id: each for each in handed_in if not each.is_entered}
    entered = {each.party_id: each for each in handed_in if each.is_entered}
    confirmed: set[int] = set()
    if follow_up is not None:
        found = follow_up.confirmations.filter(version=follow_up.version)
        confirmed = set(found.values_list("organisation", flat=True))
    reminders = list(Reminder.objects.filter(period=period).values_list("organisation", "sent_on"))
    for party in parties:
        account = accounts.get(party.organisation)
        yield PartyAnswer(
            party=party,
            name=names((party.organisation,), parties),
            is_own=party.organisation == actor.organisation.pk,
            handed_in_at=account.shared_at if account else None,
            version=account.shared_version if account else None,
            entered="" if account else _entered(entered.get(party.organisation), parties),
            has_confirmed=party.organisation in confirmed,
            reminded_on=tuple(day for organisation, day in reminders if organisation == party.organisation),
        )


def _entered(account: PartyAccount | None, parties: Sequence[PartyRef]) -> str:
    return entered_words(account.owner_id, account.entered_from, parties) if account else ""


def list_untold(party: int, sets: Sequence[FollowedSet], told: Collection[str]) -> tuple[PromiseHead, ...]:
    """Promises that ask something of the party, of which nothing is said."""
    return tuple(each for each in asked_of(party, sets) if each.key not in told)


def asked_of(party: int, sets: Iterable[FollowedSet]) -> list[PromiseHead]:
    """Promises that ask something of the party; one that names none asks it of all."""
    return [head for each in sets for head in each.heads if not head.asked or party in head.asked]


def _told(account: PartyAccount | None) -> set[str]:
    keys = account.statements.values_list("promise_key", flat=True) if account else ()
    return {str(each) for each in keys}
