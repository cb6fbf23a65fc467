"""The follow-up as it is put together from what the parties hand in."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from loftet.domain.canonical import canonical_json
from loftet.domain.cells import CellState, NotDoneReason
from loftet.domain.commitment import Cadence, CommitmentClass, Comparator
from loftet.domain.duplicates import Marks, Verdict
from loftet.domain.evidence import Evidence
from loftet.domain.fields import DocumentNotReadable
from loftet.domain.follow_up import JOINT, FollowUpDocument, PairText, Silence
from loftet.domain.follow_up_assembly import assemble
from loftet.domain.party_account import (
    AccountText,
    AssessmentText,
    NotDoneText,
    PartyAccountDocument,
)
from loftet.domain.suggestion import PromiseStatus
from tests.domain.follow_ups import (
    JOINT_OPERATIONS,
    MUNICIPAL,
    PERIODS,
    THE_POLICE,
    asks,
    make_account,
    make_frame,
    make_number,
    make_set,
    told,
)

BOTH = (MUNICIPAL, THE_POLICE)


def the_promise(document: FollowUpDocument) -> Any:
    return document.promises[0]


# Cells.


def test_every_party_has_one_cell_of_each_promise_and_period() -> None:
    found = [(cell.party, cell.period) for cell in the_promise(assemble(make_frame(), [])).cells]
    assert found == [(party, period) for party in BOTH for period in (1, 2, 3)]


def test_periods_after_the_one_that_is_closed_are_left_out() -> None:
    document = assemble(make_frame(period=2), [])
    assert [each.order for each in document.periods] == [1, 2]
    assert document.closed_period.label == "Tertial 2 2023"


@pytest.mark.parametrize(
    ("day", "is_read", "state"),
    [
        (date(2024, 1, 1), False, CellState.NOT_REPORTED),
        (date(2023, 12, 31), False, CellState.NOT_DUE),
        (date(2024, 1, 1), True, CellState.NO_ACCOUNT),
    ],
)
def test_what_nobody_told_is_not_blank(day: date, is_read: bool, state: CellState) -> None:
    periods = tuple(replace(period, is_read=is_read) for period in PERIODS)
    promise = the_promise(assemble(make_frame(counted_on=day, periods=periods), []))
    assert promise.cell(MUNICIPAL, 3).account.state == state


def test_a_party_that_the_promise_asks_nothing_of_is_not_concerned() -> None:
    mine = replace(
        JOINT_OPERATIONS, commitments=(asks("c1", performers=(MUNICIPAL,), responsible=(MUNICIPAL,)),)
    )
    promise = the_promise(assemble(make_frame(make_set(mine)), []))
    assert promise.cell(THE_POLICE, 3).account.state == CellState.NOT_CONCERNED
    assert promise.cell(MUNICIPAL, 3).account.state == CellState.NOT_REPORTED


def test_a_promise_that_names_nobody_concerns_everybody() -> None:
    loose = replace(JOINT_OPERATIONS, commitments=())
    promise = the_promise(assemble(make_frame(make_set(loose)), []))
    assert {cell.account.state for cell in promise.cells} == {CellState.NOT_REPORTED}


def test_what_a_party_left_out_of_what_it_handed_in_is_not_reported_even_before_the_end() -> None:
    handed_in = make_account(MUNICIPAL, 3, {})
    promise = the_promise(assemble(make_frame(counted_on=date(2023, 12, 1)), [handed_in]))
    assert promise.cell(MUNICIPAL, 3).account.state == CellState.NOT_REPORTED
    assert promise.cell(THE_POLICE, 3).account.state == CellState.NOT_DUE


def test_what_another_entered_is_marked_and_gives_way_to_the_partys_own() -> None:
    entered = make_account(
        THE_POLICE, 2, {"p1": told(make_number(4, "a"))}, entered_by=MUNICIPAL, entered_from="Uppföljning"
    )
    own = make_account(THE_POLICE, 2, {"p1": told(make_number(3, "b"))})
    alone = the_promise(assemble(make_frame(), [entered])).cell(THE_POLICE, 2)
    assert (alone.entered_by, alone.entered_from) == (MUNICIPAL, "Uppföljning")
    for order in ([entered, own], [own, entered]):
        cell = the_promise(assemble(make_frame(), order)).cell(THE_POLICE, 2)
        assert (cell.entered_by, [count.key for count in cell.account.counts]) == (None, ["b"])


# Totals.


def test_what_may_be_told_twice_is_a_span_until_somebody_marks_it() -> None:
    handed_in = [
        make_account(MUNICIPAL, 2, {"p1": told(make_number(2, "m"))}),
        make_account(THE_POLICE, 2, {"p1": told(make_number(4, "p"))}),
    ]
    quiet = {"periods": tuple(p for p in PERIODS if p.order == 2), "period": 2}
    promise = the_promise(assemble(make_frame(**quiet), handed_in))
    assert [(each.low, each.high) for each in promise.totals] == [(4, 6)]
    assert promise.pairs == (PairText("m", "p", None),)
    marks = Marks({frozenset({"m", "p"}): Verdict.DIFFERENT})
    settled = the_promise(assemble(make_frame(**quiet), handed_in, marks))
    assert [(each.low, each.high) for each in settled.totals] == [(6, 6)]
    assert settled.pairs == (PairText("m", "p", Verdict.DIFFERENT),)


def test_a_year_with_a_part_that_nobody_told_says_at_least() -> None:
    handed_in = make_account(MUNICIPAL, 3, {"p1": told(make_number(5, "m"))})
    total = the_promise(assemble(make_frame(), [handed_in])).totals[0]
    assert (total.low, total.high) == (5, None)


def test_each_commitment_counts_what_is_counted_for_it() -> None:
    two = replace(JOINT_OPERATIONS, commitments=(asks("c1", place="Ryd"), asks("c2", place="Skäggetorp")))
    counts = (
        make_number(2, "a", commitment="c1"),
        make_number(3, "b", commitment="c2"),
        make_number(1, "c", "besök", commitment="c2"),
    )
    document = assemble(make_frame(make_set(two)), [make_account(MUNICIPAL, 3, {"p1": told(*counts)})])
    promise = the_promise(document)
    assert [each.total.low for each in promise.commitments] == [2, 3]
    assert {each.unit: each.low for each in promise.totals} == {"besök": 1, "insatser": 5}


def test_a_commitment_that_is_not_counted_beside_another_is_not_told_of() -> None:
    milestone = asks("c2", kind=CommitmentClass.MILESTONE, unit="")
    two = replace(JOINT_OPERATIONS, commitments=(asks("c1"), milestone))
    counts = told(make_number(2, "a", commitment="c1"))
    document = assemble(make_frame(make_set(two)), [make_account(MUNICIPAL, 3, {"p1": counts})])
    first, second = the_promise(document).commitments
    assert first.suggestion.reason == Evidence.COUNTED
    assert (second.suggestion.reason, second.suggestion.status) == (Evidence.NOTHING_TOLD, None)


# What was expected, and what is suggested.

TWO_HOURS = asks(
    "c1",
    kind=CommitmentClass.TIME_AMOUNT,
    comparator=Comparator.AT_LEAST,
    number=2.0,
    unit="timmar",
    every=Cadence.WEEK,
)
HOURS = replace(JOINT_OPERATIONS, commitments=(TWO_HOURS,))


def test_what_is_expected_follows_the_days_of_the_period() -> None:
    found = the_promise(assemble(make_frame(make_set(HOURS), period=2), [])).commitments[0]
    assert found.expected_in_period.so_far == 24.6
    assert found.expected.so_far == 69.4
    assert found.expected.in_all == 104.3


def test_nothing_is_expected_of_a_period_without_dates() -> None:
    found = the_promise(assemble(make_frame(make_set(HOURS), period=1), [])).commitments[0]
    assert found.expected_in_period is None


def test_a_number_of_the_year_is_due_when_the_whole_year_is_told_of() -> None:
    four = asks("c1", kind=CommitmentClass.COUNT, comparator=Comparator.EXACTLY, number=4.0)
    four_times = make_set(replace(JOINT_OPERATIONS, commitments=(four,)))
    expected = [
        the_promise(assemble(make_frame(four_times, period=period), [])).commitments[0].expected
        for period in (2, 3)
    ]
    assert [(each.so_far, each.in_all) for each in expected] == [(0, 4), (4, 4)]


def test_a_number_for_each_municipality_is_asked_of_each() -> None:
    walk = asks("c1", kind=CommitmentClass.COUNT, comparator=Comparator.EXACTLY, number=1.0, per="kommun")
    pair = make_set(replace(JOINT_OPERATIONS, commitments=(walk,)))
    both = replace(pair, municipalities=pair.municipalities * 2)
    assert the_promise(assemble(make_frame(both), [])).commitments[0].expected.in_all == 2


def test_the_suggestion_tells_its_figures() -> None:
    four = asks("c1", kind=CommitmentClass.COUNT, comparator=Comparator.EXACTLY, number=4.0)
    document = make_set(replace(JOINT_OPERATIONS, commitments=(four,)))
    handed_in = make_account(MUNICIPAL, 3, {"p1": told(make_number(5, "m"))})
    found = the_promise(assemble(make_frame(document), [handed_in])).suggestion
    assert (found.status, found.reason) == (PromiseStatus.EXCEEDED, Evidence.TARGET_PASSED)
    assert (found.at_least, found.at_most, found.target) == (5, None, 4)


def test_several_commitments_have_one_status_together() -> None:
    done, undone = told(state=CellState.DONE), told(state=CellState.NOT_DONE)
    kinds = {"kind": CommitmentClass.MILESTONE, "unit": ""}
    two = replace(JOINT_OPERATIONS, commitments=(asks("c1", **kinds), asks("c2", **kinds)))
    handed_in = [make_account(MUNICIPAL, 3, {"p1": done}), make_account(THE_POLICE, 3, {"p1": undone})]
    found = the_promise(assemble(make_frame(make_set(two)), handed_in)).suggestion
    assert (found.status, found.reason) == (PromiseStatus.PARTLY_FULFILLED, JOINT)


def test_a_promise_without_commitments_is_judged_by_what_was_told() -> None:
    loose = make_set(replace(JOINT_OPERATIONS, commitments=()))
    handed_in = make_account(MUNICIPAL, 3, {"p1": told(state=CellState.DONE)})
    found = the_promise(assemble(make_frame(loose), [handed_in])).suggestion
    assert (found.status, found.reason) == (PromiseStatus.WITHOUT_TARGET, Evidence.DONE)


# Assessments and silence.


def test_where_the_parties_judge_differently_both_stand() -> None:
    fulfilled = AssessmentText("p1", PromiseStatus.FULFILLED, "Alla insatser gjordes.")
    partly = AssessmentText("p1", PromiseStatus.PARTLY_FULFILLED, "En insats ställdes in.")
    handed_in = [
        make_account(MUNICIPAL, 3, {}, (fulfilled,)),
        make_account(THE_POLICE, 3, {}, (partly,)),
        make_account(THE_POLICE, 2, {}, (replace(partly, motive="Ett tidigare ord."),)),
    ]
    promise = the_promise(assemble(make_frame(), handed_in))
    assert promise.parties_differ
    assert [(each.party, each.motive) for each in promise.assessments] == [
        (MUNICIPAL, "Alla insatser gjordes."),
        (THE_POLICE, "En insats ställdes in."),
    ]


def test_nobody_judges_for_another_party() -> None:
    entered = make_account(
        THE_POLICE,
        3,
        {},
        (AssessmentText("p1", PromiseStatus.FULFILLED, ""),),
        entered_by=MUNICIPAL,
        entered_from="Uppföljning 2023",
    )
    assert the_promise(assemble(make_frame(), [entered])).assessments == ()


def test_whose_silence_it_was_closed_over_stands_in_the_document() -> None:
    silent = Silence(THE_POLICE, date(2024, 1, 31), (date(2024, 2, 1), date(2024, 2, 8)))
    assert assemble(make_frame(silences=(silent,)), []).silences == (silent,)


# As data.


def full_document() -> FollowUpDocument:
    not_done = NotDoneText(NotDoneReason.CLOSED, "Skolorna var stängda.", date(2023, 9, 15))
    handed_in = [
        make_account(
            MUNICIPAL,
            3,
            {"p1": told(make_number(5, "m", starts_on=date(2023, 9, 2), ends_on=date(2023, 9, 2)))},
            (AssessmentText("p1", PromiseStatus.FULFILLED, "Ja."),),
        ),
        make_account(THE_POLICE, 3, {"p1": AccountText(CellState.NOT_DONE, not_done=(not_done,))}),
    ]
    silent = Silence(THE_POLICE, date(2024, 1, 31), (date(2024, 2, 1),))
    return assemble(make_frame(make_set(HOURS), silences=(silent,)), handed_in)


def test_what_is_written_is_read_back_the_same() -> None:
    document = full_document()
    assert FollowUpDocument.from_data(json.loads(canonical_json(document.to_data()))) == document


def test_an_account_is_read_back_the_same() -> None:
    account = make_account(MUNICIPAL, 3, {"p1": told(make_number(None, "m"), state=CellState.AMOUNT_UNKNOWN)})
    assert PartyAccountDocument.from_data(json.loads(canonical_json(account.to_data()))) == account


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "loftet.follow_up.v9"),
        (("counted_on",), None),
        (("period",), "3"),
        (("silences", 0, "reminded_on"), ["i går"]),
        (("focus_areas", 0, "promises", 0, "totals", 0, "low"), None),
        (("focus_areas", 0, "promises", 0, "cells", 0, "account", "state"), "blank"),
        (("focus_areas", 0, "promises", 0, "cells", 0, "entered_by"), "kommunen"),
    ],
)
def test_what_is_no_follow_up_is_refused(path: tuple[str | int, ...], value: object) -> None:
    data: Any = full_document().to_data()
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(DocumentNotReadable):
        FollowUpDocument.from_data(data)


def test_what_is_no_account_is_refused() -> None:
    with pytest.raises(DocumentNotReadable, match="schema"):
        PartyAccountDocument.from_data({"schema": "loftet.follow_up.v1"})
