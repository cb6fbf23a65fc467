"""Word files to blocks: headings by style or looks, lists by numbering, tables with merged cells."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from .blocks import MINOR_LEVEL, Block, BlockKind, Cell, Row, Structure
from .failures import Failure, NotReadable
from .plain_text import looks_like_heading
from .source import Passage, Source, compose

MAX_UNPACKED = 64 * 1024 * 1024
MAX_PART = 32 * 1024 * 1024
MAX_PARTS = 5_000
MAX_DEPTH = 12
MAX_SPAN = 100
MAX_COLUMNS = 60

_P, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_CONTAINERS = frozenset({qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:smartTag"), qn("w:ins")})
_TEXT, _TAB, _BREAKS = qn("w:t"), qn("w:tab"), frozenset({qn("w:br"), qn("w:cr")})
_NO_HYPHEN, _SOFT_HYPHEN = qn("w:noBreakHyphen"), qn("w:softHyphen")
# Text boxes come apart, older copies of a drawing and deleted text not at all.
_APART = frozenset(
    {
        qn("w:txbxContent"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
        qn("w:del"),
    }
)
_HEADING_STYLE = re.compile(r"(?i)^(?:heading|rubrik)\s*(?P<level>[1-9])")
_TITLE_STYLE = re.compile(r"(?i)^(?:title|titel|rubrik)$")
_LIST_STYLE = re.compile(r"(?i)^(?:list|lista|punktlista|numrerad)")
_TYPED_BULLET = re.compile(r"^\s*(?:[•·▪●○◦‣*\uf000-\uf0ff]|[-–](?=\s))\s*")


def read_word(content: bytes) -> Structure:
    _refuse_bombs(content)
    try:
        document = Document(io.BytesIO(content))
    except Exception as error:  # the library raises whatever its parts raise on a damaged file
        raise NotReadable(Failure.DAMAGED_FILE) from error
    reader = _Reader(_style_names(document), Source())
    structure = Structure(reader.source)
    structure.blocks = list(reader.blocks(document.element.body, 0))
    if not structure.blocks:
        raise NotReadable(Failure.NO_TEXT)
    return structure


def _refuse_bombs(content: bytes) -> None:
    """A zip file that says, or turns out, to hold far more than a document does is not unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise NotReadable(Failure.DAMAGED_FILE) from error
    if any(part.flag_bits & 1 for part in parts):
        raise NotReadable(Failure.ENCRYPTED_FILE)
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise NotReadable(Failure.TOO_LARGE_UNPACKED)
    if any(part.filename.endswith((".xml", ".rels")) and part.file_size > MAX_PART for part in parts):
        raise NotReadable(Failure.TOO_LARGE_UNPACKED)
    if not any(part.filename == "word/document.xml" for part in parts):
        raise NotReadable(Failure.UNKNOWN_FORMAT)


def _style_names(document: Any) -> dict[str, str]:
    """Style names by id, with the name of the style it builds on where its own says nothing."""
    names = {}
    for style in document.styles:
        base = getattr(style, "base_style", None)
        own = style.name or ""
        says_nothing = not (_HEADING_STYLE.match(own) or _TITLE_STYLE.match(own) or _LIST_STYLE.match(own))
        names[style.style_id] = base.name or own if says_nothing and base is not None else own
    return names


