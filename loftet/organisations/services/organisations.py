"""Entering organisations: the first of a municipality, and those it works with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from loftet.organisations.actor import Actor
from loftet.organisations.audit import record, record_system
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import (
    Invitation,
    LocalPoliceArea,
    Municipality,
    Organisation,
    OrganisationKind,
)
from loftet.organisations.policies import (
    FIRST_ROLES,
    adding_obstacles,
    first_invitation_obstacles,
    founding_obstacles,
    police_area_obstacles,
)

from .invitations import open_invitation


@dataclass(frozen=True)
class Founded:
    """A municipality that has begun, and the link that lets its first administrator in."""

    organisation: Organisation
    invitation: Invitation
    link: str


@transaction.atomic
def found_municipality(*, municipality: Municipality, email: str) -> Founded:
    """Begin with a municipality: enter it, where another has not, and invite its first administrator."""
    organisation = _lock_municipality(municipality)
    NotAllowed.raise_if(founding_obstacles(organisation))
    if organisation is None:
        organisation = Organisation.objects.create(
            name=municipality.organisation_name, kind=OrganisationKind.MUNICIPALITY, municipality=municipality
        )
    _withdraw_pending(organisation)
    invitation, link = open_invitation(
        organisation=organisation, email=email, roles=FIRST_ROLES, invited_by=None
    )
    record_system(
        organisation_id=organisation.pk,
        kind="municipality_founded",
        subject=organisation,
        data={"email": email},
    )
    return Founded(organisation, invitation, link)


@transaction.atomic
def add_organisation(
    *,
    by: Actor,
    name: str,
    kind: OrganisationKind,
    municipality: Municipality | None = None,
    police_area: LocalPoliceArea | None = None,
    email: str = "",
) -> Organisation:
    """Enter an organisation to work with; with `email`, invite its first administrator, and it is its own."""
    obstacles = adding_obstacles(by, name=name, kind=kind, municipality=municipality, police_area=police_area)
    NotAllowed.raise_if(obstacles)
    organisation = _create(by, name, kind, municipality, police_area)
    record(by=by, kind="organisation_added", subject=organisation, data={"organisation_kind": kind.value})
    if email:
        invite_organisation(by=by, organisation=organisation, email=email)
    return organisation


@transaction.atomic
def invite_organisation(*, by: Actor, organisation: Organisation, email: str) -> Invitation:
    """Invite the first administrator of an organisation that the actor's has added; the newest one counts."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    NotAllowed.raise_if(first_invitation_obstacles(by, organisation))
    _withdraw_pending(organisation)
    invitation, _link = open_invitation(
        organisation=organisation, email=email, roles=FIRST_ROLES, invited_by=by
    )
    data = {"email": invitation.email}
    record(by=by, kind="organisation_invited", subject=organisation, data=data)
    return invitation


@transaction.atomic
def add_police_area(*, by: Actor, name: str, municipalities: Collection[Municipality]) -> LocalPoliceArea:
    """Enter a local police area and the municipalities that it covers."""
    NotAllowed.raise_if(police_area_obstacles(by, name=name))
    try:
        with transaction.atomic():
            area = LocalPoliceArea.objects.create(name=name, is_demo=by.organisation.is_demo)
    except IntegrityError:  # somebody was a moment faster
        raise NotAllowed(police_area_obstacles(by, name=name)) from None
    area.municipalities.set(municipalities)
    names = [municipality.name for municipality in municipalities]
    record(by=by, kind="police_area_added", subject=area, data={"municipalities": names})
    return area


def _lock_municipality(municipality: Municipality) -> Organisation | None:
    # The register's row always exists, so two who begin at the same moment wait for each other here.
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    real = Organisation.objects.real().filter(kind=OrganisationKind.MUNICIPALITY, municipality=municipality)
    return real.first()


def _create(
    by: Actor,
    name: str,
    kind: OrganisationKind,
    municipality: Municipality | None,
    police_area: LocalPoliceArea | None,
) -> Organisation:
    try:
        with transaction.atomic():
            return Organisation.objects.create(
                name=name,
                kind=kind,
                municipality=municipality,
                police_area=police_area,
                added_by=by.organisation,
                is_demo=by.organisation.is_demo,
            )
    except IntegrityError:  # somebody was a moment faster
        obstacles = adding_obstacles(
            by, name=name, kind=kind, municipality=municipality, police_area=police_area
        )
        raise NotAllowed(obstacles) from None


def _withdraw_pending(organisation: Organisation) -> None:
    """As long as nobody acts for it, the newest invitation is the one that counts."""
    pending = Invitation.objects.pending().filter(organisation=organisation)
    pending.update(revoked_at=timezone.now())
