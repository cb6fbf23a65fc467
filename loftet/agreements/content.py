"""What is typed into an agreement, before it is saved: plain values, no rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from loftet.domain.progress_days import ProgressDays

from .models import PartyRole

# Who signs for a party unless it says otherwise: positions as the parties write them, in Swedish.
DEFAULT_POSITIONS = {
    PartyRole.POLICE: "Lokalpolisområdeschef",
    PartyRole.MUNICIPALITY: "Kommundirektör",
}


@dataclass(frozen=True)
class PartyContent:
    """A party, in what role, and the positions that sign for it."""

    organisation: int
    role: str
    positions: tuple[str, ...] = ()


@dataclass(frozen=True)
class SeatContent:
    """A seat in the strategic council."""

    organisation_name: str
    position: str
    leads: bool = False


@dataclass(frozen=True)
class AgreementContent:
    """The whole of an agreement; a draft may lack anything but its title."""

    title: str
    purposes: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    decision_reference: str = ""
    municipalities: tuple[str, ...] = ()
    parties: tuple[PartyContent, ...] = ()
    council: tuple[SeatContent, ...] = ()
    shares_when_recorded: bool = False
    progress_days: ProgressDays | None = None

    def with_default_positions(self) -> AgreementContent:
        """The same, with somebody to sign for the police and for each municipality."""
        return replace(self, parties=tuple(_with_default_position(party) for party in self.parties))


def _with_default_position(party: PartyContent) -> PartyContent:
    default = DEFAULT_POSITIONS.get(PartyRole(party.role))
    return replace(party, positions=(default,)) if default and not party.positions else party
