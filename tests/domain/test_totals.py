from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.cells import Cell, CellState, OutcomeState, account
from loftet.domain.counts import Count
from loftet.domain.duplicates import Marks, Verdict, heaviest_apart
from loftet.domain.periods import Period
from loftet.domain.totals import Total, UnitsMixed, by_parties, total, total_of, totals
from tests.domain.counting import (
    BOTH,
    MUNICIPALITY,
    POLICE,
    counts_of_one_unit,
    few,
    make_count,
    marks,
)

ONE, DIFFERENT = Verdict.ONE, Verdict.DIFFERENT


def bounds(counts: Sequence[Count], said: Marks | None = None) -> tuple[Fraction, Fraction | None]:
    found = total("insatser", counts, said or Marks())
    return found.low, found.high


def marked(verdict: Verdict, *keys: str) -> Marks:
    return Marks({frozenset(keys): verdict})


def on(day: int) -> Period:
    return Period(date(2023, 7, day), date(2023, 7, day))


FOUR, TWO = make_count(4, key="p"), make_count(2, MUNICIPALITY, key="m")


def test_what_one_party_tells_is_added() -> None:
    assert bounds([make_count(3), make_count(1)]) == (4, 4)


def test_what_two_parties_tell_apart_goes_from_the_largest_to_the_sum() -> None:
    assert bounds([FOUR, TWO]) == (4, 6)


def test_marked_as_one_the_larger_number_counts() -> None:
    assert bounds([FOUR, TWO], marked(ONE, "p", "m")) == (4, 4)


def test_marked_as_different_the_two_are_added() -> None:
    assert bounds([FOUR, TWO], marked(DIFFERENT, "p", "m")) == (6, 6)


def test_an_occurrence_counts_once_however_many_parties_took_part_and_tell_it() -> None:
    joint = Count("walk", "insatser", Fraction(1), POLICE, BOTH)
    assert bounds([joint, replace(joint, told_by=MUNICIPALITY)]) == (1, 1)


def test_two_small_counts_of_one_party_may_both_be_in_one_of_the_other() -> None:
    found = [make_count(2, key="a"), make_count(1, key="b"), make_count(4, MUNICIPALITY, key="m")]
    said = Marks({frozenset({"a", "m"}): ONE, frozenset({"b", "m"}): ONE})
    assert bounds(found) == (4, 7)
    assert bounds(found, said) == (4, 4)


def test_what_one_party_recorded_twice_and_marks_as_one_counts_once() -> None:
    assert bounds([make_count(1, key="a"), make_count(1, key="b")], marked(ONE, "a", "b")) == (1, 1)


@pytest.mark.parametrize(("first", "second", "sum_from"), [(1, 1, 1), (1, 4, 1), (1, 5, 2), (5, 1, 2)])
def test_only_what_was_done_on_near_days_may_be_the_same(first: int, second: int, sum_from: int) -> None:
    found = [make_count(1, days=on(first)), make_count(1, MUNICIPALITY, days=on(second))]
    assert bounds(found) == (sum_from, 2)


def test_different_periods_hold_different_things() -> None:
    assert bounds([replace(FOUR, period=2), replace(TWO, period=3)]) == (6, 6)


def test_nought_told_by_both_is_nothing_told_twice() -> None:
    noughts = [replace(each, number=Fraction(0)) for each in (TWO, FOUR)]
    assert Marks().unsettled([*noughts, make_count(1, MUNICIPALITY, key="n")]) == []


def test_what_may_be_the_same_is_told_pair_by_pair_until_it_is_marked() -> None:
    third = make_count(1, MUNICIPALITY, key="n")
    assert Marks().unsettled([TWO, third, FOUR]) == [(TWO, FOUR), (third, FOUR)]
    assert marked(ONE, "p", "m").unsettled([TWO, third, FOUR]) == [(third, FOUR)]
    assert marked(DIFFERENT, "p", "n").unsettled([TWO, third, FOUR]) == [(TWO, FOUR)]


def test_an_unknown_number_makes_a_lower_bound() -> None:
    found = total("insatser", [make_count(26), make_count(None)])
    assert (found.low, found.high, found.is_at_least) == (26, None, True)


def test_an_unknown_number_that_is_the_same_as_a_known_one_is_known() -> None:
    found = [make_count(None, key="p"), make_count(14, MUNICIPALITY, key="m")]
    assert bounds(found) == (14, None)
    assert bounds(found, marked(ONE, "p", "m")) == (14, 14)


def test_who_tells_at_least_more_than_the_other_knows_leaves_it_open() -> None:
    at_least_20 = [make_count(20, key="p"), make_count(None, key="q")]
    said = Marks({frozenset({"p", "m"}): ONE, frozenset({"q", "m"}): ONE})
    assert bounds([*at_least_20, make_count(14, MUNICIPALITY, key="m")], said) == (20, None)
    assert bounds([*at_least_20, make_count(30, MUNICIPALITY, key="m")], said) == (30, 30)


def test_an_approximate_count_makes_an_approximate_total() -> None:
    assert total("insatser", [make_count(5), make_count(20, is_approximate=True)]).is_approximate
    assert not total("insatser", [make_count(5)]).is_approximate


