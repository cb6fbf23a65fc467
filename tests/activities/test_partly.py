"""What is done in part: a number says so where something is counted, and else an answer of its own."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from loftet.activities.models import Activity, Occurrence
from loftet.activities.selectors.accounts import list_accounts
from loftet.activities.signed import SignedCommitment
from loftet.domain.cells import CellState
from loftet.promises.models import PromiseSet
from loftet.promises.services import share_set
from tests.factories import Cast, signed_in
from tests.promises.making import YEAR, add, drafted, fresh, sign_all

from .links import asked, mailed, page, report
from .making import signed_of, window

ROUTINE = "Kommunen ska under året införa en rutin för trygghetsvandringar."


@pytest.fixture
def with_routine(cast: Cast) -> PromiseSet:
    """Four measurements, and a routine that is introduced once."""
    promise_set = drafted(cast)
    add(cast, promise_set, title="Vi inför en rutin", text=ROUTINE)
    share_set(by=cast.asta, promise_set=promise_set)
    sign_all(cast, fresh(promise_set))
    return fresh(promise_set)


def routine(promise_set: PromiseSet) -> SignedCommitment:
    return list(signed_of(promise_set).commitments.values())[-1]


@pytest.fixture
def introduced(cast: Cast, with_routine: PromiseSet) -> Activity:
    named = routine(with_routine)
    keys = {"promise_key": named.promise.key, "commitment_key": named.commitment.key}
    return window(cast.asta, with_routine, title="Inför rutinen", amount=None, unit="", **keys)


def state_told(cast: Cast, promise_set: PromiseSet) -> CellState:
    (line,) = list_accounts(cast.asta, promise_set, []).lines
    return line.cell.state


def test_a_link_takes_that_it_is_begun_and_goes_on_asking(cast: Cast, introduced: Activity) -> None:
    _measured, unit = asked(cast.asta, introduced.promise_set)
    Activity.objects.exclude(pk=introduced.pk).delete()
    Activity.objects.update(assigned_function=unit)
    token = mailed(cast.asta, unit)
    assert "Påbörjat eller delvis gjort" in Client().get(page(token)).content.decode()

    receipt = report(token, introduced, answer="partly", number="").content.decode()
    introduced.refresh_from_db()
    assert introduced.state == "planned"
    assert "Delvis gjort" in receipt
    assert state_told(cast, introduced.promise_set) == CellState.UNDER_WAY
    assert "Inför rutinen" in Client().get(page(token)).content.decode()


def test_what_is_counted_is_asked_for_by_number_alone(cast: Cast, promise_set: PromiseSet) -> None:
    activity, unit = asked(cast.asta, promise_set)
    token = mailed(cast.asta, unit)

    assert "Påbörjat eller delvis gjort" not in Client().get(page(token)).content.decode()
    report(token, activity, answer="partly")
    assert not Occurrence.objects.exists()


def test_the_form_tells_it_and_shows_it_again(cast: Cast, introduced: Activity) -> None:
    browser = signed_in(cast.asta)
    url = reverse("activities:activity_tell", args=(introduced.pk,))
    data = {
        "starts_on": f"{YEAR}-01-02",
        "commitment_1": str(introduced.commitment_key),
        "how_1": "partly",
    }
    answer = browser.post(url, data, follow=True).content.decode()

    assert "Delvis gjort" in answer
    assert state_told(cast, introduced.promise_set) == CellState.UNDER_WAY
    correct = reverse("activities:occurrence_correct", args=(Occurrence.objects.get().pk,))
    assert '<option value="partly" selected>' in browser.get(correct).content.decode()
