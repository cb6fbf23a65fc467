from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from loftet.organisations.models import AuditEvent, OutboxMessage, Person, Role
from loftet.organisations.services.people import sign_out_everywhere
from tests.factories import make_actor, make_organisation, make_person
from tests.organisations.links import path_to
from tests.organisations.totp import code, make_second_step, wrong_code

pytestmark = pytest.mark.django_db
EMAIL, PASSWORD = "bo@example.se", "fyra gula hästar"


@pytest.fixture
def bo() -> Person:
    person = make_person("Bo", email=EMAIL, password=PASSWORD)
    make_actor(Role.READER, person=person)
    return person


def log_in(client: Client, password: str = PASSWORD, email: str = EMAIL, next_page: str = "") -> HttpResponse:
    return client.post("/logga-in/", {"login": email, "password": password, "next": next_page})


def who(client: Client) -> int | None:
    identity = client.session.get("_auth_user_id")
    return int(identity) if identity else None


def test_password_and_code_open_the_session(client: Client, bo: Person) -> None:
    make_second_step(bo)

    assert log_in(client, next_page="/konto/").headers["Location"] == "/tvasteg/kod/"
    assert who(client) is None
    answer = client.post("/tvasteg/kod/", {"code": code()})

    assert answer.headers["Location"] == "/konto/"
    assert who(client) == bo.pk
    assert AuditEvent.objects.filter(kind="signed_in", person_id=bo.pk).count() == 1


def test_the_address_is_taken_in_any_spelling(client: Client, bo: Person) -> None:
    make_second_step(bo)

    assert log_in(client, email=" BO@Example.SE ").status_code == 302


def test_a_wrong_password_is_told_in_swedish_and_recorded(client: Client, bo: Person) -> None:
    answer = log_in(client, password="fel")

    assert answer.status_code == 422
    assert "E-postadressen eller lösenordet stämmer inte. Försök igen." in answer.text
    assert 'value="bo@example.se"' in answer.text
    event = AuditEvent.objects.get(kind="sign_in_failed")
    assert (event.subject_name, event.person_id) == ("Bo", None)


def test_an_unknown_address_gets_the_same_answer(client: Client, bo: Person) -> None:
    known, unknown = log_in(client, password="fel"), log_in(client, email="ingen@example.se")

    assert (known.status_code, unknown.status_code) == (422, 422)
    assert "E-postadressen eller lösenordet stämmer inte" in unknown.text


def test_five_failures_lock_the_address_for_five_minutes(client: Client, bo: Person) -> None:
    for _attempt in range(5):
        log_in(client, password="fel")

    answer = log_in(client)

    assert answer.status_code == 422
    assert "Inloggningen med den här adressen är spärrad i fem minuter" in answer.text
    assert who(client) is None


def test_the_lock_holds_for_other_browsers_and_not_for_other_people(client: Client, bo: Person) -> None:
    make_second_step(make_person("Asta", email="asta@example.se", password=PASSWORD))
    for _attempt in range(5):
        log_in(client, password="fel")

    assert "spärrad" in log_in(Client()).text
    assert log_in(Client(), email="asta@example.se").status_code == 302


def test_wrong_codes_lock_too(client: Client, bo: Person) -> None:
    make_second_step(bo)
    log_in(client)
    for _attempt in range(5):
        answer = client.post("/tvasteg/kod/", {"code": wrong_code()})
        assert answer.status_code == 422
        assert "Koden stämmer inte" in answer.text

    answer = client.post("/tvasteg/kod/", {"code": code()})

    assert "spärrad i fem minuter" in answer.text
    assert who(client) is None


def test_a_code_opens_once(client: Client, bo: Person) -> None:
    make_second_step(bo)
    number = code()
    log_in(client)
    client.post("/tvasteg/kod/", {"code": number})

    other = Client()
    log_in(other)
    assert other.post("/tvasteg/kod/", {"code": number}).status_code == 422


def test_a_recovery_code_opens_once(client: Client, bo: Person) -> None:
    spare, *_rest = make_second_step(bo)
    log_in(client)
    assert client.post("/tvasteg/kod/", {"code": spare}).status_code == 302

    other = Client()
    log_in(other)
    assert other.post("/tvasteg/kod/", {"code": spare}).status_code == 422


