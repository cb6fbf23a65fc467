"""The templates of the public pages, filled: Jinja's, compiled once for each language (ADR 0055)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from django.template.defaultfilters import linebreaksbr, truncatechars
from django.utils import translation
from django.utils.html import linebreaks
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, FileSystemLoader, Template
from jinja2.ext import Extension
from markupsafe import Markup

from .words import capital, shortened

FOLDER = Path(__file__).with_name("jinja2")


def fill(template: str, context: Mapping[str, Any]) -> Markup:
    """In the language that is active; nothing of the request, the user or the database is at hand.

    What is filled in one template can be put into another as it is.
    """
    return Markup(_template(template, translation.get_language() or "").render(context))  # noqa: S704


@cache
def _template(name: str, language: str) -> Template:
    return environment_of(language).get_template(f"portal/{name}")


@cache
def environment_of(language: str) -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n"],
    )
    made.filters |= {
        "capfirst": _capital,
        "linebreaks": _paragraphs,
        "linebreaksbr": linebreaksbr,
        "truncatechars": truncatechars,
        "truncatewords": shortened,
    }
    said = partial(_said, language)
    made.install_gettext_callables(said, ngettext)  # type: ignore[attr-defined]
    made.extend(said=said)
    made.add_extension(_Ready)
    return made


class _Ready(Extension):
    """Says the words and takes in the pieces of a template when it is compiled, not each time it is used."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        whole = _PIECE.sub(self._piece, source)
        return _WORDS.sub(self._words, whole)

    def _piece(self, found: re.Match[str]) -> str:
        text = (FOLDER / found[1]).read_text(encoding="utf-8").removesuffix("\n")
        return _PIECE.sub(self._piece, text)

    def _words(self, found: re.Match[str]) -> str:
        said: str = self.environment.said(found[1])  # type: ignore[attr-defined]
        return json.dumps(said)


_PIECE = re.compile(r'{% include "([^"]+)" %}')
_WORDS = re.compile(r'\b_\("([^"]+)"\)')


@cache
def _said(language: str, message: str) -> str:
    """Fewer than two hundred, each said on tens of thousands of pages."""
    with translation.override(language):
        return gettext(message)


def _capital(words: object) -> str:
    return capital(str(words))


def _paragraphs(text: str) -> Markup:
    """As Django's own, which looks for more where most texts are one line."""
    if "\n" in text or "\r" in text:
        return Markup(linebreaks(text, autoescape=True))  # noqa: S704 -- Django has escaped it
    return Markup("<p>{}</p>").format(text)
