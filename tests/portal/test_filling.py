"""Templates of the public pages: what is the same on every page is there when they are compiled."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from loftet.portal.filling import FOLDER, environment_of, fill, shown
from loftet.portal.showing import Figure

TEMPLATES = sorted(FOLDER.rglob("*.html"))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.name)
def test_nothing_is_left_to_look_up_while_filling(template: Path, language: str) -> None:
    ready = environment_of(language).preprocess(template.read_text(encoding="utf-8"))
    assert "_(" not in ready
    assert "{% include" not in ready
    assert "{% trans" not in ready or "{% pluralize" in ready


@pytest.mark.parametrize(("language", "said"), [("sv", "Lättläst"), ("en", "Easy to read")])
def test_words_and_texts_are_escaped_where_they_stand(language: str, said: str) -> None:
    with translation.override(language):
        filled = fill("easy_read.html", {"text": "Ett <b>\n\ntvå & tre"})
    assert f">{said}<" in filled
    assert "<p>Ett &lt;b&gt;</p>\n\n<p>två &amp; tre</p>" in filled


def test_a_text_of_one_line_is_a_paragraph() -> None:
    with translation.override("sv"):
        assert "<p>1 &lt; 2</p>" in fill("easy_read.html", {"text": "1 < 2"})


def test_a_sentence_is_said_with_what_stands_in_it_in_its_place() -> None:
    source = (
        "{% trans day=each.day, who=each.name %}Assessed by {{ who }}, published {{ day }}.{% endtrans %}"
    )
    ready = environment_of("sv").preprocess(source.replace("who", "parties"))
    assert ready == "Bedömt av {{ each.name }}, publicerat {{ each.day }}."


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ('<b> "&" \'', "&lt;b&gt; &quot;&amp;&quot; &#x27;"),
        (SafeString("<br>"), "<br>"),
        (Markup("<br>"), "<br>"),
        (gettext_lazy("Edition"), "Utgåva"),
        (Figure("", "<4>", "mätningar"), "&lt;4&gt; mätningar"),
        (2024, "2024"),
    ],
    ids=["text", "Django's", "Jinja's", "lazy", "object", "number"],
)
def test_what_stands_in_a_page_is_escaped_once(value: object, written: str) -> None:
    with translation.override("sv"):
        assert shown(value) == written


def test_a_view_is_asked_straight_for_what_it_has() -> None:
    template = environment_of("sv").from_string("{{ each.number }}{{ each.nothing }}")
    with pytest.raises(AttributeError, match="nothing"):
        template.render(each=Figure("", "4", ""))
    with pytest.raises(AttributeError, match="number"):
        template.render(each={"number": 4})
