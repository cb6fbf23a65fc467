"""Loading the demo, by the same services as people use, so that its data is always lawful."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation

from loftet.organisations.audit import record, record_system
from loftet.organisations.models import LocalPoliceArea, Municipality, Organisation, OutboxMessage
from loftet.organisations.policies import FIRST_ROLES
from loftet.organisations.services.invitations import accept_invitation, open_invitation
from loftet.organisations.services.memberships import change_roles
from loftet.organisations.services.organisations import add_organisation, add_police_area

from ..begin import token_of
from .access import LOCAL_NAMES, is_demo_loaded
from .acting import act_out, leave_letters
from .activities import write_activities
from .cast import AREAS, MEMBERS, ORGANISATIONS, CastMember, CastOrganisation
from .contacts import say_contacts
from .days import clock_at, day_of_joining
from .following_up import follow_up_2023
from .following_up_ljungby import follow_up_ljungby
from .promises import write_promises
from .questions import ask_as_residents
from .read_in import read_in_document
from .removal import was_demo_removed
from .reporting import leave_report_links
from .world import World

SWEDISH = "sv"


def wants_demo() -> bool:
    """Whether a first start shall load the demo: nobody has begun, and only this machine is served."""
    host = urlsplit(settings.BASE_URL).hostname or ""
    is_local = host in {name.strip("[]") for name in LOCAL_NAMES}
    return settings.DEMO_ALLOWED and is_local and not Organisation.objects.exists() and not was_demo_removed()


def load_demo() -> str:
    """Load all of it, or nothing when it is here; says which."""
    with transaction.atomic(), translation.override(SWEDISH):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('loftet demo'))")
        if is_demo_loaded():
            return "The demo is here already: nothing was loaded."
        world = _load_world()
    return f"The demo is loaded: {len(world.organisations)} organisations and {len(world.people)} people."


def _load_world() -> World:
    world, today = World(), timezone.localdate()
    with clock_at(day_of_joining(today)):
        _gather(world)
        say_contacts(world)
    act_out(world, today=today)
    follow_up_2023(world)  # first what was published first: the ledger stands in the order of its days
    write_promises(world, today=today)
    write_activities(world, today=today)
    follow_up_ljungby(world, today=today)
    ask_as_residents(world, today=today)
    read_in_document(world)
    _forget_letters(world)
    leave_letters(world)
    leave_report_links(world)
    return world


def _gather(world: World) -> None:
    for cast in ORGANISATIONS:
        world.organisations[cast.key] = _enter(world, cast)
        for member in MEMBERS:
            if member.organisation == cast.key:
                _join(world, member)
        _settle_roles(world, cast)


def _enter(world: World, cast: CastOrganisation) -> Organisation:
    if not cast.entered_by:
        return _begin(cast)
    by = world.administrator(cast.entered_by)
    return add_organisation(
        by=by,
        name=cast.name,
        kind=cast.kind,
        municipality=_municipality(cast.municipality) if cast.municipality else None,
        police_area=_enter_area(world, cast) if cast.area else None,
    )


def _begin(cast: CastOrganisation) -> Organisation:
    """The one thing that no service does: a municipality of the demo."""
    organisation = Organisation.objects.create(
        name=cast.name, kind=cast.kind, municipality=_municipality(cast.municipality), is_demo=True
    )
    first = next(member for member in MEMBERS if member.organisation == cast.key)
    record_system(
        organisation_id=organisation.pk,
        kind="municipality_founded",
        subject=organisation,
        data={"email": first.email},
    )
    return organisation


def _enter_area(world: World, cast: CastOrganisation) -> LocalPoliceArea:
    area = next(area for area in AREAS if area.name == cast.area)
    covered = [_municipality(name) for name in area.municipalities]
    return add_police_area(by=world.administrator(cast.entered_by), name=area.name, municipalities=covered)


def _municipality(name: str) -> Municipality:
    return Municipality.objects.get(name=name)


def _join(world: World, member: CastMember) -> None:
    """Invite, and take up the invitation; an organisation's first person is its administrator for now."""
    organisation = world.organisations[member.organisation]
    is_first = not organisation.memberships.exists()
    by = None if is_first else world.administrator(member.organisation)
    invitation, link = open_invitation(
        organisation=organisation,
        email=member.email,
        roles=FIRST_ROLES if is_first else member.roles,
        invited_by=by,
        display_title=member.title,
    )
    if by:
        record(by=by, kind="person_invited", subject=invitation, data={"roles": invitation.roles})
    person = accept_invitation(token=token_of(link), name=member.title)
    world.people[member.email] = person


def _settle_roles(world: World, cast: CastOrganisation) -> None:
    """Give the first person exactly the roles of the cast."""
    first = next(member for member in MEMBERS if member.organisation == cast.key)
    if set(first.roles) != set(FIRST_ROLES):
        change_roles(by=world.administrator(cast.key), person=world.people[first.email], roles=first.roles)


def _forget_letters(world: World) -> None:
    """What the cast was told so far is answered already; a full mailbox would hide what is not."""
    OutboxMessage.objects.filter(recipient__in=list(world.people)).delete()
