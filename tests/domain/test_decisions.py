"""The pages of decisions are complete, numbered and found from their index."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "adr"
INDEX = (FOLDER / "README.md").read_text(encoding="utf-8")
DECISIONS = sorted(FOLDER.glob("[0-9]*.md"))


def test_the_numbers_follow_each_other() -> None:
    assert [page.name[:4] for page in DECISIONS] == [
        f"{number:04d}" for number in range(1, len(DECISIONS) + 1)
    ]


def test_the_index_names_every_page_and_no_other() -> None:
    assert re.findall(r"\((\d{4}-[\w-]+\.md)\)", INDEX) == [page.name for page in DECISIONS]


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_has_its_parts(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    title = re.match(rf"# {int(page.name[:4])}\. (.+)\n\nDate: \d{{4}}-\d\d-\d\d\n\nStatus: .+\n", text)
    assert title is not None
    assert title[1] in INDEX
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_the_links_of_a_decision_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (FOLDER / link).exists()] == []
