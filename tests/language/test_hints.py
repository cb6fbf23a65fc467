from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loftet.language.commitments import parse_commitments
from loftet.language.hints import HintCode, find_hints
from loftet.language.performers import parse_performers


def hints_of(
    text: str, *, has_baseline: bool = True, explained: frozenset[str] = frozenset()
) -> set[tuple[str, str]]:
    found = find_hints(
        text, parse_commitments(text), parse_performers(text), has_baseline=has_baseline, explained=explained
    )
    return {(hint.code.value, hint.span.of(text)) for hint in found}


TEXTS = (
    ("Polisen gör riktade insatser i centrum.", "no_number", "insatser"),
    ("Polisen ska synas mer.", "nothing_to_count", "Polisen ska synas mer."),
    ("Fyra mätningar under året.", "no_performer", "Fyra mätningar under året."),
    ("Kommunen ska verka för trygghet.", "vague_verb", "verka för"),
    ("Polisen gör minst två besök.", "no_time_limit", "besök"),
    ("Kommunen: elever informeras om droger.", "passive", "informeras"),
    ("Polisen deltar i LOS varje månad.", "abbreviation", "LOS"),
    ("Kommunens rektor Bo Ek deltar.", "personal_data", "Bo Ek"),
)


@pytest.mark.parametrize(("text", "code", "words"), TEXTS)
def test_it_hints_at_the_words(text: str, code: str, words: str) -> None:
    assert (code, words) in hints_of(text)


def test_it_has_nothing_to_say_of_a_promise_that_can_be_followed_up() -> None:
    assert hints_of("Kommunen ska under året genomföra 4 mätningar av droger i avloppsvattnet.") == set()


def test_it_asks_for_a_baseline_where_something_is_counted() -> None:
    text = "Kommunen gör 4 mätningar under året."
    assert (HintCode.NO_BASELINE.value, text) in hints_of(text, has_baseline=False)


def test_it_counts_the_words_of_a_sentence() -> None:
    text = "Polisen " + "gör mycket " * 11 + "under året."
    assert ("long_sentence", text) in hints_of(text)


def test_it_asks_for_no_explanation_of_what_is_explained() -> None:
    assert hints_of("Polisen gör två lokala operativa samverkansinsatser (LOS) under året.") == set()
    assert hints_of("Polisen gör två LOS-insatser och LOS varje år.", explained=frozenset({"LOS"})) == set()


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_it_never_points_outside_the_text(text: str) -> None:
    found = find_hints(text, parse_commitments(text), parse_performers(text))
    assert all(0 <= hint.span.start <= hint.span.end <= len(text) for hint in found)
