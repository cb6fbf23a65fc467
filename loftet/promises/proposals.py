"""Commitments proposed from a promise's own words, and the hints on those words."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from loftet.domain.agreement import PartyRef, PartyRole
from loftet.domain.commitment import CommitmentClass, ParsedCommitment, Performer
from loftet.domain.promise_set import CommitmentText
from loftet.language.commitments import parse_commitments
from loftet.language.hints import Hint, find_hints
from loftet.language.performers import parse_performers

ROLES = {Performer.POLICE: PartyRole.POLICE, Performer.MUNICIPALITY: PartyRole.MUNICIPALITY}
COUNTED = frozenset({CommitmentClass.COUNT, CommitmentClass.FREQUENCY, CommitmentClass.TIME_AMOUNT})


@dataclass(frozen=True)
class Proposal:
    """What is read out of a text: the commitments as they would be kept, and the hints."""

    commitments: tuple[CommitmentText, ...]
    hints: tuple[Hint, ...]


def propose(text: str, parties: Sequence[PartyRef], *, has_baseline: bool = False) -> Proposal:
    parsed, performers = parse_commitments(text), parse_performers(text)
    return Proposal(
        commitments=tuple(commitment_text(each, performers, parties) for each in parsed),
        hints=tuple(find_hints(text, parsed, performers, has_baseline=has_baseline)),
    )


def new_key() -> str:
    return str(uuid.uuid4())


def commitment_text(
    parsed: ParsedCommitment,
    performers: Sequence[Performer],
    parties: Sequence[PartyRef],
    *,
    responsible: Sequence[Performer] = (),
) -> CommitmentText:
    """As it is kept. The party that does it also answers for it, until somebody says otherwise."""
    does = parties_doing(parsed.performers or performers, parties)
    return CommitmentText(
        key=new_key(),
        performers=does,
        performer_note="",
        responsible=parties_doing(responsible, parties) if responsible else does,
        kind=parsed.kind,
        comparator=parsed.comparator,
        number=parsed.number,
        number_max=parsed.number_max,
        unit=(parsed.unit or "")[:120],
        every=parsed.every,
        window=parsed.window,
        per=(parsed.per or "")[:120],
        place=(parsed.place or "")[:200],
        groups=tuple(group[:200] for group in parsed.groups),
    )


def parties_doing(performers: Sequence[Performer], parties: Sequence[PartyRef]) -> tuple[int, ...]:
    """The parties of the agreement that the named performers are."""
    roles = {ROLES[each] for each in performers if each in ROLES}
    return tuple(sorted(party.organisation for party in parties if party.role in roles))
