"""Excel files read back by the library that others use too."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from loftet.documents.excel import to_excel
from loftet.documents.model import DocumentNotLawful, Table

TABLE = Table(("Löfte", "Mål"), (("Vi mäter", "4"), ("=1+1", "minst 2\nmöten")), "Åtaganden")


def read(*tables: Table) -> Any:
    return openpyxl.load_workbook(io.BytesIO(to_excel("Ljungby", tables or [TABLE])))


def test_each_table_is_a_sheet_with_a_frozen_head() -> None:
    book = read(TABLE, TABLE)
    assert book.sheetnames == ["Åtaganden", "Åtaganden 2"]
    sheet = book["Åtaganden"]
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["Löfte", "Mål"],
        ["Vi mäter", "4"],
        ["=1+1", "minst 2\nmöten"],
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet["A1"].font.bold) == ("A2", "A1:B3", True)


def test_what_looks_like_a_formula_is_text() -> None:
    assert read()["Åtaganden"]["A3"].data_type == "s"


def test_a_name_that_excel_refuses_is_mended() -> None:
    (name,) = read(Table(("a",), (), "Löften: 2024/2025 [utkast] " + "x" * 40)).sheetnames
    assert len(name) <= 31
    assert not set(name) & set("[]:*?/\\")


def test_the_same_tables_give_the_same_bytes() -> None:
    assert to_excel("Ljungby", [TABLE]) == to_excel("Ljungby", [TABLE])


def test_a_workbook_has_a_sheet() -> None:
    with pytest.raises(DocumentNotLawful):
        to_excel("Tom", [])
