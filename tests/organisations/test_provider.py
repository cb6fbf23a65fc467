"""The organisation's own sign-in, against a real OpenID Connect provider on this machine."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils.html import escape
from pytest_django import Settings

from loftet.organisations.models import AuditEvent, Person, Role
from loftet.organisations.services.invitations import invite_person
from tests.factories import make_actor, make_organisation, make_person
from tests.organisations.links import path_to
from tests.organisations.totp import make_second_step
from tests.processes import environment, free_port, kill_group

pytestmark = pytest.mark.django_db
PERSONAL_NUMBER = "198507099805"
LOGIN = "/logga-in/via/oidc/"


@dataclass
class Provider:
    """Speaks for whoever it is told to."""

    url: str

    def knows(self, sub: str, **claims: Any) -> None:
        requests.put(f"{self.url}/users/{sub}", json=claims, timeout=10).raise_for_status()

    def sends_back(self, authorise: str, **form: str) -> str:
        """The path and query with which the browser comes back."""
        answer = requests.post(authorise, data=form, allow_redirects=False, timeout=10)
        parts = urlsplit(answer.headers["Location"])
        return f"{parts.path}?{parts.query}"


@pytest.fixture(scope="module")
def provider_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    port, log = free_port(), tmp_path_factory.mktemp("provider") / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)],
            env=environment(),
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    provider = Provider(f"http://127.0.0.1:{port}")
    try:
        _await(provider, log)
        yield provider
    finally:
        kill_group(process)


def _await(provider: Provider, log: Path) -> None:
    for _attempt in range(200):
        try:
            requests.get(provider.url, timeout=5)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())


@pytest.fixture
def provider(provider_process: Provider, settings: Settings) -> Provider:
    configure(settings, provider_process.url)
    return provider_process


def configure(settings: Settings, issuer: str) -> None:
    settings.OIDC_ISSUER = issuer
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "SCOPE": ["openid", "email"],
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": "Kommunens inloggning",
                    "client_id": "loftet",
                    "secret": "hemlig",
                    "settings": {"server_url": issuer},
                }
            ],
        }
    }


def sign_in(client: Client, provider: Provider, sub: str, *, next_page: str = "/konto/") -> HttpResponse:
    away = client.post(LOGIN, {"next": next_page})
    return client.get(provider.sends_back(onward(away), sub=sub))


def onward(page: HttpResponse) -> str:
    """Where the page leads by itself."""
    assert page.status_code == 200
    return str(page.headers["Refresh"]).removeprefix("0; url=")


def who(client: Client) -> int | None:
    identity = client.session.get("_auth_user_id")
    return int(identity) if identity else None


def test_the_sign_in_page_offers_it_first(client: Client, provider: Provider) -> None:
    page = client.get("/logga-in/?next=/konto/").text

    assert f'action="{LOGIN}"' in page
    assert page.index("Kommunens inloggning") < page.index("id_password")


def test_it_asks_for_as_little_as_possible(client: Client, provider: Provider) -> None:
    asked = parse_qs(urlsplit(onward(client.post(LOGIN))).query)

    assert set(asked["scope"][0].split()) == {"openid", "email"}
    assert asked["code_challenge_method"] == ["S256"]


def test_the_way_there_is_no_redirect_of_a_form_so_that_it_may_lead_over_any_host(
    client: Client, provider: Provider
) -> None:
    page = client.post(LOGIN)

    assert f'href="{escape(onward(page))}"' in page.text
    assert "form-action 'self';" in page.headers["Content-Security-Policy"] + ";"


def test_a_person_is_found_by_affiliation(client: Client, provider: Provider) -> None:
    bo = make_actor(Role.READER, person=make_person("Bo", org_affiliation="bo@2120000449")).person
    provider.knows("a1", orgAffiliation="bo@2120000449")

    assert sign_in(client, provider, "a1").headers["Location"] == "/konto/"
    assert who(client) == bo.pk
    assert client.get("/konto/").status_code == 200
    assert AuditEvent.objects.get(kind="signed_in").data == {"methods": ["socialaccount"]}


def test_a_verified_address_finds_the_person_and_the_affiliation_is_kept(
    client: Client, provider: Provider
) -> None:
    bo = make_actor(Role.READER, person=make_person("Bo", email="bo@example.se")).person
    provider.knows("a2", email="Bo@example.se", email_verified=True, orgAffiliation="bo2@2120000449")

    sign_in(client, provider, "a2")

    assert who(client) == bo.pk
    bo.refresh_from_db()
    assert bo.org_affiliation == "bo2@2120000449"
    assert AuditEvent.objects.filter(kind="affiliation_linked").count() == 1


@pytest.mark.parametrize("verified", [{}, {"email_verified": False}, {"email_verified": "false"}])
def test_an_address_that_nobody_vouches_for_finds_nobody(
    client: Client, provider: Provider, verified: dict[str, Any]
) -> None:
    make_person("Bo", email="bo@example.se")
    provider.knows("a3", email="bo@example.se", **verified)

    assert sign_in(client, provider, "a3").status_code == 403
    assert who(client) is None


def test_who_is_unknown_is_told_so_and_nothing_is_kept(client: Client, provider: Provider) -> None:
    provider.knows("a4", email="okand@example.se", email_verified=True, orgAffiliation="okand@2120000449")

    answer = sign_in(client, provider, "a4")

    assert answer.status_code == 403
    assert "Du är inte inbjuden än" in answer.text
    assert who(client) is None
    assert not SocialAccount.objects.exists()
    assert not Person.objects.exists()
    assert "okand" not in everything_stored()


def test_the_second_time_the_person_is_known_without_address(client: Client, provider: Provider) -> None:
    bo = make_actor(Role.READER, person=make_person("Bo", email="bo@example.se")).person
    provider.knows("a5", email="bo@example.se", email_verified=True)
    sign_in(client, provider, "a5")
    provider.knows("a5")

    other = Client()
    sign_in(other, provider, "a5")

    assert who(other) == bo.pk
    assert SocialAccount.objects.count() == 1


def test_no_personal_number_is_ever_stored(client: Client, provider: Provider) -> None:
    make_actor(Role.READER, person=make_person("Bo", email="bo@example.se"))
    provider.knows(
        PERSONAL_NUMBER,
        email="bo@example.se",
        email_verified=True,
        orgAffiliation=f"{PERSONAL_NUMBER}@2120000449",
        personalIdentityNumber=PERSONAL_NUMBER,
        given_name="Förnamnet",
        **{"https://id.oidc.se/claim/personalIdentityNumber": PERSONAL_NUMBER},
    )

    assert sign_in(client, provider, PERSONAL_NUMBER).status_code == 302
    sign_in(Client(), provider, PERSONAL_NUMBER)

    assert who(client) is not None
    stored = everything_stored()
    assert PERSONAL_NUMBER not in stored
    assert PERSONAL_NUMBER[2:] not in stored
    assert "Förnamnet" not in stored
    assert not SocialToken.objects.exists()
    assert SocialAccount.objects.get().extra_data == {}


def everything_stored() -> str:
    """Every row of every table as text, and every session as it is read."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [row[0] for row in cursor.fetchall()]
    sessions = [json.dumps(session.get_decoded(), ensure_ascii=False) for session in Session.objects.all()]
    return "\n".join(rows + sessions)


