"""The templates of the public pages, filled: Jinja's, compiled once for each language (ADR 0055)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from django.template.defaultfilters import linebreaks_filter, linebreaksbr, truncatechars, truncatewords
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

FOLDER = Path(__file__).with_name("jinja2")


def fill(template: str, context: Mapping[str, Any]) -> Markup:
    """In the language that is active; nothing of the request, the user or the database is at hand.

    What is filled in one template can be put into another as it is.
    """
    return Markup(_template(template, translation.get_language() or "").render(context))  # noqa: S704


@cache
def _template(name: str, language: str) -> Template:
    return _environment(language).get_template(f"portal/{name}")


@cache
def _environment(language: str) -> Environment:
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
        "capfirst": capfirst,
        "linebreaks": linebreaks_filter,
        "linebreaksbr": linebreaksbr,
        "truncatechars": truncatechars,
        "truncatewords": truncatewords,
    }
    said = partial(_said, language)
    made.install_gettext_callables(said, ngettext)  # type: ignore[attr-defined]
    # Jinja's own looks for the words in every context anew.
    made.globals["_"] = said
    return made


@cache
def _said(language: str, message: str) -> str:
    """Fewer than two hundred, each said on tens of thousands of pages."""
    with translation.override(language):
        return gettext(message)
