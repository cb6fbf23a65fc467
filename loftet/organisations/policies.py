"""Who may do what: design section 1, the table of roles and acts."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _

from .actor import Actor
from .models import Role


class Act(StrEnum):
    """What a role lets a person do for the organisation."""

    MANAGE_PEOPLE = "manage_people"
    """Invite people, change roles, end memberships, read the organisation's audit events."""
    DRAFT = "draft"
    """Draft and edit agreements and promise sets, plan activities, assess, close periods, share with the parties."""
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
    Act.DRAFT: frozenset({Role.COORDINATOR}),
    Act.PLAIN_LANGUAGE: frozenset({Role.COORDINATOR, Role.COMMUNICATOR}),
    Act.REGISTER: frozenset({Role.REGISTRAR}),
    Act.REPORT: frozenset({Role.COORDINATOR, Role.REPORTER}),
    Act.SIGN: frozenset({Role.SIGNATORY}),
    Act.READ: frozenset(Role) - {Role.REPORTER},
}


def act_obstacles(actor: Actor, act: Act) -> list[str]:
    """Why the actor's roles do not allow the act; empty when they do."""
    allowed = ROLES_THAT_MAY[act]
    if actor.roles & allowed:
        return []
    names = ", ".join(str(role.label).lower() for role in Role if role in allowed)
    return [_("This takes another role at your organisation: %(roles)s.") % {"roles": names}]
