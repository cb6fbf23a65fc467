"""Taking the demo away: one act of the database's owner (migration 0001), for the page and the command."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import TypedDict

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, Organisation, Person
from loftet.organisations.policies import Act, act_obstacles
from loftet.web.mail import read_folder

from ..begin import COMMANDS_SPEAK, CommandRefused
from .access import is_demo_loaded

DEMO_REMOVED = "demo_removed"
EVERY_LETTER = 1_000_000


@dataclass(frozen=True)
class Removed:
    """What is gone."""

    organisations: int
    people: int
    rows: int


class _Outcome(TypedDict):
    """What the database's function answers."""

    organisations: int
    people: int
    rows: int
    addresses: list[str]


def was_demo_removed() -> bool:
    """Whether somebody has taken the demo away here, so that it does not come back by itself."""
    return AuditEvent.objects.filter(kind=DEMO_REMOVED).exists()


def removal_obstacles(actor: Actor | None, *, is_local: bool) -> list[str]:
    """Why this person cannot take the demo away; `is_local`: sits at the machine itself."""
    if actor and not actor.organisation.is_demo and not act_obstacles(actor, Act.MANAGE_PEOPLE):
        return []
    if is_local and not Organisation.objects.real().exists():
        return []
    return [
        _("An administrator of an organisation that uses Löftet in earnest removes the demo: sign in as one.")
    ]


@translation.override(COMMANDS_SPEAK)
def remove_demo() -> str:
    """For the command: take it away and say so."""
    if not is_demo_loaded():
        return "There is no demo here: nothing was removed."
    try:
        removed = take_demo_away(by=None)
    except NotAllowed as refusal:
        raise CommandRefused(str(refusal)) from refusal
    return (
        f"The demo is gone: {removed.organisations} organisations, {removed.people} people and all of theirs."
    )


@transaction.atomic
def take_demo_away(*, by: Actor | None) -> Removed:
    """Remove every row of the demo, its sessions and its letters; nothing else is touched."""
    end_sessions_of(set(Person.objects.filter(is_demo=True).values_list("pk", flat=True)))
    outcome = _remove_rows(by)
    transaction.on_commit(lambda: _remove_letters(outcome["addresses"]))
    return Removed(outcome["organisations"], outcome["people"], outcome["rows"])


def end_sessions_of(people: Collection[int]) -> None:
    signed_in = {str(pk) for pk in people}
    for session in Session.objects.iterator(chunk_size=500):
        if session.get_decoded().get(SESSION_KEY) in signed_in:
            session.delete()


def _remove_rows(by: Actor | None) -> _Outcome:
    who = (by.organisation.pk, by.person.pk, by.person.shown_as) if by else (None, None, "")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT loftet_remove_demo(%s, %s, %s)", who)
            outcome: _Outcome = json.loads(cursor.fetchone()[0])
            return outcome
    except IntegrityError as error:
        raise NotAllowed(
            [
                _("Something in earnest hangs on the demo, so nothing was removed: %(reason)s")
                % {"reason": _first_line(error)}
            ]
        ) from error
    except OperationalError as error:
        raise NotAllowed(
            [_("Others are writing just now, so nothing was removed. Try again in a minute.")]
        ) from error


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


def _remove_letters(addresses: Collection[str]) -> None:
    """The letters of the folder that went to people of the demo."""
    for letter in read_folder(settings.MAIL_FOLDER, newest=EVERY_LETTER):
        if letter.to.lower() in addresses:
            (settings.MAIL_FOLDER / f"{letter.key}.eml").unlink(missing_ok=True)
