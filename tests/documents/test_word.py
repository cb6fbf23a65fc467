"""Word files read back by the library that others use too."""

from __future__ import annotations

import io

import docx

from loftet.documents.model import Bullets, Document, Facts, Heading, Paragraph, SignatureLines, Table
from loftet.documents.word import to_word

DOCUMENT = Document(
    title="Medborgarlöfte för Ljungby",
    language="sv",
    blocks=(
        Paragraph("Det här lovar vi."),
        Facts((("Period", "2024"),)),
        Heading(1, "Narkotika"),
        Heading(2, "Vi mäter"),
        Bullets(("Fyra gånger",)),
        Table(("Åtagande", "Ansvarig"), (("4 mätningar", "Kommunen"), ("2 möten", "Polisen")), "Åtaganden"),
        SignatureLines((("Polisen", "Chef"),), ("Ort och datum",)),
    ),
    footer="Version 1",
    digest="ab" * 32,
)


def read(document: Document = DOCUMENT) -> docx.document.Document:
    return docx.Document(io.BytesIO(to_word(document)))


def test_headings_are_real_headings() -> None:
    headings = [
        (p.style.name, p.text) for p in read().paragraphs if p.style.name.startswith(("Head", "Title"))
    ]
    assert headings == [
        ("Title", "Medborgarlöfte för Ljungby"),
        ("Heading 1", "Narkotika"),
        ("Heading 2", "Vi mäter"),
    ]


def test_tables_have_a_head_row_that_comes_again_on_every_page() -> None:
    (table,) = read().tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Åtagande", "Ansvarig"],
        ["4 mätningar", "Kommunen"],
        ["2 möten", "Polisen"],
    ]
    heads = [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows]
    assert heads == [True, False, False]


def test_it_says_its_language_and_title_and_no_author() -> None:
    word = read()
    assert word.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val") == ["sv"]
    assert (word.core_properties.title, word.core_properties.author) == (DOCUMENT.title, "")


def test_the_footer_holds_the_whole_digest_in_groups() -> None:
    assert "abab abab" in read().sections[0].footer.paragraphs[0].text


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_word(DOCUMENT) == to_word(DOCUMENT)


def test_what_xml_cannot_hold_is_shown_as_lost() -> None:
    odd = Document(title="Ett", language="sv", blocks=(Paragraph("a\x07b <i>&amp;</i>"),))
    assert read(odd).paragraphs[1].text == "a\ufffdb <i>&amp;</i>"
