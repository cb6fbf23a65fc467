from __future__ import annotations

from datetime import date

import pytest

from loftet.domain.periods import Period
from loftet.language.days import read_days

TODAY = date(2024, 4, 10)
ONE_DAY = (
    ("2023-07-03", "2023-07-03"),
    ("20230703", "2023-07-03"),
    ("2023-07-03 14:00", "2023-07-03"),
    ("3/7", "2023-07-03"),
    ("3/7 2023", "2023-07-03"),
    ("3/7-23", "2023-07-03"),
    ("12 mars", "2024-03-12"),
    ("12 mar. 2023", "2023-03-12"),
    ("den 7:e juni", "2023-06-07"),
    ("tis 3 juli", "2023-07-03"),
    ("måndagen den 3 juli 2023", "2023-07-03"),
)
SEVERAL_DAYS = (
    ("v. 27", "2023-07-03", "2023-07-09"),
    ("V27", "2023-07-03", "2023-07-09"),
    ("vecka 27 2023", "2023-07-03", "2023-07-09"),
    ("2023 v. 27", "2023-07-03", "2023-07-09"),
    ("v. 27-28", "2023-07-03", "2023-07-16"),
    ("3–5 juli", "2023-07-03", "2023-07-05"),
    ("3-5/7", "2023-07-03", "2023-07-05"),
    ("3/7-5/7", "2023-07-03", "2023-07-05"),
    ("30 juni–2 juli", "2023-06-30", "2023-07-02"),
    ("7 juni t.o.m. 31 aug 2023", "2023-06-07", "2023-08-31"),
    ("2023-07-03 – 2023-07-05", "2023-07-03", "2023-07-05"),
    ("28 dec–3 jan", "2023-12-28", "2024-01-03"),
    ("mars", "2024-03-01", "2024-03-31"),
    ("februari 2023", "2023-02-01", "2023-02-28"),
    ("mars–april", "2024-03-01", "2024-04-30"),
)
NO_DAY = (
    "",
    "igår",
    "3",
    "2023",
    "2023-13-01",
    "31 april",
    "v. 99",
    "5 juli 2023 - 3 juli 2023",
    "ABC",
    "3 juli eller 4",
)


@pytest.mark.parametrize(("words", "day"), ONE_DAY)
def test_it_reads_a_day(words: str, day: str) -> None:
    found = date.fromisoformat(day)

    assert read_days(words, today=TODAY) == Period(found, found)


@pytest.mark.parametrize(("words", "first", "last"), SEVERAL_DAYS)
def test_it_reads_several_days(words: str, first: str, last: str) -> None:
    assert read_days(words, today=TODAY) == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("words", NO_DAY)
def test_it_reads_no_day_where_none_is_named(words: str) -> None:
    assert read_days(words, today=TODAY) is None


@pytest.mark.parametrize(("words", "year"), [("10 april", 2024), ("11 april", 2023), ("29 februari", 2024)])
def test_a_day_without_year_is_the_last_that_has_begun(words: str, year: int) -> None:
    found = read_days(words, today=TODAY)

    assert found is not None
    assert found.days == 1
    assert str(found.from_date).startswith(str(year))


def test_the_leap_day_is_looked_for_years_back() -> None:
    assert read_days("29 februari", today=date(2023, 5, 1)) == Period(date(2020, 2, 29), date(2020, 2, 29))
