"""The follow-up in every format: each cell says the same in all of them."""

from __future__ import annotations

import csv
import io
import json
import re

import docx
import pypdfium2
import pytest
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser

from loftet.domain.follow_up import FollowUpDocument
from loftet.domain.follow_up_assembly import assemble
from loftet.domain.party_account import AssessmentText
from loftet.domain.suggestion import PromiseStatus
from loftet.followup.reports import area_tables, make_file
from tests.documents.tagged import Rows, tables_of
from tests.domain.follow_ups import (
    MUNICIPAL,
    THE_POLICE,
    asks,
    make_account,
    make_frame,
    make_number,
    make_set,
    told,
)
from tests.domain.promise_sets import make_promise

DIGEST = "0" * 64
NUMBER = re.compile(r"\d+")


def document(promises: int = 3) -> FollowUpDocument:
    """Numbers that stand nowhere else: 101 and 201, 102 and 202, …"""
    made = [
        make_promise(key=f"p{n}", title=f"Löfte {chr(64 + n)}", commitments=(asks(f"c{n}"),))
        for n in range(1, promises + 1)
    ]
    handed_in = [
        make_account(
            party,
            period,
            {
                f"p{n}": told(make_number(100 * place + n, f"{party}-{period}-{n}"))
                for n in range(1, promises + 1)
            },
            (AssessmentText("p1", PromiseStatus.NOT_FULFILLED, "Skolorna var stängda."),),
        )
        for place, (party, period) in enumerate([(MUNICIPAL, 2), (THE_POLICE, 3)], start=1)
    ]
    return assemble(make_frame(make_set(*made)), handed_in)


def whole(text: str) -> str:
    """What a cell says, wherever its lines are broken."""
    return " ".join(text.split())


def expected(found: FollowUpDocument) -> Rows:
    return [tuple(whole(cell) for cell in row) for table in area_tables(found) for row in table.rows]


def in_word(content: bytes) -> Rows:
    tables = docx.Document(io.BytesIO(content)).tables
    report = [table for table in tables if table.rows[0].cells[0].text == "Löfte"]
    assert all("tblHeader" in table.rows[0]._tr.xml for table in report), "the head repeats on each page"
    return [tuple(whole(cell.text) for cell in row.cells) for table in report for row in table.rows[1:]]


def in_excel(content: bytes) -> Rows:
    """After the focus area, which this table names in its first column."""
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    rows = sheet.iter_rows(min_row=2, min_col=2, values_only=True)
    return [tuple(whole(str(cell)) for cell in row) for row in rows if any(row)]


def in_csv(content: bytes) -> Rows:
    _head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    return [tuple(whole(cell) for cell in row[1:]) for row in rows]


def in_page(content: bytes) -> Rows:
    tables = LexborHTMLParser(content.decode()).css("table")
    report = [table for table in tables if table.css_first("th").text() == "Löfte"]
    rows = [row for table in report for row in table.css("tbody tr")]
    return [tuple(whole(cell.text(separator=" ")) for cell in row.css("th, td")) for row in rows]


def in_pdf(content: bytes) -> Rows:
    """As a screen reader finds it: the table goes on over pages, and its head is told once."""
    rows = [row for table in tables_of(content) for row in table]
    assert [row[0] for row in rows].count("Löfte") == 1
    return rows[1:]


READ = {"print": in_pdf, "word": in_word, "excel": in_excel, "csv": in_csv, "page": in_page}


@pytest.mark.parametrize("promises", [3, 55])
@pytest.mark.parametrize("form", READ)
def test_every_cell_says_the_same_in_every_format(form: str, promises: int) -> None:
    found = document(promises)
    content, _media_type, _ending = make_file(form, found, digest=DIGEST)
    rows = READ[form](content)
    assert rows == expected(found)
    assert [number_in(row, 2) for row in rows] == [str(100 + n) for n in range(1, promises + 1)]
    assert [number_in(row, 3) for row in rows] == [str(200 + n) for n in range(1, promises + 1)]
    assert rows[0][-1].endswith("Skolorna var stängda.")


def number_in(row: tuple[str, ...], place: int) -> str:
    """The one number of a cell."""
    (found,) = NUMBER.findall(row[place])
    return str(found)


def test_the_json_is_the_document_itself() -> None:
    found = document()
    content, _media_type, _ending = make_file("json", found, digest=DIGEST)
    assert FollowUpDocument.from_data(json.loads(content)) == found


@pytest.mark.parametrize("promises", [3, 55])
def test_the_page_for_the_board_is_one_page(promises: int) -> None:
    content, _media_type, _ending = make_file("annex", document(promises), digest=DIGEST)
    pages = pypdfium2.PdfDocument(content)
    assert len(pages) == 1
    assert "Skolorna var stängda." in pages[0].get_textpage().get_text_range()


def test_the_page_for_the_board_comes_in_word_too() -> None:
    content, _media_type, ending = make_file("annex_word", document(), digest=DIGEST)
    words = "\n".join(each.text for each in docx.Document(io.BytesIO(content)).paragraphs)
    assert ending == "docx"
    assert "Skolorna var stängda." in words
