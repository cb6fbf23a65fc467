from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loftet.domain.commitment import CommitmentClass, ParsedCommitment, Window
from loftet.language.commitments import LONGEST_READ, parse_commitments
from loftet.language.hints import find_hints
from loftet.language.performers import parse_performers
from loftet.language.vocabulary import NUMERALS
from tests.language.forms import FORMS, NO_NUMBERS, REFERENCE, Form, reference

GOLD = Path(__file__).resolve().parents[3] / "shared/gold"
HOSTILE = (
    *("a@", "a@a.", "a-", "a.", "a,", "a ", "1.", "1-", "2,5", "1 000 ", "+46 0", "0701 ", "ABC 12 ", "ett 15-tal "),
    *("minst 2 möten ", "1 till ", "per år och ", "varje fredags- och ", "i varje ", "under 2024 ", "en ", "polisen och "),
    *("när a b c ", "vid a ", "inom a ", "vill a ", "elev och ", "informer ", "besök alla ", "föreläsning a för "),
    *("och kommunen ska ", "ska a ", "ska förs ", "stärk kontroll ", "kameror ", "heter Aa Aa ", "Kontakta Anna-"),
    *("(LOS) ", "AB ", "x. A", "\n", "a\n", "/", "_", "å"),
)  # fmt: skip


def number_in_words(commitment: ParsedCommitment) -> str:
    if commitment.number is None or commitment.comparator is None:
        return ""
    upper = f"–{commitment.number_max:g}" if commitment.number_max is not None else ""
    return f"{commitment.comparator.value} {commitment.number:g}{upper}"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.text)
def test_it_reads_the_form(form: Form) -> None:
    [read] = parse_commitments(form.text)
    got = Form(
        form.text,
        read.kind.value,
        number_in_words(read),
        read.every.value if read.every else "",
        read.window.value if read.window else "",
        read.per or "",
    )
    assert got == form


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_it_counts_no_names_ages_or_limits(text: str) -> None:
    assert all(each.number is None for each in parse_commitments(text))


def test_it_reads_one_commitment_for_each_number() -> None:
    text = "Minst två nya uppstartsmöten och minst tre informationstillfällen för föreningar."
    assert [(each.number, each.unit) for each in parse_commitments(text)] == [
        (2, "uppstartsmöten"),
        (3, "informationstillfällen"),
    ]


def test_it_splits_where_another_party_undertakes_something_else() -> None:
    text = "Polisen ska göra riktade insatser och kommunen ska se över belysningen."
    assert [each.kind.value for each in parse_commitments(text)] == ["unquantified", "direction"]


def test_it_takes_the_window_of_a_governing_line() -> None:
    [read] = parse_commitments("Två trygghetsvandringar.", window=Window.YEAR)
    assert read.window is Window.YEAR


def test_it_tells_where_each_part_stands() -> None:
    text = "Trygghet. Polisen gör minst två besök per månad på fritidsgårdarna."
    read = parse_commitments(text)[-1]
    assert {name: span.of(text) for name, span in read.spans.items()} == {
        "number": "minst två",
        "unit": "besök",
        "every": "per månad",
    }


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_it_reads_any_text_with_spans_inside_it(text: str) -> None:
    for commitment in parse_commitments(text):
        assert all(0 <= span.start < span.end <= len(text) for span in commitment.spans.values())


@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
@example(["a@a."])
@example(["och kommunen ska "])
@example(["minst 2 möten "])
@example(["1 000 "])
def test_a_text_ten_times_as_long_takes_about_ten_times_as_long(pieces: list[str]) -> None:
    """Guards against a pattern that backtracks or a search within a search: it would take a hundred times."""
    piece = "".join(pieces)
    short, long = piece * (10_000 // len(piece)), piece * (100_000 // len(piece))
    assert seconds_for(long) < 60 * max(seconds_for(short), 0.01)


def seconds_for(text: str) -> float:
    """What the workshop does with a text: commitments, performers and hints."""
    started = time.process_time()
    commitments, performers = parse_commitments(text), parse_performers(text)
    find_hints(text, commitments, performers)
    return time.process_time() - started


def test_what_stands_beyond_any_promise_is_not_read() -> None:
    text = "Trygghet. " * (LONGEST_READ // 10) + "Två möten hålls."
    assert all(each.number is None for each in parse_commitments(text))


def test_numbers_in_words_are_read_up_to_thousands() -> None:
    words = {
        "noll": 0,
        "tjugoett": 21,
        "nittionio": 99,
        "tvåhundrafemtio": 250,
        "ettusen": 1000,
        "tvåtusen": 2000,
    }
    assert {word: NUMERALS[word] for word in words} == words


def test_the_reference_page_is_made_of_the_forms() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference()


@pytest.mark.skipif(not GOLD.exists(), reason="the labelled readings in ../shared/gold are not here")
def test_it_reaches_the_labelled_numbers_and_classes(capsys: pytest.CaptureFixture[str]) -> None:
    numbers, classes = Counter[str](), Counter[str]()
    for promise in labelled_promises():
        read = parse_commitments(promise["text"])
        count_right(
            numbers, labelled_numbers(promise), [number_of(each) for each in read if each.number is not None]
        )
        count_right(
            classes, [each["class"] for each in promise["commitments"]], [each.kind.value for each in read]
        )
    with capsys.disabled():
        print(f"\nlabelled promises: numbers {share(numbers):.3f}, classes {share(classes):.3f}")
    assert share(numbers) >= 0.95
    assert share(classes) >= 0.90


def labelled_promises() -> list[dict]:
    return [
        promise
        for path in sorted(GOLD.glob("*.json"))
        for promise in json.loads(path.read_text())["promises"]
    ]


def labelled_numbers(promise: dict) -> list[tuple]:
    return [
        (each.get("comparator"), each["number"], each.get("every"))
        for each in promise["commitments"]
        if each.get("number") is not None
    ]


def number_of(commitment: ParsedCommitment) -> tuple:
    comparator = commitment.comparator.value if commitment.comparator else None
    return comparator, commitment.number, commitment.every.value if commitment.every else None


def count_right(tally: Counter[str], gold: list, read: list) -> None:
    tally["right"] += sum((Counter(gold) & Counter(read)).values())
    tally["gold"] += len(gold)
    tally["read"] += len(read)


def share(tally: Counter[str]) -> float:
    """F1: a number read that is not there costs as much as one not read."""
    return 2 * tally["right"] / (tally["gold"] + tally["read"])


def test_a_school_year_is_no_course() -> None:
    (told,) = parse_commitments("Kommunen informerar elever i årskurs 8 och deras föräldrar om droger.")
    assert (told.kind, told.unit) == (CommitmentClass.TARGET_GROUP, None)
