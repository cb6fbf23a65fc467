"""Three organisations with their people, and what stands at the addresses that the table tries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from loftet.agreements import services
from loftet.agreements.content import AgreementContent, PartyContent, SeatContent
from loftet.agreements.drafts import content_of
from loftet.agreements.forms.typed import data_of
from loftet.agreements.models import Agreement, PartyRole, SignatureRequest
from loftet.agreements.versions import newest_version
from loftet.domain.agreement_states import AgreementState
from loftet.domain.canonical import canonical_json
from loftet.followup.models import FollowUp
from loftet.notices.links import unsubscribe_url
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation, OrganisationKind, OutboxMessage, Role
from loftet.organisations.policies import FIRST_ROLES
from loftet.organisations.services.invitations import open_invitation
from loftet.organisations.services.organisations import add_organisation
from loftet.promises import services as promises
from loftet.promises.content import PromiseContent, SetContent
from loftet.promises.drafts import live_document
from loftet.promises.forms.typed import data_of as promise_typed
from loftet.promises.models import Promise, PromiseSet
from loftet.publication.models import Edition
from loftet.publication.services import publish_promise_set
from tests.factories import make_actor, make_organisation, make_person, make_police, signed_in
from tests.permission_rows.activities import Planned, make_planned
from tests.permission_rows.followup import Followed, make_followed
from tests.permission_rows.importer import ReadIn, importer_data, make_read_in
from tests.permission_rows.publication import DATA as PUBLICATION
from tests.permission_rows.reporting import Reporting, make_reporting
from tests.permission_rows.residents import Asked, make_asked
from tests.permission_table import COLUMNS, Row
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


@dataclass
class World:
    """The people by column of the table, and what the addresses lead to."""

    actors: dict[str, Actor]
    cookies: dict[str, str]
    papers: dict[str, Paper]
    sets: dict[str, Paper]
    within: Agreement
    edition_pk: int
    invitation_pk: int
    invitation_token: str
    entered: Organisation
    demo: Actor
    reporting: Reporting
    planned: Planned
    read_in: ReadIn
    asked: Asked
    followed: Followed
    closed: Paper

    def browser(self, column: str) -> Client:
        """As it was when this person had just signed in, on this machine."""
        return Client(HTTP_HOST="localhost", HTTP_COOKIE=self.cookies[column])

    def paper(self, state: str, name: str = "") -> Paper:
        if name.startswith("followup:"):
            return self.closed
        papers = self.sets if name.startswith(("promises:", "publication:")) else self.papers
        return papers.get(state) or papers["draft"]

    def address(self, name: str, state: str) -> str:
        paper = self.paper(state, name)
        values = {
            "pk": self.pk(name, paper),
            "edition_format": "pdf",
            "promise_pk": paper.promise_pk,
            "area_pk": paper.area_pk,
            "number": 1,
            "old": 1,
            "new": 1,
            "request_pk": paper.request_pk,
            "signature_pk": paper.signature_pk,
            "token": self.token(name, paper),
            "person_id": self.actors[Role.READER].person.pk,
            "invitation_id": self.invitation_pk,
            "organisation_id": self.entered.pk,
            "key": self.key(name),
            "uidb36": "1",
            "provider_id": "oidc",
        }
        values |= self.reporting.values(name)
        if name.startswith("importer:"):
            values |= self.read_in.values(name)
        if name.startswith("residents:"):
            values |= self.asked.values(name, state)
        return reverse(name, kwargs={argument: values[argument] for argument in ROUTES[name].arguments})

    def pk(self, name: str, paper: Paper) -> int:
        if name.startswith("publication:edition_"):
            return self.edition_pk
        if name.startswith("publication:follow_up_"):
            return self.followed.closed.pk
        if name.startswith("followup:"):
            return self.followed.pk(name)
        return self.planned.pk(name) if name.startswith("activities:") else paper.record.pk

    def key(self, name: str) -> str:
        if name.startswith("followup:"):
            return self.followed.promise
        return "0" * 32 if name.startswith("demo:") else "nobody-has-this-key"

    def token(self, name: str, paper: Paper) -> str:
        if name == "notices:unsubscribe":
            return unsubscribe_url(self.actors[Role.READER].person).rstrip("/").rsplit("/", 1)[1]
        if name.startswith("activities:"):
            return self.planned.token
        return paper.token if name.startswith("agreements:") else self.invitation_token

    def data(self, row: Row) -> dict[str, Any] | QueryDict:
        """What would be accepted of somebody who may."""
        if row.name.startswith("residents:"):
            return self.asked.data(row.name)
        if row.name.startswith("promises:"):
            return promise_data(row, self.paper(row.state, row.name), self.within)
        if row.name.startswith("activities:"):
            return self.planned.data(row.name) or self.reporting.data(row.name)
        if row.name.startswith("followup:"):
            return self.followed.data(row.name)
        if row.name in PUBLICATION:
            return PUBLICATION[row.name]
        if row.name.startswith("importer:"):
            return importer_data(row.name, self.read_in, self.within)
        paper = self.paper(row.state)
        assert isinstance(paper.record, Agreement)
        revision = str(paper.record.revision)
        own, demo = self.actors[Role.COORDINATOR].organisation, self.demo
        data: dict[str, dict[str, Any]] = {
            "agreements:agreement_create": _typed(_content(self.actors)),
            "agreements:agreement_edit": _typed(content_of(paper.record), title="Nytt", revision=revision),
            "agreements:agreement_share": {"confirmed": "on", "revision": revision},
            "agreements:agreement_new_version": {"reason": "Fler platser"},
            "agreements:agreement_end": {"reason": "Ersatt av en ny"},
            "agreements:signature_link": {"confirmed": "on", "digest": paper.digest, "code": paper.code},
            **{f"agreements:{name}": typed for name, typed in signature_data(paper).items()},
            "organisations:person_invite": {"email": "ny@kommunen.example", "roles": ["reader"]},
            "organisations:person_edit": {"roles": ["reader", "communicator"]},
            "organisations:organisation_create": {"kind": "association", "name": "Grannsamverkan i Ryd"},
            "organisations:police_area_create": {"name": "Lokalpolisområde Mjölby", "municipalities": "0586"},
            "organisations:organisation_invite": {"email": "ordforande@foreningen.example"},
            "organisations:invitation_accept": _new_account(),
            "organisations:profile_edit": {"name": "Nytt namn", "language": "en"},
            "organisations:organisation_switch": {"organisation": str(own.pk)},
            "demo:cast_sign_in": {"card": f"{demo.person.pk}-{demo.organisation.pk}"},
            "demo:municipality_begin": {
                "municipality": "Ydre",
                "name": "Någon",
                "email": "samordnare@ydre.example",
                "password": "en lång mening om Ydre",
            },
            "demo:police_invite": {
                "area_name": "Lokalpolisområde Östra",
                "municipalities": "0580",
                "email": "kommunpolis@polisen.example",
            },
            "notices:notice_settings": {"frequency": "weekly"},
            "web:language_choose": {"language": "en"},
            "web:scheme_choose": {"scheme": "dark"},
        }
        return data.get(row.name, {})


def make_world() -> World:
    own, party, foreign = (
        make_organisation("Linköping"),
        make_police("Linköping"),
        make_organisation("Ljungby"),
    )
    actors = {role.value: make_actor(role, organisation=own, name=role.value.title()) for role in Role}
    actors |= {
        "party": make_actor(*Role, organisation=party, name="Petra"),
        "party's reader": make_actor(Role.READER, organisation=party),
        "foreign": make_actor(*Role, organisation=foreign, name="Cesar"),
    }
    invitation_pk, token = _invite(own)
    within = services.draft_agreement(by=actors[Role.COORDINATOR], content=_content(actors))
    services.share_agreement(by=actors[Role.COORDINATOR], agreement=within)
    within.refresh_from_db()
    sets = {state.value: _make_set_paper(state, actors, within) for state in AgreementState}
    running = _set_of(sets["in_force"])
    edition = _publish(actors, within)
    followed, closed = _make_followed(actors, within, sets["in_force"])
    return World(
        asked=make_asked(actors[Role.COORDINATOR], edition),
        actors=actors,
        cookies={column: _cookies(actors.get(column)) for column in COLUMNS},
        papers={state.value: _make_paper(state, actors) for state in AgreementState},
        sets=sets,
        within=within,
        edition_pk=edition.pk,
        invitation_pk=invitation_pk,
        invitation_token=token,
        entered=add_organisation(
            by=actors[Role.COORDINATOR], name="Föreningen", kind=OrganisationKind.ASSOCIATION
        ),
        demo=make_actor(Role.READER, organisation=make_organisation("Norrköping", is_demo=True)),
        reporting=make_reporting(actors[Role.COORDINATOR], actors[Role.REPORTER], actors["party"], running),
        planned=make_planned(
            actors[Role.COORDINATOR],
            actors[Role.REPORTER],
            unplanned=_set_of(sets["signed"]),
            signed=running,
        ),
        read_in=make_read_in(actors[Role.COORDINATOR], _set_of(sets["draft"])),
        followed=followed,
        closed=closed,
    )


def _make_followed(actors: dict[str, Actor], within: Agreement, running: Paper) -> tuple[Followed, Paper]:
    """The follow-up that is closed waits for signatures, as an agreement does when it is shared."""
    promise = Promise.objects.get(pk=running.promise_pk)
    followed = make_followed(actors[Role.COORDINATOR], actors["party"], within, promise=str(promise.key))
    paper = Paper(followed.closed)
    _sign(paper, AgreementState.SHARED, actors)
    followed.signature_data = signature_data(paper)
    return followed, paper


def _set_of(paper: Paper) -> PromiseSet:
    assert isinstance(paper.record, PromiseSet)
    return paper.record


def make_keeper(world: World) -> None:
    """Somebody who has a password and a second step of their own, in a column beside the table."""
    keeper = make_person("Kajsa", password="fyra ord efter varandra")
    TOTP.activate(keeper, generate_totp_secret())
    own = world.actors[Role.READER].organisation
    world.actors["keeper"] = make_actor(Role.READER, organisation=own, person=keeper)
    world.cookies["keeper"] = _cookies(world.actors["keeper"])


def _cookies(actor: Actor | None) -> str:
    return signed_in(actor).cookies.output(attrs=[], header="", sep=";").strip() if actor else ""


@transaction.atomic
def _invite(organisation: Organisation) -> tuple[int, str]:
    invitation, link = open_invitation(
        organisation=organisation, email=INVITED, roles=FIRST_ROLES, invited_by=None
    )
    audit.record_system(organisation_id=organisation.pk, kind="person_invited", subject=invitation)
    return invitation.pk, link.rstrip("/").rsplit("/", 1)[-1]


def _make_paper(state: AgreementState, actors: dict[str, Actor]) -> Paper:
    coordinator = actors[Role.COORDINATOR]
    agreement = services.draft_agreement(by=coordinator, content=_content(actors))
    if state is AgreementState.DRAFT:
        return Paper(agreement)
    services.share_agreement(by=coordinator, agreement=agreement)
    paper = Paper(agreement)
    _sign(paper, state, actors)
    if state is AgreementState.IN_FORCE:
        services.enter_into_force(by=coordinator, agreement=agreement)
    if state is AgreementState.ENDED:
        services.end_agreement(by=coordinator, agreement=agreement, reason="Ersatt av en ny")
    agreement.refresh_from_db()
    return paper


def _publish(actors: dict[str, Actor], within: Agreement) -> Edition:
    """An edition of a set beside those of the table."""
    running = _make_set_paper(AgreementState.IN_FORCE, actors, within).record
    assert isinstance(running, PromiseSet)
    return publish_promise_set(by=actors[Role.COORDINATOR], promise_set=running)


def _make_set_paper(state: AgreementState, actors: dict[str, Actor], within: Agreement) -> Paper:
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
        _sign(paper, state, actors)
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


def _sign(paper: Paper, state: AgreementState, actors: dict[str, Actor]) -> None:
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


def _content(actors: dict[str, Actor]) -> AgreementContent:
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


def _typed(content: AgreementContent, **changes: str) -> dict[str, Any]:
    """What a browser sends for the form that holds the content."""
    return dict(data_of(content).lists()) | changes


def _new_account() -> dict[str, str]:
    words = "fyra ord efter varandra"
    return {"name": "Den inbjudne", "password": words, "again": words}