def test_units_are_kept_apart() -> None:
    fixed, moved = make_count(3, unit="fasta kameror"), make_count(10, unit="tillfälliga kameror")
    assert list(totals([account(OutcomeState.DONE, [moved, fixed])]).values()) == [
        Total("fasta kameror", Fraction(3), Fraction(3)),
        Total("tillfälliga kameror", Fraction(10), Fraction(10)),
    ]
    with pytest.raises(UnitsMixed, match="fasta kameror, tillfälliga kameror"):
        total("fasta kameror", [fixed, moved])


@pytest.mark.parametrize(
    ("cell", "is_at_least"),
    [
        (Cell(CellState.NOT_CONCERNED), False),
        (Cell(CellState.NOT_DUE), False),
        (Cell(CellState.NOT_REPORTED), True),
        (Cell(CellState.NO_ACCOUNT), True),
        (account(OutcomeState.NOT_DONE), False),
        (account(OutcomeState.IN_PROGRESS), True),
        (account(OutcomeState.IN_PROGRESS, [make_count(2)]), False),
        (account(OutcomeState.DONE), True),
        (account(OutcomeState.DONE, [make_count(None, unit="besök")]), True),
        (account(OutcomeState.DONE, [make_count(0)]), False),
        (account(OutcomeState.DONE, [make_count(3)]), False),
    ],
)
def test_beside_five_this_cell_makes_the_total_at_least(cell: Cell, is_at_least: bool) -> None:
    five = account(OutcomeState.DONE, [make_count(5)])
    assert total_of("insatser", [five, cell]).is_at_least is is_at_least


def test_each_set_of_parties_has_its_own_total() -> None:
    joint, alone = make_count(14, parties=BOTH), make_count(12, parties=frozenset({MUNICIPALITY}))
    found = by_parties("insatser", [joint, alone])
    assert {parties: each.low for parties, each in found.items()} == {BOTH: 14, alone.parties: 12}
    assert bounds([joint, alone]) == (26, 26)


lists_of_counts = st.lists(counts_of_one_unit, max_size=7)
lists_of_known_things = st.lists(
    counts_of_one_unit.filter(lambda count: count.number is not None),
    max_size=7,
    unique_by=lambda count: count.key,
)


@few
@given(lists_of_counts, marks)
def test_a_total_is_never_below_its_parts(found: list[Count], said: Marks) -> None:
    low, high = bounds(found, said)
    assert all(low >= (count.number or 0) for count in found)
    assert high is None or high >= low
    assert all(
        low >= bounds([each for each in found if each.period == order], said)[0] for order in (1, 2, 3)
    )


@few
@given(lists_of_counts, marks)
def test_nothing_is_counted_twice(found: list[Count], said: Marks) -> None:
    again = [replace(count, told_by=other) for count in found for other in (POLICE, MUNICIPALITY)]
    _, high = bounds(again, said)
    largest: dict[str, Fraction] = {}
    for count in found:
        largest[count.key] = max(largest.get(count.key, Fraction(0)), count.number or Fraction(0))
    assert high is None or high <= sum(largest.values())


@few
@given(lists_of_counts, marks, st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(found: list[Count], said: Marks, random: Random) -> None:
    assert bounds(random.sample(found, len(found)), said) == bounds(found, said)


@few
@given(lists_of_counts, marks)
def test_one_more_report_never_lowers_a_total(found: list[Count], said: Marks) -> None:
    before = bounds(found[:-1], said)
    after = bounds(found, said)
    assert after[0] >= before[0]


@few
@given(lists_of_known_things)
def test_a_verdict_on_two_things_narrows_the_span(found: list[Count]) -> None:
    low, high = bounds(found)
    assert high is not None
    for one, other in Marks().unsettled(found)[:4]:
        for verdict in Verdict:
            least, most = bounds(found, marked(verdict, one.key, other.key))
            assert most is not None
            assert low <= least <= most <= high


@few
@given(lists_of_known_things)
def test_when_all_is_settled_a_total_is_one_number(found: list[Count]) -> None:
    pairs = [frozenset({one.key, other.key}) for one, other in Marks().unsettled(found)]
    low, high = bounds(found, Marks(dict.fromkeys(pairs, Verdict.DIFFERENT)))
    assert low == high == sum(count.number or 0 for count in found)


def test_daily_rounds_of_two_parties_are_reckoned_in_no_time() -> None:
    evenings = [date(2023, 6, 7) + timedelta(days=number) for number in range(86)]
    found = [
        make_count(1, teller, days=Period(evening, evening))
        for teller in (POLICE, MUNICIPALITY)
        for evening in evenings
    ]
    assert bounds(found) == (86, 172)


def test_many_marks_leave_a_total_that_is_true() -> None:
    found = [
        make_count(1, teller, key=f"{teller} {n}") for teller in (POLICE, MUNICIPALITY) for n in range(40)
    ]
    pairs = [
        frozenset({f"police {n}", f"municipality {m}"}) for n in range(40) for m in range(40) if n * m % 7 < 4
    ]
    low, high = bounds(found, Marks(dict.fromkeys(pairs, Verdict.DIFFERENT)))
    assert high == 80
    assert 40 <= low <= 80


@few
@given(lists_of_counts, marks)
def test_the_least_is_the_heaviest_choice_of_counts_that_are_all_apart(
    found: list[Count], said: Marks
) -> None:
    choices = (choice for size in range(len(found) + 1) for choice in combinations(found, size))
    apart = (c for c in choices if not any(said.may_be_same(*pair) for pair in combinations(c, 2)))
    assert heaviest_apart(found, said.may_be_same) == max(
        sum(count.number or 0 for count in choice) for choice in apart
    )
