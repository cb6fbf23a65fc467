"""Prints a document as PDF/UA-1: tagged, with title and language, readable by screen readers.

The content reaches typst as JSON data and is set as text; nothing in it can be read as markup. The same
document always gives the same bytes: no clock, no fonts but those of the typst wheel.

typst keeps threads of its own: a process that has printed must not fork, or its children would wait for ever.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

import typst

from .model import Block, Bullets, Document, Facts, Heading, Paragraph, SignatureLines, Table, grouped_digest

# Longer than this without a place to break, a word would leave the page; "samverkansöverenskommelserna" fits.
LONGEST_WORD = 30
BREAK = "\u200b"
# Reorder what is read without being seen: a signed page must not hide that.
REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNSHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
Words = Callable[[str], str]


def to_pdf(document: Document) -> bytes:
    """Print the document; a sign that no font has is spelled out, as in "[U+1F389 party popper]"."""
    return _print(document, frozenset())


def _print(document: Document, unshown: frozenset[str]) -> bytes:
    try:
        return _compile(_as_data(document, lambda text: _printable(text, unshown)))
    except typst.TypstError as error:
        found = _signs_without_glyph(error.diagnostic)
        if found <= unshown:
            raise
    return _print(document, unshown | found)


def _compile(data: dict[str, Any]) -> bytes:
    return typst.compile(
        _template(),
        sys_inputs={"document": json.dumps(data)},
        font_paths=typst_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=0,
    )


@cache
def _template() -> bytes:
    return resources.files(__package__).joinpath("page.typ").read_bytes()


@cache
def typst_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def _as_data(document: Document, words: Words) -> dict[str, Any]:
    return {
        "title": words(document.title),
        "language": document.language,
        "footer": words(document.footer),
        "digest": grouped_digest(document.digest),
        "blocks": [_block_as_data(block, words) for block in document.blocks],
    }


def _block_as_data(block: Block, words: Words) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": words(text)}
        case Paragraph(text):
            return {"kind": "paragraph", "text": words(text)}
        case Bullets(items):
            return {"kind": "bullets", "items": [words(item) for item in items]}
        case Facts(rows):
            return {"kind": "facts", "rows": _rows(rows, words)}
        case Table(head, rows, caption):
            return {
                "kind": "table",
                "caption": words(caption),
                "head": _rows((head,), words)[0],
                "rows": _rows(rows, words),
            }
        case SignatureLines(rows, captions):
            return {
                "kind": "signatures",
                "rows": _rows(rows, words),
                "captions": _rows((captions,), words)[0],
            }


def _rows(rows: tuple[tuple[str, ...], ...], words: Words) -> list[list[str]]:
    return [[words(cell) for cell in row] for row in rows]


def _printable(text: str, unshown: frozenset[str]) -> str:
    text = "\n".join(text.splitlines()).replace("\t", " ")
    spelled = "".join(_spelled(sign) if _must_be_spelled(sign, unshown) else sign for sign in text)
    return re.sub(rf"\S{{{LONGEST_WORD}}}(?=\S)", rf"\g<0>{BREAK}", spelled)


def _must_be_spelled(sign: str, unshown: frozenset[str]) -> bool:
    if sign in unshown or sign in REORDERING:
        return True
    return sign != "\n" and unicodedata.category(sign) in {"Cc", "Cn", "Co", "Cs"}


def _spelled(sign: str) -> str:
    return f"[U+{ord(sign):04X} {unicodedata.name(sign, '').lower()}".rstrip() + "]"


def _signs_without_glyph(diagnostic: str) -> frozenset[str]:
    """Every sign that typst names as impossible to show. Letters of Swedish are never among them."""
    clusters = UNSHOWN.findall(diagnostic)
    text = ESCAPED.sub(lambda match: chr(int(match[1], 16)), "".join(clusters))
    return frozenset(sign for sign in text if ord(sign) > 0xFF)
