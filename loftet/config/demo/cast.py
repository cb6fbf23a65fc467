"""Who plays in the demo: organisations and people known by what they do, never by a name of their own.

The facts are those of five published documents; addresses lie under `.example`, which leads nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from loftet.organisations.models import OrganisationKind, Role

ALL_IN_ONE = (Role.ADMINISTRATOR, Role.COORDINATOR)


@dataclass(frozen=True)
class CastArea:
    """A local police area and the municipalities of the demo that it covers."""

    name: str
    municipalities: tuple[str, ...]


@dataclass(frozen=True)
class CastOrganisation:
    """`key` is how the demo names it; a municipality begins by itself, others are entered by one."""

    key: str
    name: str
    kind: OrganisationKind
    municipality: str = ""
    area: str = ""
    entered_by: str = ""


@dataclass(frozen=True)
class CastMember:
    """`errand` is what the demo's sign-in page says that the person is there to do."""

    email: str
    organisation: str
    title: str
    roles: tuple[Role, ...]
    errand: Any


_KIND = OrganisationKind
AREAS = (
    CastArea("Lokalpolisområde Linköping", ("Linköping",)),
    CastArea("Lokalpolisområde Norrköping", ("Norrköping",)),
    CastArea("Lokalpolisområde Ljungby", ("Ljungby",)),
    CastArea("Lokalpolisområde Örebro", ("Örebro", "Lekeberg")),
)
ORGANISATIONS = (
    CastOrganisation("linkoping", "Linköpings kommun", _KIND.MUNICIPALITY, municipality="Linköping"),
    CastOrganisation(
        "linkoping_police",
        "Polisen Linköping",
        _KIND.POLICE,
        area="Lokalpolisområde Linköping",
        entered_by="linkoping",
    ),
    CastOrganisation(
        "linkoping_committee",
        "Bygg- och miljönämnden i Linköping",
        _KIND.COMMITTEE,
        municipality="Linköping",
        entered_by="linkoping",
    ),
    CastOrganisation(
        "linkoping_housing",
        "Bostadsbolaget i Linköping",
        _KIND.MUNICIPAL_COMPANY,
        municipality="Linköping",
        entered_by="linkoping",
    ),
    CastOrganisation("county_board", "Länsstyrelsen Östergötland", _KIND.AUTHORITY, entered_by="linkoping"),
    CastOrganisation("norrkoping", "Norrköpings kommun", _KIND.MUNICIPALITY, municipality="Norrköping"),
    CastOrganisation(
        "norrkoping_police",
        "Polisen Norrköping",
        _KIND.POLICE,
        area="Lokalpolisområde Norrköping",
        entered_by="norrkoping",
    ),
    CastOrganisation("ljungby", "Ljungby kommun", _KIND.MUNICIPALITY, municipality="Ljungby"),
    CastOrganisation(
        "ljungby_police",
        "Polisen Ljungby",
        _KIND.POLICE,
        area="Lokalpolisområde Ljungby",
        entered_by="ljungby",
    ),
    CastOrganisation(
        "ljungby_centre",
        "Centrumföreningen i Ljungby",
        _KIND.ASSOCIATION,
        municipality="Ljungby",
        entered_by="ljungby",
    ),
    CastOrganisation("lekeberg", "Lekebergs kommun", _KIND.MUNICIPALITY, municipality="Lekeberg"),
    CastOrganisation(
        "orebro_police", "Polisen Örebro", _KIND.POLICE, area="Lokalpolisområde Örebro", entered_by="lekeberg"
    ),
)

COORDINATES = _("Drafts agreements, shares them with the other parties and follows the signatures.")
COORDINATES_FOR_POLICE = _(
    "Drafts for the police, invites colleagues and reads what the municipality has shared."
)
SIGNS = _("Reads exactly what is to be signed, and signs for the organisation.")
JOINS = _("Takes part as a party: reads what is shared with it, and drafts and invites of its own.")

COORDINATOR_OF_LINKOPING = "samordnare@linkoping.example"
POLICE_OF_LINKOPING = "kommunpolis@polisen-linkoping.example"
# Whom a newcomer is shown first: the two sides of one agreement.
LEAD_PLACE = "Linköping"
LEADS = (COORDINATOR_OF_LINKOPING, POLICE_OF_LINKOPING)