def test_the_provider_has_a_second_step_of_its_own(client: Client, provider: Provider) -> None:
    bo = make_person("Bo", email="bo@example.se", password="fyra gula hästar")
    make_actor(Role.READER, person=bo)
    provider.knows("a6", email="bo@example.se", email_verified=True)

    sign_in(client, provider, "a6")
    assert client.get("/konto/").status_code == 200

    make_second_step(bo)
    other = Client()
    assert sign_in(other, provider, "a6").headers["Location"] == "/konto/"
    assert who(other) == bo.pk


def test_the_same_person_at_another_organisation_needs_an_invitation(
    client: Client, provider: Provider
) -> None:
    make_person("Bo", email="bo@example.se", org_affiliation="bo@2120000449")
    provider.knows("a7", email="bo@example.se", email_verified=True, orgAffiliation="bo@2021000076")

    assert sign_in(client, provider, "a7").status_code == 403


def test_people_of_the_demo_are_never_found(client: Client, provider: Provider) -> None:
    make_person("Bo", email="bo@example.se", org_affiliation="bo@2120000449", is_demo=True)
    provider.knows("a8", email="bo@example.se", email_verified=True, orgAffiliation="bo@2120000449")

    assert sign_in(client, provider, "a8").status_code == 403


def test_a_closed_account_stays_closed(client: Client, provider: Provider) -> None:
    make_person("Bo", email="bo@example.se", is_active=False)
    provider.knows("a9", email="bo@example.se", email_verified=True)

    assert sign_in(client, provider, "a9").headers["Location"] == "/logga-in/stangt/"
    assert who(client) is None


