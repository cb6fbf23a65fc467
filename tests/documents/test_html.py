"""HTML pages that need no other file, read back by a parser."""

from __future__ import annotations

import base64
import hashlib

from selectolax.lexbor import LexborHTMLParser as HTMLParser

from loftet.documents.html import to_html
from loftet.documents.model import Bullets, Document, Facts, Heading, Paragraph, SignatureLines, Table

DOCUMENT = Document(
    title="Löften & <svar>",
    language="sv",
    blocks=(
        Paragraph("Det här\nlovar vi."),
        Facts((("Period", "2024"),)),
        Heading(1, "Narkotika"),
        Heading(2, "Vi mäter"),
        Bullets(("Fyra <b>gånger</b>",)),
        Table(("Åtagande", "Ansvarig"), (("4 mätningar", "Kommunen"),), "Åtaganden"),
        SignatureLines((("Polisen", "Chef"),), ("Ort och datum",)),
    ),
    footer="Utgåva 1",
    digest="ab" * 32,
)


def read(document: Document = DOCUMENT) -> HTMLParser:
    return HTMLParser(to_html(document).decode())


def texts(page: HTMLParser, selector: str) -> list[str]:
    return [node.text(separator=" ") for node in page.css(selector)]


def test_the_page_has_title_language_and_headings_in_order() -> None:
    page = read()
    assert page.css_first("html").attributes["lang"] == "sv"
    assert texts(page, "title") == texts(page, "h1") == ["Löften & <svar>"]
    assert (texts(page, "h2"), texts(page, "h3")) == (["Narkotika"], ["Vi mäter"])


def test_a_table_has_its_caption_and_its_heads() -> None:
    page = read()
    assert texts(page, "caption") == ["Åtaganden"]
    assert [node.attributes["scope"] for node in page.css("th")] == ["col", "col"]
    assert texts(page, "td") == ["4 mätningar", "Kommunen"]


def test_what_was_written_is_text_and_never_markup() -> None:
    page = read()
    assert texts(page, "li") == ["Fyra <b>gånger</b>"]
    assert page.css("b") == []
    assert page.css_first("main p").html == "<p>Det här<br>lovar vi.</p>"


def test_the_foot_names_edition_and_digest() -> None:
    assert texts(read(), "footer p") == ["Utgåva 1", "SHA-256 " + " ".join(["abab"] * 16)]
    assert texts(read(Document("T", "sv", ())), "footer p") == []


def test_only_its_own_style_may_run() -> None:
    page = read()
    policy = page.css_first("meta[http-equiv]").attributes["content"]
    style = page.css_first("style").text()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'"


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_html(DOCUMENT) == to_html(DOCUMENT)