def test_a_closed_account_does_not_open(client: Client, bo: Person) -> None:
    Person.objects.filter(pk=bo.pk).update(is_active=False)

    assert log_in(client).headers["Location"] == "/logga-in/stangt/"
    assert "Kontot är stängt" in client.get("/logga-in/stangt/").text
    assert who(client) is None


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    for path in ("/signup/", "/registrera/", "/accounts/signup/", "/konto/skapa/"):
        assert client.get(path).status_code == 404
    assert "inbjudan" in client.get("/logga-in/").text


def test_a_session_lives_a_working_day(client: Client, bo: Person) -> None:
    make_second_step(bo)
    log_in(client)
    client.post("/tvasteg/kod/", {"code": code()})

    left = client.session.get_expiry_date() - timezone.now()
    assert timedelta(hours=7, minutes=59) < left <= timedelta(hours=8)


def test_after_expiry_the_sign_in_page_says_so_kindly_and_leads_back(client: Client, bo: Person) -> None:
    make_second_step(bo)
    log_in(client)
    client.post("/tvasteg/kod/", {"code": code()})
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    answer = client.get("/konto/?a=1")
    page = client.get(answer.headers["Location"])

    assert answer.headers["Location"] == "/logga-in/?next=/konto/%3Fa%3D1"
    assert "Du har varit borta ett tag" in page.text
    assert 'name="next" value="/konto/?a=1"' in page.text


def test_who_was_never_here_is_not_told_of_expiry(client: Client) -> None:
    page = client.get("/konto/", follow=True)

    assert "Du har varit borta" not in page.text
    assert "Logga in för att se sidan." in page.text
    assert "Logga in för att se sidan." not in Client().get("/logga-in/?next=/").text, (
        "nobody asked for a page"
    )


def test_a_form_sent_after_expiry_leads_back_to_its_page(client: Client) -> None:
    answer = client.post("/konto/", {"name": "Bo"}, headers={"Referer": "http://testserver/konto/"})

    assert answer.headers["Location"] == "/logga-in/?next=/konto/"


def test_the_way_back_never_leads_to_another_site(client: Client) -> None:
    answer = client.post("/konto/", headers={"Referer": "https://elak.example/konto/"})

    assert answer.headers["Location"] == "/logga-in/?next=/"


@pytest.mark.parametrize("elsewhere", ["https://elak.example/", "//elak.example/", "javascript:alert(1)"])
def test_sign_in_leads_nowhere_else(client: Client, bo: Person, elsewhere: str) -> None:
    make_second_step(bo)
    log_in(client, next_page=elsewhere)

    assert client.post("/tvasteg/kod/", {"code": code()}).headers["Location"] == "/"


def test_signing_out_takes_a_form(client: Client, bo: Person) -> None:
    client.force_login(bo)

    assert client.get("/logga-ut/").status_code == 405
    assert who(client) == bo.pk
    answer = client.post("/logga-ut/", follow=True)
    assert who(client) is None
    assert "Du är utloggad." in answer.text
    assert "Du har varit borta" not in client.get("/logga-in/?next=/konto/").text


def test_signing_out_everywhere_ends_every_session(client: Client, bo: Person) -> None:
    other = Client()
    for browser in (client, other):
        browser.force_login(bo)

    sign_out_everywhere(by_person=bo)

    for browser in (client, other):
        assert browser.get("/konto/").headers["Location"].startswith("/logga-in/")


def test_ended_memberships_take_effect_at_once(client: Client, bo: Person) -> None:
    bo.is_demo = True
    bo.save(update_fields=["is_demo"])
    client.force_login(bo)
    bo.memberships.update(ended_at=timezone.now(), ended_by=bo)

    assert client.get("/organisationer/").headers["Location"] == "/konto/ingen-behorighet/"
    assert "Du har ingen behörighet" in client.get("/konto/ingen-behorighet/").text


def test_a_forgotten_password_is_replaced_by_a_link_in_the_outbox(client: Client, bo: Person) -> None:
    answer = client.post("/losenord/glomt/", {"email": "BO@example.se"}, follow=True)
    assert "Titta i din e-post" in answer.text

    page = client.get(path_to(EMAIL), follow=True)
    form_path = page.request["PATH_INFO"]
    assert form_path.endswith("-nytt/")
    done = client.post(
        form_path, {"password1": "sju blå grävlingar", "password2": "sju blå grävlingar"}, follow=True
    )

    assert "Lösenordet är bytt" in done.text
    bo.refresh_from_db()
    assert bo.check_password("sju blå grävlingar")
    assert AuditEvent.objects.filter(kind="password_changed").count() == 1


