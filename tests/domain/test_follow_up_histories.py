"""Whatever was reported, no cell is blank, no total is below its parts, and nothing counts twice."""

import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.canonical import canonical_json
from loftet.domain.cells import COUNTED_IN, Cell, CellState, together
from loftet.domain.counts import counted
from loftet.domain.duplicates import Marks, Verdict
from loftet.domain.exact import exact
from loftet.domain.follow_up import FollowUpDocument
from loftet.domain.follow_up_assembly import assemble
from loftet.domain.party_account import (
    AccountText,
    CountText,
    NotDoneText,
    PartyAccountDocument,
)
from loftet.domain.totals import totals
from tests.domain.counting import accounts as drawn_cells
from tests.domain.counting import few
from tests.domain.follow_ups import (
    MUNICIPAL,
    THE_POLICE,
    asks,
    make_account,
    make_frame,
    make_set,
)
from tests.domain.promise_sets import make_promise

BOTH = (MUNICIPAL, THE_POLICE)


# Whatever is reported: no blank, no total below its parts, nothing counted twice.

PROMISES = tuple(make_promise(key=f"p{n}", title=f"Löfte {n}", commitments=(asks(f"c{n}"),)) for n in (1, 2))
ALL = make_set(*PROMISES)


def texts(cells: list[Cell], party: int) -> AccountText:
    """What is reported becomes one account, as a prefilled statement does."""
    cell = together(cells, Cell(CellState.NOT_REPORTED))
    counts = [replace(count, told_by=str(party), parties=frozenset({str(party)})) for count in cell.counts]
    words = tuple(NotDoneText(why.reason, why.words, why.next_on) for why in cell.not_done)
    return AccountText(
        cell.state, tuple(CountText.of(count, "") for count in counts), words, cell.has_uncounted
    )


reports = st.dictionaries(
    st.tuples(st.sampled_from(BOTH), st.integers(1, 3), st.sampled_from(("p1", "p2"))),
    st.lists(drawn_cells, min_size=1, max_size=3),
    max_size=8,
)
drawn_marks = st.builds(
    Marks,
    st.dictionaries(
        st.frozensets(st.sampled_from("abcdefgh"), min_size=2, max_size=2),
        st.sampled_from(Verdict),
        max_size=4,
    ),
)
Reports = dict[tuple[int, int, str], list[Cell]]


def handed_in_by(found: Reports) -> Iterator[PartyAccountDocument]:
    for party, period in sorted({place[:2] for place in found}):
        mine = {key: cells for (one, when, key), cells in found.items() if (one, when) == (party, period)}
        yield make_account(party, period, {key: texts(cells, party) for key, cells in mine.items()})


@few
@given(reports, drawn_marks)
def test_no_history_of_reports_leaves_a_cell_blank(found: Reports, marks: Marks) -> None:
    document = assemble(make_frame(ALL), list(handed_in_by(found)), marks)
    places = [
        (promise.key, cell.party, cell.period) for promise in document.promises for cell in promise.cells
    ]
    assert len(places) == len(set(places)) == 2 * 2 * 3
    for promise in document.promises:
        for cell in promise.cells:
            kept = cell.account.cell(cell.party, cell.period)
            assert counted(kept.counts) in COUNTED_IN[kept.state]
            assert kept.state != CellState.NOT_CONCERNED
    assert FollowUpDocument.from_data(json.loads(canonical_json(document.to_data()))) == document


@few
@given(reports, drawn_marks)
def test_no_total_is_below_any_of_its_parts(found: Reports, marks: Marks) -> None:
    for promise in assemble(make_frame(ALL), list(handed_in_by(found)), marks).promises:
        for total in promise.totals:
            assert total.high is None or total.high >= total.low
            for cell in promise.cells:
                alone = totals([cell.account.cell(cell.party, cell.period)], marks).get(total.unit)
                assert alone is None or total.low >= float(alone.low)
                assert not cell.account.cell(cell.party, cell.period).leaves_open or total.high is None


@few
@given(reports, drawn_marks)
def test_nothing_is_counted_twice(found: Reports, marks: Marks) -> None:
    """Of all that is told under one key no more than the largest number counts, whoever tells it."""
    for promise in assemble(make_frame(ALL), list(handed_in_by(found)), marks).promises:
        for total in promise.totals:
            largest: dict[str, Fraction] = {}
            for cell in promise.cells:
                for count in cell.account.counts:
                    if count.unit == total.unit and count.number is not None:
                        number = exact(count.number)
                        largest[count.key] = max(largest.get(count.key, Fraction(0)), number)
            assert total.low <= sum(largest.values())


@few
@given(reports)
def test_handing_the_same_in_again_changes_nothing(found: Reports) -> None:
    handed_in = list(handed_in_by(found))
    assert assemble(make_frame(ALL), [*handed_in, *handed_in]) == assemble(make_frame(ALL), handed_in)
