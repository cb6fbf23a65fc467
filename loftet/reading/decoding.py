"""Bytes to text: byte-order marks, UTF-8, UTF-16 without mark, and Windows-1252 as the last resort."""

from __future__ import annotations

import codecs
import re
import unicodedata

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters that no text means, the form feed kept: it tells of a new page.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_NEW_LINE = re.compile(r"\r\n?|\u2028|\u2029|\x85")


def decode(content: bytes) -> str:
    """The text, composed (NFC), with \\n for every kind of line end."""
    text = unicodedata.normalize("NFC", _decoded(content))
    return _CONTROL.sub("", _NEW_LINE.sub("\n", text))


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    if (wide := _unmarked_utf16(content[:4000])) is not None:
        return content.decode(wide, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded_by_byte(content)


def is_binary(content: bytes) -> bool:
    """Whether the bytes are no text in any encoding: control characters, where UTF-16 does not explain them."""
    sample = content[:4000]
    if any(sample.startswith(mark) for mark, _ in _MARKS) or _unmarked_utf16(sample):
        return False
    return len(_BINARY.findall(sample)) > 0.01 * len(sample)


_BINARY = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")


def _unmarked_utf16(sample: bytes) -> str | None:
    """Swedish in UTF-16 has a zero in every second byte."""
    pairs = len(sample) // 2
    if pairs < 4:
        return None
    if sample[1::2].count(0) > 0.7 * pairs:
        return "utf-16-le"
    return "utf-16-be" if sample[0::2].count(0) > 0.7 * pairs else None


def _decoded_by_byte(content: bytes) -> str:
    """UTF-8 with a few broken bytes stays UTF-8; else Windows-1252, whose five empty places become U+FFFD."""
    as_utf8 = content.decode("utf-8", errors="replace")
    letters = len(re.findall(r"[åäöÅÄÖé–”•]", as_utf8))
    if letters > as_utf8.count("\ufffd"):
        return as_utf8
    return content.decode("cp1252", errors="replace")
