"""How residents reach the municipalities."""

from __future__ import annotations

from loftet.organisations.actor import Actor
from loftet.organisations.models import OrganisationKind

from ..models import PublicContact


def find_public_contact(actor: Actor) -> PublicContact | None:
    """That of the actor's own organisation."""
    return PublicContact.objects.filter(organisation=actor.organisation).first()


def public_contacts(*, is_demo: bool) -> dict[str, PublicContact]:
    """By the code of the municipality; each has one organisation that is the municipality itself."""
    found = PublicContact.objects.filter(
        organisation__kind=OrganisationKind.MUNICIPALITY, organisation__is_demo=is_demo
    ).select_related("organisation")
    return {str(each.organisation.municipality_id): each for each in found}
