"""The words of this room for codes and fields of the plain rooms below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loftet.domain.agreement import AgreementDocument, CouncilSeat, MunicipalityRef, PartyRef, SignatorySeat
from loftet.domain.agreement_changes import Entry, FieldChange
from loftet.domain.agreement_rules import AgreementObstacle, AgreementWarning
from loftet.domain.progress_days import ProgressDays
from loftet.domain.reason import Reason
from loftet.language.personal_data import PersonalData, find_personal_data

from .drafts import texts_of
from .models import PartyRole

SENTENCES: dict[str, Promise | str] = {
    AgreementObstacle.TITLE_MISSING: gettext_lazy("The agreement has no title."),
    AgreementObstacle.PURPOSE_MISSING: gettext_lazy(
        "No purpose is written. The law asks for at least one (2023:196, section 9)."
    ),
    AgreementObstacle.AREA_MISSING: gettext_lazy(
        "No area is written. The law asks for at least one (2023:196, section 9)."
    ),
    AgreementObstacle.START_MISSING: gettext_lazy("The first day of the period is missing."),
    AgreementObstacle.ENDS_BEFORE_START: gettext_lazy(
        "The last day (%(ends_on)s) comes before the first (%(starts_on)s)."
    ),
    AgreementObstacle.MUNICIPALITY_MISSING: gettext_lazy("No municipality is chosen."),
    AgreementObstacle.PARTIES_TOO_FEW: gettext_lazy(
        "An agreement is between at least %(needed)s parties; this one names %(found)s."
    ),
    AgreementObstacle.PARTY_NAMED_TWICE: gettext_lazy("Two parties are called %(party)s."),
    AgreementObstacle.SIGNATORY_MISSING: gettext_lazy("Nobody is named to sign for %(party)s."),
    AgreementObstacle.SIGNATORY_OF_NO_PARTY: gettext_lazy(
        "%(position)s is to sign for %(party)s, which is no party."
    ),
    AgreementObstacle.CHANGE_REASON_MISSING: gettext_lazy(
        "Version %(version)s has no reason for the change."
    ),
    AgreementWarning.COUNCIL_WITHOUT_LEADER: gettext_lazy(
        "No seat leads the strategic council. By law the municipality leads it (2023:196, section 10)."
    ),
    AgreementWarning.COUNCIL_LED_BY_SEVERAL: gettext_lazy(
        "%(found)s seats are marked to lead the strategic council."
    ),
    AgreementWarning.COUNCIL_NOT_LED_BY_MUNICIPALITY: gettext_lazy(
        "The strategic council is led by %(organisation)s. By law the municipality leads it"
        " (2023:196, section 10)."
    ),
    AgreementWarning.MUNICIPALITY_WITHOUT_PARTY: gettext_lazy(
        "%(municipality)s is covered, but is not a party."
    ),
    AgreementWarning.END_MISSING: gettext_lazy(
        "Without a last day nothing says when to look at the agreement anew."
    ),
    AgreementWarning.DECISION_REFERENCE_MISSING: gettext_lazy(
        "Nothing says by what decision the parties enter the agreement."
    ),
}
FIELDS: dict[str, Promise | str] = {
    "title": gettext_lazy("Title"),
    "purposes": gettext_lazy("Purposes"),
    "areas": gettext_lazy("Areas"),
    "starts_on": gettext_lazy("First day"),
    "ends_on": gettext_lazy("Last day"),
    "municipalities": gettext_lazy("Municipalities"),
    "parties": gettext_lazy("Parties"),
    "council": gettext_lazy("Strategic council"),
    "decision_reference": gettext_lazy("Decision"),
    "signatories": gettext_lazy("Signatories"),
    "shares_when_recorded": gettext_lazy("Standing decision"),
    "progress_days": gettext_lazy("Progress is published by itself"),
}
PROGRESS_DAYS: dict[str, Promise | str] = {
    ProgressDays.MONTH: gettext_lazy("The first day of each month"),
    ProgressDays.QUARTER: gettext_lazy("The first day of each quarter"),
    ProgressDays.TERTIAL: gettext_lazy("The first day of January, May and September"),
    ProgressDays.HALF_YEAR: gettext_lazy("The first day of January and July"),
}

STANDING_DECISION = gettext_lazy(
    "What a party records as done on a promise within the agreement is shared with the promise's other"
    " parties at the same moment."
)
# What follows of it; said once here, so that those who sign have read it.
STANDING_DECISION_FOLLOWS = (
    gettext_lazy(
        "At each authority among the other parties it is a received public record as soon as it is saved"
        " (Freedom of the Press Act, chapter 2, sections 6 and 9). Anybody may ask to read it there."
    ),
    gettext_lazy(
        "Each sharing is logged by the party that shares and by the one that receives, and cannot be undone."
        " What was wrong is corrected or taken back, and the others see that too."
    ),
    gettext_lazy(
        "Internal notes are not shared. What looks like personal data waits until it is mended or handed in."
    ),
    gettext_lazy(
        "It holds while the agreement is in force, until a version without it has been signed by all."
    ),
)

KINDS_OF_PERSONAL_DATA: dict[PersonalData, Promise | str] = {
    PersonalData.IDENTITY_NUMBER: gettext_lazy("a personal identity number"),
    PersonalData.COORDINATION_NUMBER: gettext_lazy("a co-ordination number"),
    PersonalData.PHONE: gettext_lazy("a telephone number"),
    PersonalData.EMAIL: gettext_lazy("an e-mail address to a person"),
    PersonalData.PLATE: gettext_lazy("a number plate"),
    PersonalData.NAME: gettext_lazy("a person's name"),
}


def personal_data_sentences(document: AgreementDocument) -> list[str]:
    """What in the document looks as if it pointed out a person (design rule 8)."""
    return [
        _('"%(words)s" looks like %(kind)s. Take it out, if it points out a person.')
        % {"words": finding.span.of(text), "kind": KINDS_OF_PERSONAL_DATA[finding.kind]}
        for text in texts_of(document.to_data())
        for finding in find_personal_data(text)
    ]


def sentences(reasons: Iterable[Reason]) -> list[str]:
    return [str(SENTENCES[reason.code]) % dict(reason.parameters) for reason in reasons]


def day(value: date | None) -> str:
    """`7 juni 2026`; a dash where there is no day."""
    return formats.date_format(value, "j F Y") if value else "–"


def period(starts_on: date | None, ends_on: date | None) -> str:
    """`1 januari 2026 – 31 december 2027`, or what is known of it."""
    if starts_on and ends_on:
        return f"{_unbroken(day(starts_on))} – {_unbroken(day(ends_on))}"
    if starts_on:
        return _("From %(day)s until further notice") % {"day": day(starts_on)}
    if ends_on:
        return _("Until %(day)s") % {"day": day(ends_on)}
    return _("No period set")


def _unbroken(words: str) -> str:
    return words.replace(" ", "\u00a0")


def names_of(document: AgreementDocument) -> str:
    return ", ".join(party.name for party in document.parties)


@dataclass(frozen=True)
class PartyWords:
    """A party as a page or a paper shows it."""

    name: str
    role: str
    belongs_to: str
    positions: tuple[str, ...]


@dataclass(frozen=True)
class DocumentWords:
    """A version of an agreement in words, the same on every page that shows one."""

    document: AgreementDocument
    period: str
    parties: tuple[PartyWords, ...]
    municipalities: str
    progress_days: str
    standing_decision: tuple[str, ...]
    """What is decided once for all, and then what follows of it; empty where nothing is."""


def document_words(document: AgreementDocument) -> DocumentWords:
    return DocumentWords(
        document=document,
        period=period(document.starts_on, document.ends_on),
        parties=tuple(_party_words(party, document) for party in document.parties),
        municipalities=", ".join(each.name for each in document.municipalities),
        progress_days=str(PROGRESS_DAYS[document.progress_days]) if document.progress_days else "",
        standing_decision=_standing_decision(document),
    )


def _standing_decision(document: AgreementDocument) -> tuple[str, ...]:
    if not document.shares_when_recorded:
        return ()
    return tuple(str(each) for each in (STANDING_DECISION, *STANDING_DECISION_FOLLOWS))


def _party_words(party: PartyRef, document: AgreementDocument) -> PartyWords:
    positions = tuple(seat.position for seat in document.signatories if seat.party == party.name)
    belongs_to = "" if party.belongs_to in party.name else party.belongs_to
    return PartyWords(party.name, str(PartyRole(party.role).label), belongs_to, positions)


@dataclass(frozen=True)
class ChangeRow:
    """A field that differs between two versions, with the words before and after."""

    label: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    removed: tuple[str, ...]
    added: tuple[str, ...]
    is_reordered: bool


def change_rows(changes: Iterable[FieldChange]) -> list[ChangeRow]:
    return [
        ChangeRow(
            label=str(FIELDS[change.field]),
            old=entries_of(change.old),
            new=entries_of(change.new),
            removed=entries_of(change.removed),
            added=entries_of(change.added),
            is_reordered=change.is_reordered,
        )
        for change in changes
    ]


def entries_of(value: Entry | tuple[Entry, ...] | None) -> tuple[str, ...]:
    """A field's entries in words; a single value is one entry, nothing is none."""
    if isinstance(value, tuple):
        return tuple(entry(each) for each in value)
    return (entry(value),) if value else ()


def entry(value: Entry) -> str:
    """One entry of a changed field, in words."""
    match value:
        case bool():
            return str(STANDING_DECISION)
        case ProgressDays():
            return str(PROGRESS_DAYS[value])
        case date():
            return day(value)
        case MunicipalityRef():
            return value.name
        case PartyRef():
            return f"{value.name} ({PartyRole(value.role).label})"
        case CouncilSeat():
            leads = _(", leads the council") if value.leads else ""
            return f"{value.organisation_name}, {value.position}{leads}"
        case SignatorySeat():
            return f"{value.position}, {value.party}"
        case _:
            return value
