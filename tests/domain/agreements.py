"""The agreement that the tests of this folder vary: Linköping and its police, invented but for the names."""

from dataclasses import replace
from datetime import date
from typing import Any

from loftet.domain.agreement import (
    AgreementDocument,
    CouncilSeat,
    MunicipalityRef,
    PartyRef,
    PartyRole,
    SignatorySeat,
)

MUNICIPALITY = PartyRef(1, "Linköpings kommun", PartyRole.MUNICIPALITY, "Linköping")
POLICE = PartyRef(2, "Polisen i Linköping", PartyRole.POLICE, "Lokalpolisområde Linköping")
HOUSING = PartyRef(3, "Bostadsbolaget", PartyRole.OTHER, "Linköping")
LINKOPING = MunicipalityRef("0580", "Linköping")
CHAIR = CouncilSeat("Linköpings kommun", "Kommundirektör", leads=True)
CHIEF = CouncilSeat("Polisen i Linköping", "Lokalpolisområdeschef", leads=False)

COMPLETE = AgreementDocument(
    title="Samverkan i Linköping 2027–2028",
    purposes=("Färre brott och större trygghet",),
    areas=("Trafik", "Trygga mötesplatser"),
    starts_on=date(2027, 1, 1),
    ends_on=date(2028, 12, 31),
    municipalities=(LINKOPING,),
    parties=(MUNICIPALITY, POLICE),
    council=(CHAIR, CHIEF),
    decision_reference="Kommunstyrelsen 2026-12-01 § 214",
    signatories=(
        SignatorySeat("Linköpings kommun", "Kommunstyrelsens ordförande"),
        SignatorySeat("Polisen i Linköping", "Lokalpolisområdeschef"),
    ),
    version=1,
    change_reason="",
)


def make_agreement(**overrides: Any) -> AgreementDocument:
    return replace(COMPLETE, **overrides)
