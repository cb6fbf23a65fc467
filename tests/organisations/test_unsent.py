"""A form that is sent after the session has ended: what was typed comes back, to the same person, unsent."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from loftet.organisations import unsent
from loftet.organisations.actor import Actor
from loftet.organisations.models import Invitation, OutboxMessage, Role
from tests.factories import make_actor, make_person, sessionless
from tests.organisations.totp import code, make_second_step

pytestmark = pytest.mark.django_db
FORM = "/organisation/personer/bjud-in/"
PASSWORD = "fyra gula hästar"
TYPED = {"email": "ny@kommunen.example", "roles": ["reader", "registrar"], "display_title": "Åsa & Örjan"}


@pytest.fixture
def asta() -> Actor:
    person = make_person("Asta", email="asta@example.se", password=PASSWORD)
    make_second_step(person)
    return make_actor(Role.ADMINISTRATOR, person=person)


def send(browser: Client, typed: dict[str, object] = TYPED) -> str:
    """Send the form; the address of the sign-in page that answers."""
    answer = browser.post(FORM, typed, HTTP_REFERER=f"http://testserver{FORM}")
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def test_what_was_typed_comes_back_after_password_and_code_and_nothing_is_done(asta: Actor) -> None:
    browser = sessionless(asta.person)
    page = send(browser)
    assert "Det du hade skrivit finns kvar i en timme." in browser.get(page).text

    browser.post(page, {"login": asta.person.email, "password": PASSWORD, "next": FORM})
    back = browser.post("/tvasteg/kod/", {"code": code()}).headers["Location"]
    form = browser.get(back)

    assert (back, form.status_code) == (FORM, 200)
    assert "Du loggades ut innan det sparades." in form.text
    assert 'value="ny@kommunen.example"' in form.text
    assert 'value="Åsa &amp; Örjan"' in form.text
    assert form.text.count(" checked") == 2
    assert not Invitation.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_it_stays_until_it_is_sent_and_then_is_gone(asta: Actor) -> None:
    browser = sessionless(asta.person)
    send(browser)
    browser.force_login(asta.person)

    assert all("ny@kommunen.example" in browser.get(FORM).text for _time in range(2))
    assert browser.post(FORM, TYPED).status_code == 302
    assert 'value="ny@kommunen.example"' not in browser.get(FORM).text


def test_it_is_shown_on_no_other_page(asta: Actor) -> None:
    browser = sessionless(asta.person)
    send(browser)
    browser.force_login(asta.person)

    assert "ny@kommunen.example" not in browser.get("/organisationer/ny/").text


def test_somebody_else_in_the_same_browser_never_sees_it(asta: Actor) -> None:
    browser = sessionless(asta.person)
    send(browser)
    browser.force_login(make_actor(Role.ADMINISTRATOR, organisation=asta.organisation, name="Bo").person)

    assert "ny@kommunen.example" not in browser.get(FORM).text
    assert unsent.UNSENT not in browser.session


@pytest.mark.parametrize("cookie", ["", "1", "12:forged"])
def test_nothing_is_kept_for_whom_the_browser_does_not_know(asta: Actor, cookie: str) -> None:
    browser = sessionless(asta.person)
    browser.cookies["lf_signed_in"] = cookie
    send(browser)

    assert unsent.UNSENT not in browser.session


def test_it_is_gone_after_an_hour(asta: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unsent, "LASTS", -1)
    browser = sessionless(asta.person)
    send(browser)
    browser.force_login(asta.person)

    assert "ny@kommunen.example" not in browser.get(FORM).text


def test_a_button_that_carries_no_words_keeps_nothing(asta: Actor) -> None:
    browser = sessionless(asta.person)
    send(browser, {"csrfmiddlewaretoken": "x", "act": "save"})

    assert unsent.UNSENT not in browser.session


def test_a_file_is_asked_for_again(asta: Actor) -> None:
    browser = sessionless(asta.person)
    send(browser, TYPED | {"page": SimpleUploadedFile("sida.pdf", b"%PDF-1.7")})
    browser.force_login(asta.person)

    assert "En fil måste väljas på nytt." in browser.get(FORM).text


def test_a_form_that_acts_when_it_is_valid_does_not_act_by_being_looked_at(asta: Actor) -> None:
    browser = sessionless(asta.person)
    browser.post("/konto/", {"name": "Nytt namn", "language": "en"}, HTTP_REFERER="http://testserver/konto/")
    browser.force_login(asta.person)

    assert 'value="Nytt namn"' in browser.get("/konto/").text
    asta.person.refresh_from_db()
    assert asta.person.name == "Asta"
