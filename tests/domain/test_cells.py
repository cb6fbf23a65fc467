from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.cells import (
    CELL_OF,
    Cell,
    CellContradicts,
    CellState,
    NotDone,
    NotDoneReason,
    OutcomeState,
    account,
    empty_cell,
    together,
)
from loftet.domain.counts import Count, CountBelowZero, Counted, counted
from loftet.domain.totals import totals
from tests.domain.counting import BOTH, POLICE, accounts, counts, few, make_count, marks

S, A, N = CellState, OutcomeState, Counted
SOME, NONE, FIVE = make_count(None), make_count(0), make_count(5)
HOLIDAY = NotDone(NotDoneReason.CLOSED, "Skolorna hade sommarlov.", date(2023, 9, 15))
COUNTS = {N.NUMBER: (FIVE, SOME, NONE), N.SOME: (SOME, NONE), N.ZERO: (NONE,), N.NOTHING: ()}


@pytest.mark.parametrize(
    ("said", "number", "some", "zero", "nothing"),
    [
        (A.DONE, S.AMOUNT, S.AMOUNT_UNKNOWN, S.ZERO, S.DONE),
        (A.PARTLY, S.AMOUNT, S.UNDER_WAY, S.ZERO, S.UNDER_WAY),
        (A.IN_PROGRESS, S.UNDER_WAY, S.UNDER_WAY, S.UNDER_WAY, S.UNDER_WAY),
        (A.NOT_DONE, S.AMOUNT, S.AMOUNT_UNKNOWN, S.ZERO, S.NOT_DONE),
        (A.UNKNOWN, S.AMOUNT, S.AMOUNT_UNKNOWN, S.ZERO, S.NO_ACCOUNT),
    ],
)
def test_an_account_is_a_cell_by_what_it_says_and_counts(
    said: OutcomeState, number: CellState, some: CellState, zero: CellState, nothing: CellState
) -> None:
    cells = {found: account(said, COUNTS[found]).state for found in Counted}
    assert cells == {N.NUMBER: number, N.SOME: some, N.ZERO: zero, N.NOTHING: nothing}


def test_the_table_knows_every_account() -> None:
    assert set(CELL_OF) == set(product(OutcomeState, Counted))


@pytest.mark.parametrize(
    ("concerned", "due", "read", "state"),
    [
        (True, True, False, S.NOT_REPORTED),
        (True, False, False, S.NOT_DUE),
        (False, True, False, S.NOT_CONCERNED),
        (False, False, True, S.NOT_CONCERNED),
        (True, True, True, S.NO_ACCOUNT),
        (True, False, True, S.NO_ACCOUNT),
    ],
)
def test_a_blank_is_none_of_the_cells(concerned: bool, due: bool, read: bool, state: CellState) -> None:
    empty = empty_cell(is_concerned=concerned, is_due=due, is_read=read)
    assert together([], empty) == Cell(state)


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (S.AMOUNT, ()),
        (S.AMOUNT, (NONE,)),
        (S.AMOUNT_UNKNOWN, (FIVE,)),
        (S.ZERO, (SOME,)),
        (S.DONE, (FIVE,)),
        (S.NOT_DONE, (NONE,)),
        (S.NOT_DUE, (NONE,)),
        (S.NOT_REPORTED, (SOME,)),
        (S.NO_ACCOUNT, (FIVE,)),
        (S.NOT_CONCERNED, (NONE,)),
    ],
)
def test_a_state_and_counts_that_contradict_it_are_refused(
    state: CellState, found: tuple[Count, ...]
) -> None:
    with pytest.raises(CellContradicts, match=state):
        Cell(state, found)


def test_nothing_is_counted_below_zero() -> None:
    with pytest.raises(CountBelowZero):
        make_count(-1)


@pytest.mark.parametrize(
    ("cells", "state", "is_open"),
    [
        ((account(A.DONE, [FIVE]), account(A.NOT_DONE, [], [HOLIDAY])), S.AMOUNT, False),
        ((account(A.DONE, [FIVE]), account(A.IN_PROGRESS)), S.AMOUNT, True),
        ((account(A.DONE), account(A.NOT_DONE, [NONE])), S.DONE, True),
        ((account(A.DONE), account(A.IN_PROGRESS, [FIVE])), S.AMOUNT, True),
        ((account(A.IN_PROGRESS, [SOME]), account(A.DONE)), S.AMOUNT_UNKNOWN, True),
        ((account(A.IN_PROGRESS, [FIVE]), account(A.NOT_DONE)), S.UNDER_WAY, False),
        ((account(A.NOT_DONE, [NONE]), account(A.NOT_DONE, [], [HOLIDAY])), S.ZERO, False),
        ((account(A.UNKNOWN), account(A.NOT_DONE)), S.NOT_DONE, True),
    ],
)
def test_of_several_accounts_the_one_that_says_most_gives_the_state(
    cells: tuple[Cell, ...], state: CellState, is_open: bool
) -> None:
    cell = together(cells, Cell(S.NOT_REPORTED))
    assert (cell.state, cell.leaves_open) == (state, is_open)


def test_why_something_was_not_done_and_when_it_will_be_is_kept() -> None:
    cell = together([account(A.NOT_DONE, [], [HOLIDAY]), account(A.DONE, [FIVE])], Cell(S.NOT_REPORTED))
    assert (cell.not_done, cell.counts) == ((HOLIDAY,), (FIVE,))


def test_what_two_accounts_tell_of_one_occurrence_stands_once() -> None:
    walk = Count("walk 7 May", "vandringar", Fraction(1), POLICE, BOTH)
    cell = together([account(A.DONE, [walk]), account(A.DONE, [walk, FIVE])], Cell(S.NOT_REPORTED))
    assert set(cell.counts) == {walk, FIVE}
    assert len(cell.counts) == 2


histories = st.lists(accounts, max_size=5)


@few
@given(histories, st.booleans(), st.booleans(), st.booleans())
def test_no_history_yields_a_blank_or_contradicting_cell(
    history: list[Cell], concerned: bool, due: bool, read: bool
) -> None:
    cell = together(history, empty_cell(is_concerned=concerned, is_due=due, is_read=read))
    assert cell.state in CellState
    is_told = any(each.state != S.NO_ACCOUNT for each in history)
    assert is_told == (cell.state not in (S.NOT_CONCERNED, S.NOT_DUE, S.NOT_REPORTED, S.NO_ACCOUNT))
    assert {count for each in history for count in each.counts} == set(cell.counts)


@few
@given(st.permutations(range(4)), st.lists(accounts, min_size=4, max_size=4))
def test_the_order_of_accounts_does_not_matter(order: list[int], history: list[Cell]) -> None:
    empty = Cell(S.NOT_REPORTED)
    assert together([history[place] for place in order], empty) == together(history, empty)


@few
@given(st.lists(accounts, min_size=1, max_size=4), st.data())
def test_accounts_put_together_have_the_total_of_the_accounts_apart(
    history: list[Cell], data: st.DataObject
) -> None:
    said = data.draw(marks)
    assert totals([together(history, Cell(S.NOT_REPORTED))], said) == totals(history, said)


@given(st.lists(counts, max_size=4))
def test_unknown_is_not_zero(found: list[Count]) -> None:
    assert (counted(found) == N.ZERO) == (bool(found) and all(count.number == 0 for count in found))
