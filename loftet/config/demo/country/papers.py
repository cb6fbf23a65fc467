"""The documents of a municipality's year: what is promised, what the parties tell of it, and the follow-up.

Everything is drawn by the municipality and the year alone, so the country is the same each time it is made.
The documents are those of the domain, and the reckoning is the one that every closing uses.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from loftet.domain.agreement import AgreementDocument, CouncilSeat, MunicipalityRef, PartyRef, SignatorySeat
from loftet.domain.canonical import digest
from loftet.domain.commitment import ParsedCommitment, Performer
from loftet.domain.follow_up import FollowUpDocument
from loftet.domain.follow_up_assembly import Frame, assemble
from loftet.domain.party_account import PartyAccountDocument, PeriodRef, SetRef
from loftet.domain.promise_set import CommitmentText, FocusAreaText, PromiseSetDocument, PromiseText
from loftet.domain.promise_set_rules import is_general
from loftet.followup.titles import account_title, follow_up_title
from loftet.language.commitments import parse_commitments
from loftet.language.performers import parse_performers
from loftet.promises.proposals import commitment_text

from . import words
from .outcomes import told_of
from .words import Idea

PROMISES = 20
KEYS = uuid.UUID("6f0f9a5e-6c1e-5a57-9d0e-0d1b7c1f2a11")


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality with its two parties, the municipality itself and then the police."""

    code: str
    name: str
    parties: tuple[PartyRef, PartyRef]

    @property
    def refs(self) -> tuple[MunicipalityRef, ...]:
        return (MunicipalityRef(self.code, self.name),)

    @property
    def seats(self) -> tuple[SignatorySeat, ...]:
        municipality, police = self.parties
        return (
            SignatorySeat(municipality.name, words.EXECUTIVE),
            SignatorySeat(police.name, words.CHIEF),
        )


def agreement_of(place: Place, year: int) -> AgreementDocument:
    municipality, police = place.parties
    return AgreementDocument(
        title=words.AGREEMENT.format(place=place.name, year=year),
        purposes=tuple(each.format(place=place.name) for each in words.PURPOSES),
        areas=tuple(words.IDEAS),
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        municipalities=place.refs,
        parties=place.parties,
        council=(
            CouncilSeat(municipality.name, words.EXECUTIVE, leads=True),
            CouncilSeat(police.name, words.CHIEF, leads=False),
        ),
        decision_reference=words.DECISION,
        signatories=place.seats,
        version=1,
        change_reason="",
    )


def promise_set_of(place: Place, year: int) -> PromiseSetDocument:
    return PromiseSetDocument(
        title=words.TITLE.format(place=place.name, year=year),
        introduction=words.INTRODUCTION.format(place=place.name, year=year),
        agreement=words.AGREEMENT.format(place=place.name, year=year),
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        municipalities=place.refs,
        parties=place.parties,
        focus_areas=tuple(_areas(place, year)),
        signatories=place.seats,
        version=1,
        change_reason="",
    )


def accounts_of(place: Place, year: int, promise_set: PromiseSetDocument) -> tuple[PartyAccountDocument, ...]:
    """What each party hands in for the year, the municipality first."""
    draw = random.Random(f"told {place.code} {year}")  # noqa: S311 the same each time is what is wanted
    told = [told_of(promise, place.parties, place.name, draw) for promise in promise_set.promises]
    period, ref = period_of(year), _set_ref(promise_set)
    return tuple(
        PartyAccountDocument(
            title=account_title(period.label, party.name),
            agreement=promise_set.agreement,
            municipalities=place.refs,
            parties=place.parties,
            party=party.organisation,
            entered_by=None,
            entered_from="",
            promise_sets=(ref,),
            period=period,
            statements=tuple(each.statement for each in told if party.organisation in each.tellers),
            assessments=tuple(each.assessment for each in told if party.organisation in each.tellers),
            version=1,
            change_reason="",
        )
        for party in place.parties
    )


def follow_up_of(
    place: Place,
    year: int,
    promise_set: PromiseSetDocument,
    accounts: tuple[PartyAccountDocument, ...],
    *,
    closed_on: date,
) -> FollowUpDocument:
    period = period_of(year)
    frame = Frame(
        title=follow_up_title(period.label, promise_set.agreement),
        agreement=promise_set.agreement,
        municipalities=place.refs,
        parties=place.parties,
        signatories=place.seats,
        promise_sets=((_set_ref(promise_set), promise_set),),
        period=period.order,
        periods=(period,),
        counted_on=closed_on,
    )
    return assemble(frame, accounts)


def period_of(year: int) -> PeriodRef:
    """The year is followed up once, when it is over."""
    return PeriodRef(1, f"Helåret {year}", date(year, 1, 1), date(year, 12, 31), date(year + 1, 1, 31), False)


def _set_ref(document: PromiseSetDocument) -> SetRef:
    return SetRef(
        document.title, document.version, digest(document.to_data()), document.starts_on, document.ends_on
    )


def _areas(place: Place, year: int) -> Iterator[FocusAreaText]:
    draw = random.Random(f"promised {place.code} {year}")  # noqa: S311 the same each time is what is wanted
    every = [(area, idea) for area, ideas in words.IDEAS.items() for idea in ideas]
    chosen = set(draw.sample(range(len(every)), PROMISES))
    promises: dict[str, list[PromiseText]] = {}
    for number, (area, idea) in enumerate(every):
        if number in chosen:
            key = uuid.uuid5(KEYS, f"{place.code} {year} {number}")
            promises.setdefault(area, []).append(_promise(place, idea, key, draw))
    return (FocusAreaText(area, tuple(found)) for area, found in promises.items())


def _promise(place: Place, idea: Idea, key: uuid.UUID, draw: random.Random) -> PromiseText:
    number = draw.randint(idea.least, idea.most)
    text = idea.text.format(number=number, place=place.name)
    commitments = tuple(_commitments(place, text, key))
    return PromiseText(
        key=str(key),
        title=idea.title,
        text=text,
        background="",
        why=idea.why,
        baseline=f"{draw.randint(0, number)} året före." if number else "",
        stands_without_target=is_general(commitments),
        commitments=commitments,
    )


def _commitments(place: Place, text: str, key: uuid.UUID) -> Iterator[CommitmentText]:
    parsed, performers = _read(text)
    for order, each in enumerate(parsed):
        made = commitment_text(each, performers, place.parties)
        yield replace(made, key=str(uuid.uuid5(key, str(order))))


@lru_cache(maxsize=10_000)
def _read(text: str) -> tuple[tuple[ParsedCommitment, ...], tuple[Performer, ...]]:
    """As the workshop reads what somebody types; many towns have typed the same."""
    return tuple(parse_commitments(text)), tuple(parse_performers(text))
