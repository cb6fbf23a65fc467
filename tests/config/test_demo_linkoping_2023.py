"""The year 2023 of Linköping in the demo: every trap shows as it should, the cells are as labelled."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from loftet.config.demo.linkoping_2023 import MUNICIPALITY, PERIODS, POLICE, TOLD
from loftet.domain.cells import Cell, CellState, empty_cell, together
from loftet.domain.follow_up import FollowUpDocument
from loftet.domain.follow_up_assembly import assemble
from loftet.domain.party_account import PartyAccountDocument, PeriodRef
from tests.domain.follow_ups import MUNICIPAL, THE_POLICE, asks, make_account, make_frame, make_set
from tests.domain.promise_sets import make_promise
from tests.domain.test_linkoping_2023 import read_account

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "linkoping_2023.json"
PARTIES = {MUNICIPALITY: MUNICIPAL, POLICE: THE_POLICE}
PROMISES = range(1, 9)


def accounts() -> list[PartyAccountDocument]:
    return [
        make_account(
            PARTIES[party],
            tertial,
            {
                f"p{promise}": told.account(f"{promise}-{tertial}-{party}", PARTIES)
                for (promise, told_in, by), told in TOLD.items()
                if (told_in, by) == (tertial, party)
            },
        )
        for tertial in (2, 3)
        for party in PARTIES
    ]


def follow_up() -> FollowUpDocument:
    promises = [make_promise(key=f"p{n}", title=f"Löfte {n}", commitments=(asks(f"c{n}"),)) for n in PROMISES]
    frame = make_frame(make_set(*promises))
    return assemble(frame, accounts())


def cell(promise: int, tertial: int) -> Cell:
    """What both parties tell, as one cell."""
    found = next(each for each in follow_up().promises if each.key == f"p{promise}")
    told = [
        each.account.cell(each.party, each.period)
        for each in found.cells
        if each.period == tertial and each.account.state != CellState.NOT_REPORTED
    ]
    return together(told, empty_cell(is_concerned=True, is_due=True, is_read=True))


def totals(promise: int) -> dict[str, tuple[float, float | None]]:
    found = next(each for each in follow_up().promises if each.key == f"p{promise}")
    return {each.unit: (each.low, each.high) for each in found.totals}


def test_the_empty_tertial_is_nobodys_fault() -> None:
    assert {cell(promise, 1).state for promise in PROMISES} == {CellState.NO_ACCOUNT}


def test_the_summer_without_searches_has_its_reason() -> None:
    found = cell(1, 2)
    assert (found.state, found.not_done[0].reason) == (CellState.NOT_DONE, "closed")


def test_two_parties_operations_are_not_summed() -> None:
    found = totals(6)
    assert found["LOS-insatser"][0] == 7
    assert found["insatser"][0] == 6


def test_some_and_then_fourteen_and_twelve_is_at_least_26() -> None:
    low, high = totals(3)["tillsynsbesök"]
    assert (low >= 14, high) == (True, None)


def test_counts_made_of_several_are_never_added() -> None:
    assert {unit: low for unit, (low, _high) in totals(5).items() if low} == {
        "fasta kameror": 3,
        "kamera": 1,
        "tillfälliga kameror": 10,
    }


@pytest.mark.skipif(not GOLD.exists(), reason="no labels here")
def test_the_cells_are_those_of_the_labels() -> None:
    labelled = json.loads(GOLD.read_text(encoding="utf-8"))
    for promise in PROMISES:
        for tertial in (2, 3):
            outcomes = [
                each
                for each in labelled["outcomes"]
                if (each["promise"], each["period"]) == (promise, f"Tertial {tertial} 2023")
            ]
            found = cell(promise, tertial)
            assert counts_of(found) == labelled_counts(outcomes), (promise, tertial)
            assert found.state == together_of(outcomes).state, (promise, tertial)


def counts_of(found: Cell) -> Counter[tuple[str, Fraction | None, int]]:
    return Counter((each.unit, each.number, len(each.parties)) for each in found.counts)


def labelled_counts(outcomes: list[dict[str, Any]]) -> Counter[tuple[str, Fraction | None, int]]:
    return Counter(
        (
            each["unit"],
            None if each["number"] is None else Fraction(str(each["number"])),
            len(each["performers"]),
        )
        for outcome in outcomes
        for each in outcome["counts"]
    )


def together_of(outcomes: list[dict[str, Any]]) -> Cell:
    return together([read_account(each) for each in outcomes], empty_cell(is_concerned=True, is_due=True))


def test_the_periods_are_those_of_the_document() -> None:
    shown = [PeriodRef(0, each.label, each.starts_on, each.ends_on, None, each.is_read) for each in PERIODS]
    assert [(each.starts_on is None, each.reporting_period.days) for each in shown] == [
        (True, None),
        (False, 86),
        (False, 122),
    ]
