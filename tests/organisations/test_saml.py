"""The organisation's own sign-in by SAML, against an identity provider on this machine."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client
from lxml import etree
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Utils
from pytest_django import Settings

from loftet.organisations.claims import saml_provider
from loftet.organisations.models import AuditEvent, Person, Role
from loftet.organisations.services.invitations import invite_person
from tests.factories import make_actor, make_person
from tests.organisations.identity_provider import (
    AFFILIATION,
    LOA,
    MAIL,
    TRANSIENT,
    Answer,
    IdentityProvider,
    Keys,
    identity_provider,
)
from tests.organisations.links import path_to
from tests.organisations.test_provider import everything_stored, onward, who
from tests.organisations.totp import make_second_step
from tests.processes import environment

pytestmark = pytest.mark.django_db
LOGIN = "/logga-in/via/saml/"
ANSWER, METADATA = f"{LOGIN}svar/", f"{LOGIN}metadata/"
BO = "bo@2120000449"
PERSONAL_NUMBER = "198507099805"
OURS = "{urn:oasis:names:tc:SAML:2.0:assertion}"


@pytest.fixture(scope="module")
def keys() -> Keys:
    return Keys.made()


@pytest.fixture
def provider(keys: Keys, settings: Settings, tmp_path: Path) -> Iterator[IdentityProvider]:
    with identity_provider(keys) as made:
        file = tmp_path / "metadata.xml"
        file.write_text(made.metadata())
        settings.SAML_METADATA = str(file)
        settings.SOCIALACCOUNT_PROVIDERS = {"saml": saml_provider("Kommunens inloggning")}
        yield made


@pytest.fixture
def bo() -> Person:
    return make_actor(Role.READER, person=make_person("Bo", org_affiliation=BO)).person


def ask(client: Client, **form: str) -> str:
    """The address of the provider that the browser is led to."""
    return onward(client.post(LOGIN, form))


def answer_of(address: str) -> str:
    """What the provider's page holds."""
    page = requests.get(address, timeout=10).text
    found = re.search(r'name="SAMLResponse" value="([^"]*)"', page)
    assert found, page
    assert urlsplit(unescape(page.split('"')[1])).path == ANSWER
    return found[1]


def bring(client: Client, answer: str) -> HttpResponse:
    """From the provider's page, which the session's cookie does not come along from."""
    session = client.cookies.pop("sessionid", None)
    led_on = client.post(ANSWER, {"SAMLResponse": answer, "RelayState": ""})
    assert led_on.headers["Location"] == f"{ANSWER}klart/"
    if session:
        client.cookies["sessionid"] = session.value
    return client.get(f"{ANSWER}klart/")


def sign_in(client: Client, provider: IdentityProvider, answer: Answer) -> HttpResponse:
    provider.answer = answer
    return bring(client, answer_of(ask(client, next="/konto/")))


def as_bo(**changes: Any) -> Answer:
    return Answer(**{"attributes": {AFFILIATION: BO}, **changes})


def refusals() -> list[str]:
    kinds = AuditEvent.objects.filter(kind="provider_answer_refused").order_by("pk")
    return [event.data["reason"] for event in kinds]


def test_a_person_is_found_by_affiliation(client: Client, provider: IdentityProvider, bo: Person) -> None:
    page = client.get("/logga-in/").text
    assert f'action="{LOGIN}"' in page
    assert page.index("Kommunens inloggning") < page.index("id_password")

    answer = sign_in(client, provider, as_bo())

    assert (answer.headers["Location"], who(client)) == ("/konto/", bo.pk)
    assert client.get("/konto/").status_code == 200
    assert AuditEvent.objects.get(kind="signed_in").data == {"methods": ["socialaccount"]}


def test_the_level_of_assurance_is_asked_for(client: Client, provider: IdentityProvider) -> None:
    answer_of(ask(client))

    levels = [each.text for each in provider.asked.iter(f"{OURS}AuthnContextClassRef")]
    assert levels == [f"{LOA}3", f"{LOA}4"]
    assert provider.asked.find(".//{*}RequestedAuthnContext").get("Comparison") == "exact"


