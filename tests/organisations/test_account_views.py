import pytest
from django.test import Client

from loftet.organisations.actor import Actor
from loftet.organisations.models import Person, Role
from tests.factories import make_actor, make_organisation, make_person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo() -> Actor:
    return make_actor(Role.READER, name="Bo")


def test_the_profile_is_changed(bo: Actor) -> None:
    browser = signed_in(bo)

    sent = {"name": "Bo Ny", "display_title": "Registrator", "language": "sv"}
    answer = browser.post("/konto/", sent, follow=True)

    assert "Din profil är sparad." in answer.text
    person = Person.objects.get(pk=bo.person.pk)
    assert (person.name, person.shown_as) == ("Bo Ny", "Registrator")


def test_english_is_spoken_to_who_chooses_it(bo: Actor) -> None:
    browser = signed_in(bo)
    browser.post("/konto/", {"name": "Bo", "language": "en"})

    page = browser.get("/konto/").text

    assert '<html lang="en"' in page
    assert "How you are shown" in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Detta fält måste fyllas i."),
        ("name", "😀", "Ett namn kan inte innehålla tecknet 😀."),
        ("name", "Bo\x00", "tecken som inte kan visas"),
        ("name", "Bo\nBo", "Skriv det här på en rad."),
        ("name", "x" * 10_000, "Högst 120 tecken. Du skrev 10"),
        ("display_title", "\u202eKommunpolis", "tecken som inte kan visas"),
        ("language", "klingonska", "klingonska"),
    ],
)
def test_bad_input_is_answered_by_the_field_and_nothing_is_lost(
    bo: Actor, field: str, value: str, sentence: str
) -> None:
    sent = {"name": "Bo Ny", "display_title": "Registrator", "language": "sv", field: value}

    answer = signed_in(bo).post("/konto/", sent)

    assert answer.status_code == 422
    assert sentence in answer.text
    kept = "Registrator" if field == "name" else "Bo Ny"
    assert f'value="{kept}"' in answer.text
    assert Person.objects.get(pk=bo.person.pk).name == "Bo"


def test_the_profile_is_there_for_who_acts_for_nobody(client: Client) -> None:
    client.force_login(make_person("Ensam"))

    assert client.get("/konto/").status_code == 200
    assert client.get("/").headers["Location"] == "/konto/ingen-behorighet/"


def test_signing_out_on_all_devices(bo: Actor) -> None:
    browser, other = signed_in(bo), signed_in(bo)

    answer = browser.post("/konto/logga-ut-overallt/", follow=True)

    assert "Du är utloggad på alla enheter." in answer.text
    assert other.get("/konto/").status_code == 302


def test_one_acts_for_one_organisation_at_a_time(bo: Actor) -> None:
    make_actor(Role.COORDINATOR, organisation=make_organisation("Ljungby"), person=bo.person)
    browser = signed_in(bo)
    page = browser.get("/konto/byt-organisation/").text
    assert "Linköpings kommun" in page

    chosen = Person.objects.get(pk=bo.person.pk).memberships.get(role="coordinator").organisation
    answer = browser.post("/konto/byt-organisation/", {"organisation": chosen.pk}, follow=True)

    assert "Du arbetar nu för Ljungby kommun." in answer.text
    assert browser.get("/organisationer/ny/").status_code == 200


@pytest.mark.parametrize("asked", ["", "0", "x", "😀", "9" * 40])
def test_nobody_acts_for_an_organisation_of_others(bo: Actor, asked: str) -> None:
    other = make_organisation("Ljungby")
    browser = signed_in(bo)

    for value in (asked, str(other.pk)):
        assert browser.post("/konto/byt-organisation/", {"organisation": value}).status_code == 404
    assert "Linköpings kommun" in browser.get("/konto/").text


def test_who_acts_for_one_organisation_is_not_offered_to_change(bo: Actor) -> None:
    assert "Byt organisation" not in signed_in(bo).get("/konto/").text
