"""Reads back what was printed."""

from __future__ import annotations

import hashlib
import re
import threading

import pypdfium2
import pytest

from loftet.documents.model import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Paragraph,
    SignatureLines,
    Table,
    grouped_digest,
)
from loftet.documents.pdf import to_pdf

DIGEST = hashlib.sha256(b"what is signed").hexdigest()
MARKUP = r"#let x = 1 $a$ *b* [c] _d_ = e \ // f /* g */ `h` @i <j> ~ --- #panic() #read(\"/etc/passwd\")"


def make_document(*blocks: Block, title: str = "Överenskommelse", digest: str = "") -> Document:
    return Document(title, "sv", blocks, footer="Linköping, version 1", digest=digest)


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, with line ends as spaces and our own places to break removed."""
    texts = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return [" ".join(text.replace("\u200b", "").replace("\ufffe", "").split()) for text in texts]


def text_of(*blocks: Block, title: str = "Överenskommelse", digest: str = "") -> str:
    return " ".join(pages_of(to_pdf(make_document(*blocks, title=title, digest=digest))))


def test_it_prints_every_kind_of_block() -> None:
    text = text_of(
        Paragraph("Första raden\nandra raden"),
        Facts((("Period", "1 januari 2026–31 december 2027"),)),
        Heading(1, "Syften"),
        Bullets(("Trygga kvällar", "Färre inbrott")),
        Heading(2, "Rådet"),
        Table(("Organisation", "Befattning"), (("Ljungby", "Kommundirektör"),), "Ledamöter"),
        SignatureLines((("Ljungby kommun", "Säkerhetschef"),), ("Ort och datum", "Underskrift")),
    )
    for words in [
        "Överenskommelse Första raden andra raden Period 1 januari 2026–31 december 2027",
        "Syften • Trygga kvällar • Färre inbrott Rådet",
        "Ledamöter Organisation Befattning Ljungby Kommundirektör",
        "Ljungby kommun Säkerhetschef Ort och datum Underskrift",
        "Linköping, version 1 1 / 1",
    ]:
        assert words in text


def test_it_is_tagged_and_has_title_and_language() -> None:
    table = Table(("Part",), (("Polisen",),), "Parter")
    pdf = to_pdf(make_document(Heading(1, "Syften"), Bullets(("a",)), table))
    for mark in [b"/MarkInfo<</Marked true", b"/StructTreeRoot", b"/Lang(sv)", b"/DisplayDocTitle true"]:
        assert mark in pdf
    for tag in [b"/S/H1", b"/S/L", b"/S/LI", b"/S/Table", b"/S/TH", b"/S/TD", b"/S/Caption"]:
        assert tag in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert pypdfium2.PdfDocument(pdf).get_metadata_value("Title") == "Överenskommelse"


def test_it_prints_a4_pages_with_numbers() -> None:
    pdf = to_pdf(make_document(*[Paragraph("En rad.")] * 100))
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    pages = pages_of(pdf)
    assert len(pages) > 1
    assert all(f"{number} / {len(pages)}" in page for number, page in enumerate(pages, start=1))


def test_it_prints_the_digest_in_groups_on_every_page() -> None:
    pages = pages_of(to_pdf(make_document(*[Paragraph("En rad.")] * 100, digest=DIGEST)))
    assert all(f"SHA-256 {grouped_digest(DIGEST)}" in page for page in pages)


def test_it_repeats_the_table_head_on_the_next_page() -> None:
    table = Table(("Organisation", "Befattning"), (("Polisen", "Chef"),) * 90, "Ledamöter")
    pages = pages_of(to_pdf(make_document(table)))
    assert len(pages) > 1
    assert all("Organisation Befattning" in page for page in pages)


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(MARKUP),
        Heading(1, MARKUP),
        Bullets((MARKUP,)),
        Facts(((MARKUP, MARKUP),)),
        Table((MARKUP,), ((MARKUP,),), MARKUP),
        SignatureLines(((MARKUP, MARKUP),), (MARKUP,)),
    ],
    ids=lambda block: type(block).__name__,
)
def test_it_reads_nothing_as_markup(block: Block) -> None:
    text = text_of(block, title=MARKUP)
    assert text.replace(" ", "").count(MARKUP.replace(" ", "")) >= 2


def test_it_spells_out_signs_that_no_font_has() -> None:
    text = text_of(Paragraph("Bra 🎉 för 漢"), title="Fest 👍🏽")
    assert "Bra [U+1F389 party popper] för [U+6F22 cjk unified ideograph-6f22]" in text
    assert "Fest [U+1F44D thumbs up sign][U+1F3FD emoji modifier fitzpatrick type-4]" in text


def test_it_shows_control_characters_and_reordering() -> None:
    text = text_of(Paragraph("a\x00b\x1bc\x7fd\u202ee\u2066f\tg\ud83d"))
    assert "a[U+0000]b[U+001B]c[U+007F]d[U+202E right-to-left override]e" in text
    assert "[U+2066 left-to-right isolate]f g[U+D83D]" in text


@pytest.mark.parametrize("text", ["åäöÅÄÖéüæø", "Čohkkejupmi ŋđŧžš", "“citat” – ”svar” … § ½ → ✓ ☐ ≥ €"])
def test_it_prints_the_letters_of_our_languages_as_they_are(text: str) -> None:
    assert text in text_of(Paragraph(text))


def test_it_keeps_a_word_without_spaces_on_the_page() -> None:
    pdf = pypdfium2.PdfDocument(to_pdf(make_document(Paragraph("x" * 300))))
    page = pdf[0]
    textpage = page.get_textpage()
    rights = [textpage.get_charbox(index)[2] for index in range(textpage.count_chars())]
    assert max(rights) <= page.get_width() - 50


@pytest.mark.parametrize("text", ["x" * 100_000, "ord " * 25_000, "漢" * 1_000, "\n" * 2_000], ids=str.strip)
def test_it_prints_long_text_whole(text: str) -> None:
    printed = " ".join(page.replace(" ", "") for page in pages_of(to_pdf(make_document(Paragraph(text)))))
    for sign in "xd漢":
        assert printed.count(sign.replace("漢", "U+6F22")) >= text.count(sign)


def test_it_prints_nothing_for_empty_words() -> None:
    text = text_of(Paragraph(""), Bullets(()), Facts(()), Table(("",), (), ""), Facts((("", ""),)))
    assert text == "Överenskommelse Linköping, version 1 1 / 1"


def test_it_gives_the_same_bytes_each_time() -> None:
    document = make_document(Heading(1, "Syften"), Paragraph("Trygghet 🎉"), digest=DIGEST)
    first = to_pdf(document)
    assert first == to_pdf(document)
    assert not re.search(rb"/(CreationDate|ModDate)", first)


def test_it_prints_in_several_threads_at_once() -> None:
    documents = [make_document(Paragraph(f"Nummer {number}")) for number in range(8)]
    printed: dict[int, bytes] = {}
    threads = [
        threading.Thread(target=lambda n=n, d=d: printed.update({n: to_pdf(d)}))
        for n, d in enumerate(documents)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"Nummer {number}" in pages_of(pdf)[0] for number, pdf in printed.items())
    assert len(printed) == len(documents)