@pytest.mark.parametrize(
    ("changes", "reason", "words"),
    [
        ({"signs": "nothing"}, "signature", "Svaret var inte undertecknat av er inloggning."),
        ({"signs": "assertion"}, "signature", "Svaret var inte undertecknat av er inloggning."),
        ({"keys": Keys.made()}, "signature", "Svaret var inte undertecknat av er inloggning."),
        ({"issuer": "https://annan.example"}, "signature", "Svaret var inte undertecknat"),
        ({"minutes": -60}, "expired", "Svaret var för gammalt"),
        ({"minutes": 60}, "expired", "tjänsternas klockor olika"),
        ({"audience": "https://annan.example"}, "audience", "Svaret var avsett för en annan tjänst."),
        ({"audience": "-"}, "audience", "Svaret var avsett för en annan tjänst."),
        (
            {"destination": "https://annan.example/svar/"},
            "audience",
            "Svaret var avsett för en annan tjänst.",
        ),
        ({"level": f"{LOA}2"}, "level", "lägre tillitsnivå än Löftet kräver"),
        ({"level": "urn:oasis:names:tc:SAML:2.0:ac:classes:Password"}, "level", "lägre tillitsnivå"),
        ({"level": ""}, "level", "lägre tillitsnivå"),
        ({"in_response_to": "_another"}, "unasked", "hade redan använts"),
        ({"attributes": {}, "name_format": TRANSIENT}, "nameless", "vem du är på ett sätt som består"),
        ({"attributes": {}, "name": "x" * 300}, "nameless", "vem du är på ett sätt som består"),
        (
            {"status": "urn:oasis:names:tc:SAML:2.0:status:Responder"},
            "not_identified",
            "Du blev inte identifierad",
        ),
    ],
    ids=lambda case: next(iter(case)) if isinstance(case, dict) else "",
)
def test_an_answer_that_is_not_right_in_all_of_it_is_refused_by_its_own_sentence(
    client: Client, provider: IdentityProvider, bo: Person, changes: dict[str, Any], reason: str, words: str
) -> None:
    answer = sign_in(client, provider, as_bo(**changes))

    assert (answer.status_code, who(client)) == (401, None)
    assert "Inloggningen lyckades inte" in answer.text
    assert words in answer.text
    assert refusals() == [reason]


def test_what_is_changed_on_the_way_is_refused(
    client: Client, provider: IdentityProvider, bo: Person
) -> None:
    provider.answer = as_bo(attributes={AFFILIATION: "asta@2120000449"})
    answer = base64.b64decode(answer_of(ask(client))).replace(b"asta@2120000449", BO.encode())

    bring(client, base64.b64encode(answer).decode())

    assert (who(client), refusals()) == (None, ["signature"])


def test_an_answer_is_good_once_and_in_its_own_browser(
    client: Client, provider: IdentityProvider, bo: Person
) -> None:
    provider.answer = as_bo()
    thief, late = Client(), Client()
    answer = answer_of(ask(client))
    ask(late)

    for stolen in (thief, late):
        assert bring(stolen, answer).status_code == 401
        assert who(stolen) is None
    bring(client, answer)
    assert who(client) == bo.pk
    client.post("/logga-ut/")
    again = bring(client, answer)

    assert (again.status_code, who(client)) == (401, None)
    assert "inte till någon inloggning som påbörjats i den här webbläsaren" in again.text
    assert refusals() == ["unasked"] * 3


def test_the_way_back_opened_twice_finds_nothing(
    client: Client, provider: IdentityProvider, bo: Person
) -> None:
    sign_in(client, provider, as_bo())
    client.post("/logga-ut/")

    assert client.get(f"{ANSWER}klart/").status_code == 401


ODD = ["", "åäö", "PHg+", "PD94bWwg", base64.b64encode(b"<a/>").decode(), "A" * 400_000]
ENTITY = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.mark.parametrize("answer", [*ODD, base64.b64encode(ENTITY).decode()], ids=range(len(ODD) + 1))
def test_what_is_no_answer_is_refused(client: Client, provider: IdentityProvider, answer: str) -> None:
    ask(client)

    assert bring(client, answer).status_code == 401
    assert len(refusals()) == 1


def test_who_turns_back_at_the_provider_is_told_that_nothing_happened(
    client: Client, provider: IdentityProvider
) -> None:
    status = "http://id.elegnamnden.se/status/1.0/cancel"

    assert sign_in(client, provider, as_bo(status=status)).headers["Location"] == "/logga-in/avbruten/"
    assert refusals() == ["cancelled"]


def test_an_address_finds_a_person_only_where_the_provider_vouches_for_it(
    provider: IdentityProvider, settings: Settings
) -> None:
    bo = make_actor(Role.READER, person=make_person("Bo", email="bo@example.se")).person
    said = Answer(attributes={MAIL: "Bo@example.se", AFFILIATION: BO})
    assert sign_in(Client(), provider, said).status_code == 403

    settings.SAML_EMAIL_IS_VERIFIED = True
    client = Client()
    sign_in(client, provider, said)

    assert who(client) == bo.pk
    bo.refresh_from_db()
    assert bo.org_affiliation == BO


def test_no_personal_number_is_ever_stored(
    client: Client, provider: IdentityProvider, settings: Settings
) -> None:
    settings.SAML_EMAIL_IS_VERIFIED = True
    make_actor(Role.READER, person=make_person("Bo", email="bo@example.se"))
    said = {
        MAIL: "bo@example.se",
        AFFILIATION: f"{PERSONAL_NUMBER}@2120000449",
        "urn:oid:1.2.752.29.4.13": PERSONAL_NUMBER,
    }

    assert sign_in(client, provider, Answer(name=PERSONAL_NUMBER, attributes=said)).status_code == 302

    stored = everything_stored()
    assert who(client) is not None
    assert PERSONAL_NUMBER[2:] not in stored
    assert "Förnamnet" not in stored
    assert SocialAccount.objects.get().extra_data == {}


