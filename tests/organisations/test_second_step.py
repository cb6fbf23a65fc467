import base64
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, OutboxMessage, Person, Role
from loftet.organisations.services.second_step import reset_second_step
from tests.factories import make_actor, make_organisation, make_person
from tests.organisations.totp import SECRET, code, has_second_step, make_second_step, wrong_code

pytestmark = pytest.mark.django_db
EMAIL, PASSWORD = "bo@example.se", "fyra gula hästar"


@pytest.fixture
def bo() -> Person:
    person = make_person("Bo", email=EMAIL, password=PASSWORD)
    make_actor(Role.READER, person=person)
    return person


def log_in(client: Client, *, next_page: str = "") -> None:
    client.post("/logga-in/", {"login": EMAIL, "password": PASSWORD, "next": next_page})


def secret_on(client: Client) -> str:
    page = client.get("/tvasteg/app/").text
    found = re.search(r'<code class="key">(\w+)</code>', page)
    assert found
    return found[1]


def test_who_signs_in_with_a_password_sets_it_up_before_anything_else(client: Client, bo: Person) -> None:
    log_in(client)

    for path in ("/", "/konto/", "/organisationer/", "/losenord/byt/", "/tvasteg/"):
        assert client.get(path).headers["Location"] == "/tvasteg/app/"
    assert client.post("/konto/", {"name": "X"}).headers["Location"] == "/tvasteg/app/"
    for path in ("/tvasteg/app/", "/tillganglighet/", "/om/"):
        assert client.get(path).status_code == 200
    bo.refresh_from_db()
    assert bo.name == "Bo"


def test_setting_it_up_shows_the_codes_and_leads_on(client: Client, bo: Person) -> None:
    log_in(client)
    client.get("/organisationer/")
    secret = secret_on(client)

    answer = client.post("/tvasteg/app/", {"code": code(secret)}, follow=True)

    assert answer.redirect_chain == [("/tvasteg/reservkoder/", 302)]
    assert len(re.findall(r"<code>\d{8}</code>", answer.text)) == 10
    assert 'href="/organisationer/"' in answer.text
    assert client.get("/organisationer/").status_code == 200
    assert AuditEvent.objects.filter(kind="second_step_on", person_id=bo.pk).count() == 1


def test_the_square_is_a_picture_that_the_policy_allows(client: Client, bo: Person) -> None:
    log_in(client)
    answer = client.get("/tvasteg/app/")

    found = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', answer.text)
    assert found
    assert base64.b64decode(found[1]).startswith(b"<?xml")
    assert "img-src 'self' data:" in answer.headers["Content-Security-Policy"]


def test_a_wrong_code_changes_nothing_and_keeps_the_key(client: Client, bo: Person) -> None:
    log_in(client)
    secret = secret_on(client)

    answer = client.post("/tvasteg/app/", {"code": wrong_code()})

    assert answer.status_code == 422
    assert secret in answer.text
    assert not has_second_step(bo)
    assert client.post("/tvasteg/app/", {"code": code(secret)}).status_code == 302


def test_its_secret_is_kept_encrypted(bo: Person) -> None:
    codes = make_second_step(bo)

    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in kept
    assert not any(spare in kept for spare in codes)


def test_turning_it_off_takes_the_password_again(client: Client, bo: Person) -> None:
    make_second_step(bo)
    log_in(client)
    client.post("/tvasteg/kod/", {"code": code()})

    asked = client.post("/tvasteg/app/av/")
    assert asked.headers["Location"].startswith("/logga-in/bekrafta/")
    wrong = client.post(asked.headers["Location"], {"password": "fel"})
    assert (wrong.status_code, "Det här är inte ditt lösenord." in wrong.text) == (422, True)
    client.post(asked.headers["Location"], {"password": PASSWORD})
    client.post("/tvasteg/app/av/")

    assert not Authenticator.objects.filter(user=bo).exists()
    assert AuditEvent.objects.filter(kind="second_step_off").count() == 1
    assert client.get("/konto/").headers["Location"] == "/tvasteg/app/"


def test_new_recovery_codes_replace_the_old(client: Client, bo: Person) -> None:
    spare, *_rest = make_second_step(bo)
    log_in(client)
    client.post("/tvasteg/kod/", {"code": code()})
    client.post("/tvasteg/bekrafta/?next=/tvasteg/", {"code": spare})

    client.post("/tvasteg/reservkoder/nya/")

    page = client.get("/tvasteg/reservkoder/").text
    assert spare not in page
    assert AuditEvent.objects.filter(kind="recovery_codes_made").count() == 1
    download = client.get("/tvasteg/reservkoder/fil/")
    assert download.headers["Content-Disposition"].startswith("attachment")
    assert len(re.findall(r"^\d{8}$", download.text, re.MULTILINE)) == 10


def test_a_person_of_the_demo_needs_none(client: Client) -> None:
    actor = make_actor(Role.READER, organisation=make_organisation(is_demo=True))
    actor.person.set_password(PASSWORD)
    actor.person.save()
    client.force_login(actor.person)

    assert client.get("/konto/").status_code == 200


def test_an_administrator_lets_somebody_set_up_a_new_phone(client: Client, bo: Person) -> None:
    make_second_step(bo)
    asta = make_actor(Role.ADMINISTRATOR, organisation=bo.memberships.get().organisation)

    reset_second_step(by=asta, person=bo)

    assert not Authenticator.objects.filter(user=bo).exists()
    assert OutboxMessage.objects.get().recipient == EMAIL
    assert AuditEvent.objects.visible_to(asta).filter(kind="second_step_reset").count() == 1
    log_in(client)
    assert client.get("/konto/").headers["Location"] == "/tvasteg/app/"


def test_nobody_resets_the_own_or_that_of_strangers(bo: Person) -> None:
    asta = make_actor(Role.ADMINISTRATOR, organisation=make_organisation("Ljungby"))
    make_second_step(bo)

    for person in (bo, asta.person):
        with pytest.raises(NotAllowed):
            reset_second_step(by=asta, person=person)
    assert has_second_step(bo)
