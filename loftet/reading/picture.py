"""A page of a PDF as a picture, and where on it given words stand. Hostile files go through `guarded`."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium

from .failures import Failure, NotReadable
from .model import Box
from .pdf import open_pdf

WIDTH = 1100
MOST_PIXELS = 6_000_000
SHORTEST_RUN = 6
LONGEST_SEARCH = 4_000


def draw_page(content: bytes, page: int, texts: Sequence[str]) -> tuple[bytes, int, int, list[list[Box]]]:
    """The page (counted from 1) as PNG with its size, and the boxes of each text."""
    document = open_pdf(content)
    try:
        if not 1 <= page <= len(document):
            raise NotReadable(Failure.DAMAGED_FILE)
        return _draw(document[page - 1], texts)
    except pdfium.PdfiumError as error:
        raise NotReadable(Failure.DAMAGED_FILE) from error
    finally:
        document.close()


def _draw(page: pdfium.PdfPage, texts: Sequence[str]) -> tuple[bytes, int, int, list[list[Box]]]:
    wide, high = page.get_size()
    scale = min(WIDTH / wide, (MOST_PIXELS / (wide * high)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    channels, stride = bitmap.n_channels, bitmap.stride
    png = _png(bytes(bitmap.buffer), bitmap.width, bitmap.height, stride, channels)
    letters = _Letters(page.get_textpage(), scale, high)
    return png, bitmap.width, bitmap.height, [letters.boxes_of(text) for text in texts]


class _Letters:
    """The letters and digits of a page in the order of its text layer, without what lines and hyphens add.

    Texts are asked for in the order of the page, so words that stand there twice are found twice.
    """

    def __init__(self, textpage: pdfium.PdfTextPage, scale: float, high: float) -> None:
        self._page, self._scale, self._high = textpage, scale, high
        text = textpage.get_text_range()
        self._at = [index for index, char in enumerate(text) if char.isalnum()]
        self._plain = "".join(text[index] for index in self._at)
        self._near = 0

    def boxes_of(self, text: str) -> list[Box]:
        return [box for start, end in self._runs(text[:LONGEST_SEARCH]) for box in self._lines(start, end)]

    def _runs(self, text: str) -> Iterator[tuple[int, int]]:
        """The text in the longest pieces that the page has; cells put lines of others between them."""
        wanted = re.sub(r"[\W_]+", "", text)
        position = 0
        while position < len(wanted):
            found = self._longest(wanted[position:], self._near)
            if found is None:
                position += 1
                continue
            start, length = found
            yield start, start + length
            position, self._near = position + length, start + length

    def _longest(self, wanted: str, near: int) -> tuple[int, int] | None:
        """Where the longest beginning of `wanted` stands, preferably from `near` on."""
        low = min(SHORTEST_RUN, len(wanted))
        best = self._find(wanted[:low], near)
        if best is None:
            return None
        high = len(wanted)
        while low < high:
            middle = (low + high + 1) // 2
            found = self._find(wanted[:middle], near)
            if found is None:
                high = middle - 1
            else:
                low, best = middle, found
        return best, low

    def _find(self, piece: str, near: int) -> int | None:
        found = self._plain.find(piece, near)
        found = found if found >= 0 else self._plain.find(piece)
        return found if found >= 0 else None

    def _lines(self, start: int, end: int) -> Iterator[Box]:
        """One box for each line of the letters from `start` to `end`."""
        line: list[tuple[float, float, float, float]] = []
        for letter in self._at[start:end]:
            char = self._page.get_charbox(letter, loose=True)
            if line and (char[0] < line[-1][0] - 1 or char[1] > line[-1][3] or char[3] < line[-1][1]):
                yield self._box(line)
                line = []
            line.append(char)
        if line:
            yield self._box(line)

    def _box(self, chars: Sequence[tuple[float, float, float, float]]) -> Box:
        left, bottom = min(each[0] for each in chars), min(each[1] for each in chars)
        right, top = max(each[2] for each in chars), max(each[3] for each in chars)
        corners = (left, self._high - top, right - left, top - bottom)
        return Box(*(round(each * self._scale, 1) for each in corners))


def _png(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """A PNG of rows of grey, RGB or RGBA pixels; the format is small enough to write by hand."""
    colour = {1: 0, 3: 2, 4: 6}[channels]
    rows = b"".join(b"\0" + pixels[row * stride : row * stride + width * channels] for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, *zip(*parts, strict=True)))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
