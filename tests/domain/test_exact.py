from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.exact import Number, exact, shown


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (4, Fraction(4)),
        (2.5, Fraction(5, 2)),
        (0.1, Fraction(1, 10)),  # the binary number nearest to it is another
        (Decimal("24.60"), Fraction(123, 5)),
        (Fraction(1, 3), Fraction(1, 3)),
    ],
)
def test_a_number_is_what_people_wrote(written: Number, number: Fraction) -> None:
    assert exact(written) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(172, 7), "24.6"),
        (Fraction(24), "24"),
        (Fraction(2401, 100), "24"),
        (Fraction(5, 100), "0.1"),
        (Fraction(4, 100), "0"),
        (Fraction(1200), "1200"),
    ],
)
def test_a_number_is_shown_rounded_half_up_to_one_decimal(number: Fraction, text: str) -> None:
    assert str(shown(number)) == text


@given(st.fractions(0, 10**9))
def test_what_is_shown_lies_within_half_a_tenth(number: Fraction) -> None:
    assert abs(Fraction(shown(number)) - number) <= Fraction(1, 20)
