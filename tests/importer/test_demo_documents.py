"""The demo documents prove the reading of each format without any document from elsewhere."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from loftet.domain.commitment import Performer
from loftet.importer.demo_documents import DEMO_DOCUMENTS, FOLDER, read_demo_document
from loftet.reading.model import Reading
from loftet.reading.reader import read

POLICE, MUNICIPALITY = Performer.POLICE, Performer.MUNICIPALITY


def reading_of(key: str) -> Reading:
    document = read_demo_document(key)
    assert document is not None
    return read(document.content, document.name)


def test_every_example_is_there_and_nothing_else_is_one() -> None:
    assert all((FOLDER / each.file).exists() for each in DEMO_DOCUMENTS)
    assert read_demo_document("../making") is None


def test_a_ruled_table_over_several_pages() -> None:
    reading = reading_of("follow-up")
    assert reading.pages == 2
    assert (reading.municipalities, reading.kind.value) == (("Linköping",), "follow_up")
    assert Counter(each.focus_area for each in reading.promises) == {
        "Narkotika": 3,
        "Trafik": 2,
        "Trygghet i centrum": 3,
    }
    assert [len(each.performers) for each in reading.promises] == [1, 1, 2, 1, 1, 1, 1, 1]
    assert Counter(each.period for each in reading.outcomes) == {"halvår 1 2024": 7, "halvår 2 2024": 8}
    assert all(each.promise for each in reading.outcomes)


def test_an_outcome_that_did_not_come_and_one_whose_number_nobody_says() -> None:
    outcomes = reading_of("follow-up").outcomes
    not_done = next(each for each in outcomes if "sjuk" in each.text)
    assert not_done.state.value == "not_done"
    some = next(each for each in outcomes if "ett antal" in each.text)
    assert [count.number for count in some.counts] == [None]


def test_columns_without_rules_over_several_pages() -> None:
    reading = reading_of("plan")
    assert reading.pages == 2
    assert (reading.period.from_date, reading.period.to_date) == (date(2025, 1, 1), date(2026, 12, 31))
    assert len(reading.promises) == 12
    assert all(each.performers and each.responsible for each in reading.promises)
    parents = next(each for each in reading.promises if "årskurs 7" in each.text)
    assert (parents.performers, parents.responsible) == ((POLICE, MUNICIPALITY), (MUNICIPALITY,))


def test_a_word_file() -> None:
    reading = reading_of("promise")
    assert len(reading.promises) == 8
    assert {each.focus_area for each in reading.promises} == {
        "Nedskräpning och skadegörelse",
        "Narkotika bland unga",
        "Buskörning",
    }


def test_a_web_page_without_what_stands_around_it() -> None:
    reading = reading_of("page")
    assert len(reading.promises) == 7
    assert all(words not in reading.text for words in ("chattrobot", "Växel", "Trafik och resor"))


@pytest.mark.parametrize("document", DEMO_DOCUMENTS, ids=lambda each: each.key)
def test_every_promise_stands_where_it_says(document: object) -> None:
    reading = reading_of(document.key)  # type: ignore[attr-defined]
    for promise in reading.promises:
        found = reading.text[promise.place.start : promise.place.end]
        assert found.split()[0] == promise.text.split()[0]
