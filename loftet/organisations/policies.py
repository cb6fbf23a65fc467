"""Who may do what: design section 1, the table of roles and acts, and what else can stand in the way."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from django.utils.translation import gettext as _

from .actor import Actor
from .models import (
    Invitation,
    LocalPoliceArea,
    Membership,
    Municipality,
    Organisation,
    OrganisationKind,
    Person,
    Role,
)


class Act(StrEnum):
    """What a role lets a person do for the organisation."""

    MANAGE_PEOPLE = "manage_people"
    """Invite people, change roles, end memberships, read the organisation's audit events."""
    NAME_ORGANISATIONS = "name_organisations"
    """Enter another organisation to work with, and invite its first administrator."""
    DRAFT = "draft"
    """Draft agreements and promise sets, plan activities, assess, close periods, share with the parties."""
    PLAIN_LANGUAGE = "plain_language"
    """Plain-language and easy-read texts, publishing what is approved, answers to residents."""
    REGISTER = "register"
    """Diary numbers, disclosure export with masking, withdrawal."""
    REPORT = "report"
    """Record occurrences and hand in for the commitments one performs."""
    SIGN = "sign"
    """Sign what names one as signatory."""
    READ = "read"
    """Read all that the organisation may see; a reporter reads only what is their own."""


ROLES_THAT_MAY: dict[Act, frozenset[Role]] = {
    Act.MANAGE_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Act.NAME_ORGANISATIONS: frozenset({Role.ADMINISTRATOR, Role.COORDINATOR}),
    Act.DRAFT: frozenset({Role.COORDINATOR}),
    Act.PLAIN_LANGUAGE: frozenset({Role.COORDINATOR, Role.COMMUNICATOR}),
    Act.REGISTER: frozenset({Role.REGISTRAR}),
    Act.REPORT: frozenset({Role.COORDINATOR, Role.REPORTER}),
    Act.SIGN: frozenset({Role.SIGNATORY}),
    Act.READ: frozenset(Role) - {Role.REPORTER},
}
FIRST_ROLES = (Role.ADMINISTRATOR, Role.COORDINATOR)
"""What the first person of an organisation is invited to."""


def act_obstacles(actor: Actor, act: Act) -> list[str]:
    """Why the actor's roles do not allow the act; empty when they do."""
    allowed = ROLES_THAT_MAY[act]
    if actor.roles & allowed:
        return []
    names = ", ".join(str(role.label).lower() for role in Role if role in allowed)
    return [_("This takes another role at your organisation: %(roles)s.") % {"roles": names}]


def inviting_obstacles(by: Actor, *, email: str, roles: Collection[Role]) -> list[str]:
    """Why this address cannot be invited to these roles."""
    return [
        *act_obstacles(by, Act.MANAGE_PEOPLE),
        *_no_role_obstacles(roles),
        *_address_obstacles(by.organisation, email),
    ]


def _no_role_obstacles(roles: Collection[Role]) -> list[str]:
    return [] if roles else [_("Choose at least one role.")]


def _address_obstacles(organisation: Organisation, email: str) -> list[str]:
    words = {"email": email, "organisation": organisation}
    if Membership.objects.active().filter(organisation=organisation, person__email__iexact=email).exists():
        return [_("%(email)s already acts for %(organisation)s. Change the roles instead.") % words]
    if Invitation.objects.pending().filter(organisation=organisation, email__iexact=email).exists():
        return [_("%(email)s is already invited to %(organisation)s. Send that invitation again.") % words]
    return []


def accepting_obstacles(invitation: Invitation, person: Person | None) -> list[str]:
    """Why the person who holds the link, signed in or new (None), cannot accept."""
    if person is None:
        if Person.objects.filter(email=invitation.email.lower()).exists():
            return [
                _("There is already an account for %(email)s. Sign in first.") % {"email": invitation.email}
            ]
        return []
    if person.email != invitation.email.lower():
        return [
            _("The invitation is for %(email)s, and you are signed in as %(other)s. Sign out first.")
            % {"email": invitation.email, "other": person.email}
        ]
    if person.is_demo != invitation.organisation.is_demo:
        return [_("An account of the demo and an account in use are never mixed.")]
    return []


