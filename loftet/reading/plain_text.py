"""Plain text to blocks: paragraphs out of wrapped lines, list items with depth, lines that look like headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from .aligned import count_rows, read_rows
from .blocks import Block, BlockKind, Structure
from .source import Passage, Piece, Source, compose

# Bullets, also the private characters that symbol fonts leave behind, and numbers or letters of a list.
_BULLET = re.compile(
    r"(?P<indent>[ \t\u00a0]*)(?P<mark>[•·▪▫●○◦‣⁃∙■□➢➤✓*\uf000-\uf0ff]|[-–—−](?=\s)|o(?=\s)|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s+[A-ZÅÄÖ])|\d{1,2}[.)](?=\s)|[a-z]\)(?=\s))[ \t\u00a0]*"
)
_DASHES = "-–—−"
# A sentence has ended also where a mark follows it: "… varje vecka. (Polisen)".
_TERMINAL = re.compile(r"[.!?:;][\"”»)]*(?:\s+[(\[][^()\[\]]{3,40}[)\]])?$")
_MARKED_END = re.compile(r"[.!?]\s+[(\[][^()\[\]]{3,40}[)\]]$")
_OPENS = re.compile(r"[\"”»(]*[A-ZÅÄÖÉ0-9]")
HEADING_LENGTH = 115
WRAP_LIMIT = 112
# "Löfte 2: …", "Resultat: …": a word that tells what the rest of the line is.
LABEL = re.compile(
    r"(?P<label>(?:[A-ZÅÄÖ][a-zåäö]{2,18}|[A-ZÅÄÖ][a-zåäö]{1,10}(?: [a-zåäö]{2,12}){1,2})(?: \d{1,2})?)"
    r"(?::|(?<=gjorts)\?|(?<=hänt)\?|(?<=gått)\?)\s+(?=\S)"
)
# What no heading ends with: the sentence runs on in the next line.
_RUNS_ON = re.compile(
    r"(?:[,–/-]|\b(?:en|ett|och|i|på|(?<!blev )(?<!inte )av|för|med|att|till|som|har|mot|om|vid|är|den|det|de|under|samt|eller|från))$"
)
# How much deeper a paragraph hangs that follows an item without blank line.
_HANGING = 4
# In a text without hard line ends every line end is meant.
UNWRAPPED = 10_000
_VERB = re.compile(
    r"\b(?:är|har|ska|skall|kan|bör|måste|visar|behövs|skapar|känner|ökar|finns|gäller|innebär|bidrar|lovar|åtar|gör|arbetar"
    r"|kommer|bygger|får|blir|vill|var|hade|sker|står)\b",
    re.IGNORECASE,
)

# What a line that opens a list says that its writers do, or did.
_LEADS = re.compile(
    r"\b(?:ska|skall|kommer|lovar|lovade|åtar|åtog|gör|gjorde|gjort|genomfört)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: its words, the mark and indent it begins with, and whether blank lines stand around it."""

    piece: Piece
    mark: str
    indent: int
    after_blank: bool
    before_blank: bool

    @property
    def text(self) -> str:
        return self.piece.text.strip()


def read_plain_text(text: str) -> Structure:
    source = Source()
    lines: list[Piece] = []
    pages = text.split("\f")
    for number, page in enumerate(pages, start=1):
        lines += [source.add_line(line, number if len(pages) > 1 else None) for line in page.split("\n")]
        if len(pages) > 1:
            lines.append(source.add_line("", number))
    structure = Structure(source, pages=len(pages) if len(pages) > 1 else None)
    is_wrapped = max(map(len, text.split("\n")), default=0) <= WRAP_LIMIT
    structure.blocks = _with_depths(
        _with_numbered_headings(list(_blocks(_marked(lines), is_wrapped=is_wrapped)))
    )
    return structure


def blocks_of_lines(lines: list[Piece]) -> list[Block]:
    """Blocks of lines that another reader found; an empty line parts paragraphs."""
    if not lines:
        return []
    return _with_depths(_with_numbered_headings(list(_blocks(_marked(lines), is_wrapped=True))))


def _marked(lines: list[Piece]) -> list[_Line | None]:
    """Lines with their marks; None for a blank one."""
    blank = [not line.text.strip(" \t\u00a0\u200b\ufeff") for line in lines]
    found: list[_Line | None] = []
    for index, line in enumerate(lines):
        if blank[index]:
            found.append(None)
            continue
        around = (index == 0 or blank[index - 1], index + 1 == len(lines) or blank[index + 1])
        found.append(_line(line, *around))
    return found


