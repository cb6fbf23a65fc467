"""Starting with a municipality, by command."""

from __future__ import annotations

import pytest
from django.conf import LazySettings

from loftet.config.begin import (
    CommandRefused,
    MunicipalityUnknown,
    begin,
    begin_with_account,
    find_municipality,
    invite_police,
    police_name,
    token_of,
)
from loftet.organisations.actor import find_actor
from loftet.organisations.models import (
    AuditEvent,
    Invitation,
    LocalPoliceArea,
    Municipality,
    Organisation,
    OrganisationKind,
    OutboxMessage,
    Person,
    Role,
)
from loftet.organisations.services.invitations import accept_invitation
from tests.factories import make_organisation, make_police

pytestmark = pytest.mark.django_db
PASSWORD = "krusbär under häggen 7"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Linköping", "0580"),
        ("linköping", "0580"),
        ("LINKÖPING ", "0580"),
        ("Linköpings kommun", "0580"),
        ("0580", "0580"),
        ("Göteborgs stad", "1480"),
        ("Borås", "1490"),
        ("Borås kommun", "1490"),
        ("Upplands Väsby", "0114"),
        ("Upplands-Väsby", "0114"),
        ("Östra Göinge", "1256"),
        ("Åre kommun", "2321"),
        ("Hofors kommun", "2104"),
        ("Falun", "2080"),
    ],
)
def test_a_municipality_is_found_as_people_write_it(text: str, code: str) -> None:
    assert find_municipality(text).code == code


def test_every_municipality_is_found_by_name_by_code_and_as_an_organisation() -> None:
    for municipality in Municipality.objects.all():
        for text in (municipality.name, municipality.code, municipality.organisation_name):
            assert find_municipality(text) == municipality


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Linkoping", "Linköping"),
        ("Norköping", "Norrköping"),
        ("Lekebegs kommun", "Lekeberg"),
        ("Malmo", "Malmö"),
    ],
)
def test_an_unknown_name_comes_with_the_nearest(text: str, nearest: str) -> None:
    with pytest.raises(MunicipalityUnknown) as raised:
        find_municipality(text)
    assert raised.value.nearest[0] == nearest


@pytest.mark.parametrize("text", ["", " ", "xyz", "9999", "58", "kommun", "🙂", "'; DROP"])
def test_what_is_like_nothing_has_no_nearest(text: str) -> None:
    with pytest.raises(MunicipalityUnknown) as raised:
        find_municipality(text)
    assert raised.value.nearest == []


def test_the_command_gives_a_link_that_lets_the_first_administrator_in() -> None:
    said = begin(municipality="ljungby", email="asta@ljungby.se")
    first, link = said.splitlines()
    assert first == "Ljungby kommun has begun. The link for asta@ljungby.se, given here:"
    asta = accept_invitation(token=token_of(link), name="Asta", password=PASSWORD)
    actor = find_actor(asta, organisation_id=None)
    assert actor
    assert actor.roles == {Role.ADMINISTRATOR, Role.COORDINATOR}
    assert not actor.organisation.is_demo


def test_the_link_is_mailed_too(settings: LazySettings) -> None:
    settings.EMAIL_URL = "smtp://mail.example"
    assert "given by mail and here" in begin(municipality="0780", email="asta@vaxjo.se")
    assert OutboxMessage.objects.get().recipient == "asta@vaxjo.se"


def test_the_beginning_is_in_the_organisations_own_events() -> None:
    begin(municipality="Ljungby", email="asta@ljungby.se")
    event = AuditEvent.objects.get(kind="municipality_founded")
    assert event.organisation_id == Organisation.objects.get().pk


@pytest.mark.parametrize(
    ("municipality", "email", "said"),
    [
        ("Ljungbi", "a@b.se", "No municipality is called 'Ljungbi'. Did you mean Ljungby"),
        ("xyz", "a@b.se", "Write its name as in Linköping, or its code as in 0580."),
        ("Ljungby", "asta", "'asta' is no e-mail address."),
        ("Ljungby", "", "'' is no e-mail address."),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(municipality: str, email: str, said: str) -> None:
    with pytest.raises(CommandRefused) as raised:
        begin(municipality=municipality, email=email)
    assert said in str(raised.value)
    assert not Organisation.objects.exists()


def test_a_municipality_with_people_does_not_begin_again() -> None:
    accept_invitation(token=token_of(begin(municipality="Ljungby", email="asta@ljungby.se")), name="Asta")
    with pytest.raises(CommandRefused, match="Ljungby kommun is here already"):
        begin(municipality="Ljungby", email="bo@ljungby.se")


def test_a_municipality_of_the_demo_is_no_hindrance() -> None:
    make_organisation("Ljungby", is_demo=True)
    begin(municipality="Ljungby", email="asta@ljungby.se")
    assert Organisation.objects.real().get().name == "Ljungby kommun"


def _asta(display_title: str = "") -> Person:
    return begin_with_account(
        municipality=find_municipality("Ljungby"),
        email="Asta@ljungby.se",
        name="Asta",
        display_title=display_title,
        password=PASSWORD,
    )


def test_whoever_is_here_gets_the_account_at_once_and_no_letter() -> None:
    asta = _asta("Samordnare Ljungby")
    assert (asta.email, asta.shown_as) == ("asta@ljungby.se", "Samordnare Ljungby")
    assert asta.check_password(PASSWORD)
    assert Invitation.objects.get().accepted_by == asta
    assert not OutboxMessage.objects.exists()


def test_the_police_become_an_organisation_of_their_own() -> None:
    by = find_actor(_asta(), organisation_id=None)
    assert by
    covered = [find_municipality("Ljungby"), find_municipality("Älmhult")]
    police = invite_police(
        by=by, area_name="Lokalpolisområde Ljungby", municipalities=covered, email="petra@polisen.se"
    )
    assert (police.name, police.kind) == ("Polisen Ljungby", OrganisationKind.POLICE)
    area = LocalPoliceArea.objects.get()
    assert {municipality.name for municipality in area.municipalities.all()} == {"Ljungby", "Älmhult"}
    invitation = Invitation.objects.get(organisation=police)
    assert invitation.roles == ["administrator", "coordinator"]


def test_an_area_of_the_demo_with_the_same_name_is_no_hindrance() -> None:
    make_police("Ljungby", name="Lokalpolisområde Ljungby", is_demo=True)
    by = find_actor(_asta(), organisation_id=None)
    assert by
    ljungby = [find_municipality("Ljungby")]
    invite_police(by=by, area_name="Lokalpolisområde Ljungby", municipalities=ljungby, email="p@polisen.se")
    assert LocalPoliceArea.objects.filter(is_demo=False).exists()


@pytest.mark.parametrize(
    ("area", "name"),
    [
        ("Lokalpolisområde Linköping", "Polisen Linköping"),
        ("lokalpolisområdet Norra Skaraborg", "Polisen Norra Skaraborg"),
        ("LPO Örebro", "Polisen Örebro"),
        ("Södertörn", "Polisen Södertörn"),
        ("Lokalpolisområde ", "Polisen Lokalpolisområde "),
    ],
)
def test_the_police_are_called_by_their_place(area: str, name: str) -> None:
    assert police_name(area).strip() == name.strip()
