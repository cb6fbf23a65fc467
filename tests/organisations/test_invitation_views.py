from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from loftet.organisations.actor import Actor
from loftet.organisations.models import Invitation, OutboxMessage, Person, Role
from loftet.organisations.services.invitations import invite_person
from tests.factories import make_actor, make_organisation, make_person, signed_in
from tests.organisations.links import path_to

pytestmark = pytest.mark.django_db
EMAIL = "bo@example.se"
GOOD = {"name": "Bo Prov", "password": "fyra gula hästar", "again": "fyra gula hästar"}


@pytest.fixture
def asta() -> Actor:
    return make_actor(Role.ADMINISTRATOR, name="Asta")


@pytest.fixture
def invitation(asta: Actor) -> Invitation:
    return invite_person(by=asta, email=EMAIL, roles=[Role.READER])


def test_opening_the_link_changes_nothing(client: Client, invitation: Invitation) -> None:
    page = client.get(path_to(EMAIL))

    assert "Välkommen till Löftet" in page.text
    assert "Linköpings kommun som läsare" in page.text
    assert not Person.objects.filter(email=EMAIL).exists()


def test_it_makes_the_account_and_leads_to_the_second_step(client: Client, invitation: Invitation) -> None:
    answer = client.post(path_to(EMAIL), GOOD, follow=True)

    assert answer.redirect_chain[-1][0] == "/tvasteg/app/"
    assert client.session["_auth_user_id"] == str(Person.objects.get(email=EMAIL).pk)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Detta fält måste fyllas i."),
        ({"name": "😀"}, "Ett namn kan inte innehålla tecknet 😀."),
        ({"name": "x" * 121}, "Högst 120 tecken."),
        ({"name": "Bo\x07"}, "tecken som inte kan visas"),
        ({"password": "kort", "again": "kort"}, "minst 12 tecken"),
        ({"password": "bo@example.se", "again": "bo@example.se"}, "likt"),
        ({"again": "något annat"}, "De två lösenorden är inte lika."),
        ({"password": "x" * 5000, "again": "x" * 5000}, "Högst 200 tecken. Du skrev 5"),
    ],
)
def test_bad_input_is_answered_by_the_field(
    client: Client, invitation: Invitation, wrong: dict[str, str], sentence: str
) -> None:
    answer = client.post(path_to(EMAIL), GOOD | wrong)

    assert answer.status_code == 422
    assert sentence in answer.text
    if "name" not in wrong:
        assert 'value="Bo Prov"' in answer.text
    assert not Person.objects.filter(email=EMAIL).exists()


def test_a_link_that_opens_nothing_says_why(client: Client, invitation: Invitation) -> None:
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))

    for path in (path_to(EMAIL), "/inbjudan/gissat/"):
        for answer in (client.get(path), client.post(path, GOOD)):
            assert answer.status_code == 410
            assert "Inbjudan gäller inte längre" in answer.text


def test_somebody_with_an_account_is_led_to_sign_in_and_back(client: Client, invitation: Invitation) -> None:
    make_person("Bo", email=EMAIL)
    path = path_to(EMAIL)

    page = client.get(path).text

    assert f'href="/logga-in/?next={path}"' in page
    assert client.post(path, GOOD).status_code == 422


def test_somebody_signed_in_joins_by_one_button(asta: Actor, invitation: Invitation) -> None:
    bo = make_actor(
        Role.READER, organisation=make_organisation("Ljungby"), person=make_person("Bo", email=EMAIL)
    )
    browser = signed_in(bo)

    assert "Ta emot inbjudan" in browser.get(path_to(EMAIL)).text
    answer = browser.post(path_to(EMAIL), follow=True)

    assert "Du arbetar nu för Linköpings kommun." in answer.text
    assert "Byt organisation" in answer.text


def test_somebody_else_signed_in_is_asked_to_sign_out(invitation: Invitation) -> None:
    cesar = make_actor(Role.READER, organisation=make_organisation("Ljungby"), name="Cesar")
    browser = signed_in(cesar)

    page = browser.get(path_to(EMAIL)).text

    assert "Inbjudan gäller bo@example.se" in page
    assert 'action="/logga-ut/"' in page


def test_it_is_sent_again(asta: Actor, invitation: Invitation) -> None:
    browser = signed_in(asta)
    old = path_to(EMAIL)

    answer = browser.post(f"/organisation/inbjudningar/{invitation.pk}/skicka-igen/", follow=True)

    assert "Inbjudan till bo@example.se är skickad igen." in answer.text
    assert OutboxMessage.objects.count() == 2
    assert Client().get(old).status_code == 410
    assert Client().get(path_to(EMAIL)).status_code == 200


def test_it_is_withdrawn_after_asking_once(asta: Actor, invitation: Invitation) -> None:
    browser, path = signed_in(asta), f"/organisation/inbjudningar/{invitation.pk}/dra-tillbaka/"

    assert "Dra tillbaka inbjudan till bo@example.se?" in browser.get(path).text
    assert Client().get(path_to(EMAIL)).status_code == 200
    answer = browser.post(path, follow=True)

    assert "är tillbakadragen" in answer.text
    assert Client().get(path_to(EMAIL)).status_code == 410
    assert browser.post(path).status_code == 404


@pytest.mark.parametrize("act", ["skicka-igen", "dra-tillbaka"])
def test_invitations_of_others_do_not_exist(invitation: Invitation, act: str) -> None:
    cesar = make_actor(Role.ADMINISTRATOR, organisation=make_organisation("Ljungby"))

    answer = signed_in(cesar).post(f"/organisation/inbjudningar/{invitation.pk}/{act}/")

    assert answer.status_code == 404
    assert Invitation.objects.pending().count() == 1
