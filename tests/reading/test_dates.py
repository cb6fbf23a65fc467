from __future__ import annotations

import pytest

from loftet.reading.dates import find_periods

FORMS = (
    ("Medborgarlöfte 2021-2022", "2021-01-01", "2022-12-31"),
    ("Löften 2023/24", "2023-01-01", "2024-12-31"),
    ("gäller 2018-07-01—2020-06-30", "2018-07-01", "2020-06-30"),
    ("mars 2018 - mars 2019", "2018-03-01", "2019-03-31"),
    ("1 januari 2023 till och med 31 april 2025", "2023-01-01", "2025-04-30"),
    ("Tertial 2 2023 (7 juni-31 aug)", "2023-06-07", "2023-08-31"),
    ("under 2018 och fram till nästa löfte", "2018-01-01", "None"),
    ("Följande löften gäller för 2023:", "2023-01-01", "2023-12-31"),
    ("2023 års löfte", "2023-01-01", "2023-12-31"),
)


@pytest.mark.parametrize(("text", "first", "last"), FORMS)
def test_it_finds_the_period(text: str, first: str, last: str) -> None:
    found = max(find_periods(text, year=2023), key=lambda each: each.exactness).period
    assert (str(found.from_date), str(found.to_date)) == (first, last)


@pytest.mark.parametrize(
    "text", ["den 19 april 2023", "2022-05-05", "lag (2023:196)", "Dnr 2022/123", "slut 2025-2020"]
)
def test_it_takes_no_day_law_or_number_for_a_period(text: str) -> None:
    assert find_periods(text) == []
