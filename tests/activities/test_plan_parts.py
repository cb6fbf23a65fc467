"""A long plan comes a part at a time."""

from __future__ import annotations

import pytest
from django.urls import reverse

from loftet.activities.selectors import plans
from loftet.activities.services import make_plan
from loftet.promises.services import make_ready, share_set
from tests.factories import Cast, signed_in
from tests.promises.making import add, drafted, fresh, sign_all


def test_a_part_of_the_plan_shows_its_own_promises_and_paper_all_of_them(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "IN_A_PART", 1)
    promise_set = drafted(cast)
    add(cast, promise_set, title="Vi mäter vid badet också")
    share_set(by=cast.asta, promise_set=promise_set)
    sign_all(cast, fresh(promise_set))
    running = make_ready(by=cast.asta, promise_set=fresh(promise_set))
    make_plan(by=cast.asta, promise_set=running)

    address, asta = reverse("activities:activity_plan", args=(running.pk,)), signed_in(cast.asta)
    first, second = (asta.get(address, {"sida": part}) for part in (1, 2))
    parts = [answer.context["plan"] for answer in (first, second)]
    assert [[len(each.rows) for each in part.promises[0].commitments] for part in parts] == [[4], [4]]
    assert [part.promises[0].title for part in parts][1] == "Vi mäter vid badet också"
    assert "Vi mäter vid badet också" not in first.content.decode()
    assert 'href="?sida=2"' in first.content.decode()
    assert [part.unplanned for part in parts] == [0, 0]
    paper = asta.get(reverse("activities:activity_plan_print", args=(running.pk,)))
    assert [each.title for each in paper.context["plan"].promises] == [
        part.promises[0].title for part in parts
    ]
    assert reverse("activities:activity_plan_print", args=(running.pk,)) in first.content.decode()