def _line(piece: Piece, after_blank: bool, before_blank: bool) -> _Line:  # noqa: FBT001 - two facts side by side
    if match := _BULLET.match(piece.text):
        cut = Piece(piece.text[match.end() :], piece.start + match.end())
        return _Line(cut, match["mark"], _width(match["indent"]), after_blank, before_blank)
    indent = piece.text[: len(piece.text) - len(piece.text.lstrip())]
    return _Line(piece, "", _width(indent), after_blank, before_blank)


def _width(indent: str) -> int:
    return len(indent.expandtabs(4))


def _blocks(lines: list[_Line | None], *, is_wrapped: bool) -> Iterator[Block]:
    chunk: list[_Line] = []
    for line in [*lines, None]:
        if line is None or (chunk and (line.mark or _leads_on(line, chunk[0]))):
            yield from _from_chunk(chunk, is_wrapped=is_wrapped)
            chunk = []
        if line is not None:
            chunk.append(line)


def _leads_on(line: _Line, first: _Line) -> bool:
    """ "Vi har gjort:" at the margin right under an item: the next list begins, without a blank line."""
    is_margin = bool(first.mark) and line.indent <= first.indent
    return is_margin and line.text.endswith(":") and line.text[0].isupper() and len(line.text) < WRAP_LIMIT


def _from_chunk(chunk: list[_Line], *, is_wrapped: bool) -> Iterator[Block]:
    """Blocks of the lines between two blank ones or bullets: tables of aligned cells, and what is around them."""
    texts = [line.piece.text for line in chunk]
    begins = at = 0
    while at < len(chunk):
        rows = count_rows(texts, at)
        if rows:
            yield from _from_loose(chunk[begins:at], is_wrapped=is_wrapped)
            yield read_rows([line.piece for line in chunk[at : at + rows]])
            begins = at + rows
        at += max(rows, 1)
    yield from _from_loose(chunk[begins:], is_wrapped=is_wrapped)


def _from_loose(chunk: list[_Line], *, is_wrapped: bool) -> Iterator[Block]:
    """Of lines without aligned cells; an item's level is its indent at first."""
    if not chunk or not any(line.text for line in chunk):
        return
    groups = _paragraphs(chunk, is_wrapped=is_wrapped)
    first = chunk[0]
    if not first.mark and _is_list_without_bullets(chunk):
        yield _paragraph([first])
        yield from (Block(BlockKind.ITEM, compose([line.piece])) for line in chunk[1:])
        return
    if not first.mark:
        yield from (_paragraph(group) for group in groups)
        return
    passage = compose(line.piece for line in groups[0])
    if (
        first.mark[0].isdigit()
        and (len(groups) > 1 or "." in first.mark[1:-1])
        and looks_like_heading(passage.text)
    ):
        yield Block(BlockKind.HEADING, passage)
        yield from (_paragraph(group) for group in groups[1:])
        return
    if _is_speech(first, passage):
        yield Block(BlockKind.PARAGRAPH, passage, is_quote=True)
    else:
        yield Block(BlockKind.ITEM, passage, level=first.indent, is_numbered=first.mark[0].isdigit())
    for group in groups[1:]:
        yield Block(BlockKind.ITEM, compose(line.piece for line in group), level=first.indent + _HANGING)


def _is_list_without_bullets(chunk: list[_Line]) -> bool:
    """Lines under "X lovar att:" that each had room for the next one's first word: items that lost their bullets."""
    if len(chunk) < 3:
        return False
    if all(line.text.lower().startswith("att ") for line in chunk[1:]):
        return True
    if not chunk[0].text.endswith(":"):
        return False
    widest = max(len(line.text) for line in chunk)
    joints = list(pairwise(chunk[1:]))
    had_room = sum(len(line.text) + 1 + len(after.text.split()[0]) <= widest for line, after in joints)
    ends = sum(line.text.endswith((",", "-")) for line, _ in joints)
    return had_room >= 0.5 * len(joints) and not ends


def _is_speech(line: _Line, passage: Passage) -> bool:
    """A dash at the margin with blank lines around begins speech, not a list."""
    alone = line.after_blank and line.before_blank
    return line.mark in _DASHES and line.indent == 0 and alone and len(passage.text) > 40


def _with_numbered_headings(blocks: list[Block]) -> list[Block]:
    """A numbered short line with no numbered line beside it is a heading, not a list of one."""
    numbered = [False, *(block.is_numbered for block in blocks), False]
    return [
        replace(block, kind=BlockKind.HEADING, level=0, is_numbered=False)
        if block.is_numbered
        and not (numbered[at] or numbered[at + 2])
        and looks_like_heading(block.text)
        and len(block.text) < 60
        else block
        for at, block in enumerate(blocks)
    ]


