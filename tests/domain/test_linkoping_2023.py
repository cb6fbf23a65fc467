"""The traps of a follow-up that touch numbers (domain brief 11, traps 1 to 6 and 13), in our own words."""

import json
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from loftet.domain.cells import (
    Cell,
    CellState,
    NotDone,
    NotDoneReason,
    OutcomeState,
    account,
    empty_cell,
    together,
)
from loftet.domain.commitment import Cadence, CommitmentClass, Comparator
from loftet.domain.counts import Count
from loftet.domain.duplicates import Marks, Verdict
from loftet.domain.expected import expected_so_far, shown_amount
from loftet.domain.periods import Period, is_due
from loftet.domain.series import ready_made
from loftet.domain.suggestion import PromiseStatus, suggest
from loftet.domain.totals import by_parties, total_of, totals
from tests.domain.counting import (
    BOTH,
    LINKOPING_2023,
    MUNICIPALITY,
    POLICE,
    YEAR_2023,
    make_commitment,
    make_count,
)

GOLD = Path(__file__).parents[3] / "shared" / "gold"
TERTIAL_1, TERTIAL_2, TERTIAL_3 = LINKOPING_2023
NEW_YEAR = date(2024, 1, 1)
BLANK = empty_cell(is_concerned=True, is_due=True, is_read=True)
in_second, in_third = partial(make_count, period=2), partial(make_count, period=3)
TWO_HOURS_A_WEEK = make_commitment(
    kind=CommitmentClass.TIME_AMOUNT, comparator=Comparator.AT_LEAST, number=2.0, every=Cadence.WEEK
)


def done(*counts: Count) -> Cell:
    return account(OutcomeState.DONE, counts)


# Trap 1: the column of tertial 1 is empty.


def test_a_blank_in_an_old_document_is_neither_nothing_done_nor_anybodys_fault() -> None:
    assert BLANK.state == CellState.NO_ACCOUNT
    assert BLANK.state != account(OutcomeState.NOT_DONE).state


def test_a_year_with_a_blank_says_at_least() -> None:
    assert total_of("sök", [BLANK, done(make_count(5, unit="sök"))]).is_at_least


def test_an_undated_period_is_due_when_the_next_has_begun_and_expects_nothing() -> None:
    assert is_due(TERTIAL_1, LINKOPING_2023, date(2023, 6, 7))
    assert expected_so_far(TWO_HOURS_A_WEEK, TERTIAL_1, NEW_YEAR, promise=Period()) is None


# Trap 2: tertial 2 is 7 June to 31 August.


def test_two_hours_a_week_follow_the_days_and_not_a_third_of_the_year() -> None:
    shown = []
    for period in (TERTIAL_2, TERTIAL_3):
        found = expected_so_far(TWO_HOURS_A_WEEK, period, NEW_YEAR, promise=YEAR_2023)
        assert found
        shown.append(str(shown_amount(found.so_far.low, TWO_HOURS_A_WEEK.kind)))
    assert shown == ["24.6", "34.9"]


# Trap 3: not done, since the schools were closed; planned for the next tertial.

CLOSED = NotDone(NotDoneReason.CLOSED, "Skolorna hade sommarlov.", date(2023, 9, 15))


def test_not_done_has_a_reason_and_a_next_date() -> None:
    cell = account(OutcomeState.NOT_DONE, (), [CLOSED])
    assert (cell.state, cell.not_done[0].next_on) == (CellState.NOT_DONE, date(2023, 9, 15))


def test_not_done_in_one_tertial_is_no_failure_of_the_promise() -> None:
    search = make_commitment(unit="sök")
    summer = [BLANK, account(OutcomeState.NOT_DONE, (), [CLOSED])]
    autumn = [*summer, done(in_third(5, unit="sök"))]
    before = suggest(search, {POLICE: summer}, total_of("sök", summer), YEAR_2023, date(2023, 9, 1))
    after = suggest(search, {POLICE: autumn}, total_of("sök", autumn), YEAR_2023, NEW_YEAR)
    assert before.status == PromiseStatus.NOT_STARTED
    assert after.status == PromiseStatus.WITHOUT_TARGET


# Trap 4: four of the police and two of the municipality, then three joint and one more.

OPERATIONS = [
    done(in_second(4, POLICE, key="los")),
    done(in_second(2, MUNICIPALITY, key="myndighetssamverkan")),
    done(in_third(3, POLICE, parties=BOTH), in_third(1, POLICE, parties=BOTH, key="empact")),
]


@pytest.mark.parametrize(("verdict", "low", "high"), [(None, 8, 10), ("one", 8, 8), ("different", 10, 10)])
def test_a_sum_over_the_parties_is_only_the_most_it_can_be(verdict: str | None, low: int, high: int) -> None:
    pair = frozenset({"los", "myndighetssamverkan"})
    marks = Marks({pair: Verdict(verdict)} if verdict else {})
    found = total_of("insatser", OPERATIONS, marks)
    assert (found.low, found.high) == (Fraction(low), Fraction(high))


# Trap 5: "ett antal", then 14 together and 12 by one.

