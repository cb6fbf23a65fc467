"""The envelope of an edition: what was published, when, who approved it and what it replaces.

The document itself stays as it was signed or closed, with its own digest; the envelope names that digest and
is what the ledger is made of. An envelope holds no words that people wrote freely, so it can stay when the
document must be withdrawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from loftet.domain.addresses import municipality_address
from loftet.domain.canonical import canonical_json
from loftet.domain.documented import DocumentedEnum
from loftet.domain.fields import DocumentNotReadable, Fields, names_of
from loftet.domain.jsonable import jsonable
from loftet.domain.ledger import leaf_hash
from loftet.domain.tiles import framed

SCHEMA = "loftet.edition.v1"
# Envelope and document together, as the edition's JSON file carries them.
EDITION_FILE = "loftet.edition_file.v1"


class EditionKind(DocumentedEnum):
    """What is published."""

    PROMISE_SET = "promise_set", "A promise set, as every signatory signed it."
    FOLLOW_UP = "follow_up", "A closed follow-up of one reporting period, as it was signed."
    PROGRESS = (
        "progress",
        "How far the promises have come between follow-ups: counts handed in, and no words.",
    )
    ANSWER = "answer", "A question from a resident and the answer, after review."


class ApprovalAct(DocumentedEnum):
    """How a party approved what is published."""

    SIGNED = "signed", "The position signed the digest of the document."
    HANDED_IN = "handed_in", "The party handed in the counts that it tells."


class WithdrawalGround(DocumentedEnum):
    """Why the content of an edition may be taken away: only where law demands it."""

    PERSONAL_DATA = (
        "personal_data",
        "Personal data without legal ground (dataskyddsförordningen, articles 6, 10 and 17).",
    )
    SECRECY = "secrecy", "What is secret (offentlighets- och sekretesslagen)."
    DECISION = "decision", "A court or a supervisory authority has decided so."
    COPYRIGHT = "copyright", "What somebody else holds the copyright to (upphovsrättslagen)."


# Secrecy and copyright forbid that something is shown, not that the authority keeps it. These demand more.
EMPTIES_ITS_SOURCE = frozenset({WithdrawalGround.PERSONAL_DATA, WithdrawalGround.DECISION})


@dataclass(frozen=True, slots=True)
class Approval:
    """A party's approval, by position and never by a person's name. A party that hands in has no position."""

    party: str
    position: str
    act: ApprovalAct
    on: date

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(
            party=read.text("party"),
            position=read.text("position"),
            act=read.one_of("act", ApprovalAct),
            on=read.known_day("on"),
        )


@dataclass(frozen=True, slots=True)
class Replaced:
    """The edition that this one replaces."""

    number: int
    envelope_digest: str

    @classmethod
    def from_data(cls, data: object, path: str) -> Self:
        read = Fields(data, path, names_of(cls))
        return cls(number=read.whole("number"), envelope_digest=read.text("envelope_digest"))


@dataclass(frozen=True, slots=True)
class Envelope:
    """Number 1 is the first edition of the ledger. `identifier` is the same in every edition of one thing."""

    number: int
    kind: EditionKind
    identifier: str
    published_on: date
    published_for: str
    municipalities: tuple[str, ...]
    approvals: tuple[Approval, ...]
    replaces: Replaced | None
    document_digest: str

    def to_data(self) -> dict[str, Any]:
        """Return the envelope as JSON data; its canonical form is what the ledger hashes."""
        return {"schema": SCHEMA, **jsonable(self)}

    @classmethod
    def from_data(cls, data: object) -> Self:
        """Read what `to_data` wrote, or raise `DocumentNotReadable`."""
        if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
            raise DocumentNotReadable(f"the schema is not {SCHEMA}")
        read = Fields(data, "edition", names_of(cls) | {"schema"})
        return cls(
            number=read.whole("number"),
            kind=read.one_of("kind", EditionKind),
            identifier=read.text("identifier"),
            published_on=read.known_day("published_on"),
            published_for=read.text("published_for"),
            municipalities=read.texts("municipalities"),
            approvals=read.things("approvals", Approval.from_data),
            replaces=read.thing_or_none("replaces", Replaced.from_data),
            document_digest=read.text("document_digest"),
        )


def leaf_of(envelope: Mapping[str, Any]) -> bytes:
    """Return the leaf of the ledger that the envelope is, or raise `EntryTooLong`."""
    entry = canonical_json(envelope)
    framed(entry)
    return leaf_hash(entry)


def identifier_of(municipality: str, year: int, kind: EditionKind, order: int) -> str:
    """Return the stable name, which is also an address: "linkoping/2024/medborgarlofte/1"."""
    return f"{municipality_address(municipality)}/{year}/{_IN_ADDRESSES[kind]}/{order}"


_IN_ADDRESSES = {
    EditionKind.PROMISE_SET: "medborgarlofte",
    EditionKind.FOLLOW_UP: "uppfoljning",
    EditionKind.PROGRESS: "lage",
    EditionKind.ANSWER: "svar",
}
