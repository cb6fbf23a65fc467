"""Passkeys, with a device that answers as a browser would; tests/browser/test_passkeys.py has a real one."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from loftet.organisations.models import AuditEvent, Person, Role
from loftet.organisations.services.second_step import reset_second_step
from tests.bad_input import CONTROL, HUGE, NULL, TURNED
from tests.factories import make_actor, make_organisation, make_person
from tests.organisations.authenticator import FLAG, Device
from tests.organisations.totp import code, has_second_step, make_second_step

pytestmark = pytest.mark.django_db
EMAIL, PASSWORD = "bo@example.se", "fyra gula hästar"
ADD, LOGIN, ASK, STEPS = (
    "/tvasteg/losennyckel/",
    "/logga-in/losennyckel/",
    "/logga-in/losennyckel/fraga/",
    "/tvasteg/",
)
REFUSED = "Lösennyckeln godtogs inte."


@pytest.fixture
def bo() -> Person:
    person = make_person("Bo", email=EMAIL, password=PASSWORD)
    make_actor(Role.READER, person=person)
    return person


def browser() -> Client:
    return Client(SERVER_NAME="localhost")


def with_password(client: Client) -> Client:
    client.post("/logga-in/", {"login": EMAIL, "password": PASSWORD})
    return client


def asked_in(page: HttpResponse) -> dict[str, Any]:
    found = re.search(r'<script type="application/json">(.*?)</script>', page.text)
    assert found, page.text
    asked: dict[str, Any] = json.loads(found[1])
    return asked


def add(client: Client, device: Device, name: str = "Telefonen") -> HttpResponse:
    answer = device.creates(asked_in(client.get(ADD)))
    return client.post(ADD, {"name": name, "credential": answer})


@pytest.fixture
def device(bo: Person) -> Device:
    """A passkey of Bo, who has no app."""
    made = Device()
    assert add(with_password(browser()), made).status_code == 302
    return made


def ask(client: Client) -> dict[str, Any]:
    asked: dict[str, Any] = client.post(ASK).json()
    return asked


def log_in(client: Client, device: Device, **form: str) -> HttpResponse:
    return client.post(LOGIN, {"credential": device.answers(ask(client)), **form})


def who(client: Client) -> int | None:
    identity = client.session.get("_auth_user_id")
    return int(identity) if identity else None


def test_the_first_step_may_be_set_up_as_a_passkey_and_no_app_is_asked_for(bo: Person) -> None:
    client = with_password(browser())
    assert client.get("/konto/").headers["Location"] == "/tvasteg/app/"
    assert f'href="{ADD}"' in client.get("/tvasteg/app/").text

    answer = add(client, Device())

    assert answer.headers["Location"] == "/tvasteg/reservkoder/"
    assert len(re.findall(r"<code>\d{8}</code>", client.get("/tvasteg/reservkoder/").text)) == 10
    assert client.get("/konto/").status_code == 200
    assert AuditEvent.objects.get(kind="passkey_added").data == {"name": "Telefonen"}


def test_it_is_asked_for_with_the_persons_own_unlocking_and_kept_for_this_host(bo: Person) -> None:
    asked = asked_in(with_password(browser()).get(ADD))["publicKey"]

    assert asked["rp"] == {"id": "localhost", "name": "Löftet"}
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["user"]["name"] == EMAIL


def test_it_signs_in_alone_and_is_two_factors(bo: Person, device: Device) -> None:
    make_second_step_of_app(bo)
    client = browser()

    answer = log_in(client, device, next="/konto/")

    assert (answer.headers["Location"], who(client)) == ("/konto/", bo.pk)
    assert client.get("/konto/").status_code == 200
    assert AuditEvent.objects.filter(kind="signed_in").latest("pk").data == {"methods": ["passkey"]}


def make_second_step_of_app(bo: Person) -> None:
    Authenticator.objects.filter(user=bo, type="recovery_codes").delete()
    make_second_step(bo)


def test_after_the_password_it_is_the_second_step(bo: Person, device: Device) -> None:
    client = with_password(browser())
    page = client.get("/tvasteg/kod/")
    assert (who(client), "Har du inte lösennyckeln till hands" in page.text) == (None, True)

    client.post("/tvasteg/kod/", {"credential": device.answers(asked_in(page))})

    assert who(client) == bo.pk


def test_a_false_one_is_no_second_step(bo: Person, device: Device) -> None:
    client = with_password(browser())
    stranger = Device(identity=device.identity, owner=device.owner)

    answer = client.post(
        "/tvasteg/kod/", {"credential": stranger.answers(asked_in(client.get("/tvasteg/kod/")))}
    )

    assert (answer.status_code, REFUSED in answer.text, who(client)) == (422, True, None)


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://loftet.example"},
        {"origin": "http://127.0.0.1:8000"},
        {"host": "loftet.example"},
        {"flags": FLAG.UP},
        {"key": Device().key},
        {"identity": b"another"},
    ],
    ids=lambda lie: next(iter(lie)),
)
def test_an_answer_that_is_not_right_in_all_of_it_opens_nothing(
    bo: Person, device: Device, lie: dict[str, Any]
) -> None:
    client = browser()
    liar = Device(**{"key": device.key, "identity": device.identity, "owner": device.owner, **lie})

    answer = log_in(client, liar, next="/konto/")

    assert answer.headers["Location"] == "/logga-in/?next=%2Fkonto%2F"
    assert REFUSED in client.get("/logga-in/").text
    assert who(client) is None
    event = AuditEvent.objects.get(kind="passkey_refused")
    assert (event.subject_name, event.person_id) == ("Bo", None)


@pytest.mark.parametrize("lie", [{"origin": "https://loftet.example"}, {"host": "x.se"}, {"flags": FLAG.UP}])
def test_one_made_elsewhere_or_without_unlocking_is_not_added(bo: Person, lie: dict[str, Any]) -> None:
    answer = add(with_password(browser()), Device(**lie))

    assert (answer.status_code, REFUSED in answer.text) == (422, True)
    assert not has_passkey(bo)


def has_passkey(person: Person) -> bool:
    return Authenticator.objects.filter(user=person, type="webauthn").exists()


def test_an_answer_is_good_once_and_in_its_own_session(bo: Person, device: Device) -> None:
    client, thief = browser(), browser()
    answer = device.answers(ask(client))
    ask(thief)

    thief.post(LOGIN, {"credential": answer})
    assert who(thief) is None
    client.post(LOGIN, {"credential": answer})
    assert who(client) == bo.pk

    client.post("/logga-ut/")
    ask(client)
    client.post(LOGIN, {"credential": answer})
    assert who(client) is None


def test_the_passkey_of_another_opens_no_account(bo: Person, device: Device) -> None:
    asta = make_person("Asta", email="asta@example.se", password=PASSWORD)
    client = browser()
    pretending = Device(key=device.key, identity=device.identity, owner=owner_of(asta))

    log_in(client, pretending)

    assert who(client) is None


def owner_of(person: Person) -> str:
    device, client = Device(), browser()
    client.post("/logga-in/", {"login": person.email, "password": PASSWORD})
    add(client, device)
    return device.owner


def test_a_closed_account_stays_closed(bo: Person, device: Device) -> None:
    bo.is_active = False
    bo.save()
    client = browser()

    assert log_in(client, device).headers["Location"] == "/logga-in/stangt/"
    assert who(client) is None


ODD = ["", "[]", "5", "{}", "inte json", "[" * 15_000, '{"a":"' + "ä" * 30_000 + '"}', '{"response": 7}']
RESPONSES: list[Any] = [
    {"userHandle": "Nw"},
    {"userHandle": 7, "clientDataJSON": "e30"},
    {"userHandle": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk", "clientDataJSON": "e30", "authenticatorData": "AA"},
    {"userHandle": "_w", "clientDataJSON": "ww", "authenticatorData": "", "signature": ""},
]
ODD += [json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": each}) for each in RESPONSES]


@pytest.mark.parametrize("answer", ODD, ids=range(len(ODD)))
def test_what_no_browser_sends_is_refused_by_a_sentence(bo: Person, device: Device, answer: str) -> None:
    client = browser()
    ask(client)
    assert client.post(LOGIN, {"credential": answer}).status_code == 302
    assert REFUSED in client.get("/logga-in/").text

    inside = with_password(browser())
    inside.get("/tvasteg/kod/")
    assert inside.post("/tvasteg/kod/", {"credential": answer}).status_code == 422

    log_in(client, device)
    show_again(client, device)
    client.get(ADD)
    for path in (ADD, "/tvasteg/bekrafta/losennyckel/"):
        page = client.post(path, {"credential": answer, "name": "X"}, follow=True)
        assert (page.status_code, REFUSED in page.text) == (422, True), path


def test_it_is_renamed_and_removed(bo: Person, device: Device) -> None:
    make_second_step_of_app(bo)
    client = browser()
    log_in(client, device)
    show_again(client, device)
    key = Authenticator.objects.get(user=bo, type="webauthn").pk

    assert client.post(f"{ADD}{key}/", {"name": ""}).status_code == 422
    assert client.post(f"{ADD}{key}/", {"name": "Ny telefon"}).headers["Location"] == STEPS
    assert "Ny telefon" in client.get(STEPS).text
    assert "Vill du ta bort lösennyckeln Ny telefon?" in client.get(f"{ADD}{key}/ta-bort/").text
    assert has_passkey(bo)
    client.post(f"{ADD}{key}/ta-bort/")

    assert not has_passkey(bo)
    assert has_second_step(bo)
    other = browser()
    log_in(other, device)
    assert who(other) is None
    told = AuditEvent.objects.filter(kind__in=["passkey_renamed", "passkey_removed"]).order_by("pk")
    assert [event.data for event in told] == [
        {"before": "Telefonen", "name": "Ny telefon"},
        {"name": "Ny telefon"},
    ]


@pytest.mark.parametrize("name", [HUGE, CONTROL, NULL, TURNED], ids=["huge", "control", "null", "turned"])
def test_a_name_that_is_none_is_refused_beside_its_field(bo: Person, device: Device, name: str) -> None:
    client = browser()
    log_in(client, device)
    show_again(client, device)
    key = Authenticator.objects.get(user=bo, type="webauthn").pk

    for path in (ADD, f"{ADD}{key}/"):
        answer = client.post(path, {"name": name, "credential": "{}"})
        assert (answer.status_code, "ds-validation" in answer.text) == (422, True)
    assert str(Authenticator.objects.get(pk=key)) == "Telefonen"


def show_again(client: Client, device: Device) -> None:
    page = client.get("/tvasteg/bekrafta/losennyckel/?next=/tvasteg/")
    assert (
        client.post(
            "/tvasteg/bekrafta/losennyckel/", {"credential": device.answers(asked_in(page)), "next": STEPS}
        ).headers["Location"]
        == STEPS
    )


def test_changing_one_takes_showing_oneself_again(bo: Person, device: Device) -> None:
    client = browser()
    log_in(client, device)
    key = Authenticator.objects.get(user=bo, type="webauthn").pk

    for path in (f"{ADD}{key}/", f"{ADD}{key}/ta-bort/", ADD):
        assert client.post(path, {"name": "X"}).headers["Location"].startswith("/logga-in/bekrafta/")
    assert has_passkey(bo)
    assert "Använd en lösennyckel" in client.get("/logga-in/bekrafta/").text


def test_that_of_another_cannot_be_touched(bo: Person, device: Device) -> None:
    make_person("Asta", email="asta@example.se", password=PASSWORD)
    client, own = browser(), Device()
    client.post("/logga-in/", {"login": "asta@example.se", "password": PASSWORD})
    add(client, own)
    key = Authenticator.objects.get(user=bo, type="webauthn").pk

    for path in (f"{ADD}{key}/", f"{ADD}{key}/ta-bort/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"name": "X"}).status_code == 404
    assert has_passkey(bo)


def test_after_the_last_one_the_second_step_is_set_up_anew(bo: Person, device: Device) -> None:
    client = browser()
    log_in(client, device)
    show_again(client, device)
    key = Authenticator.objects.get(user=bo, type="webauthn").pk

    client.post(f"{ADD}{key}/ta-bort/")

    assert not Authenticator.objects.filter(user=bo).exists()
    assert client.get("/konto/").headers["Location"] == "/tvasteg/app/"


def test_an_administrator_takes_them_away_with_the_lost_phone(bo: Person, device: Device) -> None:
    asta = make_actor(Role.ADMINISTRATOR, organisation=bo.memberships.get().organisation)

    reset_second_step(by=asta, person=bo)

    client = browser()
    log_in(client, device)
    assert who(client) is None


def test_who_signs_in_at_the_organisation_has_none_here(bo: Person) -> None:
    cesar = make_actor(Role.READER, organisation=make_organisation("Ljungby")).person
    client = browser()
    client.force_login(cesar)

    for path in (ADD, f"{ADD}1/", f"{ADD}1/ta-bort/"):
        assert client.get(path).headers["Location"] == "/konto/"
        assert client.post(path).headers["Location"] == "/konto/"
    assert "Lösennycklar" not in client.get(STEPS).text


def test_only_who_presses_the_button_gets_a_session() -> None:
    client = browser()
    page = client.get("/logga-in/")
    assert ("Logga in med lösennyckel" in page.text, list(client.cookies)) == (True, ["csrftoken"])

    ask(client)

    assert "sessionid" in client.cookies


@pytest.mark.parametrize(
    ("base", "host", "words"),
    [
        ("http://localhost:8000", "127.0.0.1", "Lösennycklar fungerar bara på http://localhost:8000."),
        ("http://10.0.0.7", "localhost", "Lösennycklar kräver en adress som börjar med https."),
        (
            "https://loftet.example.se",
            "localhost",
            "Lösennycklar fungerar bara på https://loftet.example.se.",
        ),
    ],
)
def test_where_it_cannot_work_a_sentence_says_where_it_does(
    settings: Settings, bo: Person, base: str, host: str, words: str
) -> None:
    settings.BASE_URL, settings.IS_HTTPS = base, base.startswith("https")
    make_second_step(bo)
    client = Client(SERVER_NAME=host)

    page = client.get("/logga-in/").text
    assert (words in page, "<lf-passkey" in page) == (True, False)
    with_password(client)
    client.post("/tvasteg/kod/", {"code": code()})
    assert words in client.get(STEPS).text
