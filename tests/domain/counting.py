"""What the tests of the arithmetic vary: commitments, counts and periods, and how hypothesis draws them."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from loftet.domain.cells import Cell, NotDone, NotDoneReason, OutcomeState, account
from loftet.domain.commitment import Cadence, CommitmentClass, Comparator, ParsedCommitment
from loftet.domain.counts import Count
from loftet.domain.duplicates import Marks, Verdict
from loftet.domain.periods import Period, ReportingPeriod

YEAR_2023 = Period(date(2023, 1, 1), date(2023, 12, 31))
TERTIAL_2 = Period(date(2023, 6, 7), date(2023, 8, 31))
LINKOPING_2023 = (
    ReportingPeriod(order=1, label="Tertial 1 2023"),
    ReportingPeriod.of(TERTIAL_2, order=2, label="Tertial 2 2023"),
    ReportingPeriod(date(2023, 9, 1), date(2023, 12, 31), order=3, label="Tertial 3 2023"),
)
POLICE, MUNICIPALITY = "police", "municipality"
BOTH = frozenset({POLICE, MUNICIPALITY})


def make_commitment(**overrides: Any) -> ParsedCommitment:
    return replace(ParsedCommitment(CommitmentClass.UNQUANTIFIED), **overrides)


def make_count(number: int | None, told_by: str = POLICE, key: str = "", **overrides: Any) -> Count:
    """Make a count that the teller did alone, with a key of its own where none is given."""
    exact = None if number is None else Fraction(number)
    count = Count(key or f"{told_by} {number} {overrides}", "insatser", exact, told_by, frozenset({told_by}))
    return replace(count, **overrides)


# Histories take long to draw; many examples of each would take most of the time of these tests.
few = settings(max_examples=30)
EVENINGS = (date(2023, 6, 7), date(2023, 6, 10), date(2023, 7, 1), date(2023, 8, 31))
days = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@st.composite
def dated_periods(draw: st.DrawFn) -> Period:
    first = draw(days)
    return Period(first, first + timedelta(days=draw(st.integers(0, 900))))


periods = (
    st.builds(Period, st.none() | days, st.none()) | st.builds(Period, st.none(), days) | dated_periods()
)
numbers = st.none() | st.integers(0, 9).map(Fraction)
counts = st.builds(
    Count,
    key=st.sampled_from("abcdefgh"),
    unit=st.sampled_from(("insatser", "besök")),
    number=numbers,
    told_by=st.sampled_from((POLICE, MUNICIPALITY, "housing")),
    parties=st.sampled_from((BOTH, frozenset({POLICE}), frozenset({MUNICIPALITY}))),
    is_approximate=st.booleans(),
    period=st.integers(1, 3),
    days=st.sampled_from((Period(), TERTIAL_2, *(Period(day, day) for day in EVENINGS))),
)
counts_of_one_unit = counts.map(lambda count: replace(count, unit="insatser"))
pairs = st.frozensets(st.sampled_from("abcdefgh"), min_size=2, max_size=2)
marks = st.builds(Marks, st.dictionaries(pairs, st.sampled_from(Verdict), max_size=6))
accounts: st.SearchStrategy[Cell] = st.builds(
    account,
    st.sampled_from(OutcomeState),
    st.lists(counts, max_size=3),
    st.lists(st.builds(NotDone, st.sampled_from(NotDoneReason), st.text(max_size=3)), max_size=2),
)
targets = st.sampled_from((None, *Comparator))
cadences = st.sampled_from(Cadence)
