import pytest
from django.db import IntegrityError, transaction

from loftet.organisations.exceptions import InvitationNotOpen, NotAllowed
from loftet.organisations.models import (
    AuditEvent,
    Invitation,
    LocalPoliceArea,
    Municipality,
    Organisation,
    OrganisationKind,
    OutboxMessage,
    Role,
)
from loftet.organisations.selectors import list_organisation_rows, list_organisations_beside
from loftet.organisations.services.invitations import accept_invitation
from loftet.organisations.services.organisations import (
    add_organisation,
    add_police_area,
    found_municipality,
    invite_organisation,
)
from tests.factories import make_actor, make_organisation, make_police
from tests.organisations.links import token_for

pytestmark = pytest.mark.django_db


def place(name: str) -> Municipality:
    return Municipality.objects.get(name=name)


@pytest.mark.parametrize(
    ("municipality", "name"),
    [
        ("Linköping", "Linköpings kommun"),
        ("Umeå", "Umeå kommun"),
        ("Borås", "Borås kommun"),
        ("Kalix", "Kalix kommun"),
        ("Ljungby", "Ljungby kommun"),
        ("Malung-Sälen", "Malung-Sälens kommun"),
        ("Falun", "Falu kommun"),
        ("Gotland", "Region Gotland"),
        ("Upplands Väsby", "Upplands Väsby kommun"),
    ],
)
def test_a_municipality_is_called_as_swedes_call_it(municipality: str, name: str) -> None:
    assert place(municipality).organisation_name == name


def test_a_municipality_begins_with_its_first_administrator() -> None:
    founded = found_municipality(municipality=place("Umeå"), email="Asta@umea.example")

    asta = accept_invitation(token=token_for("asta@umea.example"), name="Asta", password="fyra gula hästar")

    assert founded.link.endswith(f"/inbjudan/{token_for('asta@umea.example')}/")
    assert founded.organisation.name == "Umeå kommun"
    assert set(asta.memberships.values_list("role", flat=True)) == {"administrator", "coordinator"}
    event = AuditEvent.objects.get(kind="municipality_founded")
    assert (event.person_id, event.organisation_id) == (None, founded.organisation.pk)


def test_a_municipality_begins_once() -> None:
    make_actor(Role.READER, organisation=make_organisation("Umeå"))

    with pytest.raises(NotAllowed, match="Umeå kommun"):
        found_municipality(municipality=place("Umeå"), email="bo@umea.example")


def test_begun_again_before_anybody_came_the_newest_link_counts() -> None:
    first = found_municipality(municipality=place("Umeå"), email="fel@umea.example")
    second = found_municipality(municipality=place("Umeå"), email="asta@umea.example")

    assert second.organisation == first.organisation
    with pytest.raises(InvitationNotOpen):
        accept_invitation(token=token_for("fel@umea.example"), name="X", password="fyra gula hästar")


def test_a_municipality_of_the_demo_does_not_stand_in_the_way() -> None:
    make_actor(Role.ADMINISTRATOR, organisation=make_organisation("Umeå", is_demo=True))

    assert not found_municipality(municipality=place("Umeå"), email="a@umea.example").organisation.is_demo


def test_an_organisation_is_entered_and_its_first_administrator_invited() -> None:
    asta = make_actor(Role.COORDINATOR)
    area = make_police("Motala").police_area

    police = add_organisation(
        by=asta,
        name="Polisen Motala",
        kind=OrganisationKind.POLICE,
        police_area=area,
        email="petra@example.se",
    )

    assert (police.added_by, police.is_demo, police.sort_key) == (asta.organisation, False, "polisen motala")
    invitation = Invitation.objects.get(organisation=police)
    assert (invitation.email, invitation.roles) == ("petra@example.se", ["administrator", "coordinator"])
    kinds = AuditEvent.objects.filter(organisation_id=asta.organisation.pk).values_list("kind", flat=True)
    assert {"organisation_added", "organisation_invited"} <= set(kinds)


def test_what_one_invites_becomes_its_own() -> None:
    asta = make_actor(Role.COORDINATOR)
    board = add_organisation(
        by=asta,
        name="Socialnämnden",
        kind=OrganisationKind.COMMITTEE,
        municipality=place("Linköping"),
        email="sonja@example.se",
    )
    accept_invitation(token=token_for("sonja@example.se"), name="Sonja", password="fyra gula hästar")

    with pytest.raises(NotAllowed):
        invite_organisation(by=asta, organisation=board, email="egen@example.se")


