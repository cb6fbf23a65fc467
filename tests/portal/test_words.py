"""The words that residents read: every code has some, and figures never say more than is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from loftet.domain.cells import CellState, NotDoneReason
from loftet.domain.edition import EditionKind, WithdrawalGround
from loftet.domain.follow_up import TotalText
from loftet.domain.sort_key import sort_key
from loftet.domain.suggestion import PromiseStatus
from loftet.portal import words

TEMPLATES = Path(words.__file__).parent / "jinja2/portal"


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    with translation.override("sv"):
        yield


def test_every_code_has_its_words() -> None:
    assert all(words.status(each).label for each in PromiseStatus)
    assert set(words.CELLS) == set(CellState)
    assert set(words.NOT_DONE) == set(NotDoneReason)
    assert set(words.KINDS) == set(EditionKind)
    assert set(words.GROUNDS) == set(WithdrawalGround)


def test_no_two_statuses_look_the_same_without_colour() -> None:
    shown = {(words.status(each).label, words.status(each).mark) for each in PromiseStatus}
    assert len(shown) == len(PromiseStatus)


def test_a_status_is_said_in_the_language_of_the_page() -> None:
    assert words.status(PromiseStatus.FULFILLED).label == "Uppfyllt"
    with translation.override("en"):
        assert words.status(PromiseStatus.FULFILLED).label == "Fulfilled"


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (TotalText("mätningar", 3.0, 3.0, False), "3 mätningar"),
        (TotalText("mätningar", 1.0, 1.0, False), "mätningar: 1"),
        (TotalText("insatser", 4.0, 6.0, False), "4–6 insatser"),
        (TotalText("insatser", 2.0, None, False), "minst 2 insatser"),
        (TotalText("insatser", 0.0, None, False), "ett antal insatser"),
        (TotalText("insatser", 0.0, 0.0, False), "0 insatser"),
        (TotalText("timmar", 24.6, 24.6, False), "24,6 timmar"),
        (TotalText("samtal", 12.0, 12.0, True), "omkring 12 samtal"),
    ],
)
def test_a_total_says_what_is_known(total: TotalText, said: str) -> None:
    assert words.total_words(total) == said


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "said"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2021, 1, 1), date(2022, 12, 31), "2021–2022"),
        (date(2023, 6, 7), date(2023, 8, 31), "7 juni – 31 augusti 2023"),
        (date(2018, 7, 1), date(2020, 6, 30), "1 juli 2018 – 30 juni 2020"),
        (date(2024, 2, 1), None, "från 1 februari 2024 tills vidare"),
        (None, date(2024, 2, 1), "till 1 februari 2024"),
        (None, None, ""),
    ],
)
def test_a_period_is_said_as_far_as_it_is_known(
    starts_on: date | None, ends_on: date | None, said: str
) -> None:
    assert words.period(starts_on, ends_on).replace("\u00a0", " ") == said


def test_names_are_joined_for_the_middle_of_a_sentence() -> None:
    assert words.joined(["kommunen", "polisen", "Bostadsbolaget"]) == "kommunen, polisen och Bostadsbolaget"
    assert words.in_sentence("Polisen") == "polisen"
    assert words.in_sentence("Polisen i Ljungby") == "Polisen i Ljungby"


def test_the_glossary_is_in_swedish_order() -> None:
    told = (TEMPLATES / "glossary.html").read_text(encoding="utf-8")
    words = re.findall("<dt>(.*?)</dt>", told)
    assert len(words) > 20
    assert words == sorted(words, key=sort_key)