# The first of each organisation is invited to it as its administrator; the rest are invited by that one.
MEMBERS = (
    CastMember(
        "administrator@linkoping.example",
        "linkoping",
        "Administratör Linköping",
        (Role.ADMINISTRATOR,),
        _("Invites people, changes their roles and reads what has happened at the organisation."),
    ),
    CastMember(
        COORDINATOR_OF_LINKOPING,
        "linkoping",
        "Trygghetssamordnare Linköping",
        (Role.COORDINATOR,),
        _("Drafts agreements with the police, shares them and follows the signatures."),
    ),
    CastMember(
        "kommundirektor@linkoping.example", "linkoping", "Kommundirektör Linköping", (Role.SIGNATORY,), SIGNS
    ),
    CastMember(
        "kommunikator@linkoping.example",
        "linkoping",
        "Kommunikatör Linköping",
        (Role.COMMUNICATOR,),
        _("Reads what the organisation may see, to be able to tell residents of it."),
    ),
    CastMember(
        "registrator@linkoping.example",
        "linkoping",
        "Registrator Linköping",
        (Role.REGISTRAR,),
        _("Reads what was drawn up and what came in, to register it."),
    ),
    CastMember(
        "parkforvaltare@linkoping.example",
        "linkoping",
        "Parkförvaltare Linköping",
        (Role.REPORTER,),
        _("Performs what was promised in parks and squares, and sees only what is theirs."),
    ),
    CastMember(
        "styrgrupp@linkoping.example",
        "linkoping",
        "Styrgruppen Linköping",
        (Role.READER,),
        _("Follows the work and changes nothing."),
    ),
    CastMember(
        POLICE_OF_LINKOPING, "linkoping_police", "Kommunpolis Linköping", ALL_IN_ONE, COORDINATES_FOR_POLICE
    ),
    CastMember(
        "lokalpolischef@polisen-linkoping.example",
        "linkoping_police",
        "Lokalpolisområdeschef Linköping",
        (Role.SIGNATORY,),
        SIGNS,
    ),
    CastMember(
        "omradespolis@polisen-linkoping.example",
        "linkoping_police",
        "Områdespolis Linköping",
        (Role.REPORTER,),
        _("Performs what the police promised, and sees only what is theirs."),
    ),
    CastMember(
        "miljoinspektor@namnden-linkoping.example",
        "linkoping_committee",
        "Miljöinspektör Linköping",
        ALL_IN_ONE,
        JOINS,
    ),
    CastMember(
        "trygghet@bostadsbolaget-linkoping.example",
        "linkoping_housing",
        "Trygghetsansvarig på bostadsbolaget",
        ALL_IN_ONE,
        JOINS,
    ),
    CastMember(
        "samordnare@lansstyrelsen-ostergotland.example",
        "county_board",
        "Länssamordnare Östergötland",
        ALL_IN_ONE,
        JOINS,
    ),
    CastMember(
        "samordnare@norrkoping.example",
        "norrkoping",
        "Trygghetssamordnare Norrköping",
        ALL_IN_ONE,
        COORDINATES,
    ),
    CastMember(
        "kommundirektor@norrkoping.example",
        "norrkoping",
        "Kommundirektör Norrköping",
        (Role.SIGNATORY,),
        SIGNS,
    ),
    CastMember(
        "kommunpolis@polisen-norrkoping.example",
        "norrkoping_police",
        "Kommunpolis Norrköping",
        ALL_IN_ONE,
        COORDINATES_FOR_POLICE,
    ),
    CastMember(
        "lokalpolischef@polisen-norrkoping.example",
        "norrkoping_police",
        "Lokalpolisområdeschef Norrköping",
        (Role.SIGNATORY,),
        SIGNS,
    ),
    CastMember(
        "samordnare@ljungby.example", "ljungby", "Trygghetssamordnare Ljungby", ALL_IN_ONE, COORDINATES
    ),
    CastMember("kommunchef@ljungby.example", "ljungby", "Kommunchef Ljungby", (Role.SIGNATORY,), SIGNS),
    CastMember(
        "kommunpolis@polisen-ljungby.example",
        "ljungby_police",
        "Kommunpolis Ljungby",
        ALL_IN_ONE,
        COORDINATES_FOR_POLICE,
    ),
    CastMember(
        "lokalpolischef@polisen-ljungby.example",
        "ljungby_police",
        "Lokalpolisområdeschef Ljungby",
        (Role.SIGNATORY,),
        SIGNS,
    ),
    CastMember(
        "ordforande@centrum-ljungby.example",
        "ljungby_centre",
        "Ordförande i Centrumföreningen",
        (*ALL_IN_ONE, Role.SIGNATORY),
        JOINS,
    ),
    CastMember(
        "samordnare@lekeberg.example", "lekeberg", "Trygghetssamordnare Lekeberg", ALL_IN_ONE, COORDINATES
    ),
    CastMember(
        "kommundirektor@lekeberg.example", "lekeberg", "Kommundirektör Lekeberg", (Role.SIGNATORY,), SIGNS
    ),
    CastMember(
        "kommunpolis@polisen-orebro.example",
        "orebro_police",
        "Kommunpolis Lekeberg",
        ALL_IN_ONE,
        COORDINATES_FOR_POLICE,
    ),
    CastMember(
        "lokalpolischef@polisen-orebro.example",
        "orebro_police",
        "Lokalpolisområdeschef Örebro",
        (Role.SIGNATORY,),
        SIGNS,
    ),
)
ERRANDS = {member.email: member.errand for member in MEMBERS}
