"""Writes a document as Word: real headings, tables with head rows, language set, so that it can be worked on.

The same document always gives the same bytes: the times inside the file are fixed.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from .model import Block, Bullets, Document, Facts, Heading, Paragraph, SignatureLines, Table, grouped_digest

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
# What XML cannot hold; everything else is text.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LINE = "_" * 28


def to_word(document: Document) -> bytes:
    """The document as .docx bytes."""
    word = docx.Document()
    _describe(word, document)
    _add_styled(word, "Title", document.title)
    for block in document.blocks:
        _add(word, block)
    _add_footer(word, document)
    return _with_fixed_times(word)


def _describe(word: Any, document: Document) -> None:
    """Title, language and times; python-docx would else name itself as the author."""
    properties = word.core_properties
    properties.title, properties.language = _plain(document.title), document.language
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = EPOCH.replace(tzinfo=None)
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), document.language)
    (defaults,) = word.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(language)


def _add(word: Any, block: Block) -> None:
    match block:
        case Heading(level, text):
            _add_styled(word, f"Heading{level}", text)
        case Paragraph(text):
            word.add_paragraph(_plain(text))
        case Bullets(items):
            for item in items:
                _add_styled(word, "ListBullet", item)
        case Facts(rows):
            _add_facts(word, rows)
        case Table():
            _add_table(word, block)
        case SignatureLines(rows, captions):
            for party, position in rows:
                word.add_paragraph(_plain(f"{party}, {position}"))
                word.add_paragraph("\n".join(f"{LINE}\n{_plain(caption)}" for caption in captions))


def _add_styled(word: Any, style: str, text: str) -> None:
    """By the style's id: looked up by its name, every paragraph would read all the styles there are."""
    word.add_paragraph(_plain(text))._p.style = style


def _add_facts(word: Any, rows: tuple[tuple[str, str], ...]) -> None:
    """Name and words in one paragraph: a list of two columns is read aloud in the wrong order."""
    for name, text in rows:
        paragraph = word.add_paragraph()
        paragraph.add_run(f"{_plain(name)}: ").bold = True
        paragraph.add_run(_plain(text))


def _add_table(word: Any, block: Table) -> None:
    if block.caption:
        _add_styled(word, "Caption", block.caption)
    table = word.add_table(rows=1 + len(block.rows), cols=len(block.head))
    table._tbl.tblStyle_val = "TableGrid"
    head, *rows = table._tbl.iterchildren(qn("w:tr"))
    _fill(head, block.head, bold=True)
    _repeat_on_every_page(head)
    for row, texts in zip(rows, block.rows, strict=True):
        _fill(row, texts)


def _fill(row: Any, texts: tuple[str, ...], *, bold: bool = False) -> None:
    for cell, text in zip(row.iterchildren(qn("w:tc")), texts, strict=True):
        (paragraph,) = cell.iterchildren(qn("w:p"))
        paragraph.append(_run(_plain(text), bold=bold))


def _run(text: str, *, bold: bool) -> Any:
    """What `add_run` makes, without its search for the place of each part: tables have thousands of cells."""
    run, properties, weight = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:b")
    if not bold:
        weight.set(qn("w:val"), "0")
    properties.append(weight)
    run.append(properties)
    run.text = text  # as the library does it, with its line breaks
    return run


def _repeat_on_every_page(row: Any) -> None:
    """What makes it a head row, to Word and to screen readers."""
    marked = OxmlElement("w:tblHeader")
    marked.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(marked)


def _add_footer(word: Any, document: Document) -> None:
    words = [_plain(document.footer), grouped_digest(document.digest)]
    word.sections[0].footer.paragraphs[0].text = "\n".join(each for each in words if each)


def _plain(text: str) -> str:
    return UNWRITABLE.sub("\ufffd", text)


def _with_fixed_times(word: Any) -> bytes:
    """The file is a zip archive, whose members carry the time of writing."""
    written, fixed = io.BytesIO(), io.BytesIO()
    word.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return fixed.getvalue()
