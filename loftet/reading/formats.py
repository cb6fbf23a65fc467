"""Which format a file is in, by its first bytes and then its name, and the reader for it."""

from __future__ import annotations

import re
from enum import StrEnum

from .blocks import Structure
from .decoding import decode, is_binary
from .failures import Failure, NotReadable
from .flattened import restore_tables
from .plain_text import demote_sentences, read_plain_text


class Format(StrEnum):
    PDF = "pdf"
    WORD = "word"
    WEB_PAGE = "web_page"
    TEXT = "text"


_MARKUP = re.compile(rb"(?i)<!doctype html|<html[\s>]|<(?:head|body|main|article|h[1-6]|p|ul|table|div)[\s>]")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def find_format(content: bytes, name: str) -> Format:
    """The format; a PDF may begin with other bytes, as readers allow within the first 1 024."""
    if b"%PDF-" in content[:1024]:
        return Format.PDF
    if content.startswith(b"PK\x03\x04"):
        return Format.WORD
    if content.startswith(_OLD_OFFICE):
        raise NotReadable(Failure.OLD_WORD_FORMAT)
    if not content.strip(b" \r\n\t\x00"):
        raise NotReadable(Failure.EMPTY_FILE)
    is_named_html = name.lower().endswith((".html", ".htm", ".xhtml"))
    if is_named_html or _MARKUP.search(content[:4096].replace(b"\x00", b"")):
        return Format.WEB_PAGE
    if is_binary(content):
        raise NotReadable(Failure.UNKNOWN_FORMAT)
    return Format.TEXT


def take_apart(content: bytes, name: str) -> Structure:
    """The document's blocks; a format's library is loaded only when such a file comes."""
    kind = find_format(content, name)
    if kind is Format.PDF:
        from .pdf import read_pdf

        return read_pdf(content)
    if kind is Format.WORD:
        from .word import read_word

        return read_word(content)
    if kind is Format.WEB_PAGE:
        from .web_page import read_web_page

        return read_web_page(content)
    structure = read_plain_text(decode(content))
    structure.blocks = restore_tables(demote_sentences(structure.blocks))
    return structure
