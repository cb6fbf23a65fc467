"""Web pages to blocks: the main content apart from menus, footers, forms and chat boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .blocks import MINOR_LEVEL, Block, BlockKind, Cell, Row, Structure
from .decoding import decode
from .failures import Failure, NotReadable
from .plain_text import looks_like_heading
from .source import Passage, Source, compose

MAX_DEPTH = 150
MAX_SPAN = 100
MAX_COLUMNS = 60
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "textarea",
        "input",
        "head",
        "canvas",
        "video",
        "audio",
        "dialog",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"summary": 4, "caption": 4}
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "hr",
        "address",
        "details",
        "fieldset",
        "center",
        "body",
        "html",
    ]
)
_BOLD = frozenset({"strong", "b"})
_FURNITURE_NAME = re.compile(
    r"(?i)(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|meny|footer|sidfot|sidebar|cookies?|kakor|chatt?(?:bot|box)?|breadcrumbs?|brodsmul\w*|share|dela|social"
    r"|skip(?:link)?|search|sok|related|relaterat|feedback|banner|toolbar|pagination|login)(?:$|[\s_-])"
)
_FURNITURE_ROLE = frozenset(
    {"navigation", "contentinfo", "search", "complementary", "dialog", "menu", "menubar", "banner"}
)
_BULLET = re.compile(r"^\s*(?:[•·▪●○◦‣*]|[-–](?=\s))\s*")
_SPACE = re.compile(r"[ \t\r\f\n]+")


def read_web_page(content: bytes) -> Structure:
    tree = LexborHTMLParser(decode(content))
    walk = _Walk()
    root = _main(tree)
    if root is not None:
        walk.node(root, 0)
        walk.flush()
    if not walk.blocks:
        raise NotReadable(Failure.NO_TEXT)
    structure = Structure(walk.source)
    structure.blocks = walk.blocks
    return structure


def _main(tree: LexborHTMLParser) -> LexborNode | None:
    """The element that says that it is the content; else the body. One with next to no text says it in vain."""
    body = tree.body or tree.root
    for selector in ("main", "[role=main]", "article"):
        found = tree.css(selector)
        if len(found) == 1 and len(found[0].text(deep=True)) > 100:
            return found[0]
    return body


@dataclass(slots=True)
class _Walk:
    """Collects inline text and closes it to a block where a block element begins or ends."""

    source: Source = field(default_factory=Source)
    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    bold: int = 0
    plain: int = 0
    heading: int | None = None
    items: int = 0
    is_item: bool = False

    def node(self, node: LexborNode, depth: int, *, is_bold: bool = False) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "", is_bold=is_bold)
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "table" and _is_data(node):
            self.flush()
            self._table(node)
        elif tag in _HEADINGS and self.heading is None:
            self._in_heading(node, depth)
        elif depth > MAX_DEPTH:
            self._text(node.text(deep=True), is_bold=is_bold)
        elif not _is_skipped(node, tag, in_heading=self.heading is not None):
            self._element(node, tag, depth, is_bold=is_bold or tag in _BOLD)

    def _element(self, node: LexborNode, tag: str, depth: int, *, is_bold: bool) -> None:
        is_block = tag in _BLOCKS and not (tag == "p" and self.is_item)
        if is_block:
            self.flush()
        was_item = self.is_item
        if tag == "li":
            self.items, self.is_item = self.items + 1, True
        for child in node.iter(include_text=True):
            self.node(child, depth + 1, is_bold=is_bold)
        if tag == "p" and self.is_item:
            self.parts.append(" ")
        if is_block:
            self.flush()
        if tag == "li":
            self.items, self.is_item = self.items - 1, was_item

    def _in_heading(self, node: LexborNode, depth: int) -> None:
        self.flush()
        self.heading = _HEADINGS[node.tag or ""]
        for child in node.iter(include_text=True):
            self.node(child, depth + 1)
        self.flush()
        self.heading = None

    def _text(self, text: str, *, is_bold: bool) -> None:
        text = _SPACE.sub(" ", text)
        letters = len(text.strip())
        self.bold, self.plain = self.bold + letters * is_bold, self.plain + letters * (not is_bold)
        self.parts.append(text)

    def flush(self) -> None:
        """Close the inline text so far to a block."""
        text, all_bold = "".join(self.parts), self.bold > 0 and self.plain == 0
        self.parts, self.bold, self.plain = [], 0, 0
        if not text.strip():
            return
        if self.heading is not None:
            self._add(BlockKind.HEADING, text, self.heading)
        elif self.is_item:
            self._add(BlockKind.ITEM, text, self.items - 1)
        elif all_bold and looks_like_heading(text.strip()) and "\n" not in text.strip():
            self._add(BlockKind.HEADING, text, MINOR_LEVEL)
        else:
            self._paragraphs(text)

    def _paragraphs(self, text: str) -> None:
        """Line breaks part typed bullets; two in a row part paragraphs."""
        for part in re.split(r"\n\s*\n", text):
            lines = part.split("\n")
            if not any(_BULLET.match(line) for line in lines):
                lines = [" ".join(lines)]
            for line in lines:
                mark = _BULLET.match(line)
                if line.strip():
                    self._add(
                        BlockKind.ITEM if mark else BlockKind.PARAGRAPH, line[mark.end() :] if mark else line
                    )

    def _add(self, kind: BlockKind, text: str, level: int = 0) -> None:
        self.blocks.append(Block(kind, self._passage(text), level=level))

    def _passage(self, text: str) -> Passage:
        return compose([self.source.add_line(_SPACE.sub(" ", text).strip())])

    def _table(self, table: LexborNode) -> None:
        rows: list[Row] = []
        hanging: dict[int, tuple[int, Cell]] = {}
        for row in table.css("tr"):
            if _nearest_table(row) == table:
                rows.append(self._row(row, hanging))
        if any(any(row.cells) for row in rows):
            first = next(passage for row in rows for cell in row.cells for passage in cell)
            self.blocks.append(Block(BlockKind.TABLE, first, rows=tuple(rows)))

    def _row(self, row: LexborNode, hanging: dict[int, tuple[int, Cell]]) -> Row:
        """Cells with those that hang down from rows above: the very same cell again."""
        cells: list[Cell] = []
        own = [cell for cell in row.iter() if cell.tag in {"td", "th"}]
        for cell in own:
            _hang(cells, hanging)
            content, column = self._cell(cell), len(cells)
            down, across = _number(cell, "rowspan"), _number(cell, "colspan")
            if down > 1:
                hanging[column] = (down - 1, content)
            cells += [content, *[()] * (across - 1)]
        _hang(cells, hanging)
        return Row(tuple(cells[:MAX_COLUMNS]), is_spanning=len(own) == 1 and len(cells) > 1)

    def _cell(self, cell: LexborNode) -> Cell:
        inner = _Walk(source=self.source)
        for child in cell.iter(include_text=True):
            inner.node(child, 0)
        inner.flush()
        return tuple(block.passage for block in inner.blocks)


def _hang(cells: list[Cell], hanging: dict[int, tuple[int, Cell]]) -> None:
    while len(cells) in hanging:
        column = len(cells)
        left, content = hanging.pop(column)
        if left > 1:
            hanging[column] = (left - 1, content)
        cells.append(content)


def _number(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or ""
    return min(MAX_SPAN, max(1, int(value))) if value.isdigit() and len(value) < 6 else 1


def _is_data(table: LexborNode) -> bool:
    """A table for layout holds other tables or but one cell a row."""
    rows = table.css("tr")
    if table.css("table table") or not rows:
        return False
    return any(sum(cell.tag in {"td", "th"} for cell in row.iter()) > 1 for row in rows[:200])


def _nearest_table(node: LexborNode) -> LexborNode | None:
    parent = node.parent
    while parent is not None and parent.tag != "table":
        parent = parent.parent
    return parent


def _is_skipped(node: LexborNode, tag: str, *, in_heading: bool) -> bool:
    """Furniture by element, role, name or being hidden. A button inside a heading opens a section: it is kept."""
    if tag in _SKIPPED and not (in_heading and tag == "button"):
        return True
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if "display:none" in (attributes.get("style") or "").replace(" ", ""):
        return True
    if attributes.get("role") in _FURNITURE_ROLE or (tag == "header" and _holds_menu(node)):
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return tag in _BLOCKS and tag not in {"body", "html", "main"} and bool(_FURNITURE_NAME.search(names))


def _holds_menu(node: LexborNode) -> bool:
    return node.css_first("nav") is not None or node.css_first("h1") is None