def test_the_link_to_a_new_password_works_once(client: Client, bo: Person) -> None:
    client.post("/losenord/glomt/", {"email": EMAIL})
    path = path_to(EMAIL)
    bo.set_password("annat")
    bo.save()

    assert "Länken fungerar inte" in client.get(path, follow=True).text


def test_a_new_password_ends_the_lock(client: Client, bo: Person) -> None:
    make_second_step(bo)
    for _attempt in range(5):
        log_in(client, password="fel")
    client.post("/losenord/glomt/", {"email": EMAIL})
    form_path = client.get(path_to(EMAIL), follow=True).request["PATH_INFO"]
    client.post(form_path, {"password1": "sju blå grävlingar", "password2": "sju blå grävlingar"})

    assert log_in(client, password="sju blå grävlingar").headers["Location"] == "/tvasteg/kod/"


def test_an_unknown_address_is_sent_nothing_and_told_the_same(client: Client, bo: Person) -> None:
    known = client.post("/losenord/glomt/", {"email": EMAIL}, follow=True).text
    unknown = client.post("/losenord/glomt/", {"email": "ingen@example.se"}, follow=True).text

    assert "Titta i din e-post" in known
    assert "Titta i din e-post" in unknown
    assert list(OutboxMessage.objects.values_list("recipient", flat=True)) == [EMAIL]


def test_who_has_no_password_is_told_where_to_sign_in(client: Client) -> None:
    make_person("Petra", email="petra@example.se")

    client.post("/losenord/glomt/", {"email": "petra@example.se"})

    assert "organisationens egen inloggning" in OutboxMessage.objects.get().text


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("kort", "minst 12 tecken"),
        ("password12345", "alldeles för vanligt"),
        ("123456789012345", "enbart numeriskt"),
        ("bo@example.se1", "likt"),
    ],
)
def test_a_weak_password_is_refused_in_swedish(
    client: Client, bo: Person, password: str, sentence: str
) -> None:
    client.post("/losenord/glomt/", {"email": EMAIL})
    form_path = client.get(path_to(EMAIL), follow=True).request["PATH_INFO"]

    answer = client.post(form_path, {"password1": password, "password2": password})

    assert answer.status_code == 422
    assert sentence in answer.text
    bo.refresh_from_db()
    assert bo.check_password(PASSWORD)


def test_changing_the_password_takes_the_old_one_and_signs_out(client: Client, bo: Person) -> None:
    make_second_step(bo)
    log_in(client)
    client.post("/tvasteg/kod/", {"code": code()})
    new = {"password1": "sju blå grävlingar", "password2": "sju blå grävlingar"}

    wrong = client.post("/losenord/byt/", {"oldpassword": "fel", **new})
    assert (wrong.status_code, "Det här är inte ditt lösenord." in wrong.text) == (422, True)
    answer = client.post("/losenord/byt/", {"oldpassword": PASSWORD, **new}, follow=True)

    assert "Lösenordet är bytt. Logga in med det nya." in answer.text
    assert who(client) is None


def test_who_has_no_password_cannot_change_it(client: Client) -> None:
    client.force_login(make_actor(Role.READER).person)

    assert client.get("/losenord/byt/").headers["Location"] == "/konto/"


@pytest.mark.parametrize("value", ["", "😀", "a\x00b", "x" * 5000, "namn@", "‮bo@example.se"])
def test_bad_addresses_are_answered_by_the_field(client: Client, value: str) -> None:
    answer = client.post("/logga-in/", {"login": value, "password": "x" * 5000})

    assert answer.status_code == 422
    assert 'id="id_login_error"' in answer.text


def test_nobody_is_asked_too_often(client: Client, bo: Person, settings: object) -> None:
    for _attempt in range(60):
        client.post("/logga-in/", {})

    answer = client.post("/logga-in/", {})

    assert answer.status_code == 429
    assert "För många försök" in answer.text


def test_sign_in_of_a_person_of_two_organisations_is_told_to_both(client: Client, bo: Person) -> None:
    make_actor(Role.READER, organisation=make_organisation("Ljungby"), person=bo)
    make_second_step(bo)
    log_in(client)
    client.post("/tvasteg/kod/", {"code": code()})

    assert AuditEvent.objects.filter(kind="signed_in").count() == 2
