from __future__ import annotations

from decimal import Decimal

import pytest

from loftet.language.amounts import SOME, Amount, read_amount

EXACT = (
    ("12", "12"), ("0", "0"), ("1,5", "1.5"), ("1.5", "1.5"), ("1 000", "1000"), ("1.000", "1000"), ("12 st.", "12"),
    ("1,5 timmar", "1.5"), ("tolv", "12"), ("Tre kontroller", "3"), ("ett besök", "1"), ("inga", "0"),
)  # fmt: skip
ABOUT = (
    ("ca 10", 10),
    ("ca. 10", 10),
    ("~10", 10),
    ("10-tal", 10),
    ("ett tiotal", 10),
    ("cirka tolv", 12),
    ("ett par", 2),
)
UNCLEAR = (
    "",
    "-3",
    "minst 5",
    "10-12",
    "2 av 4",
    "99999999999",
    "många och långa besök hos oss",
    "tolv av 14",
    "x",
)


@pytest.mark.parametrize(("words", "number"), EXACT)
def test_it_reads_a_number(words: str, number: str) -> None:
    assert read_amount(words) == Amount(Decimal(number))


@pytest.mark.parametrize(("words", "number"), ABOUT)
def test_it_knows_what_is_not_exact(words: str, number: int) -> None:
    assert read_amount(words) == Amount(Decimal(number), is_approximate=True)


@pytest.mark.parametrize("words", ["ett antal", "Några", "vet ej", "flera"])
def test_some_is_no_number(words: str) -> None:
    assert read_amount(words) == SOME


@pytest.mark.parametrize("words", UNCLEAR)
def test_it_guesses_nothing(words: str) -> None:
    assert read_amount(words) is None
