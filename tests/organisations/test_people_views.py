import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from loftet.organisations.actor import Actor
from loftet.organisations.models import Invitation, Membership, OutboxMessage, Role
from loftet.organisations.services.invitations import invite_person
from loftet.organisations.services.memberships import end_memberships
from tests.factories import make_actor, make_organisation, make_person, signed_in
from tests.organisations.totp import has_second_step, make_second_step

pytestmark = pytest.mark.django_db
PEOPLE = "/organisation/personer/"


@pytest.fixture
def asta() -> Actor:
    return make_actor(Role.ADMINISTRATOR, name="Asta")


@pytest.fixture
def browser(asta: Actor) -> Client:
    return signed_in(asta)


def test_it_lists_who_acts_who_is_invited_and_who_did(asta: Actor, browser: Client) -> None:
    gone = make_actor(Role.REGISTRAR, organisation=asta.organisation, name="Gunilla Gick")
    end_memberships(by=asta, person=gone.person)
    invite_person(by=asta, email="ny@example.se", roles=[Role.READER])

    page = browser.get(PEOPLE).text

    page = page[page.index("Har behörighet") :]
    assert page.index("Asta") < page.index("ny@example.se") < page.index("Tidigare")
    assert page.index("Tidigare") < page.index("Gunilla Gick")
    assert "På väg" in page


def test_it_says_when_invitations_stay_on_the_machine(browser: Client, settings: Any) -> None:
    settings.EMAIL_URL = ""
    assert str(settings.MAIL_FOLDER) in browser.get(PEOPLE).text
    settings.EMAIL_URL = "smtp://mail.example.se:25"
    assert str(settings.MAIL_FOLDER) not in browser.get(PEOPLE).text


def test_a_name_that_is_a_role_is_shown_once(asta: Actor, browser: Client) -> None:
    page = browser.get(PEOPLE).text
    assert "visas som" not in page
    asta.person.display_title = "Kommunpolis Linköping"
    asta.person.save()
    assert "visas som Kommunpolis Linköping" in browser.get(PEOPLE).text
    asta.person.name = asta.person.display_title
    asta.person.save()
    assert "visas som" not in browser.get(PEOPLE).text


def test_it_shows_nobody_of_other_organisations(browser: Client) -> None:
    cesar = make_actor(Role.ADMINISTRATOR, organisation=make_organisation("Ljungby"), name="Cesar")
    invite_person(by=cesar, email="hemlig@example.se", roles=[Role.READER])

    page = browser.get(PEOPLE).text

    assert "Cesar" not in page
    assert "hemlig@example.se" not in page


def test_it_asks_the_database_as_often_for_many_as_for_few(
    asta: Actor, browser: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for number in range(25):
        make_actor(Role.READER, Role.REPORTER, organisation=asta.organisation, name=f"Person {number}")
        invite_person(by=asta, email=f"ny{number}@example.se", roles=[Role.READER])

    with django_assert_max_num_queries(8):
        browser.get(PEOPLE)


def test_it_invites(asta: Actor, browser: Client) -> None:
    answer = browser.post(
        PEOPLE + "bjud-in/", {"email": "Bo@example.se", "roles": ["reader", "reporter"]}, follow=True
    )

    assert "bo@example.se är inbjuden." in answer.text
    assert Invitation.objects.get().roles == ["reporter", "reader"]
    assert "/inbjudan/" in OutboxMessage.objects.get().text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("email", "", "Detta fält måste fyllas i."),
        ("email", "namn@", "Skriv en e-postadress"),
        ("email", "😀@example.se", "Skriv en e-postadress"),
        ("email", "a" * 250 + "@example.se", "Högst 254 tecken. Du skrev 261."),
        ("email", "bo@example.se\x00", "tecken som inte kan visas"),
        ("roles", [], "Välj minst en roll."),
        ("roles", ["kung"], "kung"),
        ("display_title", "😀", "Ett namn kan inte innehålla tecknet 😀."),
        ("display_title", "x" * 121, "Högst 120 tecken."),
        ("display_title", "a\u202eb", "tecken som inte kan visas"),
        ("display_title", "--", "Skriv ett namn med bokstäver."),
    ],
)
def test_bad_input_is_answered_by_the_field_and_nothing_is_lost(
    browser: Client, field: str, value: Any, sentence: str
) -> None:
    sent = {"email": "bo@example.se", "roles": ["reader"], "display_title": "Registrator", field: value}

    answer = browser.post(PEOPLE + "bjud-in/", sent)

    assert answer.status_code == 422
    assert sentence in answer.text
    if field != "email":
        assert 'value="bo@example.se"' in answer.text
    if field != "roles":
        assert 'value="reader"' in answer.text
        assert "checked" in answer.text
    assert not Invitation.objects.exists()


