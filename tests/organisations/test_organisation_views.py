from typing import Any

import pytest
from django.test import Client

from loftet.organisations.actor import Actor
from loftet.organisations.models import Invitation, LocalPoliceArea, Organisation, Role
from tests.factories import make_actor, make_organisation, make_police, signed_in

pytestmark = pytest.mark.django_db
NEW = "/organisationer/ny/"


@pytest.fixture
def asta() -> Actor:
    return make_actor(Role.COORDINATOR, name="Asta")


@pytest.fixture
def browser(asta: Actor) -> Client:
    return signed_in(asta)


def test_it_lists_all_organisations_but_those_of_the_demo(browser: Client) -> None:
    make_police("Motala")
    make_organisation("Norrköping", is_demo=True)

    page = browser.get("/organisationer/").text

    assert "Linköpings kommun" in page
    assert "Lokalpolisområde Motala" in page
    assert "Norrköping" not in page


def test_a_police_area_its_police_and_an_invitation_follow_on_each_other(browser: Client) -> None:
    area = {"name": "Lokalpolisområde Motala", "municipalities": ["0583", "0584"]}
    answer = browser.post("/organisationer/lokalpolisomrade/", area, follow=True)
    assert "Lokalpolisområde Motala är upplagt." in answer.text

    police = {
        "kind": "police",
        "name": "Polisen Motala",
        "police_area": LocalPoliceArea.objects.get().pk,
        "email": "petra@example.se",
    }
    answer = browser.post(NEW, police, follow=True)

    assert "Polisen Motala är tillagd." in answer.text
    assert "Inbjuden" in answer.text
    assert Invitation.objects.get().organisation.name == "Polisen Motala"


def test_a_municipality_gets_its_own_name(browser: Client) -> None:
    browser.post(NEW, {"kind": "municipality", "municipality": "2480", "name": "Hittepå"})

    assert Organisation.objects.get(municipality="2480").name == "Umeå kommun"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Välj vad det är."),
        ({"kind": "kungadöme"}, "kungadöme"),
        ({"kind": "municipality"}, "Välj vilken kommun den hör till."),
        ({"kind": "committee", "name": "Socialnämnden"}, "Välj vilken kommun den hör till."),
        ({"kind": "police", "name": "Polisen"}, "Välj lokalpolisområde."),
        ({"kind": "police", "name": "Polisen", "municipality": "0580"}, "inte till en kommun"),
        ({"kind": "association"}, "Skriv vad organisationen heter."),
        ({"kind": "association", "name": "😀"}, "Ett namn kan inte innehålla tecknet 😀."),
        ({"kind": "association", "name": "x" * 201}, "Högst 200 tecken. Du skrev 201."),
        ({"kind": "association", "name": "a\x1fb"}, "tecken som inte kan visas"),
        ({"kind": "association", "name": "Föreningen", "email": "fel"}, "Skriv en e-postadress"),
        (
            {"kind": "association", "name": "Föreningen", "municipality": "9999"},
            "Välj ett giltigt alternativ",
        ),
    ],
)
def test_bad_input_is_answered_by_the_field_and_nothing_is_lost(
    browser: Client, sent: dict[str, str], sentence: str
) -> None:
    answer = browser.post(NEW, sent)

    assert answer.status_code == 422
    assert sentence in answer.text
    if (name := sent.get("name", "")).isascii() and name.isprintable():
        assert f'value="{name}"' in answer.text if name else True
    assert Organisation.objects.count() == 1


def test_an_organisation_in_two_places_is_refused(browser: Client) -> None:
    area = make_police("Motala").police_area
    assert area
    sent = {"kind": "authority", "name": "Länsstyrelsen", "municipality": "0580", "police_area": area.pk}

    answer = browser.post(NEW, sent)

    assert answer.status_code == 422
    assert "inte båda" in answer.text


def test_an_organisation_that_is_there_is_not_entered_again(browser: Client) -> None:
    answer = browser.post(NEW, {"kind": "municipality", "municipality": "0580"})

    assert answer.status_code == 422
    assert "Linköpings kommun finns redan." in answer.text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": "", "municipalities": ["0580"]}, "Detta fält måste fyllas i."),
        ({"name": "Nytt", "municipalities": []}, "Välj minst en kommun."),
        ({"name": "Nytt", "municipalities": ["9999"]}, "9999"),
        ({"name": "x" * 121, "municipalities": ["0580"]}, "Högst 120 tecken."),
        ({"name": "lokalpolisområde motala", "municipalities": ["0580"]}, "finns redan ett lokalpolisområde"),
    ],
)
def test_a_bad_police_area_is_answered_by_the_field(
    browser: Client, sent: dict[str, Any], sentence: str
) -> None:
    make_police("Motala")

    answer = browser.post("/organisationer/lokalpolisomrade/", sent)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert LocalPoliceArea.objects.count() == 1


def test_the_county_of_the_own_municipality_is_open(browser: Client) -> None:
    page = browser.get("/organisationer/lokalpolisomrade/").text

    assert page.count('<details class="ds-details"') == 22, "21 counties, 20 of them under one heading"
    assert page.index("Östergötlands län") < page.index("Övriga län") < page.index("Stockholms län")
    assert page.count('<details class="ds-details" open>') == 1


def test_the_counties_of_the_own_police_area_are_open() -> None:
    police = make_police("Motala")
    page = signed_in(make_actor(Role.COORDINATOR, organisation=police)).get(
        "/organisationer/lokalpolisomrade/"
    )

    assert page.text.count('<details class="ds-details" open>') == 1


def test_the_first_administrator_is_invited_again(asta: Actor, browser: Client) -> None:
    browser.post(NEW, {"kind": "association", "name": "Föreningen", "email": "fel@example.se"})
    path = f"/organisationer/{Organisation.objects.get(name='Föreningen').pk}/bjud-in/"
    assert "Bjud in Föreningen" in browser.get(path).text

    browser.post(path, {"email": "ratt@example.se"})

    assert [str(invitation) for invitation in Invitation.objects.pending()] == ["ratt@example.se"]


def test_the_organisation_of_another_is_not_invited(browser: Client) -> None:
    other = make_organisation("Ljungby")

    answer = browser.post(f"/organisationer/{other.pk}/bjud-in/", {"email": "bo@example.se"})

    assert answer.status_code == 422
    assert "Bara den organisation som lade till den" in answer.text


def test_an_organisation_of_the_demo_does_not_exist(browser: Client) -> None:
    demo = make_organisation("Ljungby", is_demo=True)

    assert browser.get(f"/organisationer/{demo.pk}/bjud-in/").status_code == 404


def test_readers_see_the_list_without_acts() -> None:
    browser = signed_in(make_actor(Role.READER))

    assert NEW not in browser.get("/organisationer/").text
    assert browser.get(NEW).status_code == 403