class _Reader:
    """Goes through the body's elements; each paragraph is a line of the source."""

    def __init__(self, styles: dict[str, str], source: Source) -> None:
        self.styles, self.source = styles, source

    def blocks(self, parent: Any, depth: int) -> Iterator[Block]:
        if depth > MAX_DEPTH:
            return
        for element in parent:
            if element.tag == _P:
                yield from self._paragraph(element)
                yield from self._boxes(element, depth)
            elif element.tag == _TABLE:
                yield from self._table(element, depth)
            elif element.tag in _CONTAINERS:
                yield from self.blocks(element, depth + 1)

    def _boxes(self, paragraph: Any, depth: int) -> Iterator[Block]:
        for box in paragraph.iter(qn("w:txbxContent")):
            if not any(parent.tag.endswith("}Fallback") for parent in box.iterancestors()):
                yield from self.blocks(box, depth + 1)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        lines = [line for line in "".join(_texts(element)).split("\n") if line.strip()]
        if not lines:
            return
        level = self._heading_level(element)
        depth = self._list_depth(element)
        if level is not None:
            yield Block(BlockKind.HEADING, self._passage(" ".join(lines)), level=level)
        elif depth is not None:
            yield Block(BlockKind.ITEM, self._passage(" ".join(lines)), level=depth)
        else:
            yield from self._plain(element, lines)

    def _plain(self, element: Any, lines: list[str]) -> Iterator[Block]:
        """A paragraph; lines that begin with a typed bullet are items, an all-bold short one is a heading."""
        if any(_TYPED_BULLET.match(line) for line in lines):
            for line in lines:
                mark = _TYPED_BULLET.match(line)
                kind = BlockKind.ITEM if mark else BlockKind.PARAGRAPH
                yield Block(kind, self._passage(line[mark.end() :] if mark else line))
            return
        text = " ".join(lines)
        is_heading = _is_bold(element) and looks_like_heading(text.strip())
        kind = BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
        yield Block(kind, self._passage(text), level=MINOR_LEVEL if is_heading else 0)

    def _passage(self, text: str) -> Passage:
        return compose([self.source.add_line(text)])

    def _style(self, element: Any) -> str:
        properties = element.find(qn("w:pPr"))
        style = properties.find(qn("w:pStyle")) if properties is not None else None
        return self.styles.get(style.get(qn("w:val")), "") if style is not None else ""

    def _heading_level(self, element: Any) -> int | None:
        name = self._style(element)
        if _TITLE_STYLE.match(name):
            return 1
        match = _HEADING_STYLE.match(name)
        return int(match["level"]) if match else None

    def _list_depth(self, element: Any) -> int | None:
        properties = element.find(qn("w:pPr"))
        numbering = properties.find(qn("w:numPr")) if properties is not None else None
        if numbering is not None:
            level, number = numbering.find(qn("w:ilvl")), numbering.find(qn("w:numId"))
            if number is not None and number.get(qn("w:val")) == "0":
                return None
            return _int(level.get(qn("w:val"))) if level is not None else 0
        name = self._style(element)
        if not _LIST_STYLE.match(name) or "paragraph" in name.lower():
            return None
        return _int(name[-1]) - 1 if name[-1:].isdigit() else 0

    # Tables

    def _table(self, element: Any, depth: int) -> Iterator[Block]:
        rows, above = [], list[Cell]()
        for row in element.iter(_ROW):
            if row.getparent() is not element and row.getparent().getparent() is not element:
                continue
            cells, is_spanning = self._row(row, above, depth)
            rows.append(Row(tuple(cells), is_spanning))
            above = cells
        if rows:
            first = next((cell[0] for row in rows for cell in row.cells if cell), Passage("", ((0, 0),)))
            yield Block(BlockKind.TABLE, first, rows=tuple(rows))

    def _row(self, row: Any, above: list[Cell], depth: int) -> tuple[list[Cell], bool]:
        """The row's cells; one that goes on from the row above is that very cell."""
        cells: list[Cell] = []
        found = list(row.iter(_CELL)) if depth < MAX_DEPTH else []
        own = [cell for cell in found if _owner(cell) is row]
        for cell in own:
            properties = cell.find(qn("w:tcPr"))
            merge = properties.find(qn("w:vMerge")) if properties is not None else None
            goes_on = merge is not None and merge.get(qn("w:val")) != "restart"
            place = len(cells)
            cells.append(above[place] if goes_on and place < len(above) else self._cell(cell, depth))
            cells += [()] * (_span(properties) - 1)
        return cells[:MAX_COLUMNS], len(own) == 1 and len(cells) > 1

    def _cell(self, cell: Any, depth: int) -> Cell:
        return tuple(
            passage
            for block in self.blocks(cell, depth + 1)
            for passage in ([block.passage] if block.kind is not BlockKind.TABLE else _all_passages(block))
        )


def _all_passages(block: Block) -> list[Passage]:
    return [passage for row in block.rows for cell in row.cells for passage in cell]


def _owner(cell: Any) -> Any:
    parent = cell.getparent()
    while parent is not None and parent.tag in _CONTAINERS:
        parent = parent.getparent()
    return parent


def _span(properties: Any) -> int:
    span = properties.find(qn("w:gridSpan")) if properties is not None else None
    return min(MAX_SPAN, max(1, _int(span.get(qn("w:val"))))) if span is not None else 1


def _int(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 4 else 0


def _texts(element: Any) -> Iterator[str]:
    """The paragraph's own text, in order, without what stands in text boxes."""
    for child in element:
        if child.tag in _APART:
            continue
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == _TAB:
            yield "\t"
        elif child.tag in _BREAKS:
            yield "\n"
        elif child.tag == _NO_HYPHEN:
            yield "-"
        elif child.tag == _SOFT_HYPHEN:
            yield "\u00ad"
        else:
            yield from _texts(child)


def _is_bold(element: Any) -> bool:
    """Whether every run with text is bold."""
    runs = [run for run in element.iter(qn("w:r")) if "".join(_texts(run)).strip()]
    return bool(runs) and all(_run_is_bold(run) for run in runs)


def _run_is_bold(run: Any) -> bool:
    bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return bold is not None and bold.get(qn("w:val")) not in {"0", "false"}
