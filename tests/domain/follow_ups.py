"""The follow-up that tests vary: two parties, three periods of 2023, one promise of theirs, invented."""

from dataclasses import replace
from datetime import date
from typing import Any

from loftet.domain.canonical import digest
from loftet.domain.cells import CellState
from loftet.domain.commitment import CommitmentClass
from loftet.domain.follow_up_assembly import Frame
from loftet.domain.party_account import (
    AccountText,
    AssessmentText,
    CountText,
    PartyAccountDocument,
    PeriodRef,
    SetRef,
    StatementText,
)
from loftet.domain.promise_set import CommitmentText, FocusAreaText, PromiseSetDocument, PromiseText
from tests.domain.agreements import LINKOPING, MUNICIPALITY, POLICE
from tests.domain.promise_sets import make_commitment, make_promise, make_promise_set

MUNICIPAL, THE_POLICE = MUNICIPALITY.organisation, POLICE.organisation
PERIODS = (
    PeriodRef(1, "Tertial 1 2023", None, None, None, is_read=False),
    PeriodRef(2, "Tertial 2 2023", date(2023, 6, 7), date(2023, 8, 31), date(2023, 9, 30), is_read=False),
    PeriodRef(3, "Tertial 3 2023", date(2023, 9, 1), date(2023, 12, 31), date(2024, 1, 31), is_read=False),
)
OPERATIONS = make_commitment(
    key="c1",
    performers=(MUNICIPAL, THE_POLICE),
    responsible=(MUNICIPAL, THE_POLICE),
    kind=CommitmentClass.UNQUANTIFIED,
    comparator=None,
    number=None,
    unit="insatser",
)
JOINT_OPERATIONS = make_promise(key="p1", title="Gemensamma insatser", commitments=(OPERATIONS,))


def make_set(*promises: PromiseText, **overrides: Any) -> PromiseSetDocument:
    year = {"starts_on": date(2023, 1, 1), "ends_on": date(2023, 12, 31)}
    areas = (FocusAreaText("Trygghet", promises or (JOINT_OPERATIONS,)),)
    return make_promise_set(**{"title": "Medborgarlöfte 2023", "focus_areas": areas, **year, **overrides})


def make_frame(document: PromiseSetDocument | None = None, **overrides: Any) -> Frame:
    followed = document or make_set()
    ref = SetRef(
        followed.title, followed.version, digest(followed.to_data()), followed.starts_on, followed.ends_on
    )
    frame = Frame(
        title="Uppföljning Tertial 3 2023",
        agreement=followed.agreement,
        municipalities=(LINKOPING,),
        parties=(MUNICIPALITY, POLICE),
        signatories=followed.signatories,
        promise_sets=((ref, followed),),
        period=3,
        periods=PERIODS,
        counted_on=date(2024, 1, 15),
    )
    return replace(frame, **overrides)


def make_number(number: float | None, key: str, unit: str = "insatser", **overrides: Any) -> CountText:
    count = CountText(key, "", unit, number, False, (MUNICIPAL,), None, None)
    return replace(count, **overrides)


def told(*counts: CountText, state: CellState = CellState.AMOUNT, **overrides: Any) -> AccountText:
    return replace(AccountText(state, counts), **overrides)


def make_account(
    party: int,
    period: int,
    statements: dict[str, AccountText],
    assessments: tuple[AssessmentText, ...] = (),
    **overrides: Any,
) -> PartyAccountDocument:
    account = PartyAccountDocument(
        title="Redovisning",
        agreement="Samverkan",
        municipalities=(LINKOPING,),
        parties=(MUNICIPALITY, POLICE),
        party=party,
        entered_by=None,
        entered_from="",
        promise_sets=(),
        period=PERIODS[period - 1],
        statements=tuple(StatementText(promise, account) for promise, account in statements.items()),
        assessments=assessments,
        version=1,
        change_reason="",
    )
    return replace(account, **overrides)


def asks(key: str, **overrides: Any) -> CommitmentText:
    return replace(OPERATIONS, key=key, **overrides)
