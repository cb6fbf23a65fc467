from __future__ import annotations

import pytest

from loftet.language.personal_data import find_personal_data

# Numbers of the series that the Swedish authorities give out for tests and films.
FOUND = (
    ("Se 19900118-9811 i ärendet.", "identity_number", "19900118-9811"),
    ("Se 900118 9811.", "identity_number", "900118 9811"),
    ("Samordningsnummer 701063-2391.", "coordination_number", "701063-2391"),
    ("Ring 070-174 06 05.", "phone", "070-174 06 05"),
    ("Ring +46 70 174 06 05.", "phone", "+46 70 174 06 05"),
    ("Skriv till asta.ek@kommun.example.", "email", "asta.ek@kommun.example"),
    ("En bil med ABC 12D stod där.", "plate", "ABC 12D"),
    ("Mannen heter Bo Ek och bor här.", "name", "Bo Ek"),
)
LET_BE = (
    "Ring 112 eller 114 14.",
    "Skriv till info@kommun.example.",
    "Enligt lag 2023:196 och dnr KS 2023-1234.",
    "Perioden 2024-2025 och 20240101-20241231.",
    "Numret 900118-9812 har fel kontrollsiffra.",
    "LOS 123 är en insats.",
    "Polisen heter nu Polismyndigheten.",
)


@pytest.mark.parametrize(("text", "kind", "words"), FOUND)
def test_it_finds_what_points_out_a_person(text: str, kind: str, words: str) -> None:
    assert [(each.kind.value, each.span.of(text)) for each in find_personal_data(text)] == [(kind, words)]


@pytest.mark.parametrize("text", LET_BE)
def test_it_lets_be_what_points_out_nobody(text: str) -> None:
    assert find_personal_data(text) == []
