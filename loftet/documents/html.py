"""Writes a document as one HTML page that needs nothing else: no script, no picture, no other file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from importlib import resources

from .model import Block, Bullets, Document, Facts, Heading, Paragraph, SignatureLines, Table, grouped_digest

PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{style_hash}'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
<footer>{footer}</footer>
</body>
</html>
"""


def to_html(document: Document) -> bytes:
    """The document as an HTML page, the same bytes for the same document."""
    style = resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    style_hash = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = PAGE.format(
        language=document.language,
        style=style,
        style_hash=style_hash,
        title=_words(document.title),
        body="\n".join(_block(block) for block in document.blocks),
        footer="".join(f"<p>{_words(each)}</p>" for each in _foot(document)),
    )
    return page.encode()


def _foot(document: Document) -> Iterable[str]:
    digest = f"SHA-256 {grouped_digest(document.digest)}" if document.digest else ""
    return (each for each in (document.footer, digest) if each)


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level + 1}>{_words(text)}</h{level + 1}>"
        case Paragraph(text):
            return f"<p>{_words(text)}</p>"
        case Bullets(items):
            return f"<ul>{''.join(f'<li>{_words(item)}</li>' for item in items)}</ul>"
        case Facts(rows):
            pairs = "".join(f"<dt>{_words(name)}</dt><dd>{_words(text)}</dd>" for name, text in rows)
            return f"<dl>{pairs}</dl>"
        case Table():
            return _table(block)
        case SignatureLines(rows, captions):
            lines = (f"{party}, {position}: {', '.join(captions)}" for party, position in rows)
            return "".join(f"<p>{_words(line)}</p>" for line in lines)


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_words(text)}</th>' for text in table.head)
    rows = "".join(f"<tr>{''.join(f'<td>{_words(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    return (
        f"<table><caption>{_words(table.caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _words(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())
