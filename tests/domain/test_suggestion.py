from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.cells import Cell, CellState, OutcomeState, account
from loftet.domain.commitment import Cadence, CommitmentClass, Comparator, ParsedCommitment
from loftet.domain.documented import DocumentedEnum
from loftet.domain.duplicates import Marks
from loftet.domain.evidence import NUMBERED, Evidence, told_by_parties
from loftet.domain.periods import Period
from loftet.domain.suggestion import (
    SUGGESTIONS,
    WHILE_RUNNING,
    PromiseStatus,
    Suggestion,
    joint_status,
    suggest,
)
from loftet.domain.suggestion_reference import suggestion_reference
from loftet.domain.totals import total_of
from tests.domain.counting import (
    MUNICIPALITY,
    POLICE,
    YEAR_2023,
    accounts,
    cadences,
    days,
    few,
    make_commitment,
    make_count,
    marks,
    periods,
    targets,
)

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "suggestions.md"
C, E, S, O = CommitmentClass, Evidence, PromiseStatus, OutcomeState  # noqa: E741
Cells = Mapping[str, Sequence[Cell]]
JUNE, JANUARY = date(2023, 6, 30), date(2024, 1, 1)
MISSING, NOT_DUE = Cell(CellState.NOT_REPORTED), Cell(CellState.NOT_DUE)


def done(number: int | None, **overrides: Any) -> Cell:
    return account(O.DONE, [make_count(number, **overrides)])


def suggested(commitment: ParsedCommitment, cells: Cells, today: date, **kwargs: Any) -> Suggestion:
    every = [cell for each in cells.values() for cell in each]
    promise = kwargs.pop("promise", YEAR_2023)
    return suggest(commitment, cells, total_of("insatser", every), promise, today, **kwargs)


COMMITMENTS = {
    C.COUNT: make_commitment(kind=C.COUNT, number=6.0),
    C.FREQUENCY: make_commitment(kind=C.FREQUENCY, number=1.0, every=Cadence.MONTH),
    C.TIME_AMOUNT: make_commitment(kind=C.TIME_AMOUNT, number=2.0, every=Cadence.WEEK),
}
IN_ALL = {C.COUNT: 6, C.FREQUENCY: 12, C.TIME_AMOUNT: 104}
BY_JUNE = {C.FREQUENCY: 6, C.TIME_AMOUNT: 51}


def cells_that_show(evidence: Evidence, number: int, by_now: int) -> Cells:
    """Return what two parties may have told when a commitment asks for `number`, and for `by_now` of it."""
    return {
        E.NOTHING_TOLD: {POLICE: [NOT_DUE], MUNICIPALITY: [MISSING]},
        E.PARTLY_TOLD: {POLICE: [done(0)], MUNICIPALITY: [MISSING]},
        E.NOT_DONE: {POLICE: [account(O.NOT_DONE)], MUNICIPALITY: [done(0), NOT_DUE]},
        E.BEGUN: {POLICE: [account(O.IN_PROGRESS)], MUNICIPALITY: [MISSING]},
        E.DONE: {POLICE: [account(O.NOT_DONE), account(O.DONE)], MUNICIPALITY: [MISSING]},
        E.COUNTED: {POLICE: [done(3)], MUNICIPALITY: [account(O.DONE)]},
        E.BELOW_TARGET: {POLICE: [done(number - 1)]},
        E.UNCERTAIN: {POLICE: [done(by_now - 1)], MUNICIPALITY: [MISSING]},
        E.TARGET_REACHED: {POLICE: [done(number)], MUNICIPALITY: [MISSING]},
        E.TARGET_PASSED: {POLICE: [done(number + 2)]},
        E.BEHIND_PACE: {POLICE: [done(by_now - 1)]},
        E.ON_PACE: {POLICE: [done(by_now)], MUNICIPALITY: [MISSING]},
        E.CEILING_KEPT: {POLICE: [done(number)]},
        E.CEILING_UNCERTAIN: {POLICE: [done(1)], MUNICIPALITY: [MISSING]},
        E.CEILING_PASSED: {POLICE: [done(number + 2)], MUNICIPALITY: [MISSING]},
    }[evidence]


def shown_by(kind: CommitmentClass, evidence: Evidence, today: date) -> Suggestion:
    is_ceiling = evidence in (E.CEILING_KEPT, E.CEILING_UNCERTAIN, E.CEILING_PASSED)
    commitment = replace(
        COMMITMENTS.get(kind, make_commitment(kind=kind)),
        comparator=Comparator.AT_MOST if is_ceiling else Comparator.AT_LEAST,
    )
    number = IN_ALL.get(kind, 9)
    by_now = number if today == JANUARY else BY_JUNE.get(kind, number)
    return suggested(commitment, cells_that_show(evidence, number, by_now), today)


