"""The demo's sign-in page and mailbox: for whoever sits at this machine, and for nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from loftet.config.demo.cast import COORDINATOR_OF_LINKOPING, LEADS, MEMBERS, POLICE_OF_LINKOPING
from loftet.config.demo.removal import remove_demo
from loftet.config.demo.selectors import get_cast
from loftet.organisations.actor import find_actor
from loftet.organisations.models import AuditEvent, OutboxMessage, Person, Role
from loftet.organisations.services.memberships import end_memberships
from loftet.web.mail import Letter, send
from tests.config.demo import local_client, person
from tests.factories import make_actor, make_organisation

pytestmark = pytest.mark.usefixtures("demo")
HOST = {"host": "localhost:8000"}
ADDRESSES = [
    ("get", reverse("demo:cast_list")),
    ("post", reverse("demo:cast_sign_in")),
    ("get", reverse("demo:cast_sign_in")),
    ("get", reverse("demo:letter_list")),
    ("get", reverse("demo:letter_detail", args=["abc"])),
    ("get", reverse("demo:municipality_begin")),
    ("post", reverse("demo:municipality_begin")),
    ("get", reverse("demo:municipality_invited")),
    ("get", reverse("demo:demo_remove")),
    ("post", reverse("demo:demo_remove")),
]


def card(email: str) -> str:
    member = person(email)
    membership = member.memberships.active().first()
    assert membership
    return f"{member.pk}-{membership.organisation_id}"


def sign_in(client: Client, email: str, **more: str) -> object:
    return client.post(reverse("demo:cast_sign_in"), {"card": card(email), **more})


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost", "localhost:8123", "127.0.0.1:8000", "[::1]:8000"])
def test_the_cast_is_shown_on_this_machine(address: str, host: str) -> None:
    page = Client(REMOTE_ADDR=address, headers={"host": host}).get("/demo/")
    assert page.status_code == 200
    assert "Trygghetssamordnare Linköping" in page.content.decode()


@pytest.mark.parametrize(("method", "path"), ADDRESSES)
@pytest.mark.parametrize(
    "elsewhere",
    [
        {"REMOTE_ADDR": "192.168.1.20"},
        {"REMOTE_ADDR": "::ffff:10.0.0.1"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "unix:"},
        {"HTTP_HOST": "testserver"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_X_FORWARDED_HOST": "localhost"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_VIA": "1.1 proxy"},
    ],
    ids=str,
)
def test_from_elsewhere_none_of_it_exists(method: str, path: str, elsewhere: dict[str, str]) -> None:
    client = Client(**{"HTTP_HOST": "localhost:8000", **elsewhere})  # type: ignore[arg-type]
    assert getattr(client, method)(path).status_code == 404


@pytest.mark.parametrize(("method", "path"), ADDRESSES)
def test_where_the_demo_is_not_allowed_none_of_it_exists(
    settings: LazySettings, method: str, path: str
) -> None:
    settings.DEMO_ALLOWED = False
    assert getattr(local_client(), method)(path).status_code == 404


def test_without_the_demo_there_is_neither_cast_nor_mailbox() -> None:
    remove_demo()
    for path in ("/demo/", "/demo/logga-in/", "/demobrevlada/", "/demobrevlada/abc/"):
        assert local_client().get(path).status_code == 404


def test_a_newcomer_is_led_to_the_cast_and_whoever_is_signed_in_is_not() -> None:
    client = local_client()
    assert client.get("/")["location"] == "/demo/"
    sign_in(client, COORDINATOR_OF_LINKOPING)
    assert client.get("/").status_code == 200


def test_a_newcomer_from_elsewhere_is_led_to_the_sign_in_page() -> None:
    location = Client().get("/")["location"]
    assert location.startswith(reverse("account_login"))


def test_without_demo_or_organisation_a_newcomer_is_led_to_the_beginning() -> None:
    remove_demo()
    assert local_client().get("/")["location"] == "/borja/"
    make_organisation()
    assert local_client().get("/")["location"].startswith(reverse("account_login"))


def test_the_two_sides_of_linkoping_come_first_and_everybody_else_once() -> None:
    cast = get_cast()
    assert [lead.person.email for lead in cast.leads] == list(LEADS)
    others = [
        card.person.email for group in cast.groups for company in group.companies for card in company.cards
    ]
    assert sorted([*others, *LEADS]) == sorted(member.email for member in MEMBERS)


def test_everybody_stands_with_their_municipality() -> None:
    groups = {group.place: [c.organisation.name for c in group.companies] for group in get_cast().groups}
    assert list(groups) == ["Linköping", "Lekeberg", "Ljungby", "Norrköping", ""]
    assert groups["Lekeberg"] == ["Lekebergs kommun", "Polisen Örebro"]
    assert groups[""] == ["Länsstyrelsen Östergötland"]


def test_whoever_has_left_is_not_shown_and_whoever_has_come_is() -> None:
    administrator = find_actor(person("administrator@linkoping.example"), organisation_id=None)
    assert administrator
    end_memberships(by=administrator, person=person("registrator@linkoping.example"))
    make_actor(Role.READER, organisation=administrator.organisation, name="Praktikanten")
    page = local_client().get("/demo/").content.decode()
    assert "Registrator Linköping" not in page
    assert "Praktikanten" in page


def test_the_page_asks_the_database_as_often_for_few_as_for_many(
    django_assert_num_queries: object, django_assert_max_num_queries: object
) -> None:
    client = local_client()
    with django_assert_max_num_queries(8) as asked:  # type: ignore[operator]
        client.get("/demo/")
    make_actor(Role.READER, organisation=make_organisation("Umeå", is_demo=True))
    with django_assert_num_queries(len(asked)):  # type: ignore[operator]
        client.get("/demo/")


def test_one_click_signs_in_and_leaves_an_event() -> None:
    client = local_client()
    response = sign_in(client, POLICE_OF_LINKOPING)
    assert response["location"] == "/"  # type: ignore[index]
    page = client.get("/").content.decode()
    assert "Kommunpolis Linköping" in page
    assert "Prova som någon annan" in page
    assert AuditEvent.objects.filter(kind="signed_in", person_id=person(POLICE_OF_LINKOPING).pk).exists()


def test_another_click_changes_sides() -> None:
    client = local_client()
    sign_in(client, POLICE_OF_LINKOPING)
    sign_in(client, COORDINATOR_OF_LINKOPING)
    assert client.session["_auth_user_id"] == str(person(COORDINATOR_OF_LINKOPING).pk)


def test_the_language_of_whoever_was_here_before_is_not_the_next_ones() -> None:
    first, second = local_client(), local_client()
    sign_in(first, COORDINATOR_OF_LINKOPING)
    first.post(reverse("web:language_choose"), {"language": "en"})
    sign_in(first, COORDINATOR_OF_LINKOPING)
    assert first.get("/").headers["Content-Language"] == "en", "the browser remembers its own choice"

    sign_in(second, COORDINATOR_OF_LINKOPING)

    assert second.get("/").headers["Content-Language"] == "sv"


def test_the_page_that_was_asked_for_comes_after_it() -> None:
    wanted = "/overenskommelser/"
    assert wanted in local_client().get("/demo/", {"next": wanted}).content.decode()
    assert sign_in(local_client(), COORDINATOR_OF_LINKOPING, next=wanted)["location"] == wanted  # type: ignore[index]


def test_it_never_leads_to_another_site() -> None:
    response = sign_in(local_client(), COORDINATOR_OF_LINKOPING, next="https://elsewhere.example/")
    assert response["location"] == "/"  # type: ignore[index]


def test_nobody_real_is_entered_by_a_click() -> None:
    asta = make_actor(Role.ADMINISTRATOR, organisation=make_organisation("Umeå"))
    client = local_client()
    value = f"{asta.person.pk}-{asta.organisation.pk}"
    assert client.post("/demo/logga-in/", {"card": value}).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "value", ["", "1", "1-", "-1-1", "1-1-1", "٣-٣", "9" * 19 + "-1", "å-ö", "\x00", "0-0"]
)
def test_a_card_that_is_no_card_finds_nobody(value: str) -> None:
    assert local_client().post("/demo/logga-in/", {"card": value}).status_code == 404


def test_a_foreign_page_cannot_click() -> None:
    client = Client(enforce_csrf_checks=True, headers=HOST)
    assert client.post("/demo/logga-in/", {"card": card(COORDINATOR_OF_LINKOPING)}).status_code == 403


def test_the_sign_in_page_shows_the_way_to_the_demo_only_where_it_is() -> None:
    path = reverse("account_login")
    assert "Prova demon" in local_client().get(path, {"next": "/overenskommelser/"}).content.decode()
    assert "Prova demon" not in Client().get(path).content.decode()


class TestMailbox:
    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path, settings: LazySettings) -> None:
        settings.MAIL_FOLDER = tmp_path
        link = "http://localhost:8000/inbjudan/abc/"
        for number, subject in enumerate(["Först", "Sedan <script>"]):
            text = f"Hej!\n\nÖppna {link}{number}/.\n"
            send(Letter(message_id=f"<{number}@localhost>", to="a@b.example", subject=subject, text=text))

    def test_it_lists_the_letters(self) -> None:
        page = local_client().get("/demobrevlada/").content.decode()
        assert "Först" in page
        assert "Sedan &lt;script&gt;" in page

    def test_it_says_what_is_on_its_way(self) -> None:
        number = OutboxMessage.objects.waiting().count()
        assert f"{number} brev är på väg" in local_client().get("/demobrevlada/").content.decode()

    def test_a_letter_has_links_that_work(self, tmp_path: Path) -> None:
        keys = [path.stem for path in tmp_path.glob("*.eml")]
        pages = [local_client().get(f"/demobrevlada/{key}/").content.decode() for key in keys]
        assert any('href="http://localhost:8000/inbjudan/abc/0/"' in page for page in pages)

    def test_a_letter_that_is_not_there_is_not_found(self) -> None:
        assert local_client().get("/demobrevlada/nobody/").status_code == 404

    def test_with_a_mail_server_there_is_no_mailbox(self, settings: LazySettings) -> None:
        settings.EMAIL_URL = "smtp://mail.example"
        assert local_client().get("/demobrevlada/").status_code == 404
        assert "Demobrevlåda" not in local_client().get("/demo/").content.decode()

    def test_an_empty_mailbox_says_what_comes_here(self, tmp_path: Path, settings: LazySettings) -> None:
        settings.MAIL_FOLDER = tmp_path / "none"
        assert "Inget här ännu" in local_client().get("/demobrevlada/").content.decode()


class TestRemovalPage:
    def test_anybody_at_the_machine_removes_it_while_nobody_has_begun(self) -> None:
        client = local_client()
        sign_in(client, COORDINATOR_OF_LINKOPING)
        assert "12 organisationer och 26 personer" in client.get("/demo/ta-bort/").content.decode()
        response = client.post("/demo/ta-bort/", follow=True)
        assert response.redirect_chain[0][0] == "/borja/"
        assert "Demon är borttagen: 12 organisationer" in response.content.decode()
        assert not Person.objects.exists()

    def test_once_somebody_has_begun_only_their_administrator_does(self) -> None:
        asta = make_actor(Role.ADMINISTRATOR, organisation=make_organisation("Umeå"), name="Asta")
        client = local_client()
        assert "logga in som en sådan" in client.get("/demo/ta-bort/").content.decode()
        assert client.post("/demo/ta-bort/").status_code == 422
        assert Person.objects.filter(is_demo=True).exists()
        client.force_login(asta.person)
        assert client.post("/demo/ta-bort/")["location"] == "/"
        assert list(Person.objects.all()) == [asta.person]
        assert AuditEvent.objects.get(kind="demo_removed").person_shown_as == "Asta"

    def test_an_administrator_in_earnest_does_it_from_anywhere(self) -> None:
        asta = make_actor(Role.ADMINISTRATOR, organisation=make_organisation("Umeå"))
        client = Client(REMOTE_ADDR="192.168.1.20")
        client.force_login(asta.person)
        assert client.get("/demo/ta-bort/").status_code == 200
        assert client.post("/demo/ta-bort/").status_code == 302
        assert not Person.objects.filter(is_demo=True).exists()

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
    def test_nobody_else_does_it_from_anywhere(self, role: Role) -> None:
        bo = make_actor(role, organisation=make_organisation("Umeå"))
        client = Client(REMOTE_ADDR="192.168.1.20")
        client.force_login(bo.person)
        assert client.post("/demo/ta-bort/").status_code == 404

    def test_asking_again_is_answered_kindly(self) -> None:
        remove_demo()
        response = local_client().post("/demo/ta-bort/", follow=True)
        assert "Det finns ingen demo här längre" in response.content.decode()
