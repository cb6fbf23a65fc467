"""What a text from a form may hold."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.web.text import code_point, first_refused, tidy

REFUSED_EVERYWHERE = {
    "null": "\0",
    "bell": "\a",
    "escape": "\x1b",
    "next line": "\x85",
    "lone surrogate": "\ud800",
    "right-to-left override": "\u202e",
    "isolate": "\u2066",
    "broken bytes": "\ufffd",
    "noncharacter": "\uffff",
}


@pytest.mark.parametrize("char", REFUSED_EVERYWHERE.values(), ids=REFUSED_EVERYWHERE.keys())
@pytest.mark.parametrize("multi_line", [True, False])
def test_it_refuses_what_cannot_be_shown(char: str, multi_line: bool) -> None:
    assert first_refused(f"före{char}efter", multi_line=multi_line) == char


@pytest.mark.parametrize("char", ["\n", "\t", "\u2028"])
def test_it_takes_layout_only_where_there_are_several_lines(char: str) -> None:
    assert first_refused(f"a{char}b", multi_line=True) is None
    assert first_refused(f"a{char}b", multi_line=False) == char


@pytest.mark.parametrize("text", ["Åsa på ön", "trygg 👮🏽‍♀️ gata", "שלום", "50 % – ”citat”", "a\u200eb"])
def test_it_takes_every_script_and_emoji(text: str) -> None:
    assert first_refused(text, multi_line=False) is None


def test_it_spells_what_looks_the_same_in_one_way() -> None:
    assert tidy("A\u030angstro\u0308m") == "Ångström"
    assert tidy("en\r\ntvå\rtre") == "en\ntvå\ntre"


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u200b", "\u00a0\u2003", "\n\n"])
def test_it_sees_that_nothing_can_be_seen(text: str) -> None:
    assert tidy(text) == ""


def test_it_does_not_hide_a_refused_character_that_stands_alone() -> None:
    assert tidy("\u202e") == "\u202e"


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert unicodedata.is_normalized("NFC", tidy(text))


def test_it_names_a_character_by_its_code_point() -> None:
    assert code_point("\u202e") == "U+202E"
