"""Dates as Swedes write them."""

from datetime import date

import pytest

from loftet.web.dates import parse_date

SEVENTH_OF_JUNE = date(2024, 6, 7)
FIRST_HALF = ["januari", "februari", "mars", "april", "maj", "juni"]
MONTHS = [*FIRST_HALF, "juli", "augusti", "september", "oktober", "november", "december"]


@pytest.mark.parametrize(
    "text",
    [
        "2024-06-07",
        "20240607",
        "2024.6.7",
        "2024 06 07",
        "7 juni 2024",
        "07 JUNI 2024",
        "den 7 juni 2024",
        "den 7:e jun 2024",
        "7 jun. 2024",
        "7/6 2024",
        "7/6-2024",
        "  7 juni 2024  ",
    ],
)
def test_it_reads_every_way_of_writing_a_day(text: str) -> None:
    assert parse_date(text) == SEVENTH_OF_JUNE


@pytest.mark.parametrize("month", MONTHS)
def test_it_knows_the_months_whole_and_short(month: str) -> None:
    whole = parse_date(f"1 {month} 2024")
    assert whole is not None
    assert parse_date(f"1 {month[:3]} 2024") == parse_date(f"1 {month[:4]}. 2024") == whole


@pytest.mark.parametrize(
    "text",
    ["", "igår", "2024-02-30", "31 juni 2024", "7 juno 2024", "0000-01-01", "7 juni 24", "2024-6", "99999"],
)
def test_it_does_not_guess(text: str) -> None:
    assert parse_date(text) is None
