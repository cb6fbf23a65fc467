"""What somebody with nothing waiting can do next, or will find here later, by role."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loftet.organisations.models import Role


@dataclass(frozen=True)
class Step:
    """`url_name` and `act` are empty where there is nothing to do but to wait."""

    heading: str | Promise
    words: str | Promise
    url_name: str = ""
    act: str | Promise = ""


DRAFT_AGREEMENT = Step(
    _("Draft your first agreement"),
    _(
        "A collaboration agreement says which organisations will work together, where and for what. "
        "Nobody outside your organisation sees the draft until you share it."
    ),
    "agreements:agreement_create",
    _("Draft an agreement"),
)
INVITE_PEOPLE = Step(
    _("Invite those you work with"),
    _("You are the only one here. Invite colleagues by e-mail and choose what each of them may do."),
    "organisations:person_invite",
    _("Invite people"),
)
# What each role will find here; of several roles the one that stands first here speaks.
COMES_HERE: dict[Role, str | Promise] = {
    Role.COORDINATOR: _(
        "Drafts to share, signatures to ask for and agreements that can enter into force stand here."
    ),
    Role.SIGNATORY: _("When you are asked to sign for your organisation, the document stands here."),
    Role.ADMINISTRATOR: _(
        "You look after who may do what at your organisation. New tasks for you will stand here."
    ),
    Role.COMMUNICATOR: _("What is to be told to residents will stand here."),
    Role.REGISTRAR: _("What is to be registered will stand here."),
    Role.REPORTER: _("What you are asked to report will stand here."),
    Role.READER: _("You can read what your organisation may see. New tasks for you will stand here."),
}


def next_steps(roles: Set[Role], *, has_agreements: bool, is_alone: bool) -> list[Step]:
    """Something to begin, else what the roles will find here; never an empty list."""
    begin = []
    if Role.COORDINATOR in roles and not has_agreements:
        begin.append(DRAFT_AGREEMENT)
    if Role.ADMINISTRATOR in roles and is_alone:
        begin.append(INVITE_PEOPLE)
    return begin or [_nothing_waits(roles)]


def _nothing_waits(roles: Set[Role]) -> Step:
    words = next(words for role, words in COMES_HERE.items() if role in roles)
    step = Step(_("Nothing waits for you"), words)
    if roles == {Role.REPORTER}:  # reads only what is their own, so there is nothing to look through
        return step
    return replace(step, url_name="agreements:agreement_list", act=_("See the agreements"))