EVERY_CLASS = tuple(C)
OPEN = (C.CONTINUOUS, C.ON_DEMAND, C.UNQUANTIFIED, C.DIRECTION)
REPEATED = (C.FREQUENCY, C.TIME_AMOUNT)
ROWS = [
    (EVERY_CLASS, E.NOTHING_TOLD, S.NOT_STARTED, None),
    (EVERY_CLASS, E.PARTLY_TOLD, S.NOT_STARTED, None),
    ([each for each in C if each != C.ON_DEMAND], E.NOT_DONE, S.NOT_STARTED, S.NOT_FULFILLED),
    ([C.ON_DEMAND], E.NOT_DONE, S.NOT_STARTED, S.WITHOUT_TARGET),
    ([*NUMBERED, C.MILESTONE, C.CALENDAR, C.TARGET_GROUP], E.BEGUN, S.UNDER_WAY, S.PARTLY_FULFILLED),
    (NUMBERED, E.UNCERTAIN, S.UNDER_WAY, S.PARTLY_FULFILLED),
    ([C.COUNT], E.BELOW_TARGET, S.UNDER_WAY, S.PARTLY_FULFILLED),
    ([C.COUNT], E.TARGET_REACHED, S.FULFILLED, S.FULFILLED),
    ([C.COUNT], E.TARGET_PASSED, S.EXCEEDED, S.EXCEEDED),
    (NUMBERED, E.CEILING_KEPT, S.UNDER_WAY, S.FULFILLED),
    (NUMBERED, E.CEILING_UNCERTAIN, S.UNDER_WAY, None),
    (NUMBERED, E.CEILING_PASSED, S.UNDER_WAY, S.NOT_FULFILLED),
    ([C.MILESTONE, C.TARGET_GROUP], E.DONE, S.FULFILLED, S.FULFILLED),
    ([C.CALENDAR], E.DONE, S.UNDER_WAY, S.FULFILLED),
    (OPEN, E.DONE, S.UNDER_WAY, S.WITHOUT_TARGET),
    ([C.MILESTONE], E.COUNTED, S.FULFILLED, S.FULFILLED),
    ([C.CALENDAR], E.COUNTED, S.UNDER_WAY, S.FULFILLED),
    ([C.TARGET_GROUP], E.COUNTED, S.UNDER_WAY, S.WITHOUT_TARGET),
    (OPEN, E.COUNTED, S.UNDER_WAY, S.WITHOUT_TARGET),
    (OPEN, E.BEGUN, S.UNDER_WAY, S.WITHOUT_TARGET),
]
RUNNING_ONLY = [(REPEATED, E.BEHIND_PACE, S.UNDER_WAY), (REPEATED, E.ON_PACE, S.UNDER_WAY)]
ENDED_ONLY = [
    (REPEATED, E.BELOW_TARGET, S.PARTLY_FULFILLED),
    (REPEATED, E.TARGET_REACHED, S.FULFILLED),
    (REPEATED, E.TARGET_PASSED, S.EXCEEDED),
]
CASES = [
    *((kind, row[1], day, status) for row in ROWS for kind in row[0] for day, status in
      ((JUNE, row[2]), (JANUARY, row[3]))),
    *((kind, evidence, JUNE, status) for kinds, evidence, status in RUNNING_ONLY for kind in kinds),
    *((kind, evidence, JANUARY, status) for kinds, evidence, status in ENDED_ONLY for kind in kinds),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "evidence", "today", "status"), CASES)
def test_a_row_of_the_table(
    kind: CommitmentClass, evidence: Evidence, today: date, status: PromiseStatus | None
) -> None:
    found = shown_by(kind, evidence, today)
    assert (found.reason.code, found.status) == (evidence, status)


def test_every_row_of_the_table_is_tested() -> None:
    tabled = {(kind, row.evidence) for row in SUGGESTIONS for kind in row.classes}
    by_cadence_only = {(C.COUNT, E.BEHIND_PACE), (C.COUNT, E.ON_PACE)}
    assert {(kind, evidence) for kind, evidence, *_ in CASES} == tabled - by_cadence_only


def test_no_class_has_two_rows_for_one_evidence() -> None:
    rows = [(kind, row.evidence) for row in SUGGESTIONS for kind in row.classes]
    assert len(rows) == len(set(rows))


FOUR = make_commitment(kind=C.COUNT, comparator=Comparator.EXACTLY, number=4.0)


