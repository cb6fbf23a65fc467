"""What people change about themselves."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from loftet.organisations.audit import record_for_person
from loftet.organisations.models import Person


@transaction.atomic
def update_profile(*, by_person: Person, name: str, display_title: str, language: str) -> Person:
    """Change what the person is called, shown as, and spoken to in."""
    before = (by_person.name, by_person.display_title, by_person.language)
    by_person.name, by_person.display_title, by_person.language = name, display_title, language
    if before != (name, display_title, language):
        by_person.save(update_fields=["name", "display_title", "language"])
        record_for_person(person=by_person, kind="profile_updated")
    return by_person


def choose_language(person: Person, language: str) -> None:
    """Remember the language that a signed-in person chose in the footer of a page."""
    update_profile(by_person=person, name=person.name, display_title=person.display_title, language=language)


@transaction.atomic
def sign_out_everywhere(*, by_person: Person) -> None:
    """End every session of the person, this one too."""
    by_person.session_generation = F("session_generation") + 1
    by_person.save(update_fields=["session_generation"])
    by_person.refresh_from_db(fields=["session_generation"])
    record_for_person(person=by_person, kind="signed_out_everywhere")


@transaction.atomic
def link_affiliation(*, by_person: Person, affiliation: str) -> None:
    """Remember by which affiliation the sign-in provider knows the person; the first one said stays."""
    if affiliation and not by_person.org_affiliation:
        by_person.org_affiliation = affiliation
        by_person.save(update_fields=["org_affiliation"])
        record_for_person(person=by_person, kind="affiliation_linked")
