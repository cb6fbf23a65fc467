"""Templates of the public pages: what is the same on every page is there when they are compiled."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation

from loftet.portal.filling import FOLDER, environment_of, fill

TEMPLATES = sorted(FOLDER.rglob("*.html"))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.name)
def test_nothing_is_left_to_look_up_while_filling(template: Path, language: str) -> None:
    ready = environment_of(language).preprocess(template.read_text(encoding="utf-8"))
    assert "_(" not in ready
    assert "{% include" not in ready


@pytest.mark.parametrize(("language", "said"), [("sv", "Lättläst"), ("en", "Easy to read")])
def test_words_and_texts_are_escaped_where_they_stand(language: str, said: str) -> None:
    with translation.override(language):
        filled = fill("easy_read.html", {"text": "Ett <b>\n\ntvå & tre"})
    assert f">{said}<" in filled
    assert "<p>Ett &lt;b&gt;</p>\n\n<p>två &amp; tre</p>" in filled


def test_a_text_of_one_line_is_a_paragraph() -> None:
    with translation.override("sv"):
        assert "<p>1 &lt; 2</p>" in fill("easy_read.html", {"text": "1 < 2"})