VISITS = [
    done(in_second(None, parties=BOTH)),
    done(in_third(14, parties=BOTH), in_third(12, MUNICIPALITY, key="egna")),
]


def test_unknown_is_not_zero_and_makes_the_year_a_lower_bound() -> None:
    assert VISITS[0].state == CellState.AMOUNT_UNKNOWN
    different = Marks({frozenset({VISITS[1].counts[0].key, "egna"}): Verdict.DIFFERENT})
    found = total_of("insatser", VISITS, different)
    assert (found.low, found.is_at_least) == (26, True)


def test_what_is_unknown_in_other_words_makes_a_lower_bound_too() -> None:
    vague = done(in_second(None, unit="krogtillsyner"))
    assert totals([vague, done(in_third(26, unit="tillsynsbesök"))])["tillsynsbesök"].is_at_least


def test_26_visits_are_never_those_of_one_party() -> None:
    found = by_parties("insatser", VISITS[1].counts)
    assert {parties: each.low for parties, each in found.items()} == {
        BOTH: 14,
        frozenset({MUNICIPALITY}): 12,
    }


# Trap 6: counts made of several.


@pytest.mark.parametrize(
    "parts",
    [
        {"verksamheter": 10, "uppföljande besök": 1},
        {"fasta kameror": 3, "tillfälliga kameror": 10},
        {"insatser": 4, "tillsyner av transporter": 32},
    ],
)
def test_units_are_never_added(parts: dict[str, int]) -> None:
    cell = done(*(in_third(number, unit=unit) for unit, number in parts.items()))
    found = totals([cell])
    assert {unit: (each.low, each.high) for unit, each in found.items()} == {
        unit: (Fraction(number), Fraction(number)) for unit, number in parts.items()
    }


# Trap 13: two years, followed up month by month.


def test_two_years_ask_for_what_their_24_months_ask_for() -> None:
    promise = Period(date(2021, 1, 1), date(2022, 12, 31))
    months = ready_made(Cadence.MONTH, promise, lambda part: f"{part.year}-{part.number:02}")
    later = date(2023, 1, 1)
    found = [expected_so_far(TWO_HOURS_A_WEEK, month, later, promise=promise) for month in months]
    whole = expected_so_far(TWO_HOURS_A_WEEK, promise, later)
    assert whole
    assert sum(each.so_far.low for each in found if each) == whole.so_far.low == Fraction(2 * 730, 7)
    assert len(found) == 24


def test_a_yearly_walk_in_a_promise_of_two_years_is_two_walks() -> None:
    promise = Period(date(2021, 1, 1), date(2022, 12, 31))
    yearly = make_commitment(kind=CommitmentClass.FREQUENCY, number=1.0, every=Cadence.YEAR)
    found = expected_so_far(yearly, promise, date(2022, 1, 1))
    assert found
    assert found.in_all
    assert (found.in_all.low, int(found.so_far.low)) == (2, 1)


# The labels of the published follow-up, where they are at hand.

CELLS_OF_2023 = {
    1: ("no_account", "not_done", "amount"),
    2: ("no_account", "under_way", "under_way"),
    3: ("no_account", "amount_unknown", "amount"),
    4: ("no_account", "done", "amount_unknown"),
    5: ("no_account", "zero", "amount"),
    6: ("no_account", "amount", "amount"),
    7: ("no_account", "amount", "amount"),
    8: ("no_account", "under_way", "under_way"),
}


def read_account(outcome: dict[str, Any]) -> Cell:
    why = outcome.get("reason")
    return account(
        OutcomeState(outcome["state"]),
        read_counts(outcome),
        [NotDone(NotDoneReason.OTHER, why)] if why else [],
    )


def read_counts(outcome: dict[str, Any]) -> Iterator[Count]:
    for number, each in enumerate(outcome["counts"]):
        yield Count(
            key=f"{outcome['text']} {number}",
            unit=each["unit"] or "",
            number=None if each["number"] is None else Fraction(str(each["number"])),
            told_by="the document",
            parties=frozenset(each["performers"]),
            is_approximate=each.get("approx", False),
        )


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.json")), ids=lambda path: path.stem)
def test_every_labelled_outcome_is_one_cell(path: Path) -> None:
    outcomes = json.loads(path.read_text(encoding="utf-8"))["outcomes"]
    for outcome in outcomes:
        cell = read_account(outcome)
        numbers = [each["number"] for each in outcome["counts"]]
        is_amount = any(numbers) and outcome["state"] != "in_progress"
        assert (cell.state == CellState.AMOUNT) == is_amount
        assert len(cell.counts) == len(numbers)


@pytest.mark.skipif(not GOLD.is_dir(), reason="no labels here")
def test_the_cells_are_those_of_the_labels() -> None:
    follow_up = json.loads((GOLD / "linkoping_2023.json").read_text(encoding="utf-8"))
    found = {
        promise["id"]: tuple(
            together(
                [
                    read_account(outcome)
                    for outcome in follow_up["outcomes"]
                    if (outcome["promise"], outcome["period"]) == (promise["id"], period["label"])
                ],
                BLANK,
            ).state
            for period in follow_up["reporting_periods"]
        )
        for promise in follow_up["promises"]
    }
    assert found == CELLS_OF_2023
