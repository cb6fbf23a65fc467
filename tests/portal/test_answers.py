"""How soon residents are answered, as the municipality's page says it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation

from loftet.portal.answers import answer_times
from tests.portal.examples import WASTEWATER, make_answer, make_set


@pytest.mark.parametrize(
    ("working_days", "said"),
    [
        ([], ""),
        ([0], "1 publicerat svar, samma arbetsdag"),
        ([1], "1 publicerat svar, efter 1 arbetsdag"),
        ([3, 9], "2 publicerade svar, hälften efter 6 arbetsdagar eller tidigare"),
        ([0, 0, 9], "3 publicerade svar, hälften samma arbetsdag eller tidigare"),
    ],
)
def test_half_of_the_answers_came_that_soon(working_days: list[int], said: str) -> None:
    answer = make_answer(make_set("0781"), WASTEWATER)
    with translation.override("sv"):
        assert answer_times([replace(answer, working_days=days) for days in working_days]) == said