def roles_obstacles(by: Actor, *, person: Person, roles: Collection[Role]) -> list[str]:
    """Why these cannot be the person's roles."""
    loses_administrator = Role.ADMINISTRATOR not in roles
    return [
        *act_obstacles(by, Act.MANAGE_PEOPLE),
        *_no_role_obstacles(roles),
        *(_last_administrator_obstacles(by, person) if loses_administrator else []),
    ]


def ending_obstacles(by: Actor, *, person: Person) -> list[str]:
    """Why the person's memberships cannot be ended."""
    return [*act_obstacles(by, Act.MANAGE_PEOPLE), *_last_administrator_obstacles(by, person)]


def _last_administrator_obstacles(by: Actor, person: Person) -> list[str]:
    administrators = set(
        Membership.objects.active()
        .filter(organisation=by.organisation, role=Role.ADMINISTRATOR)
        .values_list("person_id", flat=True)
    )
    if administrators != {person.pk}:
        return []
    return [
        _("%(person)s is the last administrator of %(organisation)s. Make somebody else administrator first.")
        % {"person": person.shown_as, "organisation": by.organisation}
    ]


def adding_obstacles(
    by: Actor,
    *,
    name: str,
    kind: OrganisationKind,
    municipality: Municipality | None,
    police_area: LocalPoliceArea | None,
) -> list[str]:
    """Why this organisation cannot be entered."""
    return [
        *act_obstacles(by, Act.NAME_ORGANISATIONS),
        *_entered_already_obstacles(by, name, kind, municipality, police_area),
    ]


def _entered_already_obstacles(
    by: Actor,
    name: str,
    kind: OrganisationKind,
    municipality: Municipality | None,
    police_area: LocalPoliceArea | None,
) -> list[str]:
    there = Organisation.objects.beside(by).filter(
        kind=kind, municipality=municipality, police_area=police_area
    )
    if kind != OrganisationKind.MUNICIPALITY:
        there = there.filter(name__iexact=name)
    if found := there.first():
        return [_("%(organisation)s is already added. Choose it in the list.") % {"organisation": found}]
    return []


def police_area_obstacles(by: Actor, *, name: str) -> list[str]:
    """Why this local police area cannot be entered."""
    obstacles = act_obstacles(by, Act.NAME_ORGANISATIONS)
    if LocalPoliceArea.objects.beside(by).filter(name__iexact=name).exists():
        obstacles.append(_("There is already a local police area called %(name)s.") % {"name": name})
    return obstacles


def first_invitation_obstacles(by: Actor, organisation: Organisation) -> list[str]:
    """Why the actor cannot invite the first administrator of another organisation."""
    obstacles = act_obstacles(by, Act.NAME_ORGANISATIONS)
    if organisation.added_by_id != by.organisation.pk:
        obstacles.append(_("Only the organisation that added it can invite its first administrator."))
    return obstacles + _first_person_obstacles(organisation)


def founding_obstacles(organisation: Organisation | None) -> list[str]:
    """Why a municipality cannot be started; None when nobody has entered it yet."""
    return _first_person_obstacles(organisation) if organisation else []


def _first_person_obstacles(organisation: Organisation) -> list[str]:
    if Membership.objects.active().filter(organisation=organisation).exists():
        return [
            _("%(organisation)s is here already. Its administrator invites more people.")
            % {"organisation": organisation}
        ]
    return []


def second_step_obstacles(by: Actor, *, person: Person) -> list[str]:
    """Why the actor cannot take away the person's second step, so that a new phone can be set up."""
    obstacles = act_obstacles(by, Act.MANAGE_PEOPLE)
    if not Membership.objects.visible_to(by).active().filter(person=person).exists():
        obstacles.append(_("%(person)s does not act for your organisation.") % {"person": person.shown_as})
    if person.pk == by.person.pk:
        obstacles.append(_("Change your own two-step sign-in under My account."))
    return obstacles
