"""What the parties of a collaboration agreement sign: frozen, and the same in every copy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from loftet.domain.documented import DocumentedEnum
from loftet.domain.fields import DocumentNotReadable, Fields, names_of
from loftet.domain.jsonable import added_later, empties_of, jsonable
from loftet.domain.progress_days import ProgressDays

SCHEMA = "loftet.agreement.v2"
# Signed before an agreement could hold a standing decision: read for ever, written no more.
FIRST_SCHEMA = "loftet.agreement.v1"
_NOT_IN_THE_FIRST = {"shares_when_recorded"}


class PartyRole(DocumentedEnum):
    """In what capacity an organisation is a party; the law asks for "relevant actors" (2023:196 § 9)."""

    POLICE = "police", "The Police Authority, by one of its local police areas."
    MUNICIPALITY = "municipality", "A municipality, which leads the strategic council (2023:196 § 10)."
    OTHER = "other", "Another authority, a company or an association."


@dataclass(frozen=True, slots=True)
class MunicipalityRef:
    """A municipality that the agreement covers."""

    code: str
    name: str

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(code=read.text("code"), name=read.text("name"))


@dataclass(frozen=True, slots=True)
class PartyRef:
    """An organisation that enters the agreement, with its municipality or local police area by name."""

    organisation: int
    name: str
    role: PartyRole
    belongs_to: str

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            organisation=read.whole("organisation"),
            name=read.text("name"),
            role=read.one_of("role", PartyRole),
            belongs_to=read.text("belongs_to"),
        )


@dataclass(frozen=True, slots=True)
class CouncilSeat:
    """A seat in the strategic council, held by position and never by a person's name."""

    organisation_name: str
    position: str
    leads: bool

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            organisation_name=read.text("organisation_name"),
            position=read.text("position"),
            leads=read.yes_or_no("leads"),
        )


@dataclass(frozen=True, slots=True)
class SignatorySeat:
    """Who signs for a party, by position."""

    party: str
    position: str

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(party=read.text("party"), position=read.text("position"))


@dataclass(frozen=True, slots=True)
class AgreementDocument:
    """One version of an agreement. A draft may lack much; `obstacles_to_sharing` says what must be there.

    `shares_when_recorded` is the standing decision that what a party records as done on a promise within the
    agreement is shared with the others as it is recorded. `progress_days` are those on which progress is
    published by itself.
    """

    title: str
    purposes: tuple[str, ...]
    areas: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None
    municipalities: tuple[MunicipalityRef, ...]
    parties: tuple[PartyRef, ...]
    council: tuple[CouncilSeat, ...]
    decision_reference: str
    signatories: tuple[SignatorySeat, ...]
    version: int
    change_reason: str
    shares_when_recorded: bool = False
    progress_days: ProgressDays | None = added_later(None)  # noqa: RUF009 it declares a field

    def to_data(self) -> dict[str, Any]:
        """Return the document as JSON data; its canonical form is what the digest is taken of."""
        return {"schema": SCHEMA, **jsonable(self)}

    @classmethod
    def from_data(cls, data: object) -> Self:
        """Read what `to_data` wrote, or raise `DocumentNotReadable`."""
        schema = data.get("schema") if isinstance(data, Mapping) else None
        if schema not in {FIRST_SCHEMA, SCHEMA}:
            raise DocumentNotReadable(f"the schema is not {SCHEMA}")
        missing = _NOT_IN_THE_FIRST if schema == FIRST_SCHEMA else set()
        read = Fields(data, "agreement", (names_of(cls) | {"schema"}) - missing, empties_of(cls))
        return cls(
            title=read.text("title"),
            purposes=read.texts("purposes"),
            areas=read.texts("areas"),
            starts_on=read.day("starts_on"),
            ends_on=read.day("ends_on"),
            municipalities=read.things("municipalities", MunicipalityRef.from_data),
            parties=read.things("parties", PartyRef.from_data),
            council=read.things("council", CouncilSeat.from_data),
            decision_reference=read.text("decision_reference"),
            signatories=read.things("signatories", SignatorySeat.from_data),
            version=read.whole("version"),
            change_reason=read.text("change_reason"),
            shares_when_recorded=not missing and read.yes_or_no("shares_when_recorded"),
            progress_days=read.one_of_or_none("progress_days", ProgressDays),
        )
