"""The tables of a tagged PDF, cell by cell, as a screen reader finds them."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

Rows = list[tuple[str, ...]]
BROKEN_WORD = " \x02 "  # how the library writes a word that goes on in the next line


def tables_of(content: bytes) -> list[Rows]:
    """Each table of each page: one that goes on over pages is found on each, there with its head again."""
    document = pypdfium2.PdfDocument(content)
    return [table for number in range(len(document)) for table in _tables_on(document[number])]


def _tables_on(page: pypdfium2.PdfPage) -> Iterator[Rows]:
    texts, tree = _texts_by_mark(page), pdfium.FPDF_StructTree_GetForPage(page)
    try:
        for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            root = pdfium.FPDF_StructTree_GetChildAtIndex(tree, number)
            for table in _within(root, {"Table"}):
                rows = (tuple(_cells(row, texts)) for row in _within(table, {"TR"}))
                yield [row for row in rows if any(row)]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _cells(row: Any, texts: dict[int, str]) -> Iterator[str]:
    for cell in _within(row, {"TH", "TD"}):
        words = " ".join(texts[mark] for mark in _marks(cell) if mark in texts)
        yield " ".join(words.replace(BROKEN_WORD, "").split())


def _within(element: Any, kinds: set[str]) -> Iterator[Any]:
    """The nearest elements of these kinds, in reading order; the element itself where it is one."""
    if _words(pdfium.FPDF_StructElement_GetType, element) in kinds:
        yield element
        return
    for child in _children(element):
        yield from _within(child, kinds)


def _children(element: Any) -> Iterator[Any]:
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, number):
            yield child


def _marks(element: Any) -> Iterator[int]:
    """The marked contents of the element and all within it, in reading order."""
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number)
        if mark >= 0:
            yield mark
        elif child := pdfium.FPDF_StructElement_GetChildAtIndex(element, number):
            yield from _marks(child)


def _texts_by_mark(page: pypdfium2.PdfPage) -> dict[int, str]:
    found: dict[int, list[str]] = defaultdict(list)
    text_page = page.get_textpage()
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        each = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(each) == pdfium.FPDF_PAGEOBJ_TEXT:
            mark = pdfium.FPDFPageObj_GetMarkedContentID(each)
            found[mark].append(_words(lambda *rest, o=each: pdfium.FPDFTextObj_GetText(o, text_page, *rest)))
    return {mark: " ".join(parts) for mark, parts in found.items()}


def _words(ask: Callable[..., int], *about: Any) -> str:
    """What one of the library's functions writes, in UTF-16: asked for its length first."""
    size = ask(*about, None, 0)
    buffer = ctypes.create_string_buffer(size)
    ask(*about, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)) if not about else buffer, size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le")