def test_a_refusal_of_the_service_is_told_in_the_form(asta: Actor, browser: Client) -> None:
    invite_person(by=asta, email="bo@example.se", roles=[Role.READER])

    answer = browser.post(PEOPLE + "bjud-in/", {"email": "bo@example.se", "roles": ["reader"]})

    assert answer.status_code == 422
    assert "bo@example.se är redan inbjuden" in answer.text


def test_it_changes_roles(asta: Actor, browser: Client) -> None:
    bo = make_actor(Role.READER, organisation=asta.organisation, name="Bo")
    path = f"{PEOPLE}{bo.person.pk}/"
    assert re.search(r'value="reader"[^>]+checked', browser.get(path).text)

    answer = browser.post(path, {"roles": ["signatory"]}, follow=True)

    assert "Rollerna för Bo är sparade." in answer.text
    assert [m.role for m in Membership.objects.active().filter(person=bo.person)] == ["signatory"]


def test_it_ends_access_after_asking_once(asta: Actor, browser: Client) -> None:
    bo = make_actor(Role.READER, organisation=asta.organisation, name="Bo")
    path = f"{PEOPLE}{bo.person.pk}/avsluta/"

    assert "Avsluta behörigheten för Bo?" in browser.get(path).text
    assert Membership.objects.active().filter(person=bo.person).exists()
    answer = browser.post(path, follow=True)

    assert "Bo har inte längre någon behörighet." in answer.text
    assert not Membership.objects.active().filter(person=bo.person).exists()


def test_the_last_administrator_is_told_why_not(asta: Actor, browser: Client) -> None:
    path = f"{PEOPLE}{asta.person.pk}/avsluta/"

    assert "den sista administratören" in browser.get(path).text
    assert browser.post(path).status_code == 422
    answer = browser.post(f"{PEOPLE}{asta.person.pk}/", {"roles": ["reader"]})
    assert (answer.status_code, "den sista administratören" in answer.text) == (422, True)


def test_it_resets_a_second_step(asta: Actor, browser: Client) -> None:
    bo = make_actor(Role.READER, organisation=asta.organisation, name="Bo")
    make_second_step(bo.person)
    page = browser.get(f"{PEOPLE}{bo.person.pk}/").text
    assert f"{PEOPLE}{bo.person.pk}/tvasteg/" in page

    answer = browser.post(f"{PEOPLE}{bo.person.pk}/tvasteg/", follow=True)

    assert "Bo får ställa in tvåstegsinloggning på nytt." in answer.text
    assert not has_second_step(bo.person)


@pytest.mark.parametrize("ending", ["", "avsluta/", "tvasteg/"])
def test_people_of_others_do_not_exist(browser: Client, ending: str) -> None:
    cesar = make_actor(Role.READER, organisation=make_organisation("Ljungby"))
    for person in (cesar.person, make_person("Ingen")):
        for method in (browser.get, browser.post):
            assert method(f"{PEOPLE}{person.pk}/{ending}").status_code == 404


def test_other_roles_are_refused_with_the_reason() -> None:
    answer = signed_in(make_actor(Role.COORDINATOR)).get(PEOPLE)

    assert answer.status_code == 403
    assert "Det här kräver en annan roll i din organisation: administratör." in answer.text
