"""Published editions of a small invented country: enough of every kind of page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from loftet.domain import edition as sealed
from loftet.domain.agreement import MunicipalityRef, PartyRef, PartyRole, SignatorySeat
from loftet.domain.answer import AnswerDocument
from loftet.domain.canonical import canonical_json, digest
from loftet.domain.cells import CellState, NotDoneReason
from loftet.domain.commitment import Cadence, CommitmentClass, Comparator, Window
from loftet.domain.edition import ApprovalAct, EditionKind, Envelope, Replaced, identifier_of
from loftet.domain.follow_up import FollowUpDocument, Silence
from loftet.domain.follow_up_assembly import Frame, assemble
from loftet.domain.municipalities import municipality
from loftet.domain.party_account import (
    AccountText,
    AssessmentText,
    CountText,
    NotDoneText,
    PartyAccountDocument,
    PeriodRef,
    SetRef,
    StatementText,
)
from loftet.domain.progress import ProgressDocument
from loftet.domain.promise_set import CommitmentText, FocusAreaText, PromiseSetDocument, PromiseText
from loftet.domain.question_states import QuestionKind
from loftet.domain.suggestion import PromiseStatus
from loftet.portal.record import PublishedEdition, PublishedFile

KINDS = {
    PromiseSetDocument: EditionKind.PROMISE_SET,
    FollowUpDocument: EditionKind.FOLLOW_UP,
    AnswerDocument: EditionKind.ANSWER,
    ProgressDocument: EditionKind.PROGRESS,
}
KIND, STATUS = CommitmentClass, PromiseStatus
TOWN, POLICE = 1, 2


def make_commitment(key: str, unit: str, number: float | None = None, **overrides: Any) -> CommitmentText:
    asked = CommitmentText(
        key=key,
        performers=(TOWN,),
        performer_note="",
        responsible=(TOWN,),
        kind=KIND.COUNT if number is not None else KIND.UNQUANTIFIED,
        comparator=None if number is None else Comparator.EXACTLY,
        number=number,
        number_max=None,
        unit=unit,
        every=None,
        window=Window.YEAR if number is not None else None,
        per="",
        place="",
        groups=(),
    )
    return replace(asked, **overrides)


def make_promise(
    key: str, title: str, text: str, *commitments: CommitmentText, **overrides: Any
) -> PromiseText:
    return replace(PromiseText(key, title, text, "", "", "", not commitments, commitments), **overrides)


WASTEWATER = make_promise(
    "0b1f6c1e-8d0a-4c35-9e6e-000000000001",
    "Vi mäter droger i avloppsvattnet",
    "Kommunen ska under året genomföra 4 mätningar av droger i avloppsvattnet.",
    make_commitment("c1", "mätningar", 4.0, performer_note="VA-avdelningen"),
    why="Vi behöver veta vilka droger som finns för att kunna göra rätt saker.",
    background="Det som har använts i kommunen syns i vattnet. Ingen enskild kan spåras.",
    baseline="2 mätningar förra året.",
    easy_read="Kommunen letar efter droger i vattnet.\nDet gör kommunen fyra gånger.",
)
CHECKS = make_promise(
    "0b1f6c1e-8d0a-4c35-9e6e-000000000002",
    "Tjugominuterskontroller varje månad",
    "Polisen gör minst 2 tjugominuterskontroller varje månad utanför skolor.",
    make_commitment(
        "c2",
        "tjugominuterskontroller",
        2.0,
        kind=KIND.FREQUENCY,
        comparator=Comparator.AT_LEAST,
        every=Cadence.MONTH,
        window=None,
        performers=(POLICE,),
        responsible=(POLICE,),
    ),
    why="Många bilar kör för fort där barn går till skolan.",
)
DOGS = make_promise(
    "0b1f6c1e-8d0a-4c35-9e6e-000000000003",
    "Narkotikasök med hund i skolorna",
    "Polisen genomför två narkotikasök med hund under året.",
    make_commitment("c3", "narkotikasök", 2.0, performers=(POLICE,), responsible=(POLICE, TOWN)),
)
BARS = make_promise(
    "0b1f6c1e-8d0a-4c35-9e6e-000000000004",
    "Insatser och tillsyn i krogmiljö",
    "Polisen och kommunen gör tillsyn på krogar.",
    make_commitment("c4", "tillsyner", performers=(TOWN, POLICE), responsible=(TOWN, POLICE)),
)
TALKS = make_promise(
    "0b1f6c1e-8d0a-4c35-9e6e-000000000005",
    "Dialog med handeln i centrum",
    "Vi verkar för en god dialog med butikerna.",
)
AREAS = (
    FocusAreaText("Narkotika", (WASTEWATER, DOGS)),
    FocusAreaText("Trafik", (CHECKS,)),
    FocusAreaText("Trygghet", (BARS, TALKS)),
)


def make_set(code: str, year: int = 2024, **overrides: Any) -> PromiseSetDocument:
    name = municipality(code).name
    parties = parties_of(name)
    document = PromiseSetDocument(
        title=f"Medborgarlöfte för {name} {year}",
        introduction=f"Så här arbetar polisen och kommunen tillsammans för ett tryggt {name}.",
        agreement=f"Samverkan i {name} {year}–{year + 1}",
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        municipalities=(MunicipalityRef(code, name),),
        parties=parties,
        focus_areas=AREAS,
        signatories=(
            SignatorySeat(parties[0].name, "Kommunstyrelsens ordförande"),
            SignatorySeat(parties[1].name, "Lokalpolisområdeschef"),
        ),
        version=1,
        change_reason="",
    )
    return replace(document, **overrides)


def parties_of(name: str) -> tuple[PartyRef, PartyRef]:
    return (
        PartyRef(TOWN, f"{name.rstrip('s')}s kommun", PartyRole.MUNICIPALITY, name),
        PartyRef(POLICE, f"Polisen i {name}", PartyRole.POLICE, f"Lokalpolisområde {name}"),
    )


def make_follow_up(document: PromiseSetDocument, **overrides: Any) -> FollowUpDocument:
    """The second period of the year: the parties differ on one promise, and one has not been done."""
    year = (document.starts_on or date(2024, 1, 1)).year
    first = PeriodRef(1, f"Tertial 1 {year}", date(year, 1, 1), date(year, 4, 30), date(year, 5, 31), False)
    second = PeriodRef(2, f"Tertial 2 {year}", date(year, 5, 1), date(year, 8, 31), date(year, 9, 30), False)
    ref = SetRef(
        document.title, document.version, digest(document.to_data()), document.starts_on, document.ends_on
    )
    frame = Frame(
        title=f"Uppföljning tertial 2 {year}",
        agreement=document.agreement,
        municipalities=document.municipalities,
        parties=document.parties,
        signatories=document.signatories,
        promise_sets=((ref, document),),
        period=2,
        periods=(first, second),
        counted_on=date(year, 9, 12),
    )
    return assemble(replace(frame, **overrides), accounts_of(document, (first, second)))


def accounts_of(document: PromiseSetDocument, periods: Sequence[PeriodRef]) -> list[PartyAccountDocument]:
    closed = NotDoneText(
        NotDoneReason.CLOSED, "Skolorna hade sommarlov.", date(periods[1].ends_on.year, 10, 1)
    )  # type: ignore[union-attr]
    told: dict[tuple[int, int], dict[PromiseText, AccountText]] = {
        (TOWN, 0): {WASTEWATER: counted("a1", "c1", "mätningar", 2.0, TOWN)},
        (POLICE, 0): {CHECKS: counted("a2", "c2", "tjugominuterskontroller", 8.0, POLICE)},
        (TOWN, 1): {
            WASTEWATER: counted("a3", "c1", "mätningar", 1.0, TOWN, words="Tredje mätningen gjordes."),
            BARS: counted("a4", "c4", "tillsyner", 12.0, TOWN),
            TALKS: AccountText(CellState.UNDER_WAY, words="Två möten med centrumföreningen."),
        },
        (POLICE, 1): {
            CHECKS: counted("a5", "c2", "tjugominuterskontroller", 9.0, POLICE),
            DOGS: AccountText(CellState.NOT_DONE, not_done=(closed,)),
            BARS: counted("a6", "c4", "tillsyner", None, POLICE, words="Tillsyn under stadsfesten."),
        },
    }
    judged = {
        TOWN: {WASTEWATER: STATUS.UNDER_WAY, BARS: STATUS.FULFILLED, DOGS: STATUS.NOT_STARTED},
        POLICE: {
            WASTEWATER: STATUS.UNDER_WAY,
            CHECKS: STATUS.FULFILLED,
            BARS: STATUS.UNDER_WAY,
            DOGS: STATUS.NOT_STARTED,
        },
    }
    return [
        account(document, party, periods[order], told[party, order], judged[party] if order else {})
        for party, order in told
    ]


def counted(
    key: str, commitment: str, unit: str, number: float | None, party: int, words: str = ""
) -> AccountText:
    count = CountText(key, commitment, unit, number, False, (party,), None, None)
    return AccountText(
        CellState.AMOUNT_UNKNOWN if number is None else CellState.AMOUNT, (count,), words=words
    )


def account(
    document: PromiseSetDocument,
    party: int,
    period: PeriodRef,
    told: dict[PromiseText, AccountText],
    judged: dict[PromiseText, PromiseStatus],
) -> PartyAccountDocument:
    keys = {promise.key for promise in document.promises}
    return PartyAccountDocument(
        title="Redovisning",
        agreement=document.agreement,
        municipalities=document.municipalities,
        parties=document.parties,
        party=party,
        entered_by=None,
        entered_from="",
        promise_sets=(),
        period=period,
        statements=tuple(StatementText(each.key, cell) for each, cell in told.items() if each.key in keys),
        assessments=tuple(
            AssessmentText(each.key, status, "Tillsynen är gjord." if each is BARS else "")
            for each, status in judged.items()
            if each.key in keys
        ),
        version=1,
        change_reason="",
    )


def make_answer(document: PromiseSetDocument, promise: PromiseText) -> AnswerDocument:
    return AnswerDocument(
        title=f"Svar om {promise.title}",
        promise_set=document.title,
        promise_key=promise.key,
        promise_title=promise.title,
        municipalities=document.municipalities,
        kind=QuestionKind.CONTRADICTION,
        question="Jag har inte sett någon mätning vid reningsverket i år.",
        is_shortened=True,
        answer="Mätningarna görs inne i verket och syns inte utifrån.",
        answered_by=document.parties[0].name,
        asked_on=date(2024, 9, 16),
        answered_on=date(2024, 9, 20),
        working_days=4,
    )


def edition_of(
    document: PromiseSetDocument | FollowUpDocument | AnswerDocument | ProgressDocument,
    number: int,
    published_on: date,
    *,
    replaces: PublishedEdition | None = None,
    order: int = 1,
) -> PublishedEdition:
    """An edition as publication makes it; one that replaces another has its identifier."""
    kind = KINDS[type(document)]
    codes = tuple(sorted(each.code for each in document.municipalities))
    starts_on = document.starts_on if isinstance(document, PromiseSetDocument) else None
    year = (starts_on or published_on).year
    seats = document.signatories if isinstance(document, PromiseSetDocument | FollowUpDocument) else ()
    envelope = Envelope(
        number=number,
        kind=kind,
        identifier=replaces.identifier if replaces else identifier_of(codes[0], year, kind, order),
        published_on=published_on,
        published_for=document.answered_by
        if isinstance(document, AnswerDocument)
        else document.parties[0].name,
        municipalities=codes,
        approvals=tuple(
            sealed.Approval(seat.party, seat.position, ApprovalAct.SIGNED, published_on) for seat in seats
        ),
        replaces=Replaced(replaces.number, replaces.envelope_digest) if replaces else None,
        document_digest=digest(document.to_data()),
    )
    text = canonical_json(document.to_data()).decode()
    return PublishedEdition(
        pk=100 + number,
        envelope=envelope,
        envelope_digest=digest(envelope.to_data()),
        text=text,
        files=tuple(
            _file(envelope, text, edition_format) for edition_format in ("html", "pdf", "docx", "csv", "json")
        ),
    )


def _file(envelope: Envelope, text: str, edition_format: str) -> PublishedFile:
    content = content_of(envelope, text, edition_format)
    return PublishedFile(envelope.number, edition_format, digest(content), len(content))


def content_of(envelope: Envelope, text: str, edition_format: str) -> bytes:
    """The JSON is an edition as those were before proofs were kept; the others only have their name."""
    if edition_format != "json":
        return f"edition {envelope.number} as {edition_format}".encode()
    told = {
        "schema": sealed.EDITION_FILE,
        "envelope": envelope.to_data(),
        "document": json.loads(text),
        "checkpoint": "",
    }
    return canonical_json(told)


def withdrawn(
    edition: PublishedEdition, at: datetime = datetime(2025, 2, 1, 14, 30, tzinfo=UTC)
) -> PublishedEdition:
    return replace(
        edition,
        text=None,
        files=(),
        withdrawn_at=at,
        withdrawal_ground=sealed.WithdrawalGround.PERSONAL_DATA,
    )


def a_country() -> list[PublishedEdition]:
    """Ljungby with two years, a change and follow-ups; Linköping new; two municipalities with one set."""
    old = make_set(
        "0781", 2023, focus_areas=(FocusAreaText("Narkotika", (replace(WASTEWATER, key="1" * 36),)),)
    )
    ljungby = make_set("0781")
    fewer = replace(WASTEWATER, commitments=(replace(WASTEWATER.commitments[0], number=3.0),))
    before = replace(ljungby, focus_areas=(replace(AREAS[0], promises=(fewer, DOGS)), *AREAS[1:]))
    changed = replace(ljungby, version=2, change_reason="Fler mätningar behövs.")
    followed = make_follow_up(changed)
    both = make_set("0821", 2024)
    both = replace(
        both,
        title="Medborgarlöfte för Högsby och Mönsterås 2024",
        municipalities=(MunicipalityRef("0821", "Högsby"), MunicipalityRef("0861", "Mönsterås")),
    )
    silent = Silence(POLICE, date(2024, 9, 30), (date(2024, 10, 3), date(2024, 10, 10)))
    first = edition_of(before, 2, date(2024, 1, 22))
    return [
        edition_of(old, 1, date(2023, 1, 20)),
        first,
        edition_of(make_set("0580"), 3, date(2024, 2, 1)),
        edition_of(changed, 4, date(2024, 3, 5), replaces=first),
        edition_of(both, 5, date(2024, 4, 1)),
        edition_of(replace(followed, silences=(silent,)), 6, date(2024, 9, 12)),
        edition_of(make_answer(changed, WASTEWATER), 7, date(2024, 9, 20)),
    ]
