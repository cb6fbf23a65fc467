from datetime import date
from typing import Any

import pytest

from loftet.domain.agreement import CouncilSeat, MunicipalityRef, PartyRef, PartyRole, SignatorySeat
from loftet.domain.agreement_rules import (
    AgreementObstacle,
    AgreementWarning,
    obstacles_to_sharing,
    warnings_before_sharing,
)
from loftet.domain.documented import DocumentedEnum
from loftet.domain.reason import Reason, reason
from tests.domain.agreements import CHAIR, CHIEF, HOUSING, LINKOPING, MUNICIPALITY, POLICE, make_agreement

O, W = AgreementObstacle, AgreementWarning  # noqa: E741
SIGNED_BY_MUNICIPALITY, SIGNED_BY_POLICE = make_agreement().signatories
NORRKOPING = MunicipalityRef("0581", "Norrköping")


OBSTACLES: list[tuple[dict[str, Any], list[Reason]]] = [
    ({}, []),
    ({"title": " \n"}, [reason(O.TITLE_MISSING)]),
    ({"purposes": ()}, [reason(O.PURPOSE_MISSING)]),
    ({"purposes": ("", " ")}, [reason(O.PURPOSE_MISSING)]),
    ({"purposes": ("", "Trygghet")}, []),
    ({"areas": ()}, [reason(O.AREA_MISSING)]),
    ({"starts_on": None}, [reason(O.START_MISSING)]),
    ({"ends_on": None}, []),
    ({"ends_on": date(2027, 1, 1)}, []),
    (
        {"ends_on": date(2026, 12, 31)},
        [reason(O.ENDS_BEFORE_START, starts_on="2027-01-01", ends_on="2026-12-31")],
    ),
    ({"municipalities": ()}, [reason(O.MUNICIPALITY_MISSING)]),
    (
        {"parties": (MUNICIPALITY,), "signatories": (SIGNED_BY_MUNICIPALITY,)},
        [reason(O.PARTIES_TOO_FEW, needed=2, found=1)],
    ),
    (
        {"parties": (MUNICIPALITY, MUNICIPALITY), "signatories": (SIGNED_BY_MUNICIPALITY,)},
        [
            reason(O.PARTIES_TOO_FEW, needed=2, found=1),
            reason(O.PARTY_NAMED_TWICE, party="Linköpings kommun"),
        ],
    ),
    (
        {
            "parties": (POLICE, PartyRef(9, POLICE.name, PartyRole.OTHER, "")),
            "signatories": (SIGNED_BY_POLICE,),
        },
        [reason(O.PARTY_NAMED_TWICE, party="Polisen i Linköping")],
    ),
    ({"parties": (MUNICIPALITY, POLICE, HOUSING)}, [reason(O.SIGNATORY_MISSING, party="Bostadsbolaget")]),
    (
        {"signatories": (SIGNED_BY_MUNICIPALITY, SignatorySeat(POLICE.name, " "))},
        [reason(O.SIGNATORY_MISSING, party="Polisen i Linköping")],
    ),
    (
        {"signatories": (SIGNED_BY_MUNICIPALITY, SIGNED_BY_POLICE, SignatorySeat("Granskommunen", "Chef"))},
        [reason(O.SIGNATORY_OF_NO_PARTY, party="Granskommunen", position="Chef")],
    ),
    ({"version": 2, "change_reason": " "}, [reason(O.CHANGE_REASON_MISSING, version=2)]),
    ({"version": 2, "change_reason": "Norrköping har anslutit sig"}, []),
]


@pytest.mark.parametrize(("overrides", "obstacles"), OBSTACLES)
def test_these_obstacles_stand_in_the_way(overrides: dict[str, Any], obstacles: list[Reason]) -> None:
    assert obstacles_to_sharing(make_agreement(**overrides)) == obstacles


def test_an_empty_draft_is_told_everything_at_once() -> None:
    empty = make_agreement(
        title="", purposes=(), areas=(), starts_on=None, municipalities=(), parties=(), signatories=()
    )
    assert [each.code for each in obstacles_to_sharing(empty)] == [
        O.TITLE_MISSING,
        O.PURPOSE_MISSING,
        O.AREA_MISSING,
        O.MUNICIPALITY_MISSING,
        O.START_MISSING,
        O.PARTIES_TOO_FEW,
    ]


WARNINGS: list[tuple[dict[str, Any], list[Reason]]] = [
    ({}, []),
    ({"council": ()}, []),
    ({"council": (CHIEF,)}, [reason(W.COUNCIL_WITHOUT_LEADER)]),
    (
        {"council": (CouncilSeat("Polisen i Linköping", "Chef", leads=True),)},
        [reason(W.COUNCIL_NOT_LED_BY_MUNICIPALITY, organisation="Polisen i Linköping")],
    ),
    (
        {"council": (CHAIR, CouncilSeat("Linköpings kommun", "Säkerhetschef", leads=True))},
        [reason(W.COUNCIL_LED_BY_SEVERAL, found=2)],
    ),
    (
        {"municipalities": (LINKOPING, NORRKOPING)},
        [reason(W.MUNICIPALITY_WITHOUT_PARTY, municipality="Norrköping")],
    ),
    ({"ends_on": None}, [reason(W.END_MISSING)]),
    ({"decision_reference": ""}, [reason(W.DECISION_REFERENCE_MISSING)]),
]


@pytest.mark.parametrize(("overrides", "warnings"), WARNINGS)
def test_these_things_are_worth_a_second_look(overrides: dict[str, Any], warnings: list[Reason]) -> None:
    assert warnings_before_sharing(make_agreement(**overrides)) == warnings


@pytest.mark.parametrize(("overrides", "_warnings"), WARNINGS)
def test_a_warning_never_blocks(overrides: dict[str, Any], _warnings: list[Reason]) -> None:
    assert obstacles_to_sharing(make_agreement(**overrides)) == []


@pytest.mark.parametrize(("codes", "cases"), [(AgreementObstacle, OBSTACLES), (AgreementWarning, WARNINGS)])
def test_every_code_is_documented_and_has_a_case(
    codes: type[DocumentedEnum], cases: list[tuple[dict[str, Any], list[Reason]]]
) -> None:
    assert {told.code for _, reasons in cases for told in reasons} == set(codes)
    assert all(code.meaning.endswith((".", "`.")) for code in codes)
