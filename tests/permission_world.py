"""Three organisations with their people, and what stands at the addresses that the table tries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from loftet.agreements import services
from loftet.agreements.content import AgreementContent
from loftet.agreements.drafts import content_of
from loftet.agreements.forms.typed import data_of
from loftet.agreements.models import Agreement
from loftet.domain.agreement_states import AgreementState
from loftet.notices.links import unsubscribe_url
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation, OrganisationKind, Role
from loftet.organisations.policies import FIRST_ROLES
from loftet.organisations.services.invitations import open_invitation
from loftet.organisations.services.organisations import add_organisation
from loftet.promises.models import Promise, PromiseSet
from tests.factories import make_actor, make_organisation, make_person, make_police, signed_in
from tests.permission_papers import (
    INVITED,
    Paper,
    content,
    make_paper,
    make_set_paper,
    promise_data,
    publish,
    sign_paper,
    signature_data,
)
from tests.permission_rows.activities import Planned, make_planned
from tests.permission_rows.followup import PAIR, Followed, make_followed
from tests.permission_rows.importer import ReadIn, importer_data, make_read_in
from tests.permission_rows.publication import DATA as PUBLICATION
from tests.permission_rows.reporting import Reporting, make_reporting
from tests.permission_rows.residents import Asked, make_asked
from tests.permission_table import COLUMNS, Row
from tests.routes import all_routes

ROUTES = {route.name: route for route in all_routes()}


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
        values |= self.reporting.values(name) | {"party": self.followed.other.pk}
        if name == "followup:pair_mark":
            values |= PAIR
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
        if name in ("followup:promise_set_periods", "followup:promise_set_thread"):
            return self.sets["in_force"].record.pk
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
            "agreements:agreement_create": _typed(content(self.actors)),
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
    within = services.draft_agreement(by=actors[Role.COORDINATOR], content=content(actors))
    services.share_agreement(by=actors[Role.COORDINATOR], agreement=within)
    within.refresh_from_db()
    sets = {state.value: make_set_paper(state, actors, within) for state in AgreementState}
    running = _set_of(sets["in_force"])
    edition = publish(actors, within)
    followed, closed = _make_followed(actors, within, sets["in_force"])
    return World(
        asked=make_asked(actors[Role.COORDINATOR], edition),
        actors=actors,
        cookies={column: _cookies(actors.get(column)) for column in COLUMNS},
        papers={state.value: make_paper(state, actors) for state in AgreementState},
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
        read_in=make_read_in(actors[Role.COORDINATOR], _set_of(sets["draft"]), edition),
        followed=followed,
        closed=closed,
    )


def _make_followed(actors: dict[str, Actor], within: Agreement, running: Paper) -> tuple[Followed, Paper]:
    """The follow-up that is closed waits for signatures, as an agreement does when it is shared."""
    promise = Promise.objects.get(pk=running.promise_pk)
    followed = make_followed(actors[Role.COORDINATOR], actors["party"], within, promise=str(promise.key))
    paper = Paper(followed.closed)
    sign_paper(paper, AgreementState.SHARED, actors)
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


def _typed(content: AgreementContent, **changes: str) -> dict[str, Any]:
    """What a browser sends for the form that holds the content."""
    return dict(data_of(content).lists()) | changes


def _new_account() -> dict[str, str]:
    words = "fyra ord efter varandra"
    return {"name": "Den inbjudne", "password": words, "again": words}
