"""What the documentation claims of the code holds: variables, commands, links and pictures."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from loftet.config import cli, messages

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
CONFIGURATION = (ROOT / "docs/reference/configuration.md").read_text(encoding="utf-8")
READ = re.compile(r"""(?:environ(?:\.get|\.pop)?[\[(]|env_\w+\()\s*"([A-Z][A-Z_]+)\"""")
ASKED = re.compile(r"""\"([A-Z][A-Z_]+)" (?:not )?in os\.environ""")
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(#[^)\s]*)?\)")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
# Not for people to set: the tool's own, and what every program inherits.
INHERITED = {"DJANGO_SETTINGS_MODULE", "PATH"}


def variables_read() -> set[str]:
    code = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("loftet/**/*.py"))
    return {*READ.findall(code), *ASKED.findall(code)} - INHERITED


def rows_of(table_head: str) -> set[str]:
    return set(re.findall(rf"^\| `{table_head}([A-Za-z_]+)`", CONFIGURATION, re.MULTILINE))


def test_every_variable_is_documented_and_read() -> None:
    assert {name for name in rows_of("") if name.isupper()} == variables_read()


def test_every_command_is_documented() -> None:
    help_of_all = cli._parser().format_help()
    known = set(re.findall(r"^    (\w+) ", help_of_all, re.MULTILINE))
    assert rows_of("loftet ") == known
    scripts = {path.name for path in (ROOT / "script").iterdir() if path.suffix == ""}
    assert rows_of("script/") == scripts


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [unquote(target) for target, _ in LINK.findall(page.read_text(encoding="utf-8")) if target]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_page_is_in_the_list_of_contents() -> None:
    contents = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    pages = [page for folder in ("how-to", "reference") for page in (ROOT / "docs" / folder).glob("*.md")]
    assert [page.name for page in pages if f"/{page.name})" not in contents] == []


def test_every_picture_is_shown() -> None:
    shown = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    pictures = [path.relative_to(ROOT / "docs").as_posix() for path in ROOT.glob("docs/pictures/**/*.png")]
    assert [picture for picture in pictures if picture not in shown] == []


@cache
def _shown_words() -> set[str]:
    """All Swedish words of the catalogues, a plural's forms each by itself."""
    catalogues = [messages._catalogue(room) for room in messages.rooms_with_words()]
    texts = [message.string for catalogue in catalogues for message in catalogue]
    return {word for text in texts for word in (text if isinstance(text, tuple) else (text,))}


GUIDES = [ROOT / "README.md", *sorted(ROOT.glob("docs/how-to/*.md"))]


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
def test_every_label_in_bold_stands_on_a_page(page: Path) -> None:
    labels = {" ".join(label.split()) for label in BOLD.findall(page.read_text(encoding="utf-8"))}
    assert labels - _shown_words() == set()
