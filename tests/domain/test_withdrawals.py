"""The list of what was withdrawn has one form, and reads back as it was written."""

from __future__ import annotations

from datetime import date

import pytest

from loftet.domain.edition import WithdrawalGround
from loftet.domain.withdrawals import Withdrawal, WithdrawalsNotReadable, read_withdrawals, withdrawals_text

TWO = [
    Withdrawal(7, date(2025, 2, 1), WithdrawalGround.PERSONAL_DATA),
    Withdrawal(3, date(2025, 3, 9), WithdrawalGround.SECRECY),
]


def test_it_is_a_line_for_each_in_the_order_of_numbers() -> None:
    text = withdrawals_text(TWO)
    assert text == "loftet.withdrawals.v1\n3 2025-03-09 secrecy\n7 2025-02-01 personal_data\n"
    assert [*read_withdrawals(text).values()] == TWO[::-1]
    assert read_withdrawals(withdrawals_text([])) == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "other\n",
        "loftet.withdrawals.v1",
        "loftet.withdrawals.v1\n\n",
        "loftet.withdrawals.v1\n7 2025-02-01 secrecy",
        "loftet.withdrawals.v1\n7 2025-02-01 secrecy\r\n",
        "loftet.withdrawals.v1\n07 2025-02-01 secrecy\n",
        "loftet.withdrawals.v1\n0 2025-02-01 secrecy\n",
        "loftet.withdrawals.v1\n7 2025-02-31 secrecy\n",
        "loftet.withdrawals.v1\n7 2025-02-01 regret\n",
        "loftet.withdrawals.v1\n7 2025-02-01 secrecy\n3 2025-02-01 secrecy\n",
        "loftet.withdrawals.v1\n7 2025-02-01 secrecy\n7 2025-02-01 secrecy\n",
    ],
)
def test_what_is_no_such_list(text: str) -> None:
    with pytest.raises(WithdrawalsNotReadable):
        read_withdrawals(text)
