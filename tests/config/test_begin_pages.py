"""Börja med er kommun, page by page."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from loftet.organisations.models import (
    Invitation,
    Organisation,
    OrganisationKind,
    OutboxMessage,
    Person,
    Role,
)
from tests.config.demo import local_client
from tests.factories import make_actor, make_organisation, make_police, signed_in

pytestmark = pytest.mark.django_db
PASSWORD = "krusbär under häggen 7"
ACCOUNT = {
    "municipality": "Ljungby",
    "name": "Asta",
    "display_title": "Samordnare Ljungby",
    "email": "asta@ljungby.se",
    "password": PASSWORD,
    "way": "account",
}
POLICE = {"area_name": "Lokalpolisområde Ljungby", "municipalities": ["0781"], "email": "petra@polisen.se"}


def test_all_290_are_offered_in_swedish_order() -> None:
    page = local_client().get("/borja/")
    names = [municipality.name for municipality in page.context["municipalities"]]
    assert len(names) == 290
    assert names[:2] == ["Ale", "Alingsås"]
    assert names[-1] == "Övertorneå"
    assert page.content.decode().count("<option ") == 290


def test_step_1_makes_the_account_and_leads_over_the_second_step_to_the_police() -> None:
    client = local_client()
    response = client.post("/borja/", ACCOUNT)
    assert response["location"] == "/borja/polisen/"
    assert client.session["_auth_user_id"] == str(Person.objects.get().pk)
    assert client.get("/borja/polisen/")["location"] == "/tvasteg/app/"
    assert client.get("/tvasteg/app/").status_code == 200


def test_step_1_by_link_shows_it_where_no_mail_leaves_the_machine() -> None:
    client = local_client()
    only = {"municipality": "Ljungby", "email": "asta@ljungby.se", "way": "link"}
    response = client.post("/borja/", only, follow=True)
    assert response.redirect_chain == [("/borja/lank/", 302)]
    assert not Person.objects.exists()
    assert "Ljungby kommun har börjat" in response.content.decode()
    assert client.get(response.context["link"]).status_code == 200


def test_step_1_by_link_keeps_it_secret_where_mail_leaves(settings: LazySettings) -> None:
    settings.EMAIL_URL = "smtp://mail.example"
    client = local_client()
    page = client.post("/borja/", {**ACCOUNT, "way": "link"}, follow=True).content.decode()
    assert "asta@ljungby.se" in page
    assert "/inbjudan/" not in page
    assert OutboxMessage.objects.get().recipient == "asta@ljungby.se"


def test_the_link_page_is_for_whoever_began() -> None:
    assert local_client().get("/borja/lank/").status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("municipality", "", "måste fyllas i"),
        ("municipality", "Ljungbi", "Menade du Ljungby"),
        ("municipality", "Xyz", "Ingen kommun heter så"),
        ("municipality", "L" * 5000, "Högst 60 tecken"),
        ("municipality", "Ljung\x00by", "inte kan visas"),
        ("municipality", "🙂", "Ingen kommun heter så"),
        ("name", "", "måste fyllas i"),
        ("name", "A" * 121, "Högst 120 tecken"),
        ("name", "As\u202eta", "inte kan visas"),
        ("display_title", "S" * 121, "Högst 120 tecken"),
        ("email", "", "måste fyllas i"),
        ("email", "asta", "e-postadress"),
        ("email", "a" * 300 + "@ljungby.se", "tecken"),
        ("password", "", "måste fyllas i"),
        ("password", "kort", "12"),
        ("password", "asta@ljungby.se", "alltför likt"),
        ("password", "123456789012", ""),
        ("password", "p" * 5000, "Högst 128 tecken"),
    ],
    ids=lambda value: value[:20],
)
def test_what_cannot_be_is_said_by_its_field_and_nothing_is_lost(field: str, value: str, said: str) -> None:
    response = local_client().post("/borja/", {**ACCOUNT, field: value})
    assert response.status_code == 422
    assert said in " ".join(response.context["form"].errors[field])
    assert not Organisation.objects.exists()
    assert not Person.objects.exists()
    kept = {name for name in ACCOUNT if name not in {field, "password", "way"}}
    assert all(ACCOUNT[name] in response.content.decode() for name in kept)


def test_an_address_that_has_an_account_signs_in_instead() -> None:
    make_actor(organisation=make_organisation("Umeå", is_demo=True))
    Person.objects.update(email="asta@ljungby.se")
    response = local_client().post("/borja/", ACCOUNT)
    assert response.status_code == 422
    assert "Det finns redan ett konto" in response.content.decode()


def test_a_municipality_that_has_begun_is_said_so() -> None:
    make_organisation("Umeå", is_demo=True)
    make_actor(Role.ADMINISTRATOR, organisation=make_organisation("Ljungby"))
    response = local_client().post("/borja/", ACCOUNT)
    assert response.status_code == 422
    assert "Ljungby kommun" in " ".join(response.context["form"].non_field_errors())


def test_once_somebody_has_begun_and_the_demo_is_gone_it_does_not_exist() -> None:
    make_organisation("Umeå")
    assert local_client().get("/borja/").status_code == 404
    assert local_client().post("/borja/", ACCOUNT).status_code == 404


def test_with_the_demo_beside_it_others_begin_too() -> None:
    make_organisation("Umeå")
    make_organisation("Umeå", is_demo=True)
    assert local_client().get("/borja/").status_code == 200


def test_from_elsewhere_it_does_not_exist() -> None:
    assert Client(REMOTE_ADDR="10.0.0.1", headers={"host": "localhost"}).get("/borja/").status_code == 404


class TestPolice:
    @pytest.fixture
    def client(self) -> Any:
        actor = make_actor(Role.ADMINISTRATOR, Role.COORDINATOR, organisation=make_organisation("Ljungby"))
        return signed_in(actor)

    def test_the_municipalities_of_the_county_are_offered_and_the_own_is_chosen(self, client: Client) -> None:
        form = client.get("/borja/polisen/").context["form"]
        field = form["municipalities"]
        assert len(field.field.queryset) == 8
        assert field.initial == ["0781"]
        assert form["area_name"].initial == "Lokalpolisområde Ljungby"

    def test_it_invites_and_goes_on(self, client: Client) -> None:
        response = client.post("/borja/polisen/", POLICE)
        assert response["location"] == "/borja/klart/"
        police = Organisation.objects.get(kind=OrganisationKind.POLICE)
        assert Invitation.objects.get(organisation=police).email == "petra@polisen.se"
        assert "Polisen Ljungby kan anges som part" in client.get("/borja/klart/").content.decode()

    def test_it_does_not_ask_twice(self, client: Client) -> None:
        make_police("Ljungby", "Älmhult")
        page = client.get("/borja/polisen/").content.decode()
        assert "finns redan här" in page
        assert 'name="area_name"' not in page

    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [
            ("area_name", "", "måste fyllas i"),
            ("area_name", "L" * 121, "Högst 120 tecken"),
            ("municipalities", [], "Välj minst en kommun"),
            ("municipalities", ["0765"], "Ljungby är inte med"),
            ("municipalities", ["0580"], "0580"),
            ("email", "petra", "e-postadress"),
        ],
        ids=str,
    )
    def test_what_cannot_be_is_said_by_its_field(
        self, client: Client, field: str, value: object, said: str
    ) -> None:
        response = client.post("/borja/polisen/", {**POLICE, field: value})
        assert response.status_code == 422
        assert said in " ".join(response.context["form"].errors[field])
        assert not Organisation.objects.filter(kind=OrganisationKind.POLICE).exists()

    def test_an_area_that_is_there_is_said_so(self, client: Client) -> None:
        make_police("Älmhult", name="Lokalpolisområde Ljungby")
        response = client.post("/borja/polisen/", POLICE)
        assert response.status_code == 422
        assert "Lokalpolisområde Ljungby" in " ".join(response.context["form"].non_field_errors())

    def test_it_says_where_letters_stay(self, client: Client, settings: LazySettings) -> None:
        assert str(settings.MAIL_FOLDER) in client.get("/borja/polisen/").content.decode()
        settings.EMAIL_URL = "smtp://mail.example"
        assert "EMAIL_URL" not in client.get("/borja/polisen/").content.decode()

    def test_the_demo_can_be_removed_from_the_last_step_while_it_is_there(self, client: Client) -> None:
        assert "Ta bort demon" not in client.get("/borja/klart/").content.decode()
        make_organisation("Umeå", is_demo=True)
        assert "Ta bort demon" in client.get("/borja/klart/").content.decode()

    @pytest.mark.parametrize("path", ["/borja/polisen/", "/borja/klart/"])
    def test_only_a_real_municipality_has_these_steps(self, path: str) -> None:
        for organisation in (make_organisation("Umeå", is_demo=True), make_police("Umeå")):
            client = signed_in(make_actor(Role.ADMINISTRATOR, organisation=organisation))
            assert client.get(path).status_code == 404
        assert (
            signed_in(make_actor(Role.READER, organisation=make_organisation("Umeå"))).get(path).status_code
            == 403
        )