def test_the_second_time_the_person_is_known_by_the_lasting_name(
    provider: IdentityProvider, settings: Settings
) -> None:
    settings.SAML_EMAIL_IS_VERIFIED = True
    bo = make_actor(Role.READER, person=make_person("Bo", email="bo@example.se")).person
    sign_in(Client(), provider, Answer(attributes={MAIL: "bo@example.se"}))

    client = Client()
    sign_in(client, provider, Answer())

    assert who(client) == bo.pk
    assert SocialAccount.objects.count() == 1


def test_the_provider_has_a_second_step_of_its_own(
    client: Client, provider: IdentityProvider, bo: Person
) -> None:
    bo.set_password("fyra gula hästar")
    bo.save()
    make_second_step(bo)

    sign_in(client, provider, as_bo())

    assert client.get("/konto/").status_code == 200


def test_an_invitation_is_taken_up_without_a_password(client: Client, provider: IdentityProvider) -> None:
    invite_person(by=make_actor(Role.ADMINISTRATOR), email="ny@example.se", roles=[Role.SIGNATORY])
    provider.answer = Answer(attributes={AFFILIATION: "ny@2120000449"})

    away = client.post(path_to("ny@example.se"), {"name": "Ny Prov", "by": "provider"})
    bring(client, answer_of(onward(away)))

    person = Person.objects.get(email="ny@example.se")
    assert who(client) == person.pk
    assert (person.name, person.org_affiliation) == ("Ny Prov", "ny@2120000449")
    assert not person.has_usable_password()


def test_who_is_unknown_is_told_so_and_nothing_is_kept(client: Client, provider: IdentityProvider) -> None:
    answer = sign_in(client, provider, Answer(attributes={AFFILIATION: "okand@2120000449"}))

    assert answer.status_code == 403
    assert "Du är inte inbjuden än" in answer.text
    assert "okand" not in everything_stored()


def test_the_metadata_tell_the_provider_who_asks_and_where_the_answer_goes(
    client: Client, provider: IdentityProvider
) -> None:
    answer = client.get(METADATA)

    described = etree.fromstring(answer.content)
    assert answer.headers["Content-Type"] == "application/samlmetadata+xml"
    assert described.get("entityID") == "http://localhost:8000/logga-in/via/saml/metadata/"
    service = described.find(".//{*}AssertionConsumerService")
    assert service.get("Location") == "http://localhost:8000/logga-in/via/saml/svar/"
    assert service.get("Binding").endswith("HTTP-POST")


def test_with_a_key_of_our_own_questions_are_signed_and_answers_may_be_encrypted(
    client: Client, provider: IdentityProvider, bo: Person, keys: Keys, settings: Settings, tmp_path: Path
) -> None:
    settings.SAML_KEY, settings.SAML_CERTIFICATE = str(tmp_path / "key"), str(tmp_path / "certificate")
    (tmp_path / "key").write_text(keys.key)
    (tmp_path / "certificate").write_text(keys.certificate)

    query = urlsplit(ask(client)).query
    said = parse_qs(query, keep_blank_values=True)
    signed = urlencode({name: said[name][0] for name in ("SAMLRequest", "RelayState", "SigAlg")})
    signature = base64.b64decode(said["Signature"][0])
    assert Utils.validate_binary_sign(signed.encode(), signature, keys.certificate, said["SigAlg"][0])
    uses = [
        each.get("use") for each in etree.fromstring(client.get(METADATA).content).iter("{*}KeyDescriptor")
    ]
    assert uses == ["signing", "encryption"]
    sign_in(client, provider, as_bo(encrypts_for=keys))
    assert who(client) == bo.pk


def test_its_metadata_in_the_environment_are_all_that_is_set(
    provider: IdentityProvider, settings: Settings, tmp_path: Path
) -> None:
    asked = "from django.conf import settings; print(settings.SOCIALACCOUNT_PROVIDERS)"
    env = environment(
        DJANGO_SETTINGS_MODULE="loftet.config.settings",
        LOFTET_DATA=str(tmp_path),
        SAML_METADATA=settings.SAML_METADATA,
        SAML_NAME="Kommunens inloggning",
    )
    done = subprocess.run([sys.executable, "-c", asked], env=env, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == str({"saml": saml_provider("Kommunens inloggning")}), done.stderr


def test_without_a_provider_there_is_nothing(client: Client) -> None:
    for path in (f"{ANSWER}klart/", METADATA):
        assert client.get(path).status_code == 404
    for path in (LOGIN, ANSWER):
        assert client.post(path).status_code == 404
    assert LOGIN not in client.get("/logga-in/").text
