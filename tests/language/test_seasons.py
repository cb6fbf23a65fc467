from __future__ import annotations

import pytest

from loftet.language.seasons import named_months


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Polisen genomför trafikveckor i mars och i januari.", ((1, 1), (3, 3))),
        ("Nattvandringar under sommarperioden", ((6, 8),)),
        ("Insatser under sommaren och hösten", ((6, 8), (9, 11))),
        ("Trafikkontroller maj–september", ((5, 9),)),
        ("Ökad närvaro november till februari", ((11, 2),)),
        ("I Maj och i maj", ((5, 5),)),
        ("Vid större evenemang", ()),
        ("Kommunen svarar för majbrasan", ()),
        ("Våra ungdomar och höstacken", ()),
    ],
)
def test_the_times_of_the_year_that_are_named(text: str, months: tuple[tuple[int, int], ...]) -> None:
    assert named_months(text) == months
