"""The glossary is a table that people read and that the models are held against."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
HEADINGS = ["Swedish", "English", "Identifier", "Meaning", "Source"]


def glossary_rows() -> list[dict[str, str]]:
    """Return every row of the tables that have the glossary's headings."""
    rows: list[dict[str, str]] = []
    headings: list[str] = []
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if not cells or not headings:
            headings = cells
        elif headings == HEADINGS and not cells[0].startswith("---"):
            rows.append(dict(zip(HEADINGS, cells, strict=True)))
    return rows


def glossary_identifiers() -> list[str]:
    return [row["Identifier"].strip("`") for row in glossary_rows()]


def missing_from_glossary(names: Iterable[str]) -> list[str]:
    return sorted(set(names) - set(glossary_identifiers()))


def model_names() -> list[str]:
    rooms = [room for room in apps.get_app_configs() if room.name.startswith("loftet.")]
    return [model.__name__ for room in rooms for model in room.get_models()]


def test_every_model_has_its_row() -> None:
    assert missing_from_glossary(model_names()) == []


def test_a_noun_without_a_row_is_found() -> None:
    assert missing_from_glossary(["Agreement", "Gadget"]) == ["Gadget"]


def test_every_cell_of_a_row_is_filled() -> None:
    assert glossary_rows()
    assert [row for row in glossary_rows() if not all(row.values())] == []


def test_an_identifier_stands_once_and_is_written_as_in_the_code() -> None:
    assert [name for name, times in Counter(glossary_identifiers()).items() if times > 1] == []
    written = [row["Identifier"] for row in glossary_rows()]
    assert [
        name for name in written if not re.fullmatch(r"`(?:[A-Z][A-Za-z]+|[a-z]+(?:_[a-z]+)*)`", name)
    ] == []


def test_a_swedish_term_stands_once() -> None:
    terms = Counter(row["Swedish"] for row in glossary_rows())
    assert [term for term, times in terms.items() if times > 1] == []
