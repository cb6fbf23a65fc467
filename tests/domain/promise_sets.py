"""The promise set that the tests of this folder vary, invented."""

from dataclasses import replace
from datetime import date
from typing import Any

from loftet.domain.commitment import CommitmentClass, Comparator, Window
from loftet.domain.promise_set import CommitmentText, FocusAreaText, PromiseSetDocument, PromiseText
from tests.domain.agreements import COMPLETE as AGREEMENT
from tests.domain.agreements import LINKOPING, MUNICIPALITY, POLICE

FOUR_MEASUREMENTS = CommitmentText(
    key="c1",
    performers=(MUNICIPALITY.organisation,),
    performer_note="VA-avdelningen",
    responsible=(MUNICIPALITY.organisation,),
    kind=CommitmentClass.COUNT,
    comparator=Comparator.EXACTLY,
    number=4.0,
    number_max=None,
    unit="mätningar",
    every=None,
    window=Window.YEAR,
    per="",
    place="",
    groups=(),
)
MEASURED = PromiseText(
    key="p1",
    title="Droger i avloppsvattnet mäts fyra gånger",
    text="Kommunen ska under året genomföra 4 mätningar av droger i avloppsvattnet.",
    background="",
    why="Mätningarna visar om arbetet ger resultat.",
    baseline="Två mätningar 2026",
    stands_without_target=False,
    commitments=(FOUR_MEASUREMENTS,),
)
COMPLETE = PromiseSetDocument(
    title="Medborgarlöfte 2027",
    introduction="",
    agreement=AGREEMENT.title,
    starts_on=date(2027, 1, 1),
    ends_on=date(2027, 12, 31),
    municipalities=(LINKOPING,),
    parties=(MUNICIPALITY, POLICE),
    focus_areas=(FocusAreaText("Narkotika", (MEASURED,)),),
    signatories=AGREEMENT.signatories,
    version=1,
    change_reason="",
)


def make_promise_set(**overrides: Any) -> PromiseSetDocument:
    return replace(COMPLETE, **overrides)


def make_promise(**overrides: Any) -> PromiseText:
    return replace(MEASURED, **overrides)


def make_commitment(**overrides: Any) -> CommitmentText:
    return replace(FOUR_MEASUREMENTS, **overrides)


def with_promise(promise: PromiseText) -> PromiseSetDocument:
    return make_promise_set(focus_areas=(FocusAreaText("Narkotika", (promise,)),))
