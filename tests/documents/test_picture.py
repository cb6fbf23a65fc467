"""The picture that other sites show beside a link."""

from __future__ import annotations

import struct

from loftet.documents.picture import HEIGHT, WIDTH, Picture, to_png

WORDS = Picture("Löftet · Kronobergs län", "Ljungby", "Vad lovades?")


def test_it_is_a_png_of_the_size_that_is_told() -> None:
    content = to_png(WORDS)
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", content[16:24]) == (WIDTH, HEIGHT)


def test_the_same_words_make_the_same_bytes_and_others_do_not() -> None:
    assert to_png(WORDS) == to_png(Picture("Löftet · Kronobergs län", "Ljungby", "Vad lovades?"))
    assert to_png(WORDS) != to_png(Picture("Löftet · Kronobergs län", "Ljusdal", "Vad lovades?"))


def test_words_are_no_markup() -> None:
    """They would be set in another way, or stop the printing, if typst read them."""
    assert to_png(Picture("#panic()", "*b*", '#read("/etc/passwd")')) != to_png(Picture("", "b", ""))
