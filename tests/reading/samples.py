"""Small documents in our own words, made in the tests: PDF by typst, Word by python-docx."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from functools import cache

import typst
from docx import Document

PROMISES = (
    ("Polisen ska göra minst två trafikkontroller i månaden.", "Polis", "Polis"),
    ("Kommunen ska hålla fyra trygghetsvandringar under året.", "Kommun", "Kommun"),
    ("Polisen och kommunen ska tillsammans besöka samtliga högstadieskolor.", "Polis/Kommun", "Kommun"),
)
REPORTS = (
    ("Polisen ska göra minst två trafikkontroller i månaden på de stora vägarna.",
     "Polisen har gjort 9 trafikkontroller. Av dem var 3 på kvällen.", "11 trafikkontroller har gjorts."),
    ("Kommunen ska hålla fyra trygghetsvandringar under året.",
     "Planering pågår.", "Kommunen har hållit två trygghetsvandringar.\n\nPolisen har deltagit i en av dem."),
    ("Polisen och kommunen ska tillsammans besöka samtliga högstadieskolor.",
     "Sju skolor har besökts.", "Inga skolor har besökts då personal saknades."),
)  # fmt: skip
WEB_PAGE = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Löften</title></head><body>
<header><nav><ul><li><a href="/">Polisen ska göra två menyval</a></ul></nav></header>
<div class="cookie-banner"><p>Kommunen ska spara kakor.</p></div>
<main><h1>Medborgarlöfte 2025 i Falun</h1><p>Löftet bygger på samtal med 400 invånare.</p>
<h2>Trafik</h2><p><strong>Polisen lovar</strong></p>
<ul><li><p>Minst två hastighets&shy;kontroller i veckan.</p></li><li>Besök på mc-träffar vid behov.</li></ul>
<h2><button>Trygghet i centrum</button></h2><p>Kommunen ska:<br>• sätta upp belysning vid torget<br>• hålla tre
öppna möten</p></main>
<aside><p>Polisen ska visa annonser.</p></aside><div id="chatbot"><p>Kommunen ska svara i chatten.</p></div>
<footer><p>Kommunen ska svara inom två dagar.</p></footer></body></html>"""
HEAD = '#set page(paper: "a4", margin: 2cm{flipped})\n#set text(size: 10pt, lang: "sv")\n'


def pdf(markup: str, *, is_flipped: bool = False) -> bytes:
    head = HEAD.replace("{flipped}", ", flipped: true" if is_flipped else "")
    return typst.compile((head + markup).encode(), format="pdf")


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, is_ruled: bool, columns: str = "") -> str:
    stroke = "0.5pt" if is_ruled else "none"
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    heads = "".join(f"[{cell}]" for cell in head)
    columns = columns or ", ".join(["1fr"] * len(head))
    return f"#table(columns: ({columns}), stroke: {stroke}, table.header{heads}, {cells})\n"


@cache
def report_pdf(*, is_ruled: bool, times: int = 1) -> bytes:
    """A follow-up with a table of two reporting periods, as long as it takes."""
    text = "= Uppföljning av medborgarlöften i Falun 2025\nLöftena följs upp varje tertial.\n\n"
    head = ("Löfte", "Tertial 1 2025", "Tertial 2 2025 (1 maj-31 aug)")
    return pdf(text + table(head, REPORTS * times, is_ruled=is_ruled), is_flipped=True)


@cache
def promise_docx() -> bytes:
    """Headings, a list in two depths, and a table with marks and a heading row over all its columns."""
    document = Document()
    document.add_heading("Medborgarlöfte Falun 2025", 0)
    document.add_heading("Bakgrund", 1)
    document.add_paragraph("Polisen ska vara nära invånarna, och 500 invånare har svarat på en enkät.")
    document.add_heading("Kommunens löften", 1)
    document.add_paragraph("Öppna fritidsgården varje lördag.", style="List Bullet")
    document.add_paragraph("Information om droger genom:", style="List Bullet")
    document.add_paragraph("två föräldramöten per termin", style="List Bullet 2")
    document.add_heading("Gemensamma aktiviteter", 1)
    _add_table(document)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _add_table(document: object) -> None:
    rows = [("Aktivitet", "Utförare", "Ansvarig"), ("Trafik", "", ""), *PROMISES]
    made = document.add_table(rows=len(rows), cols=3)  # type: ignore[attr-defined]
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made.rows[1].cells[0].merge(made.rows[1].cells[2])


def picture() -> bytes:
    """A small grey PNG."""
    rows = b"".join(b"\0" + b"\x80" * 8 for _ in range(8))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def scanned_pdf() -> bytes:
    values = ", ".join(map(str, picture()))
    return pdf(f'#image(bytes(({values})), format: "png", width: 100%)')


def locked_pdf() -> bytes:
    """A page under a password that nobody knows."""
    key = b"<" + b"41" * 32 + b">"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O " + key + b" /U " + key + b" >>",
    )
    content, places = b"%PDF-1.4\n", list[int]()
    for number, each in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = (
        b"trailer << /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<00><00>] >>\nstartxref\n%d\n%%%%EOF"
        % len(content)
    )
    return content + b"xref\n0 5\n0000000000 65535 f \n" + table + trailer
