"""The templates of the public pages, filled: Jinja's, compiled once for each language (ADR 0055)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from django.template.defaultfilters import linebreaksbr, truncatechars
from django.utils.html import linebreaks
from django.utils.translation import ngettext
from jinja2 import Environment, FileSystemLoader, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from markupsafe import Markup

from loftet.web.by_language import language_spoken, said, speaking

from .words import capital, shortened

FOLDER = Path(__file__).with_name("jinja2")


def fill(template: str, context: Mapping[str, Any]) -> Markup:
    """In the language that is active; nothing of the request, the user or the database is at hand.

    What is filled in one template can be put into another as it is.
    """
    return Markup(_template(template, language_spoken()).render(context))  # noqa: S704


@cache
def _template(name: str, language: str) -> Template:
    found = environment_of(language).get_template(f"portal/{name}")
    found.globals = dict(found.globals)  # copied each time, and made of several by Jinja
    return found


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
    say = partial(_said, language)
    made.install_gettext_callables(say, ngettext)  # type: ignore[attr-defined]
    made.extend(say=say, shown=shown)
    made.add_extension(_Ready)
    made.code_generator_class = _Straight
    return made


def shown(value: object) -> str:
    """As it stands in a page; what says itself how it is written in HTML is taken at its word.

    As Markup's `escape`, which makes an object of its own of each piece of each page.
    """
    if type(value) is str:
        return html.escape(value)
    return str(value.__html__()) if hasattr(value, "__html__") else html.escape(str(value))


class _Straight(CodeGenerator):
    """Asks a view for what it has as Python does: what stands in a page is never looked up as a key too."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 Jinja's name
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.shown(")


class _Ready(Extension):
    """Says the words and takes in the pieces of a template when it is compiled, not each time it is used."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        whole = _PIECE.sub(self._piece, source)
        return _SENTENCE.sub(self._sentence, _WORDS.sub(self._words, whole))

    def _piece(self, found: re.Match[str]) -> str:
        text = (FOLDER / found[1]).read_text(encoding="utf-8").removesuffix("\n")
        return _PIECE.sub(self._piece, text)

    def _words(self, found: re.Match[str]) -> str:
        return json.dumps(self.environment.say(found[1]))  # type: ignore[attr-defined]

    def _sentence(self, found: re.Match[str]) -> str:
        """`{% trans day=each.day %}Done by {{ day }}{% endtrans %}` as `Gjort till {{ each.day }}`."""
        given = dict(_GIVEN.findall(found[1]))
        sentence: str = self.environment.say(_NAME.sub(r"%(\1)s", found[2]))  # type: ignore[attr-defined]
        return _PLACE.sub(lambda place: f"{{{{ {given.get(place[1], place[1])} }}}}", sentence)


_PIECE = re.compile(r'{% include "([^"]+)" %}')
_WORDS = re.compile(r'\b_\("([^"]+)"\)')
_SENTENCE = re.compile(r"{% trans ([^%]*?) ?%}((?:(?!{%).)*){% endtrans %}")
_GIVEN = re.compile(r"(\w+)=([^,\s]+)")
_NAME, _PLACE = re.compile(r"{{ (\w+) }}"), re.compile(r"%\((\w+)\)s")


def _said(language: str, message: str) -> str:
    with speaking(language):
        return said(message)


def _capital(words: object) -> str:
    return capital(str(words))


def _paragraphs(text: str) -> Markup:
    """As Django's own, which looks for more where most texts are one line."""
    if "\n" in text or "\r" in text:
        return Markup(linebreaks(text, autoescape=True))  # noqa: S704 -- Django has escaped it
    return Markup(f"<p>{html.escape(text)}</p>")  # noqa: S704 -- escaped here
