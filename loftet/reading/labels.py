"""Reporting periods, and which of them an outcome belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loftet.domain.periods import Period, ReportingPeriod

from .blocks import Block, BlockKind
from .columns import Column
from .dates import find_periods, whole_year
from .walk_model import Candidate

_LEADING_YEAR = re.compile(r"^(?P<year>(?:19|20)\d\d)[,:.]?\s")


def label_outcomes(
    blocks: Sequence[Block], outcomes: Sequence[Candidate], columns: Sequence[Column]
) -> tuple[ReportingPeriod, ...]:
    """Columns name the periods; else the years that a list's items begin with; else a part of a year in the title."""
    if columns:
        return _numbered([(column.label or "", column.period) for column in columns])
    if not outcomes:
        return ()
    if years := _from_leading_years(outcomes):
        return years
    return _from_title(blocks, outcomes)


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
