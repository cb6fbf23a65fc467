"""What the signatories of a promise set sign, and what residents read: frozen, and the same in every copy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from loftet.domain.agreement import MunicipalityRef, PartyRef, SignatorySeat
from loftet.domain.commitment import Cadence, CommitmentClass, Comparator, Window
from loftet.domain.fields import DocumentNotReadable, Fields, names_of
from loftet.domain.jsonable import added_later, empties_of, jsonable

SCHEMA = "loftet.promise_set.v1"


@dataclass(frozen=True, slots=True)
class CommitmentText:
    """Åtagande: what is counted, by whom, and who answers for it.

    `key` stays the same through every version. Performers and the responsible are parties by organisation;
    `performer_note` says more closely who ("VA-avdelningen"). Without target the commitment is told of, not
    counted.
    """

    key: str
    performers: tuple[int, ...]
    performer_note: str
    responsible: tuple[int, ...]
    kind: CommitmentClass
    comparator: Comparator | None
    number: float | None
    number_max: float | None
    unit: str
    every: Cadence | None
    window: Window | None
    per: str
    place: str
    groups: tuple[str, ...]

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            key=read.text("key"),
            performers=read.wholes("performers"),
            performer_note=read.text("performer_note"),
            responsible=read.wholes("responsible"),
            kind=read.one_of("kind", CommitmentClass),
            comparator=read.one_of_or_none("comparator", Comparator),
            number=read.number_or_none("number"),
            number_max=read.number_or_none("number_max"),
            unit=read.text("unit"),
            every=read.one_of_or_none("every", Cadence),
            window=read.one_of_or_none("window", Window),
            per=read.text("per"),
            place=read.text("place"),
            groups=read.texts("groups"),
        )


@dataclass(frozen=True, slots=True)
class PromiseText:
    """Löfte: `title` in the reader's words, `text` what is promised, and why.

    `stands_without_target` says that the parties let a general promise stand as "Utan måltal". `easy_read` is
    the same promise in easy Swedish (lättläst), where somebody has written it.
    """

    key: str
    title: str
    text: str
    background: str
    why: str
    baseline: str
    stands_without_target: bool
    commitments: tuple[CommitmentText, ...]
    easy_read: str = added_later("")

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls), empties_of(cls))
        return cls(
            key=read.text("key"),
            title=read.text("title"),
            text=read.text("text"),
            background=read.text("background"),
            why=read.text("why"),
            baseline=read.text("baseline"),
            stands_without_target=read.yes_or_no("stands_without_target"),
            commitments=read.things("commitments", CommitmentText.from_data),
            easy_read=read.text("easy_read"),
        )


@dataclass(frozen=True, slots=True)
class FocusAreaText:
    """Fokusområde: a subject with its promises, in order."""

    name: str
    promises: tuple[PromiseText, ...]

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(name=read.text("name"), promises=read.things("promises", PromiseText.from_data))


@dataclass(frozen=True, slots=True)
class PromiseSetDocument:
    """One version of a promise set. A draft may lack much; `obstacles_to_sharing` says what must be there.

    `easy_read` is the whole of it in easy Swedish (lättläst), where somebody has written it.
    """

    title: str
    introduction: str
    agreement: str
    starts_on: date | None
    ends_on: date | None
    municipalities: tuple[MunicipalityRef, ...]
    parties: tuple[PartyRef, ...]
    focus_areas: tuple[FocusAreaText, ...]
    signatories: tuple[SignatorySeat, ...]
    version: int
    change_reason: str
    easy_read: str = added_later("")

    @property
    def promises(self) -> tuple[PromiseText, ...]:
        return tuple(promise for area in self.focus_areas for promise in area.promises)

    def to_data(self) -> dict[str, Any]:
        """Return the document as JSON data; its canonical form is what the digest is taken of."""
        return {"schema": SCHEMA, **jsonable(self)}

    @classmethod
    def from_data(cls, data: object) -> Self:
        """Read what `to_data` wrote, or raise `DocumentNotReadable`."""
        if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
            raise DocumentNotReadable(f"the schema is not {SCHEMA}")
        read = Fields(data, "promise_set", names_of(cls) | {"schema"}, empties_of(cls))
        return cls(
            title=read.text("title"),
            introduction=read.text("introduction"),
            agreement=read.text("agreement"),
            starts_on=read.day("starts_on"),
            ends_on=read.day("ends_on"),
            municipalities=read.things("municipalities", MunicipalityRef.from_data),
            parties=read.things("parties", PartyRef.from_data),
            focus_areas=read.things("focus_areas", FocusAreaText.from_data),
            signatories=read.things("signatories", SignatorySeat.from_data),
            version=read.whole("version"),
            change_reason=read.text("change_reason"),
            easy_read=read.text("easy_read"),
        )