def _with_depths(blocks: list[Block]) -> list[Block]:
    """Indents of each list made depths from 0."""
    kept: list[Block] = []
    index = 0
    while index < len(blocks):
        end = index
        while end < len(blocks) and blocks[end].kind is BlockKind.ITEM:
            end += 1
        kept += _list_with_depths(blocks[index:end]) if end > index else [blocks[index]]
        index = max(end, index + 1)
    return kept


def _list_with_depths(items: list[Block]) -> list[Block]:
    indents = [item.level for item in items]
    # Extraction often strips the first line of a list of its indent.
    if len(set(indents[1:])) == 1 and indents[0] < indents[1] and not items[0].text.endswith((":", ";")):
        indents = [0] * len(items) if len(items) > 2 or indents[1] - indents[0] < 3 else indents
    stack: list[int] = []
    leveled = []
    for item, indent in zip(items, indents, strict=True):
        while stack and stack[-1] >= indent:
            stack.pop()
        leveled.append(replace(item, level=len(stack)))
        stack.append(indent)
    return leveled


def _paragraphs(chunk: list[_Line], *, is_wrapped: bool) -> list[list[_Line]]:
    """Lines grouped to paragraphs: a line that had room for the next word ended something."""
    if not chunk[0].mark and all(_TERMINAL.search(line.text) for line in chunk):
        return [[line] for line in chunk]  # each line says all of it: rows, not a paragraph that was wrapped
    widest = max(len(line.text) for line in chunk) if is_wrapped else UNWRAPPED
    groups = [[chunk[0]]]
    for previous, line in pairwise(chunk):
        is_sentence = len(groups[-1]) > 1 and not _TERMINAL.search(previous.text)
        if not is_sentence and _begins_anew(previous, line, widest):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _begins_anew(previous: _Line, line: _Line, widest: int) -> bool:
    if LABEL.match(line.text) or _MARKED_END.search(previous.text):
        return True
    if not _OPENS.match(line.text) or line.text[0] == "(" or line.text[0].isdigit():
        return False
    word = line.text.split()[0]
    had_room = len(previous.text) + 1 + len(word) <= widest
    if previous.text[-1] in ":;":
        return had_room
    if _TERMINAL.search(previous.text):
        has_ended = len(previous.text) + 15 + len(word) < widest
        return not previous.mark and (has_ended or _stands_alone(line, widest))
    leads = line.text.endswith(":") and _LEADS.search(line.text) and not _VERB.search(previous.text)
    return (had_room or bool(leads)) and not _RUNS_ON.search(previous.text)


def _stands_alone(line: _Line, widest: int) -> bool:
    """A few words after a full stop, without one of their own: the next heading, without a blank line above."""
    is_unfinished = line.text.endswith("?") or not _TERMINAL.search(line.text)
    return len(line.text) < 0.5 * widest and is_unfinished


def _paragraph(group: list[_Line]) -> Block:
    passage = compose(line.piece for line in group)
    kind = BlockKind.HEADING if looks_like_heading(passage.text) else BlockKind.PARAGRAPH
    return Block(kind, passage)


def looks_like_heading(text: str) -> bool:
    is_question = text.endswith("?") and len(text) < 60 and text.count(".") == 0
    return is_question or (
        len(text) <= HEADING_LENGTH
        and not _TERMINAL.search(text)
        and not text.endswith((",", "-", "–"))
        and bool(_OPENS.match(text))
    )


_NAMES_PROMISE = re.compile(r"(?i)\blöfte\w* gäller\b")
_PROMISING = re.compile(r"\b(?:ska|skall)\b.{25}")


def demote_sentences(blocks: list[Block]) -> list[Block]:
    """A line with a verb right under a heading is the section's first sentence that lost its full stop."""
    kept: list[Block] = []
    for block in blocks:
        names_promise = bool(_NAMES_PROMISE.search(block.text)) and len(block.text) < 80
        above = kept[-1] if kept else None
        under_heading = above is not None and above.kind is BlockKind.HEADING
        long = len(block.text) > 45
        if (
            block.kind is BlockKind.HEADING
            and not names_promise
            and _VERB.search(block.text)
            and long
            and (under_heading or _PROMISING.search(block.text))
        ):
            block = Block(BlockKind.PARAGRAPH, block.passage)
        kept.append(block)
    return kept
