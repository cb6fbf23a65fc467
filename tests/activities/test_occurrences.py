"""Telling what was done, correcting it, and taking it back."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from loftet.activities import services
from loftet.activities.models import Activity, Occurrence, OccurrenceCount
from loftet.domain.activity_states import ActivityKind, ActivityState
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.models import AuditEvent, Role
from loftet.promises.models import PromiseSet
from tests.factories import Cast, make_actor
from tests.promises.making import shared

from .making import TODAY, YESTERDAY, counted, first_key, occurrence, told, window


def state_of(activity: Activity) -> str:
    activity.refresh_from_db()
    return activity.state


def test_it_keeps_what_was_done_and_who_tells_it(cast: Cast, promise_set: PromiseSet) -> None:
    done = occurrence(cast.asta, promise_set, parties=(cast.petra.organisation.pk,))

    assert (done.starts_on, done.ends_on) == (YESTERDAY, YESTERDAY)
    assert (done.organisation, done.recorded_by, done.recorded_as) == (
        cast.asta.organisation,
        cast.asta.person,
        "Asta",
    )
    assert {each.pk for each in done.parties.all()} == {
        cast.asta.organisation.pk,
        cast.petra.organisation.pk,
    }
    count = done.counts.get()
    assert (str(count.commitment_key), count.number, count.unit) == (
        first_key(promise_set),
        Decimal(1),
        "mätningar",
    )


def test_some_and_nothing_to_count_are_two_things(cast: Cast, promise_set: PromiseSet) -> None:
    some = occurrence(cast.asta, promise_set, counts=(counted(promise_set, None),)).counts.get()
    done = occurrence(cast.asta, promise_set, counts=(counted(promise_set, None, is_counted=False),))

    assert (some.is_counted, some.number, some.unit) == (True, None, "mätningar")
    assert (done.counts.get().is_counted, done.counts.get().unit) == (False, "")


def test_each_party_sees_only_its_own(cast: Cast, promise_set: PromiseSet) -> None:
    own, other = occurrence(cast.asta, promise_set), occurrence(cast.petra, promise_set)

    assert list(Occurrence.objects.visible_to(cast.bo)) == [own]
    assert list(Occurrence.objects.visible_to(cast.petra)) == [other]
    assert list(Occurrence.objects.visible_to(cast.cesar)) == []


def test_a_reporter_sees_only_what_is_theirs(cast: Cast, promise_set: PromiseSet) -> None:
    reporter = make_actor(Role.REPORTER, organisation=cast.asta.organisation)
    theirs = window(cast.asta, promise_set, assigned_person=reporter.person)
    window(cast.asta, promise_set)
    occurrence(cast.asta, promise_set)
    own = occurrence(reporter, promise_set)

    assert list(Activity.objects.visible_to(reporter)) == [theirs]
    assert list(Occurrence.objects.visible_to(reporter)) == [own]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ends_on": YESTERDAY - timedelta(days=9)}, "sista dagen"),
        ({"starts_on": TODAY + timedelta(days=1)}, "Planera en aktivitet"),
        ({"counts": ()}, "vilket åtagande"),
        ({"entered_from": "Årsrapporten"}, "för vem"),
    ],
)
def test_it_refuses_what_cannot_be(
    cast: Cast, promise_set: PromiseSet, change: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(NotAllowed, match=sentence):
        occurrence(cast.asta, promise_set, **change)


def test_it_refuses_strangers_and_their_things(cast: Cast, promise_set: PromiseSet) -> None:
    with pytest.raises(NotAllowed, match="inte part"):
        occurrence(cast.cesar, promise_set)
    with pytest.raises(NotAllowed, match="annan roll"):
        occurrence(cast.bo, promise_set)
    with pytest.raises(NotAllowed, match="Bara parter"):
        occurrence(cast.asta, promise_set, parties=(cast.cesar.organisation.pk,))
    with pytest.raises(NotAllowed, match="annan organisation"):
        occurrence(cast.petra, promise_set, activity=window(cast.asta, promise_set))


def test_nothing_is_told_of_what_is_not_signed(cast: Cast, promise_set: PromiseSet) -> None:
    content = told(promise_set)
    with pytest.raises(NotAllowed, match="underteckna"):
        services.record_occurrence(by=cast.asta, promise_set=shared(cast), content=content)


def test_what_is_entered_for_another_never_passes_as_theirs(cast: Cast, promise_set: PromiseSet) -> None:
    police = cast.petra.organisation
    entered = occurrence(cast.asta, promise_set, entered_for=police.pk, entered_from="Polisens årsrapport")

    assert entered.organisation == cast.asta.organisation
    assert [each.pk for each in entered.parties.all()] == [police.pk]
    assert list(Occurrence.objects.visible_to(cast.petra)) == []


def test_a_window_is_done_when_its_amount_is_reached(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set, amount=Decimal(2))

    occurrence(cast.asta, promise_set, activity=activity)
    assert state_of(activity) == ActivityState.PLANNED
    last = occurrence(cast.asta, promise_set, activity=activity)
    assert state_of(activity) == ActivityState.DONE

    services.withdraw_occurrence(by=cast.asta, occurrence=last, reason="Fel månad.")
    assert state_of(activity) == ActivityState.PLANNED


def test_an_account_goes_on_whatever_is_told(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set, kind=ActivityKind.RUNNING_ACCOUNT)
    occurrence(cast.asta, promise_set, activity=activity)

    assert state_of(activity) == ActivityState.PLANNED


def test_a_correction_keeps_what_was_told_before(cast: Cast, promise_set: PromiseSet) -> None:
    done = occurrence(cast.asta, promise_set)
    changed = told(promise_set, "3", place_name="Verket")
    services.correct_occurrence(by=cast.asta, occurrence=done, content=changed, revision=0)

    assert OccurrenceCount.objects.get().number == Decimal(3)
    event = AuditEvent.objects.get(kind="occurrence_corrected")
    assert event.data["before"]["place_name"] == "Avloppsverket"
    assert event.data["after"]["place_name"] == "Verket"
    with pytest.raises(ChangedMeanwhile):
        services.correct_occurrence(by=cast.asta, occurrence=done, content=changed, revision=0)


def test_what_is_withdrawn_stays_with_its_reason(cast: Cast, promise_set: PromiseSet) -> None:
    done = occurrence(cast.asta, promise_set)
    with pytest.raises(NotAllowed, match="varför"):
        services.withdraw_occurrence(by=cast.asta, occurrence=done, reason=" ")
    services.withdraw_occurrence(by=cast.asta, occurrence=done, reason="Samma som den 3 mars.")

    assert Occurrence.objects.standing().count() == 0
    assert Occurrence.objects.get().withdrawn_reason == "Samma som den 3 mars."
    with pytest.raises(NotAllowed, match="återtag"):
        services.withdraw_occurrence(by=cast.asta, occurrence=done, reason="Igen")
    with pytest.raises(NotAllowed, match="annan organisation"):
        services.withdraw_occurrence(by=cast.petra, occurrence=done, reason="Vår")
