"""Writes tables as Excel: one sheet each, a frozen head row with filter, every cell as text or number."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .model import DocumentNotLawful, Table

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
LONGEST_SHEET_NAME = 31
LONGEST_CELL = 32_767  # what the format holds
NARROWEST, WIDEST = 10, 60
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def to_excel(title: str, tables: Iterable[Table]) -> bytes:
    """The tables as .xlsx bytes, the same for the same tables; the caption names the sheet."""
    book = Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    for table in tables:
        _add_sheet(book, table)
    if not book.worksheets:
        raise DocumentNotLawful("a workbook has a sheet")
    book.properties.title, book.properties.creator = title, ""
    book.properties.created = book.properties.modified = EPOCH.replace(tzinfo=None)
    return _with_fixed_times(book)


def _add_sheet(book: Any, table: Table) -> None:
    sheet = book.create_sheet(_sheet_name(table.caption, set(book.sheetnames)))
    for number, row in enumerate((table.head, *table.rows), start=1):
        for place, text in enumerate(row, start=1):
            _write(sheet.cell(number, place), text, is_head=number == 1)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for place, cells in enumerate(zip(table.head, *table.rows, strict=True), start=1):
        widest = max(len(line) for text in cells for line in (text.splitlines() or [""]))
        sheet.column_dimensions[get_column_letter(place)].width = min(max(widest + 2, NARROWEST), WIDEST)


def _write(cell: Any, text: str, *, is_head: bool) -> None:
    """As text whatever it begins with: "=1+1" is what somebody wrote, never a formula."""
    cell.value = UNWRITABLE.sub("\ufffd", text)[:LONGEST_CELL]
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if is_head:
        cell.font = Font(bold=True)


def _sheet_name(caption: str, taken: set[str]) -> str:
    name = FORBIDDEN_IN_NAMES.sub(" ", caption).strip()[:LONGEST_SHEET_NAME] or "1"
    number = 2
    while name in taken:
        name = f"{name[: LONGEST_SHEET_NAME - 4]} {number}"
        number += 1
    return name


def _with_fixed_times(book: Any) -> bytes:
    """openpyxl stamps the time of saving, inside the file and on each member of the archive."""
    written, fixed = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, _unstamped(source.read(name)))
    return fixed.getvalue()


def _unstamped(content: bytes) -> bytes:
    stamp = rb"(<dcterms:modified[^>]*>)[^<]*"
    return re.sub(stamp, rb"\g<1>2000-01-01T00:00:00Z", content)
