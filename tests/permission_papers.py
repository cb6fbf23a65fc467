"""Agreements and promise sets in each state of life, for the addresses that the table tries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from loftet.agreements import services
from loftet.agreements.content import AgreementContent, PartyContent, SeatContent
from loftet.agreements.models import Agreement, PartyRole, SignatureRequest
from loftet.agreements.versions import newest_version
from loftet.domain.agreement_states import AgreementState
from loftet.domain.canonical import canonical_json
from loftet.followup.models import FollowUp
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.models import OutboxMessage, Role
from loftet.promises import services as promises
from loftet.promises.content import PromiseContent, SetContent
from loftet.promises.drafts import live_document
from loftet.promises.forms.typed import data_of as promise_typed
from loftet.promises.models import PromiseSet
from loftet.publication.models import Edition
from loftet.publication.services import publish_promise_set
from tests.permission_table import Row
from tests.routes import all_routes

ROUTES = {route.name: route for route in all_routes()}
NOTHING = 0
BY_ACCOUNT, BY_PAPER, UNASKED, BY_LINK = "Kommundirektör", "Säkerhetschef", "Ordförande", "Polisområdeschef"
PAGE = b"%PDF-1.7 signed by hand"
INVITED = "inbjuden@kommunen.example"
PROMISE = PromiseContent(
    focus_area="Narkotika", title="Vi mäter", text="Kommunen ska under året genomföra 4 mätningar."
)


@dataclass
class Paper:
    """An agreement or a promise set, and what hangs on it."""

    record: Agreement | PromiseSet | FollowUp
    request_pk: int = NOTHING
    signature_pk: int = NOTHING
    promise_pk: int = NOTHING
    area_pk: int = NOTHING
    token: str = "nobody-has-this-link"
    code: str = "000000"

    @property
    def digest(self) -> str:
        version = newest_version(self.record)
        return version.digest if version else ""


def make_paper(state: AgreementState, actors: dict[str, Actor]) -> Paper:
    coordinator = actors[Role.COORDINATOR]
    agreement = services.draft_agreement(by=coordinator, content=content(actors))
    if state is AgreementState.DRAFT:
        return Paper(agreement)
    services.share_agreement(by=coordinator, agreement=agreement)
    paper = Paper(agreement)
    sign_paper(paper, state, actors)
    if state is AgreementState.IN_FORCE:
        services.enter_into_force(by=coordinator, agreement=agreement)
    if state is AgreementState.ENDED:
        services.end_agreement(by=coordinator, agreement=agreement, reason="Ersatt av en ny")
    agreement.refresh_from_db()
    return paper


def publish(actors: dict[str, Actor], within: Agreement) -> Edition:
    """An edition of a set beside those of the table."""
    running = make_set_paper(AgreementState.IN_FORCE, actors, within).record
    assert isinstance(running, PromiseSet)
    return publish_promise_set(by=actors[Role.COORDINATOR], promise_set=running)


def make_set_paper(state: AgreementState, actors: dict[str, Actor], within: Agreement) -> Paper:
    """A promise set that has come as far: one that runs where an agreement is in force."""
    coordinator = actors[Role.COORDINATOR]
    own, other = coordinator.organisation.pk, actors["party"].organisation.pk
    content = SetContent(
        title="Medborgarlöfte",
        starts_on=within.starts_on,
        municipalities=("0580",),
        signatories=((own, BY_ACCOUNT), (own, BY_PAPER), (own, UNASKED), (other, BY_LINK)),
    )
    made = promises.draft_set(by=coordinator, agreement=within, content=content)
    promise = promises.add_promise(by=coordinator, promise_set=made, content=PROMISE)
    paper = Paper(made, promise_pk=promise.pk, area_pk=promise.focus_area_id)
    if state is not AgreementState.DRAFT:
        promises.share_set(by=coordinator, promise_set=made)
        sign_paper(paper, state, actors)
    if state is AgreementState.IN_FORCE:
        promises.make_ready(by=coordinator, promise_set=made)
    if state is AgreementState.ENDED:
        promises.end_set(by=coordinator, promise_set=made, reason="Ersatt av ett nytt")
    made.refresh_from_db()
    return paper


def promise_data(row: Row, paper: Paper, within: Agreement) -> dict[str, Any] | QueryDict:
    """What would be accepted of somebody who may, at the addresses of promises."""
    assert isinstance(paper.record, PromiseSet)
    typed = promise_typed(PROMISE, revision=1)
    typed.update({"commitments-TOTAL_FORMS": "1", "commitments-0-kind": "direction"})
    data: dict[str, dict[str, Any] | QueryDict] = {
        "promise_set_create": {"title": "Nytt", "overenskommelse": str(within.pk)},
        "promise_set_import": {
            "agreement": str(within.pk),
            "file": SimpleUploadedFile("fil.json", canonical_json(live_document(paper.record).to_data())),
        },
        "promise_set_edit": {"title": "Nytt", "revision": str(paper.record.details_revision)},
        "promise_set_easy_read": {"whole": "Lätt.", "revision": str(paper.record.revision)},
        "promise_set_read_in": {
            "content": canonical_json(live_document(paper.record).to_data()).decode(),
            "revision": str(paper.record.revision),
        },
        "promise_set_copy": {"title": "Nästa", "starts_on": "2030-01-01", "ends_on": "2030-12-31"},
        "promise_set_new_version": {"reason": "Fler löften"},
        "promise_set_share": {"confirmed": "on", "revision": str(paper.record.revision)},
        "promise_set_end": {"reason": "Ersatt av ett nytt"},
        "personal_data_answer": {"words": "070-123 45 67", "reason": "Växeln"},
        "promise_set_add": typed,
        "promise_edit": typed,
        "promise_hints": {"text": PROMISE.text},
        "promise_move": {"act": "up"},
        "promise_companion": {"number": "2", "unit": "möten"},
        "focus_area_edit": {"name": "Trafik"},
        "focus_area_move": {"act": "up"},
        **signature_data(paper),
    }
    return data.get(row.name.removeprefix("promises:"), {})


def signature_data(paper: Paper) -> dict[str, dict[str, Any]]:
    return {
        "signature_request": {"position": UNASKED, "email": "chef@kommunen.example"},
        "signature_sign": {"confirmed": "on", "digest": paper.digest},
        "signature_paper": {
            "position": UNASKED,
            "signed_on": timezone.localdate().isoformat(),
            "page": SimpleUploadedFile("sida.pdf", PAGE),
        },
    }


def sign_paper(paper: Paper, state: AgreementState, actors: dict[str, Actor]) -> None:
    """Asked by account and by link, once on paper; by everybody where the state says so."""
    coordinator, signatory = actors[Role.COORDINATOR], actors[Role.SIGNATORY]
    asked = services.request_signature(
        by=coordinator, record=paper.record, position=BY_ACCOUNT, person=signatory.person
    )
    paper.request_pk = asked.pk
    _ask_by_link(paper, actors["party"])
    _sign_on_paper(paper, coordinator, BY_PAPER)
    if state in {AgreementState.SIGNED, AgreementState.IN_FORCE}:
        services.sign_with_account(by=signatory, request=asked, digest=asked.version.digest)
        services.sign_with_link(token=paper.token, code=paper.code, digest=asked.version.digest)
        _sign_on_paper(paper, coordinator, UNASKED)


def _ask_by_link(paper: Paper, other: Actor) -> None:
    address = f"chef{paper.record.pk}.{paper.record.record_kind}@polisen.example"
    request = services.request_signature(by=other, record=paper.record, position=BY_LINK, email=address)
    paper.token = _found(r"/underskrift/([\w-]+)/", address)
    services.send_code(token=paper.token)
    paper.code = _found(r"\b(\d{6})\b", address)
    with transaction.atomic():  # as if some time had passed, so that another code may be asked for
        SignatureRequest.objects.filter(pk=request.pk).update(
            code_sent_at=timezone.now() - timedelta(minutes=5)
        )
        audit.record(by=other, kind="signature_code_sent", subject=request.version)


def _sign_on_paper(paper: Paper, by: Actor, position: str) -> None:
    today = timezone.localdate()
    signature = services.sign_on_paper(
        by=by, record=paper.record, position=position, signed_on=today, name="sida.pdf", content=PAGE
    )
    paper.signature_pk = signature.pk


def _found(pattern: str, address: str) -> str:
    """What the newest letter to the address says."""
    letter = OutboxMessage.objects.filter(recipient=address).latest("pk")
    match = re.search(pattern, letter.text)
    assert match, letter.text
    return match[1]


def content(actors: dict[str, Actor]) -> AgreementContent:
    starts_on = timezone.localdate() + timedelta(days=-30)
    own, other = actors[Role.COORDINATOR].organisation, actors["party"].organisation
    return AgreementContent(
        title="Trygga tillsammans",
        purposes=("Minska otryggheten i centrum",),
        areas=("Trygghet i offentlig miljö",),
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=730),
        municipalities=("0580",),
        parties=(
            PartyContent(own.pk, PartyRole.MUNICIPALITY, (BY_ACCOUNT, BY_PAPER, UNASKED)),
            PartyContent(other.pk, PartyRole.POLICE, (BY_LINK,)),
        ),
        council=(SeatContent("Kommunen", "Ordförande", leads=True),),
    )
