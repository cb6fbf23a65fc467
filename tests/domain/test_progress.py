"""Progress keeps the counts of a follow-up that nobody has closed, and leaves words and judgments behind."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from loftet.domain.cells import CellState
from loftet.domain.fields import DocumentNotReadable
from loftet.domain.follow_up_assembly import assemble
from loftet.domain.party_account import AssessmentText, PartyAccountDocument
from loftet.domain.progress import HandedIn, ProgressDocument, progress_of
from loftet.domain.promise_set import PromiseText
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

CHECKS = replace(JOINT_OPERATIONS, key="p2", title="Kontroller", commitments=(asks("c2", unit="kontroller"),))
TALKS = replace(JOINT_OPERATIONS, key="p3", title="Dialog", commitments=())
BY_MUNICIPALITY = HandedIn(MUNICIPAL, 2, date(2023, 9, 20), "a" * 64, None)


def progress(
    *accounts: PartyAccountDocument,
    promises: tuple[PromiseText, ...] = (JOINT_OPERATIONS, CHECKS, TALKS),
    **overrides: Any,
) -> ProgressDocument:
    promise_set = make_set(*promises)
    frame = make_frame(promise_set, period=2, counted_on=date(2023, 9, 25), **overrides)
    return progress_of(promise_set, assemble(frame, accounts), 0, [BY_MUNICIPALITY], title="Läget")


def test_counts_stand_beside_what_was_asked() -> None:
    found = progress(make_account(MUNICIPAL, 2, {"p1": told(make_number(4, "m"))}))
    (counted,) = found.promises[0].commitments
    assert (counted.commitment.unit, counted.total.low, counted.told_by) == ("insatser", 4, (MUNICIPAL,))


def test_what_nobody_told_of_is_said_to_be_so() -> None:
    found = progress(make_account(MUNICIPAL, 2, {"p1": told(make_number(4, "m"))}))
    assert [each.told_by for each in found.promises] == [(MUNICIPAL,), (), ()]


def test_of_two_commitments_only_the_one_that_was_counted_is_told_of() -> None:
    both = replace(JOINT_OPERATIONS, commitments=(asks("c1"), asks("c2", unit="kontroller")))
    account = make_account(THE_POLICE, 2, {"p1": told(make_number(4, "p", commitment="c1"))})
    first, second = progress(account, promises=(both,)).promises[0].commitments
    assert (first.told_by, second.told_by) == ((THE_POLICE,), ())


def test_what_was_not_done_is_told_as_nought_without_its_reason() -> None:
    nothing = told(state=CellState.NOT_DONE, words="Skolorna hade lov.")
    found = progress(make_account(THE_POLICE, 2, {"p1": nothing}))
    assert found.promises[0].told_by == (THE_POLICE,)
    assert "lov" not in json.dumps(found.to_data())


def test_units_that_no_commitment_asks_for_are_told_apart() -> None:
    counts = (make_number(4, "m"), make_number(9, "n", unit="besök"))
    found = progress(make_account(MUNICIPAL, 2, {"p1": told(*counts), "p3": told(make_number(2, "o"))}))
    assert [[total.unit for total in each.other_totals] for each in found.promises] == [
        ["besök"],
        [],
        ["insatser"],
    ]


def test_words_and_judgments_stay_behind() -> None:
    judged = (AssessmentText("p1", PromiseStatus.FULFILLED, "Mer än lovat."),)
    account = make_account(MUNICIPAL, 2, {"p1": told(make_number(4, "m"), words="Bra dag.")}, judged)
    written = json.dumps(progress(account).to_data())
    for word in ("Bra dag", "Mer än lovat", "fulfilled", "suggestion"):
        assert word not in written


def test_only_the_promises_of_the_set_are_counted() -> None:
    other = make_set(replace(JOINT_OPERATIONS, key="q1"))
    promise_set = make_set(JOINT_OPERATIONS)
    frame = make_frame(promise_set, period=2)
    both = replace(frame, promise_sets=(*frame.promise_sets, *make_frame(other).promise_sets))
    found = progress_of(promise_set, assemble(both, []), 0, [BY_MUNICIPALITY], title="Läget")
    assert [each.key for each in found.promises] == ["p1"]


@pytest.mark.parametrize(
    ("counted_on", "until"), [(date(2023, 9, 25), date(2023, 8, 31)), (date(2023, 7, 1), date(2023, 7, 1))]
)
def test_it_tells_until_the_last_period_is_over_or_until_it_is_counted(counted_on: date, until: date) -> None:
    found = replace(progress(), counted_on=counted_on)
    assert [each.label for each in found.periods] == [PERIODS[1].label]
    assert found.told_until == until


def test_it_is_read_back_as_it_was_written() -> None:
    found = progress(
        make_account(MUNICIPAL, 2, {"p1": told(make_number(None, "m"), state=CellState.AMOUNT_UNKNOWN)})
    )
    assert ProgressDocument.from_data(json.loads(json.dumps(found.to_data()))) == found


@pytest.mark.parametrize(
    "change", [{"schema": "loftet.progress.v2"}, {"counted_on": None}, {"words": "Bra."}, {"handed_in": [{}]}]
)
def test_another_shape_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(DocumentNotReadable):
        ProgressDocument.from_data({**progress().to_data(), **change})
