"""Documents to try with, in our own words: invented, made by `making`, and read by the tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from ..content import ReceivedFile

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class DemoDocument:
    """An example, by the name that a form sends, and what is told of it."""

    key: str
    file: str
    title: Lazy | str
    words: Lazy | str


DEMO_DOCUMENTS = (
    DemoDocument(
        "follow-up",
        "uppfoljning-linkoping.pdf",
        _("A follow-up as PDF"),
        _("A table with ruled columns: promises, and what was done in two parts of the year."),
    ),
    DemoDocument(
        "plan",
        "loften-lekeberg.pdf",
        _("A citizen promise as PDF"),
        _("Columns without rules over several pages, with performer and responsible."),
    ),
    DemoDocument(
        "promise",
        "medborgarlofte-ljungby.docx",
        _("A citizen promise in Word"),
        _("Headings, background and bullets."),
    ),
    DemoDocument(
        "page",
        "ljungby-webbsida.html",
        _("A saved web page"),
        _("With menu, footer and chat box, which are left out."),
    ),
)


def read_demo_document(key: str) -> ReceivedFile | None:
    """The example as if it had been dropped; None for what is no example."""
    chosen = next((each for each in DEMO_DOCUMENTS if each.key == key), None)
    return ReceivedFile(chosen.file, (FOLDER / chosen.file).read_bytes()) if chosen else None
