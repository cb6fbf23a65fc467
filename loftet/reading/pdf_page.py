"""What a PDF page shows: its words with their boxes, and the lines that rule its tables.

One box for each end of a word, not for each character, keeps the reading near the speed of the bare text.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

MAX_CHARACTERS = 200_000
MAX_OBJECTS = 30_000
# A path thinner than this is a rule; so is a filled rectangle that is no thicker.
RULE_THICKNESS = 2.5
RULE_LENGTH = 5.0

_WORD = re.compile(r"[^\s\ufffe\u0002\u00ad]+[\ufffe\u0002\u00ad]?")


class Word(NamedTuple):
    """A word with its box, y upwards from the page's foot; `start` is its first character on the page.

    A tuple, since a page has hundreds: it is made and asked quicker than a dataclass.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    start: int
    size: float
    middle: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line of a table: `at` on one axis, from `start` to `end` on the other."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class PageContent:
    """Words and rules of a page; `has_pictures` tells a scanned page from an empty one."""

    number: int
    width: float
    height: float
    words: list[Word]
    verticals: list[Rule]
    horizontals: list[Rule]
    has_pictures: bool


Call = Callable[..., Any]


class _Functions:
    """The few functions that are called for every word or object, without the wrapper's conversions."""

    def __init__(self) -> None:
        self.get_object: Call = _plain(
            pdfium_c.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int
        )
        self.get_type: Call = _plain(pdfium_c.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
        floats = (ctypes.POINTER(ctypes.c_float),) * 4
        self.get_bounds: Call = _plain(pdfium_c.FPDFPageObj_GetBounds, ctypes.c_int, ctypes.c_void_p, *floats)
        self.get_box: Call = _plain(
            pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
        )


def _plain(function: Any, result: Any, *arguments: Any) -> Call:
    call: Call = ctypes.CFUNCTYPE(result, *arguments)(_address(function) or 0)
    return call


def _address(handle: Any) -> int | None:
    return ctypes.cast(handle, ctypes.c_void_p).value


_functions = _Functions()


def read_page(document: pdfium.PdfDocument, number: int) -> PageContent:
    """The page; one that is damaged is empty, and said to hold what could not be read."""
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return PageContent(number + 1, 0.0, 0.0, [], [], [], has_pictures=True)
    try:
        width, height = page.get_size()
        words = _words(page)
        verticals, horizontals, has_pictures = _rules(page)
    finally:
        page.close()
    return PageContent(number + 1, width, height, words, verticals, horizontals, has_pictures)


def _words(page: pdfium.PdfPage) -> list[Word]:
    try:
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        return []
    try:
        count = text_page.count_chars()
        if not 0 < count <= MAX_CHARACTERS:
            return []
        return _boxed(_address(text_page.raw), _characters(text_page, count))
    finally:
        text_page.close()


def _characters(text_page: pdfium.PdfTextPage, count: int) -> str:
    """The page's characters, one for each index; signs beyond the basic plane would shift the indexes."""
    text: str = text_page.get_text_range()
    if len(text) == count:
        return text
    codes = (pdfium_c.FPDFText_GetUnicode(text_page.raw, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else " " for code in codes)


def _boxed(handle: int | None, text: str) -> list[Word]:
    words: list[Word] = []
    box = pdfium_c.FS_RECTF()
    reference = ctypes.addressof(box)
    get_box = _functions.get_box
    for match in _WORD.finditer(text):
        first, last = match.start(), match.end() - 1
        if match[0][-1] in "\ufffe\u0002\u00ad" and last > first:
            last -= 1
        get_box(handle, first, reference)
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        if last > first:
            get_box(handle, last, reference)
            right = box.right
        if top > bottom and right >= left:
            words.append(Word(match[0], left, right, bottom, top, first, top - bottom, (top + bottom) / 2))
    return words


def _rules(page: pdfium.PdfPage) -> tuple[list[Rule], list[Rule], bool]:
    verticals: list[Rule] = []
    horizontals: list[Rule] = []
    has_pictures = False
    handle = _address(page.raw)
    values = [ctypes.c_float() for _ in range(4)]
    pointers = [ctypes.pointer(value) for value in values]
    left, bottom, right, top = values
    get_object, get_type, get_bounds = _functions.get_object, _functions.get_type, _functions.get_bounds
    for index in range(min(pdfium_c.FPDFPage_CountObjects(page.raw), MAX_OBJECTS)):
        item = get_object(handle, index)
        kind = get_type(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            has_pictures = True
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH and get_bounds(item, *pointers):
            _add_rule(left.value, bottom.value, right.value, top.value, verticals, horizontals)
    return verticals, horizontals, has_pictures


def _add_rule(
    left: float, bottom: float, right: float, top: float, verticals: list[Rule], horizontals: list[Rule]
) -> None:
    """A thin path is a rule; a box of a cell's size gives its four sides."""
    width, height = right - left, top - bottom
    if width <= RULE_THICKNESS and height >= RULE_LENGTH:
        verticals.append(Rule((left + right) / 2, bottom, top))
    elif height <= RULE_THICKNESS and width >= RULE_LENGTH:
        horizontals.append(Rule((bottom + top) / 2, left, right))
    elif width > 15 and 8 < height < 500:
        verticals += [Rule(left, bottom, top), Rule(right, bottom, top)]
        horizontals += [Rule(bottom, left, right), Rule(top, left, right)]
