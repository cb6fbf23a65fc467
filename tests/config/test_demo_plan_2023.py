"""The plan of Linköping 2023 in the demo: what the follow-up tells of has its activity, and nothing waits."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from loftet.activities.models import Activity
from loftet.activities.selectors.duplicates import list_possible_duplicates
from loftet.config.demo.cast import COORDINATOR_OF_LINKOPING
from loftet.domain.duplicates import Verdict
from loftet.followup.selectors.thread import Thread, get_thread
from loftet.organisations.actor import Actor, find_actor
from loftet.promises.models import PromiseSet
from tests.config.demo import local_client, person

pytestmark = pytest.mark.usefixtures("demo")


def coordinator() -> Actor:
    found = find_actor(person(COORDINATOR_OF_LINKOPING), organisation_id=None)
    assert found is not None
    return found


def the_set() -> PromiseSet:
    return PromiseSet.objects.get(valid_from__year=2023)


def thread() -> Thread:
    found = get_thread(coordinator(), the_set(), today=timezone.localdate())
    assert found is not None
    return found


def test_nothing_of_that_year_waits_any_more() -> None:
    states = list(Activity.objects.filter(promise_set=the_set()).values_list("state", flat=True))
    assert (states.count("done"), states.count("not_done"), len(states)) == (14, 1, 15)


def test_the_calendar_of_that_year_shows_it() -> None:
    browser = local_client()
    browser.force_login(person(COORDINATOR_OF_LINKOPING))
    html = browser.get(reverse("activities:activity_calendar"), {"manad": "2023-09", "visa": "allt"})
    assert "Tillsyn i krogmiljö" in html.content.decode()


def test_every_account_of_something_done_is_told_of_and_joint_work_is_no_duplicate() -> None:
    headings = [each.heading for each in thread().resting_on_nothing]
    assert headings == []
    marks = [pair.mark for pair in list_possible_duplicates(coordinator(), the_set())]
    assert [mark.verdict for mark in marks if mark] == [Verdict.DIFFERENT] * 2
    assert None not in marks


def test_the_thread_goes_from_the_commitment_to_both_parties_words() -> None:
    inspections = next(
        each for area in thread().areas for each in area.promises if each.title == "Tillsyn i krogmiljö"
    )
    (commitment,) = inspections.commitments
    assert [each.standing for each in commitment.activities] == ["Gjort"]
    assert [each.party for each in commitment.told] == ["Polisen Linköping"] * 2
    assert {each.party for each in inspections.statements} == {"Kommunen", "Polisen"}
