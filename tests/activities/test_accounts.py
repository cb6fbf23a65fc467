"""What a party has told becomes accounts, each thing once."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loftet.activities import services
from loftet.activities.selectors import Accounts, PromiseAccount, list_accounts
from loftet.domain.cells import CellState, NotDoneReason, OutcomeState, empty_cell
from loftet.domain.periods import ReportingPeriod
from loftet.domain.totals import total_of
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet
from tests.factories import Cast

from .making import TODAY, YESTERDAY, counted, not_done, nothing, occurrence, signed_of, window

BEFORE = ReportingPeriod(date(2020, 1, 1), date(2020, 12, 31), order=1, label="Före")
NOW = ReportingPeriod(TODAY - timedelta(days=40), TODAY + timedelta(days=40), order=2, label="Nu")
UNDATED = ReportingPeriod(order=3, label="Utan datum")
SERIES = (BEFORE, NOW, UNDATED)
EMPTY = empty_cell(is_concerned=True, is_due=True)


def accounts_of(actor: Actor, promise_set: PromiseSet, *, party: int | None = None) -> Accounts:
    return list_accounts(actor, promise_set, SERIES, party=party)


def account_of(actor: Actor, promise_set: PromiseSet, period: int = 2) -> PromiseAccount:
    promise = signed_of(promise_set).document.promises[0]
    return accounts_of(actor, promise_set).of(promise.key, period)


def test_where_nothing_is_told_the_cell_is_the_empty_one(cast: Cast, promise_set: PromiseSet) -> None:
    assert account_of(cast.asta, promise_set).cell(EMPTY) == EMPTY


def test_occurrences_are_counted_in_their_period(cast: Cast, promise_set: PromiseSet) -> None:
    occurrence(cast.asta, promise_set, number="2", parties=(cast.petra.organisation.pk,))
    occurrence(cast.asta, promise_set, number="1")
    cell = account_of(cast.asta, promise_set).cell(EMPTY)

    assert cell.state == CellState.AMOUNT
    assert total_of("mätningar", [cell]).low == total_of("mätningar", [cell]).high == Fraction(3)
    both = frozenset(str(each.organisation.pk) for each in (cast.asta, cast.petra))
    assert {count.parties for count in cell.counts} == {both, frozenset({str(cast.asta.organisation.pk)})}
    assert account_of(cast.asta, promise_set, 1).cell(EMPTY) == EMPTY
    assert account_of(cast.asta, promise_set, 3).cell(EMPTY) == EMPTY


def test_some_without_a_number_leaves_the_total_open(cast: Cast, promise_set: PromiseSet) -> None:
    occurrence(cast.asta, promise_set, number="2")
    occurrence(cast.asta, promise_set, number=None)

    assert total_of("mätningar", [account_of(cast.asta, promise_set).cell(EMPTY)]).is_at_least


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (OutcomeState.DONE, CellState.DONE),
        (OutcomeState.PARTLY, CellState.UNDER_WAY),
        (OutcomeState.IN_PROGRESS, CellState.UNDER_WAY),
    ],
)
def test_what_is_not_counted_is_done_or_under_way(
    cast: Cast, promise_set: PromiseSet, outcome: OutcomeState, state: CellState
) -> None:
    row = counted(promise_set, None, is_counted=False, outcome=outcome)
    occurrence(cast.asta, promise_set, counts=(row,))

    assert account_of(cast.asta, promise_set).cell(EMPTY).state == state


def test_nothing_and_not_done_are_two_things(cast: Cast, promise_set: PromiseSet) -> None:
    nothing(cast.asta, promise_set)
    assert account_of(cast.asta, promise_set).cell(EMPTY).state == CellState.ZERO

    not_done(cast.petra, promise_set)
    cell = account_of(cast.petra, promise_set).cell(EMPTY)
    assert (cell.state, cell.not_done[0].reason) == (CellState.NOT_DONE, NotDoneReason.STAFF_MISSING)


def test_what_was_done_after_all_is_not_also_not_done(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set)
    not_done(cast.asta, promise_set, activity=activity)
    occurrence(cast.asta, promise_set, activity=activity)
    cell = account_of(cast.asta, promise_set).cell(EMPTY)

    assert (cell.state, cell.not_done) == (CellState.AMOUNT, ())


def test_what_is_withdrawn_counts_no_more(cast: Cast, promise_set: PromiseSet) -> None:
    done = occurrence(cast.asta, promise_set)
    services.withdraw_occurrence(by=cast.asta, occurrence=done, reason="Fel.")

    assert account_of(cast.asta, promise_set).lines == ()


def test_another_partys_doings_are_not_ones_own(cast: Cast, promise_set: PromiseSet) -> None:
    police = cast.petra.organisation
    occurrence(cast.petra, promise_set)
    occurrence(cast.asta, promise_set, entered_for=police.pk, entered_from="Polisens årsrapport")

    assert accounts_of(cast.asta, promise_set).lines == ()
    (line,) = accounts_of(cast.asta, promise_set, party=police.pk).lines
    assert line.entered_from == "Polisens årsrapport"
    assert {count.told_by for count in line.cell.counts} == {str(police.pk)}


def test_what_no_period_holds_is_not_lost(cast: Cast, promise_set: PromiseSet) -> None:
    occurrence(cast.asta, promise_set, starts_on=date(2021, 5, 1))
    accounts = accounts_of(cast.asta, promise_set)

    assert accounts.outside == accounts.lines != ()


def test_a_window_that_nobody_told_of_is_unfinished(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set, ends_on=YESTERDAY)
    assert [each.pk for each in account_of(cast.asta, promise_set).unfinished] == [activity.pk]

    occurrence(cast.asta, promise_set, activity=activity)
    assert account_of(cast.asta, promise_set).unfinished == ()


def test_the_queries_do_not_grow(cast: Cast, promise_set: PromiseSet) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            accounts_of(cast.asta, promise_set)
        return len(found)

    occurrence(cast.asta, promise_set)
    few = queries()
    for number in range(9):
        occurrence(cast.asta, promise_set, number=str(Decimal(number)))
        nothing(cast.asta, promise_set)
    assert queries() == few
