"""What must be in an agreement before it is shared, and what deserves a second look."""

from collections import Counter
from collections.abc import Iterable, Iterator

from loftet.domain.agreement import AgreementDocument, PartyRole
from loftet.domain.documented import DocumentedEnum
from loftet.domain.reason import Reason, reason


class AgreementObstacle(DocumentedEnum):
    """Why an agreement cannot be shared: law or integrity forbids it."""

    TITLE_MISSING = "title_missing", "Nobody can sign what has no name."
    PURPOSE_MISSING = "purpose_missing", "An agreement states its purposes (law 2023:196 § 9)."
    AREA_MISSING = "area_missing", "An agreement states its areas (law 2023:196 § 9)."
    START_MISSING = "start_missing", "Without a first day it never enters into force."
    ENDS_BEFORE_START = "ends_before_start", "The last day comes before the first: `starts_on`, `ends_on`."
    MUNICIPALITY_MISSING = "municipality_missing", "An agreement covers at least one municipality."
    PARTIES_TOO_FEW = "parties_too_few", "One cannot agree alone: `needed`, `found`."
    PARTY_NAMED_TWICE = "party_named_twice", "Two parties of one name cannot be told apart: `party`."
    SIGNATORY_MISSING = "signatory_missing", "Nobody is named to sign for a party: `party`."
    SIGNATORY_OF_NO_PARTY = (
        "signatory_of_no_party",
        "Someone signs for what is no party: `party`, `position`.",
    )
    CHANGE_REASON_MISSING = "change_reason_missing", "A new version says why it was made: `version`."


class AgreementWarning(DocumentedEnum):
    """What never stops a sharing: law 2023:196 § 10 asks a municipality to work for a council, no more."""

    COUNCIL_WITHOUT_LEADER = "council_without_leader", "No seat leads the council (law 2023:196 § 10)."
    COUNCIL_LED_BY_SEVERAL = "council_led_by_several", "More than one seat leads: `found`."
    COUNCIL_NOT_LED_BY_MUNICIPALITY = (
        "council_not_led_by_municipality",
        "The municipality leads the council (law 2023:196 § 10): `organisation`.",
    )
    MUNICIPALITY_WITHOUT_PARTY = (
        "municipality_without_party",
        "A municipality is covered, but is no party: `municipality`.",
    )
    END_MISSING = "end_missing", "Without a last day nothing says when to look at the agreement anew."
    DECISION_REFERENCE_MISSING = (
        "decision_reference_missing",
        "Nothing says by what decision the parties enter the agreement.",
    )


PARTIES_NEEDED = 2


def obstacles_to_sharing(document: AgreementDocument) -> list[Reason]:
    """Return all that must be put right before the document can be shared and signed."""
    return [
        *_missing_content(document),
        *_period_obstacles(document),
        *_party_obstacles(document),
        *_signatory_obstacles(document),
        *_version_obstacles(document),
    ]


def warnings_before_sharing(document: AgreementDocument) -> list[Reason]:
    """Return what a careful reader would ask; none of it blocks."""
    return [*_council_warnings(document), *_coverage_warnings(document), *_formal_warnings(document)]


def _missing_content(document: AgreementDocument) -> Iterator[Reason]:
    if not document.title.strip():
        yield reason(AgreementObstacle.TITLE_MISSING)
    if _is_blank(document.purposes):
        yield reason(AgreementObstacle.PURPOSE_MISSING)
    if _is_blank(document.areas):
        yield reason(AgreementObstacle.AREA_MISSING)
    if not document.municipalities:
        yield reason(AgreementObstacle.MUNICIPALITY_MISSING)


def _is_blank(texts: Iterable[str]) -> bool:
    return not any(text.strip() for text in texts)


def _period_obstacles(document: AgreementDocument) -> Iterator[Reason]:
    starts_on, ends_on = document.starts_on, document.ends_on
    if starts_on is None:
        yield reason(AgreementObstacle.START_MISSING)
    elif ends_on is not None and ends_on < starts_on:
        yield reason(
            AgreementObstacle.ENDS_BEFORE_START, starts_on=starts_on.isoformat(), ends_on=ends_on.isoformat()
        )


def _party_obstacles(document: AgreementDocument) -> Iterator[Reason]:
    organisations = {party.organisation for party in document.parties}
    if len(organisations) < PARTIES_NEEDED:
        yield reason(AgreementObstacle.PARTIES_TOO_FEW, needed=PARTIES_NEEDED, found=len(organisations))
    for name, times in Counter(party.name for party in document.parties).items():
        if times > 1:
            yield reason(AgreementObstacle.PARTY_NAMED_TWICE, party=name)


def _signatory_obstacles(document: AgreementDocument) -> Iterator[Reason]:
    signed_for = {seat.party for seat in document.signatories if seat.position.strip()}
    parties = list(dict.fromkeys(party.name for party in document.parties))
    for name in parties:
        if name not in signed_for:
            yield reason(AgreementObstacle.SIGNATORY_MISSING, party=name)
    for seat in document.signatories:
        if seat.party not in parties:
            yield reason(AgreementObstacle.SIGNATORY_OF_NO_PARTY, party=seat.party, position=seat.position)


def _version_obstacles(document: AgreementDocument) -> Iterator[Reason]:
    if document.version > 1 and not document.change_reason.strip():
        yield reason(AgreementObstacle.CHANGE_REASON_MISSING, version=document.version)


def _council_warnings(document: AgreementDocument) -> Iterator[Reason]:
    if not document.council:
        return
    leaders = [seat.organisation_name for seat in document.council if seat.leads]
    if not leaders:
        yield reason(AgreementWarning.COUNCIL_WITHOUT_LEADER)
    if len(leaders) > 1:
        yield reason(AgreementWarning.COUNCIL_LED_BY_SEVERAL, found=len(leaders))
    municipal = {party.name for party in document.parties if party.role is PartyRole.MUNICIPALITY}
    for name in dict.fromkeys(leaders):
        if name not in municipal:
            yield reason(AgreementWarning.COUNCIL_NOT_LED_BY_MUNICIPALITY, organisation=name)


def _coverage_warnings(document: AgreementDocument) -> Iterator[Reason]:
    joined = {party.belongs_to for party in document.parties if party.role is PartyRole.MUNICIPALITY}
    for municipality in document.municipalities:
        if municipality.name not in joined:
            yield reason(AgreementWarning.MUNICIPALITY_WITHOUT_PARTY, municipality=municipality.name)


def _formal_warnings(document: AgreementDocument) -> Iterator[Reason]:
    if document.ends_on is None:
        yield reason(AgreementWarning.END_MISSING)
    if not document.decision_reference.strip():
        yield reason(AgreementWarning.DECISION_REFERENCE_MISSING)
