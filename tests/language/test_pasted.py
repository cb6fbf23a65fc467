from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from loftet.domain.periods import Period
from loftet.language.amounts import SOME, Amount
from loftet.language.pasted import MOST_ROWS, Column, Names, PastedRow, PastedTable, read_table

TODAY = date(2024, 4, 10)
KOMMUNEN, POLISEN = 1, 2
NAMES = Names(
    parties={"kommunen": KOMMUNEN, "linköpings kommun": KOMMUNEN, "polisen": POLISEN, "polis": POLISEN},
    commitments={"vi mäter droger": "a", "vi vandrar i ryd": "b", "vi vandrar i skäggetorp": "c"},
    commitment="a",
)


def read(text: str, *, names: Names = NAMES) -> PastedTable:
    return read_table(text, today=TODAY, names=names)


def only(text: str) -> PastedRow:
    (row,) = read(text).rows
    return row


def faults_of(row: PastedRow) -> list[tuple[str, str]]:
    return [(fault.column, fault.reason.code) for fault in row.faults]


def day(text: str) -> Period:
    return Period(date.fromisoformat(text), date.fromisoformat(text))


def test_it_reads_what_excel_puts_on_the_clipboard() -> None:
    table = read(
        "Datum\tAntal\tPlats\tMed\tKommentar\n2024-03-12\t2\tRyd\tpolisen\tKväll\n3/7\tett antal\t\t\t\n"
    )

    first, second = table.rows
    assert (first.line, first.days, first.amount) == (2, day("2024-03-12"), Amount(Decimal(2)))
    assert (first.place, first.parties, first.public_note, first.commitment) == (
        "Ryd",
        (POLISEN,),
        "Kväll",
        "a",
    )
    assert (second.line, second.days, second.amount, second.faults) == (3, day("2023-07-03"), SOME, ())


@pytest.mark.parametrize("sign", [";", ","])
def test_it_reads_a_file_with_other_signs_between(sign: str) -> None:
    row = only(f"Antal{sign}När\n1{sign}12 mars\n")

    assert (row.days, row.amount) == (day("2024-03-12"), Amount(Decimal(1)))


def test_a_cell_in_quotes_may_hold_the_sign_and_several_lines() -> None:
    row = only('När;Kommentar\n12 mars;"Först; sedan\nmer"\n')

    assert row.public_note == "Först; sedan\nmer"


def test_headings_that_nobody_knows_are_left_out() -> None:
    table = read("Nr\tDatum\tVäder\n7\t12 mars\tsol\n")

    assert table.columns == (None, Column.DAYS, None)
    assert table.rows[0].cells == ("7", "12 mars", "sol")


def test_empty_rows_are_passed_over_and_numbers_stay_those_of_the_sheet() -> None:
    assert [row.line for row in read("Datum\n12 mars\n\n\t\n13 mars\n").rows] == [2, 5]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "table_empty"),
        ("Datum\tAntal\n", "table_empty"),
        ('Datum\n"12 mars' + "\n12 mars" * 20_000, "table_not_read"),
        ("12 mars\t3\n13 mars\t4", "no_headings"),
        ("Datum\tDag\n12 mars\t13 mars", "column_twice"),
        ("Datum\n" + "12 mars\n" * (MOST_ROWS + 1), "too_many_rows"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(text: str, code: str) -> None:
    table = read(text)

    assert code in [fault.code for fault in table.faults]
    assert table.rows == ()


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ("\t1\tRyd\tpolisen\t", ("days", "days_missing")),
        ("igår\t1\tRyd\tpolisen\t", ("days", "days_not_read")),
        ("2024-04-11\t1\tRyd\tpolisen\t", ("days", "days_to_come")),
        ("12 mars\tminst 3\tRyd\tpolisen\t", ("amount", "amount_not_read")),
        ("12 mars\t1\tRyd\tpolisen och tullen\t", ("parties", "party_unknown")),
        (f"12 mars\t1\t{'å' * 201}\tpolisen\t", ("place", "too_long")),
        ("12 mars\t1\tRyd\tpolisen\tVi cyklar", ("commitment", "commitment_unknown")),
        ("12 mars\t1\tRyd\tpolisen\tVi vandrar", ("commitment", "commitment_unclear")),
    ],
)
def test_what_is_wrong_stands_beside_its_row(cells: str, fault: tuple[str, str]) -> None:
    row = only(f"Datum\tAntal\tPlats\tMed\tLöfte\n{cells}\n")

    assert faults_of(row) == [fault]
    assert row.cells == tuple(cells.split("\t"))


def test_a_row_may_have_several_faults() -> None:
    assert len(only("Datum\tAntal\nigår\t1-2\n").faults) == 2


def test_a_commitment_is_known_by_the_beginning_of_its_name() -> None:
    assert only("Datum\tLöfte\n12 mars\tVi vandrar i ryd\n").commitment == "b"
    assert only("Datum\tLöfte\n12 mars\tvi mäter\n").commitment == "a"


def test_without_a_commitment_nothing_is_counted() -> None:
    (row,) = read("Datum\n12 mars\n", names=Names()).rows

    assert faults_of(row) == [("commitment", "commitment_missing")]


@pytest.mark.parametrize("words", ["Polisen/ kommunen", "polis + Kommunen", "båda", "Kommunen och polisen"])
def test_parties_are_known_however_they_are_joined(words: str) -> None:
    assert set(only(f"Datum\tMed\n12 mars\t{words}\n").parties) == {KOMMUNEN, POLISEN}


def test_days_that_go_on_end_today() -> None:
    assert only("Datum\nv. 15 2024\n").days == Period(date(2024, 4, 8), TODAY)