@pytest.mark.parametrize(
    ("comparator", "number", "number_max", "outcome", "running", "ended"),
    [
        (Comparator.EXACTLY, 4, None, 3, S.UNDER_WAY, S.PARTLY_FULFILLED),
        (Comparator.EXACTLY, 4, None, 4, S.FULFILLED, S.FULFILLED),
        (Comparator.EXACTLY, 4, None, 5, S.EXCEEDED, S.EXCEEDED),
        (None, 4, None, 4, S.FULFILLED, S.FULFILLED),
        (Comparator.AT_LEAST, 8, None, 20, S.EXCEEDED, S.EXCEEDED),
        (Comparator.AT_LEAST, 8, None, 8, S.FULFILLED, S.FULFILLED),
        (Comparator.AT_LEAST, 8, None, 0, S.NOT_STARTED, S.NOT_FULFILLED),
        (Comparator.AT_MOST, 5, None, 5, S.UNDER_WAY, S.FULFILLED),
        (Comparator.AT_MOST, 5, None, 0, S.UNDER_WAY, S.FULFILLED),
        (Comparator.AT_MOST, 5, None, 6, S.UNDER_WAY, S.NOT_FULFILLED),
        (Comparator.ABOUT, 15, None, 11, S.UNDER_WAY, S.PARTLY_FULFILLED),
        (Comparator.ABOUT, 15, None, 12, S.FULFILLED, S.FULFILLED),
        (Comparator.ABOUT, 15, None, 18, S.FULFILLED, S.FULFILLED),
        (Comparator.ABOUT, 15, None, 19, S.EXCEEDED, S.EXCEEDED),
        (Comparator.EXACTLY, 3, 4, 2, S.UNDER_WAY, S.PARTLY_FULFILLED),
        (Comparator.EXACTLY, 3, 4, 3, S.FULFILLED, S.FULFILLED),
        (Comparator.EXACTLY, 3, 4, 4, S.FULFILLED, S.FULFILLED),
        (Comparator.EXACTLY, 3, 4, 5, S.EXCEEDED, S.EXCEEDED),
    ],
)
def test_a_number_is_held_against_its_comparator(
    comparator: Comparator | None,
    number: float,
    number_max: float | None,
    outcome: int,
    running: PromiseStatus,
    ended: PromiseStatus,
) -> None:
    commitment = make_commitment(kind=C.COUNT, comparator=comparator, number=number, number_max=number_max)
    cells = {POLICE: [done(outcome)]}
    assert suggested(commitment, cells, JUNE).status == running
    assert suggested(commitment, cells, JANUARY).status == ended


def test_the_reason_tells_the_figures() -> None:
    found = suggested(FOUR, {POLICE: [done(3, is_approximate=True)]}, JANUARY)
    assert dict(found.reason.parameters) == {
        "at_least": "3", "at_most": "3", "target": "4", "target_max": "4", "about": "yes",
    }  # fmt: skip
    found = suggested(make_commitment(), {POLICE: [done(None)]}, JANUARY)
    assert dict(found.reason.parameters) == {"at_least": "0"}


def test_twelve_checks_in_january_are_no_check_each_month() -> None:
    monthly = COMMITMENTS[C.FREQUENCY]
    assert suggested(monthly, {POLICE: [done(12)]}, date(2023, 1, 31)).status == S.UNDER_WAY
    assert suggested(monthly, {POLICE: [done(12)]}, JANUARY).status == S.FULFILLED


def test_what_comes_once_in_the_whole_period_is_fulfilled_when_it_is_done() -> None:
    yearly = make_commitment(kind=C.FREQUENCY, number=1.0, every=Cadence.YEAR)
    assert suggested(yearly, {POLICE: [done(1)]}, JUNE).status == S.FULFILLED


def test_104_hours_are_two_hours_a_week_in_a_year_of_52_weeks_and_a_day() -> None:
    weekly = COMMITMENTS[C.TIME_AMOUNT]
    assert suggested(weekly, {POLICE: [done(104)]}, JANUARY).status == S.FULFILLED
    assert suggested(weekly, {POLICE: [done(103)]}, JANUARY).status == S.PARTLY_FULFILLED


def test_nobody_is_behind_with_the_days_that_no_account_goes_to_yet() -> None:
    weekly, cells = COMMITMENTS[C.TIME_AMOUNT], {POLICE: [done(34)]}
    april = date(2023, 4, 30)
    assert suggested(weekly, cells, JUNE).reason.code == E.BEHIND_PACE
    assert suggested(weekly, cells, JUNE, told_until=april).reason.code == E.ON_PACE


@pytest.mark.parametrize("promise", [Period(), Period(None, date(2023, 12, 31))])
def test_a_cadence_without_dates_is_treated_as_without_a_number(promise: Period) -> None:
    found = suggested(COMMITMENTS[C.FREQUENCY], {POLICE: [done(3)]}, JANUARY, promise=promise)
    assert found.reason.code == E.COUNTED


def test_a_cadence_until_further_notice_is_held_against_the_days_so_far() -> None:
    found = suggested(COMMITMENTS[C.FREQUENCY], {POLICE: [done(3)]}, JUNE, promise=Period(date(2023, 1, 1)))
    assert (found.status, found.reason.code) == (S.UNDER_WAY, E.BEHIND_PACE)