def test_an_invitation_is_taken_up_without_a_password(client: Client, provider: Provider) -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    invite_person(by=asta, email="ny@example.se", roles=[Role.SIGNATORY])
    provider.knows("a10", orgAffiliation="ny@2120000449")
    assert "Inget lösenord: använd Kommunens inloggning" in client.get(path_to("ny@example.se")).text

    away = client.post(path_to("ny@example.se"), {"name": "Ny Prov", "by": "provider"})
    answer = client.get(provider.sends_back(onward(away), sub="a10"))

    person = Person.objects.get(email="ny@example.se")
    assert (answer.status_code, who(client)) == (302, person.pk)
    assert (person.name, person.org_affiliation) == ("Ny Prov", "ny@2120000449")
    assert not person.has_usable_password()
    assert client.get("/").status_code == 200
    assert list(person.memberships.values_list("role", flat=True)) == ["signatory"]


def test_without_a_name_one_does_not_leave_for_the_provider(client: Client, provider: Provider) -> None:
    invite_person(by=make_actor(Role.ADMINISTRATOR), email="ny@example.se", roles=[Role.READER])

    answer = client.post(path_to("ny@example.se"), {"name": "", "by": "provider"})

    assert answer.status_code == 422
    assert answer.text.count("ds-validation-message") == 1


def test_an_invitation_that_was_used_meanwhile_lets_nobody_in(client: Client, provider: Provider) -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    invitation = invite_person(by=asta, email="ny@example.se", roles=[Role.READER])
    provider.knows("a11")
    away = client.post(path_to("ny@example.se"), {"name": "Ny", "by": "provider"})
    type(invitation).objects.filter(pk=invitation.pk).update(revoked_at=invitation.created_at)

    answer = client.get(provider.sends_back(onward(away), sub="a11"))

    assert answer.status_code == 403
    assert not Person.objects.filter(email="ny@example.se").exists()


def test_who_turns_back_at_the_provider_is_told_that_nothing_happened(
    client: Client, provider: Provider
) -> None:
    authorise = onward(client.post(LOGIN))
    state = parse_qs(urlsplit(authorise).query)["state"][0]

    back = provider.sends_back(authorise, action="deny")
    answer = client.get(f"{back}&state={state}", follow=True)  # it forgets the state when it denies

    assert "Du avbröt inloggningen" in answer.text


@pytest.mark.parametrize("query", ["", "?code=x&state=gissad", "?state=gissad&error=server_error"])
def test_an_answer_nobody_asked_for_is_refused(client: Client, provider: Provider, query: str) -> None:
    answer = client.get(LOGIN + "svar/" + query)

    assert answer.status_code == 401
    assert "Inloggningen lyckades inte" in answer.text


def test_a_guessed_code_is_refused(client: Client, provider: Provider) -> None:
    asked = parse_qs(urlsplit(onward(client.post(LOGIN))).query)

    answer = client.get(f"{LOGIN}svar/?code=gissad&state={asked['state'][0]}")

    assert answer.status_code == 401


def test_a_provider_that_does_not_answer_is_told_of(client: Client, settings: Settings) -> None:
    configure(settings, f"http://127.0.0.1:{free_port()}")

    answer = client.post(LOGIN)

    assert answer.status_code == 503
    assert "Organisationens inloggning svarar inte" in answer.text


def test_an_invitation_waits_while_the_provider_does_not_answer(client: Client, settings: Settings) -> None:
    invite_person(by=make_actor(Role.ADMINISTRATOR), email="ny@example.se", roles=[Role.READER])
    configure(settings, f"http://127.0.0.1:{free_port()}")

    assert client.post(path_to("ny@example.se"), {"name": "Ny", "by": "provider"}).status_code == 503
    assert client.get(path_to("ny@example.se")).status_code == 200


def test_accounts_are_not_connected_by_hand(provider: Provider) -> None:
    client = Client()
    client.force_login(make_actor(Role.READER, organisation=make_organisation("Ljungby")).person)

    assert client.post(LOGIN, {"process": "connect"}).status_code == 404
    assert client.post(LOGIN + "?process=connect").status_code == 404
    assert client.get(LOGIN).status_code == 405


def test_another_provider_does_not_exist(client: Client, provider: Provider) -> None:
    assert client.post("/logga-in/via/annan/").status_code == 404
    assert client.get("/logga-in/via/annan/svar/").status_code == 404


def test_without_a_provider_there_is_nothing(client: Client) -> None:
    assert client.post(LOGIN).status_code == 404
    assert client.get(LOGIN + "svar/").status_code == 404
    assert LOGIN not in client.get("/logga-in/").text
