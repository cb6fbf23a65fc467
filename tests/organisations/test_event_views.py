import pytest
from django.db import transaction
from django.utils import timezone

from loftet.organisations.audit import record
from loftet.organisations.models import OutboxMessage, Role
from loftet.organisations.services.invitations import invite_person
from tests.factories import make_actor, make_organisation, signed_in

pytestmark = pytest.mark.django_db
EVENTS = "/organisation/handelser/"


def test_events_are_told_in_sentences_the_newest_first() -> None:
    asta = make_actor(Role.ADMINISTRATOR, name="Asta")
    invite_person(by=asta, email="bo@example.se", roles=[Role.READER])

    page = signed_in(asta).get(EVENTS).text

    assert "Asta bjöd in bo@example.se som läsare" in page
    assert page.index("Asta bjöd in") < page.index("Systemet")


def test_events_of_others_are_not_told() -> None:
    cesar = make_actor(Role.ADMINISTRATOR, organisation=make_organisation("Ljungby"), name="Cesar")
    invite_person(by=cesar, email="hemlig@example.se", roles=[Role.READER])
    browser = signed_in(make_actor(Role.ADMINISTRATOR))

    for query in ("", "?typ=person_invited", "?sida=99"):
        assert "hemlig" not in browser.get(EVENTS + query).text


def test_one_kind_can_be_chosen() -> None:
    asta = make_actor(Role.ADMINISTRATOR, name="Asta")
    invite_person(by=asta, email="bo@example.se", roles=[Role.READER])
    browser = signed_in(asta)

    chosen = browser.get(EVENTS + "?typ=person_invited").text

    assert '<option value="person_invited" selected>Person inbjuden</option>' in chosen
    assert chosen.count("<time") == 1
    for unknown in ("?typ=finns-inte", "?typ=%00", "?typ=😀&sida=x"):
        assert browser.get(EVENTS + unknown).text.count("<time") > 1


def test_many_events_stand_on_several_pages() -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    for _number in range(60):
        record(by=asta, kind="profile_updated", subject=asta.person)
    browser = signed_in(asta)

    first, second = (browser.get(f"{EVENTS}?typ=profile_updated&sida={n}").text for n in (1, 2))

    assert (first.count("<time"), second.count("<time")) == (50, 10)
    assert "typ=profile_updated&amp;sida=2" in first


def test_mail_that_did_not_arrive_is_shown_with_the_reason() -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    invite_person(by=asta, email="bo@example.se", roles=[Role.READER])
    OutboxMessage.objects.update(
        given_up_at=timezone.now(), attempts=1, last_error="550 No such user", text=""
    )
    browser = signed_in(asta)

    assert "Ett utskick har inte kommit fram." in browser.get("/organisation/personer/").text
    page = browser.get("/organisation/utskick/").text
    assert "bo@example.se" in page
    assert "550 No such user" in page


def test_the_mail_of_others_is_not_shown() -> None:
    cesar = make_actor(Role.ADMINISTRATOR, organisation=make_organisation("Ljungby"))
    with transaction.atomic():
        invite_person(by=cesar, email="hemlig@example.se", roles=[Role.READER])
    OutboxMessage.objects.update(attempts=1, last_error="451 Later")

    assert "hemlig" not in signed_in(make_actor(Role.ADMINISTRATOR)).get("/organisation/utskick/").text


@pytest.mark.parametrize("path", [EVENTS, "/organisation/utskick/"])
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_administrators_read_them(path: str, role: Role) -> None:
    assert signed_in(make_actor(role)).get(path).status_code == 403