def test_only_who_entered_an_organisation_invites_it() -> None:
    asta, cesar = (
        make_actor(Role.COORDINATOR),
        make_actor(Role.COORDINATOR, organisation=make_organisation("Ljungby")),
    )
    board = add_organisation(
        by=asta, name="Socialnämnden", kind=OrganisationKind.COMMITTEE, municipality=place("Linköping")
    )

    with pytest.raises(NotAllowed):
        invite_organisation(by=cesar, organisation=board, email="cesar@example.se")
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR, Role.COORDINATOR}))
def test_other_roles_enter_no_organisations(role: Role) -> None:
    actor = make_actor(role)

    with pytest.raises(NotAllowed):
        add_organisation(by=actor, name="Föreningen", kind=OrganisationKind.ASSOCIATION)
    with pytest.raises(NotAllowed):
        add_police_area(by=actor, name="Nytt", municipalities=[place("Kinda")])


def test_an_organisation_is_entered_once() -> None:
    asta = make_actor(Role.COORDINATOR)
    add_organisation(by=asta, name="Föreningen", kind=OrganisationKind.ASSOCIATION)

    with pytest.raises(NotAllowed, match="Föreningen"):
        add_organisation(by=asta, name="FÖRENINGEN", kind=OrganisationKind.ASSOCIATION)


def test_the_same_name_in_two_municipalities_is_two_organisations() -> None:
    asta = make_actor(Role.COORDINATOR)
    for municipality in ("Linköping", "Norrköping"):
        add_organisation(
            by=asta, name="Socialnämnden", kind=OrganisationKind.COMMITTEE, municipality=place(municipality)
        )

    assert Organisation.objects.filter(name="Socialnämnden").count() == 2


def test_the_database_refuses_the_same_organisation_twice() -> None:
    add_organisation(by=make_actor(Role.COORDINATOR), name="Föreningen", kind=OrganisationKind.ASSOCIATION)

    with pytest.raises(IntegrityError, match="an_organisation_is_entered_once"), transaction.atomic():
        Organisation.objects.create(name="föreningen", kind=OrganisationKind.ASSOCIATION)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "municipality"},
        {"kind": "committee"},
        {"kind": "municipal_company"},
        {"kind": "police"},
        {"kind": "police", "municipality_id": "0580"},
    ],
)
def test_the_database_refuses_an_organisation_out_of_place(wrong: dict[str, str]) -> None:
    with (
        pytest.raises(IntegrityError, match="organisation_stands_where_its_kind_belongs"),
        transaction.atomic(),
    ):
        Organisation.objects.create(name="Fel", **wrong)


def test_a_police_area_covers_several_municipalities() -> None:
    asta = make_actor(Role.COORDINATOR)

    area = add_police_area(by=asta, name="Motala", municipalities=[place("Motala"), place("Vadstena")])

    assert [str(each) for each in area.municipalities.all()] == ["Motala", "Vadstena"]
    event = AuditEvent.objects.get(kind="police_area_added")
    assert event.data == {"municipalities": ["Motala", "Vadstena"]}


def test_a_police_area_is_entered_once() -> None:
    asta = make_actor(Role.COORDINATOR)
    add_police_area(by=asta, name="Motala", municipalities=[place("Motala")])

    with pytest.raises(NotAllowed, match="motala"):
        add_police_area(by=asta, name="motala", municipalities=[place("Motala")])
    with pytest.raises(IntegrityError, match="a_police_area_is_entered_once"), transaction.atomic():
        LocalPoliceArea.objects.create(name="MOTALA")


def test_the_demo_and_the_real_do_not_see_each_other() -> None:
    real = make_actor(Role.COORDINATOR)
    demo = make_actor(Role.COORDINATOR, organisation=make_organisation(is_demo=True))

    assert list_organisations_beside(real) == [real.organisation]
    assert list_organisations_beside(demo) == [demo.organisation]


def test_organisations_stand_in_swedish_order() -> None:
    asta = make_actor(Role.COORDINATOR, organisation=make_organisation("Örebro"))
    for name in ("Åre", "Älmhult", "Zinkgruvan", "arboga"):
        add_organisation(by=asta, name=name, kind=OrganisationKind.ASSOCIATION)

    names = [organisation.name for organisation in list_organisations_beside(asta)]
    assert names == ["arboga", "Zinkgruvan", "Åre", "Älmhult", "Örebro kommun"]


def test_the_list_tells_who_is_here_and_who_may_be_invited() -> None:
    asta = make_actor(Role.COORDINATOR)
    add_organisation(by=asta, name="Tom", kind=OrganisationKind.ASSOCIATION)
    add_organisation(by=asta, name="Bjuden", kind=OrganisationKind.ASSOCIATION, email="b@example.se")
    make_organisation("Ljungby")

    rows = {
        row.organisation.name: (row.has_people, row.is_invited, row.is_ours_to_invite)
        for row in list_organisation_rows(asta)
    }
    assert rows == {
        "Bjuden": (False, True, True),
        "Linköpings kommun": (True, False, False),
        "Ljungby kommun": (False, False, False),
        "Tom": (False, False, True),
    }
