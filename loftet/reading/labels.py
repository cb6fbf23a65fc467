"""Reporting periods, and which of them an outcome belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loftet.domain.periods import UNDATED, Period, ReportingPeriod

from .blocks import Block, BlockKind
from .columns import Column, read_label
from .dates import find_periods, whole_year
from .walk_model import Candidate

_LEADING_YEAR = re.compile(r"^(?P<year>(?:19|20)\d\d)[,:.]?\s")


def label_outcomes(
    blocks: Sequence[Block], outcomes: Sequence[Candidate], columns: Sequence[Column], document: Period
) -> tuple[ReportingPeriod, ...]:
    """Columns name the periods; else the years that a list's items begin with; else a part of a year in the title."""
    if columns:
        return _numbered([(column.label or "", _dated(column, document)) for column in columns])
    if not outcomes:
        return ()
    if labelled := list(dict.fromkeys(outcome.label for outcome in outcomes if outcome.label)):
        return _numbered([(label, read_label(label)[1]) for label in labelled])
    if years := _from_leading_years(outcomes):
        return years
    return _from_title(blocks, outcomes)


def _dated(column: Column, document: Period) -> Period:
    """Months without a year are those of the document's year, where it is about one."""
    first, last = document.from_date, document.to_date
    if column.period != UNDATED or not (first and last and first.year == last.year):
        return column.period
    found = find_periods(column.label or "", year=first.year)
    return found[0].period if found and found[0].is_part_of_year else column.period


def _numbered(periods: Sequence[tuple[str, Period]]) -> tuple[ReportingPeriod, ...]:
    return tuple(
        ReportingPeriod.of(period, order=order, label=label)
        for order, (label, period) in enumerate(periods, 1)
    )


def _from_leading_years(outcomes: Sequence[Candidate]) -> tuple[ReportingPeriod, ...]:
    years: list[str] = []
    for outcome in outcomes:
        match = _LEADING_YEAR.match(outcome.passage.text)
        if match and outcome.label is None and not outcome.is_prose:
            outcome.label = match["year"]
            years += [match["year"]] if match["year"] not in years else []
    if len(years) < 2:
        for outcome in outcomes:
            outcome.label = None
        return ()
    return _numbered([(year, whole_year(int(year))) for year in years])


def _from_title(blocks: Sequence[Block], outcomes: Sequence[Candidate]) -> tuple[ReportingPeriod, ...]:
    titles = [block.text for block in blocks if block.kind is BlockKind.HEADING][:3]
    for text in titles:
        for found in find_periods(text):
            if found.is_part_of_year:
                label = found.span.of(text)
                for outcome in outcomes:
                    outcome.label = label
                return _numbered([(label, found.period)])
    return ()
