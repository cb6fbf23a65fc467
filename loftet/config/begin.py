"""Starting with a municipality, from the command or the pages under /borja/."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import translation

from loftet.domain.sort_key import sort_key
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Municipality, Organisation, OrganisationKind, Person
from loftet.organisations.services.invitations import accept_invitation
from loftet.organisations.services.organisations import add_organisation, add_police_area, found_municipality
from loftet.organisations.services.people import update_profile

from .environment import BadSetting

SUFFIXES = ("s kommun", " kommun", "s stad", " stad")
POLICE_AREA_BEGINNINGS = ("lokalpolisområde ", "lokalpolisområdet ", "lpo ")
MOST_SUGGESTIONS = 3
LIKENESS = 0.7
COMMANDS_SPEAK = "en"


class CommandRefused(BadSetting):
    """What the command was asked to do cannot be done; said in one sentence."""


class MunicipalityUnknown(Exception):
    """No municipality has this name or code; `nearest` holds names that look like it."""

    def __init__(self, asked: str, nearest: Collection[str]) -> None:
        super().__init__(f"No municipality is called '{asked}'.")
        self.asked, self.nearest = asked, list(nearest)


@translation.override(COMMANDS_SPEAK)
def begin(*, municipality: str, email: str) -> str:
    """For the command: start a municipality; the answer holds the link of its first administrator."""
    try:
        validate_email(email)
        founded = found_municipality(municipality=find_municipality(municipality), email=email)
    except ValidationError as error:
        raise CommandRefused(f"'{email}' is no e-mail address.") from error
    except MunicipalityUnknown as error:
        raise CommandRefused(f"{error} {_did_you_mean(error.nearest)}".strip()) from error
    except NotAllowed as error:
        raise CommandRefused(str(error)) from error
    where = "by mail and here" if settings.EMAIL_URL else "here"
    return f"{founded.organisation} has begun. The link for {email}, given {where}:\n{founded.link}"


def find_municipality(text: str) -> Municipality:
    """By name, with or without "kommun", or by code; raises `MunicipalityUnknown`."""
    asked = text.strip()
    municipalities = list(Municipality.objects.all())
    by_key = {sort_key(each.organisation_name): each for each in municipalities}
    by_key |= {each.code: each for each in municipalities} | {each.sort_key: each for each in municipalities}
    for name in _possible_names(asked):
        if found := by_key.get(sort_key(name)):
            return found
    raise MunicipalityUnknown(asked, _nearest(asked, {each.sort_key: each.name for each in municipalities}))


@transaction.atomic
def begin_with_account(
    *, municipality: Municipality, email: str, name: str, display_title: str, password: str
) -> Person:
    """Start a municipality with somebody who is here: the link is used at once, so its letter is not sent."""
    founded = found_municipality(municipality=municipality, email=email)
    person = accept_invitation(token=token_of(founded.link), name=name, password=password)
    if founded.invitation.message:
        founded.invitation.message.delete()
    return update_profile(by_person=person, name=name, display_title=display_title, language=person.language)


@transaction.atomic
def invite_police(
    *, by: Actor, area_name: str, municipalities: Collection[Municipality], email: str
) -> Organisation:
    """Enter the local police area and the police there, and invite their kommunpolis."""
    area = add_police_area(by=by, name=area_name, municipalities=municipalities)
    name = police_name(area_name)
    return add_organisation(by=by, name=name, kind=OrganisationKind.POLICE, police_area=area, email=email)


def token_of(link: str) -> str:
    """The secret at the end of an invitation's link."""
    return link.rstrip("/").rsplit("/", 1)[-1]


def police_name(area_name: str) -> str:
    """Polisen Linköping, of Lokalpolisområde Linköping."""
    place = area_name
    for beginning in POLICE_AREA_BEGINNINGS:
        if place.lower().startswith(beginning):
            place = place[len(beginning) :]
    return f"Polisen {place.strip() or area_name}"


def _possible_names(asked: str) -> list[str]:
    endings = [suffix for suffix in SUFFIXES if asked.lower().endswith(suffix)]
    return [asked, *(asked[: -len(suffix)] for suffix in endings)]


def _nearest(asked: str, names: dict[str, str]) -> list[str]:
    keys = [
        key
        for name in _possible_names(asked)
        for key in difflib.get_close_matches(sort_key(name), names, n=MOST_SUGGESTIONS, cutoff=LIKENESS)
    ]
    return [names[key] for key in dict.fromkeys(keys)][:MOST_SUGGESTIONS]


def _did_you_mean(names: Collection[str]) -> str:
    return (
        f"Did you mean {' or '.join(names)}?"
        if names
        else "Write its name as in Linköping, or its code as in 0580."
    )
