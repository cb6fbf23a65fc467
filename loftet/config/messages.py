"""Message catalogues without the gettext binary: the template readers of Django and Jinja feed Babel's.

Each room keeps `locale/sv/LC_MESSAGES/django.po`; source strings are English.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parent.parent
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "_": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
JINJA = "jinja2"
# Jinja's reader passes over a template that it cannot read, unless it is told not to.
FAILING = {"silent": "false"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
_Words = str | tuple[str, ...] | list[str]
Key = tuple[str | None, _Words]


def rooms_with_words() -> list[Path]:
    return sorted(path.parents[3] for path in PACKAGE.glob("*/locale/sv/LC_MESSAGES/django.po"))


def _rooms() -> list[Path]:
    return [path for path in sorted(PACKAGE.iterdir()) if (path / "__init__.py").exists()]


def used_in(room: Path) -> set[Key]:
    """Every (context, message) that the room's code and templates ask for."""
    return {key for path in _sources(room) for key in _used_in_file(path)}


def _sources(room: Path) -> Iterator[Path]:
    yield from (path for path in room.rglob("*.py") if "migrations" not in path.parts)
    for folder in ("templates", JINJA):
        yield from (path for path in (room / folder).rglob("*") if path.suffix in {".html", ".txt"})


def _used_in_file(path: Path) -> Iterator[Key]:
    reader, text = _read(path)
    found = extract(reader, io.BytesIO(text.encode()), KEYWORDS, (), {"encoding": "utf-8", **FAILING})
    yield from ((context, message) for _line, message, _comments, context in found if message)


def _read(path: Path) -> tuple[str, str]:
    """Which of Babel's readers takes the file, and the text as that one understands it."""
    text = path.read_text(encoding="utf-8")
    if JINJA in path.parts:
        return "jinja2.ext:babel_extract", text
    if path.suffix != ".py":
        from django.utils.translation.template import templatize

        # What is left of the markup keeps its indentation, at which Python's reader would stumble.
        text = re.sub(r"^[ \t]+", "", templatize(text, origin=str(path)), flags=re.MULTILINE)
    return "python", text


def _catalogue(room: Path) -> Catalog:
    path = room / "locale/sv/LC_MESSAGES/django.po"
    if not path.exists():
        return Catalog(locale="sv")
    with path.open("rb") as file:
        return read_po(file, locale="sv")


def check() -> list[str]:
    """One line for each message that is missing, unused, unsure, contradicted or has lost a placeholder."""
    return [*(finding for room in _rooms() for finding in _check_room(room)), *_contradictions()]


def _contradictions() -> Iterator[str]:
    """Messages that two rooms say differently: Django shows the words of one of them in both."""
    said: dict[tuple[str, str], dict[tuple[str, ...], str]] = {}
    for room in _rooms():
        for message in _catalogue(room):
            if message.id:
                key = _comparable((message.context, message.id))
                said.setdefault(key, {})[_forms(message.string)] = room.name
    for key, words in sorted(said.items()):
        if len(words) > 1:
            yield f"{' and '.join(words.values())}: said differently: {key[1]!r}"


def _check_room(room: Path) -> Iterator[str]:
    used = {_comparable(key) for key in used_in(room)}
    catalogue = {_comparable((m.context, m.id)): m for m in _catalogue(room) if m.id}
    yield from (f"{room.name}: missing: {key[1]!r}" for key in sorted(used - catalogue.keys(), key=str))
    yield from (f"{room.name}: unused: {key[1]!r}" for key in sorted(catalogue.keys() - used, key=str))
    yield from (f"{room.name}: {fault}: {m.id!r}" for m in catalogue.values() for fault in _faults(m))


def _comparable(key: Key) -> tuple[str, str]:
    context, message = key
    return context or "", _forms(message)[0]


def _faults(message: Message) -> Iterator[str]:
    originals, translations = _forms(message.id), _forms(message.string)
    if message.fuzzy:
        yield "unsure"
    if not all(translations):
        yield "not translated"
        return
    if set(PLACEHOLDER.findall(originals[-1])) != set(PLACEHOLDER.findall(translations[-1])):
        yield "another set of placeholders"


def _forms(words: _Words | None) -> tuple[str, ...]:
    """A message's one form, or its singular and plural."""
    return (words or "",) if isinstance(words, str | None) else tuple(words)


def compile_catalogues() -> None:
    """Write each room's .mo beside its .po."""
    for room in rooms_with_words():
        with (room / "locale/sv/LC_MESSAGES/django.mo").open("wb") as file:
            write_mo(file, _catalogue(room))