def test_a_ceiling_without_an_end_is_held_against_nothing() -> None:
    ceiling = replace(COMMITMENTS[C.FREQUENCY], comparator=Comparator.AT_MOST)
    found = suggested(ceiling, {POLICE: [done(30)]}, JUNE, promise=Period(date(2023, 1, 1)))
    assert found.reason.code == E.COUNTED


def test_a_number_for_each_of_something_is_used_when_their_number_is_known() -> None:
    each_municipality = replace(FOUR, number=50.0, per="kommun")
    cells = {POLICE: [done(99)]}
    assert suggested(each_municipality, cells, JANUARY).status == S.WITHOUT_TARGET
    assert suggested(each_municipality, cells, JANUARY, each=2).status == S.PARTLY_FULFILLED


def test_what_is_counted_so_far_counts_also_where_the_party_says_that_it_goes_on() -> None:
    cells = {POLICE: [account(O.IN_PROGRESS, [make_count(4)])]}
    assert suggested(FOUR, cells, JUNE).reason.code == E.TARGET_REACHED


def test_one_party_done_and_the_other_not_is_begun() -> None:
    cells = {POLICE: [account(O.DONE)], MUNICIPALITY: [account(O.NOT_DONE)]}
    assert told_by_parties(cells) == E.BEGUN
    assert suggested(make_commitment(kind=C.MILESTONE), cells, JANUARY).status == S.PARTLY_FULFILLED


def test_what_was_done_once_stays_done() -> None:
    cells = {POLICE: [account(O.DONE), account(O.NOT_DONE)]}
    assert suggested(make_commitment(kind=C.MILESTONE), cells, JANUARY).status == S.FULFILLED


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        ([], None),
        ([S.FULFILLED], S.FULFILLED),
        ([S.WITHOUT_TARGET, S.WITHOUT_TARGET], S.WITHOUT_TARGET),
        ([S.WITHOUT_TARGET, S.FULFILLED], S.FULFILLED),
        ([S.FULFILLED, S.EXCEEDED], S.FULFILLED),
        ([S.EXCEEDED, S.EXCEEDED], S.EXCEEDED),
        ([S.NOT_STARTED, S.FULFILLED], S.UNDER_WAY),
        ([S.UNDER_WAY, S.EXCEEDED], S.UNDER_WAY),
        ([S.FULFILLED, S.NOT_FULFILLED], S.PARTLY_FULFILLED),
        ([S.PARTLY_FULFILLED, S.NOT_FULFILLED], S.PARTLY_FULFILLED),
        ([S.NOT_FULFILLED, S.WITHOUT_TARGET], S.NOT_FULFILLED),
        ([S.FULFILLED, None], None),
        ([None, S.WITHOUT_TARGET], None),
    ],
)
def test_a_promise_of_several_commitments_has_one_status(
    statuses: list[PromiseStatus | None], status: PromiseStatus | None
) -> None:
    assert joint_status(statuses) == status


@pytest.mark.parametrize("statuses", list(product(WHILE_RUNNING, repeat=2)))
def test_while_it_runs_a_promise_of_several_commitments_has_a_status_of_the_first_four(
    statuses: tuple[PromiseStatus, ...],
) -> None:
    assert joint_status(statuses) in WHILE_RUNNING


commitments = st.builds(
    ParsedCommitment,
    kind=st.sampled_from(CommitmentClass),
    comparator=targets,
    number=st.none() | st.integers(0, 20).map(float),
    number_max=st.none() | st.integers(20, 30).map(float),
    every=st.none() | cadences,
    per=st.sampled_from((None, "kommun")),
)
histories = st.dictionaries(st.sampled_from((POLICE, MUNICIPALITY)), st.lists(accounts, max_size=3))


@few
@given(commitments, histories, marks, periods, days, st.none() | st.integers(0, 3))
def test_something_is_suggested_for_whatever_was_promised_and_told(
    commitment: ParsedCommitment, cells: Cells, said: Marks, promise: Period, today: date, each: int | None
) -> None:
    every = [cell for each_party in cells.values() for cell in each_party]
    total = total_of("insatser", every, said)
    found = suggest(commitment, cells, total, promise, today, each=each)
    turned = dict(reversed(list(cells.items())))
    assert found == suggest(commitment, turned, total, promise, today, each=each)
    assert Evidence(found.reason.code)
    if not promise.has_ended(today):
        assert found.status in WHILE_RUNNING


@pytest.mark.parametrize("members", [PromiseStatus, Evidence, CellState, OutcomeState])
def test_every_member_says_what_it_means(members: type[DocumentedEnum]) -> None:
    assert all(member.meaning.endswith(".") for member in members)


def test_the_reference_page_is_the_one_made_from_the_tables() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == suggestion_reference()
