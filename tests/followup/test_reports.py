"""The follow-up in every format: the same numbers in all of them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable

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


def numbers(cells: Iterable[str]) -> Counter[str]:
    return Counter(found for cell in cells for found in NUMBER.findall(cell))


def expected(found: FollowUpDocument) -> Counter[str]:
    return numbers(cell for table in area_tables(found) for row in table.rows for cell in row)


def in_word(content: bytes) -> Counter[str]:
    tables = docx.Document(io.BytesIO(content)).tables
    report = [table for table in tables if table.rows[0].cells[0].text == "Löfte"]
    assert all("tblHeader" in table.rows[0]._tr.xml for table in report), "the head repeats on each page"
    return numbers(cell.text for table in report for row in table.rows[1:] for cell in row.cells)


def in_excel(content: bytes) -> Counter[str]:
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    return numbers(str(cell) for row in rows for cell in row if cell is not None)


def in_csv(content: bytes) -> Counter[str]:
    _head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    return numbers(cell for row in rows for cell in row)


def in_page(content: bytes) -> Counter[str]:
    tables = LexborHTMLParser(content.decode()).css("table")
    report = [table for table in tables if table.css_first("th").text() == "Löfte"]
    return numbers(cell.text(separator=" ") for table in report for cell in table.css("tbody th, tbody td"))


READ = {"word": in_word, "excel": in_excel, "csv": in_csv, "page": in_page}


@pytest.mark.parametrize("form", READ)
def test_the_same_numbers_stand_in_every_format(form: str) -> None:
    found = document()
    content, _media_type, _ending = make_file(form, found, digest=DIGEST)
    assert READ[form](content) == expected(found)
    assert expected(found)["101"] == expected(found)["201"] == 1


def test_the_same_numbers_stand_on_paper() -> None:
    """A PDF has no cells to read: every number of the tables stands in it, as often."""
    found = document()
    content, _media_type, _ending = make_file("print", found, digest=DIGEST)
    pages = pypdfium2.PdfDocument(content)
    words = numbers(page.get_textpage().get_text_range() for page in pages)
    assert not expected(found) - words


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
