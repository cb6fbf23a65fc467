"""Numbers as people wrote them, reckoned with exactly and rounded only where they are shown."""

from decimal import Decimal
from fractions import Fraction
from math import floor

Number = int | float | Decimal | Fraction


def exact(number: Number) -> Fraction:
    """Return the number as it was written: 2.1 is 21/10 and not the binary number nearest to it."""
    return Fraction(str(number))


def shown(number: Fraction, decimals: int = 1) -> Decimal:
    """Return the number rounded half up, without needless zeros: 172/7 is 24.6, and 24 stays 24."""
    scale = 10**decimals
    rounded = Fraction(floor(number * scale + Fraction(1, 2)), scale)
    if rounded.denominator == 1:
        return Decimal(rounded.numerator)
    return Decimal(rounded.numerator) / Decimal(rounded.denominator)
