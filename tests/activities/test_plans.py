"""Making a plan of what is signed, and adjusting it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from loftet.activities import services
from loftet.activities.content import ActivityContent, Assignee
from loftet.activities.models import Activity
from loftet.domain.activity_states import ActivityKind, ActivityState
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.promises.models import PromiseSet
from tests.factories import Cast
from tests.promises.making import shared

from .making import TODAY, first_key, function, occurrence, window

NEXT, LATER = TODAY + timedelta(days=40), TODAY + timedelta(days=50)


def content(**overrides: object) -> ActivityContent:
    whole = {"title": "Extra mätning", "starts_on": TODAY, "ends_on": NEXT, "amount": Decimal(1)}
    return ActivityContent(**whole | overrides)  # type: ignore[arg-type]


def test_four_measurements_become_four_windows_in_one_act(cast: Cast, promise_set: PromiseSet) -> None:
    unit = function(cast.asta)
    given = {first_key(promise_set): Assignee(function=unit.pk)}
    services.make_plan(by=cast.asta, promise_set=promise_set, assignees=given)

    planned = list(Activity.objects.all())
    assert [each.title for each in planned] == [
        f"Vi mäter droger i avloppsvattnet ({number} av 4)" for number in (1, 2, 3, 4)
    ]
    assert {(each.kind, each.amount, each.unit) for each in planned} == {("window", Decimal(1), "mätningar")}
    assert {each.assigned_function for each in planned} == {unit}
    with pytest.raises(NotAllowed, match="redan planerat"):
        services.make_plan(by=cast.asta, promise_set=promise_set)


def test_a_plan_is_of_ones_own_part(cast: Cast, promise_set: PromiseSet) -> None:
    with pytest.raises(NotAllowed, match="redan planerat"):
        services.make_plan(by=cast.petra, promise_set=promise_set)
    with pytest.raises(NotAllowed, match="inte part"):
        services.make_plan(by=cast.cesar, promise_set=promise_set)
    with pytest.raises(NotAllowed, match="annan roll"):
        services.make_plan(by=cast.bo, promise_set=promise_set)


def test_nothing_is_planned_before_everybody_has_signed(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="underteckna"):
        services.make_plan(by=cast.asta, promise_set=shared(cast))


def test_one_more_is_planned_by_hand(cast: Cast, promise_set: PromiseSet) -> None:
    made = services.plan_activity(
        by=cast.asta,
        promise_set=promise_set,
        commitment_key=first_key(promise_set),
        kind=ActivityKind.RESPONSE,
        content=content(assignee=Assignee(person=cast.asta.person.pk)),
    )

    assert (made.kind, made.unit, made.assigned_person) == ("response", "mätningar", cast.asta.person)


def test_only_who_can_report_is_given_something(cast: Cast, promise_set: PromiseSet) -> None:
    activity, theirs = window(cast.asta, promise_set), function(cast.petra)
    for assignee in (
        Assignee(person=cast.bo.person.pk),
        Assignee(person=cast.petra.person.pk),
        Assignee(function=theirs.pk),
    ):
        with pytest.raises(NotAllowed, match=r"er organisation"):
            services.edit_activity(
                by=cast.asta, activity=activity, content=content(assignee=assignee), revision=0
            )


def test_two_who_write_at_once_are_found_out(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set)
    edited = services.edit_activity(by=cast.asta, activity=activity, content=content(), revision=0)

    assert (edited.title, edited.sequence, edited.revision) == ("Extra mätning", 1, 1)
    with pytest.raises(ChangedMeanwhile):
        services.edit_activity(by=cast.asta, activity=activity, content=content(), revision=0)


def test_what_is_moved_stays_and_another_stands_in_its_place(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set)
    there = services.move_activity(by=cast.asta, activity=activity, starts_on=NEXT, ends_on=LATER)
    activity.refresh_from_db()

    assert (activity.state, activity.moved_to) == (ActivityState.MOVED, there)
    assert (there.state, there.starts_on, there.ends_on) == (ActivityState.PLANNED, NEXT, LATER)
    assert there.uid != activity.uid
    with pytest.raises(NotAllowed, match="redan flyttad"):
        services.move_activity(by=cast.asta, activity=activity, starts_on=NEXT, ends_on=LATER)
    with pytest.raises(NotAllowed, match="sista dagen"):
        services.move_activity(by=cast.asta, activity=there, starts_on=LATER, ends_on=NEXT)


def test_a_split_shares_days_and_amount(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set, amount=Decimal(5))
    last = activity.ends_on
    rest = services.split_activity(by=cast.asta, activity=activity, on=TODAY, amount_before=Decimal(2))
    activity.refresh_from_db()

    assert (activity.ends_on, activity.amount) == (TODAY - timedelta(days=1), Decimal(2))
    assert (rest.starts_on, rest.ends_on, rest.amount) == (TODAY, last, Decimal(3))


def test_a_split_leaves_something_for_both(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set, amount=Decimal(5))
    for on, before in ((activity.starts_on, Decimal(2)), (LATER, Decimal(2))):
        with pytest.raises(NotAllowed, match="Den andra börjar"):
            services.split_activity(by=cast.asta, activity=activity, on=on, amount_before=before)
    for before in (None, Decimal(5)):
        with pytest.raises(NotAllowed, match="hur mycket"):
            services.split_activity(by=cast.asta, activity=activity, on=TODAY, amount_before=before)


def test_what_was_told_of_is_not_removed(cast: Cast, promise_set: PromiseSet) -> None:
    told, mistake = window(cast.asta, promise_set), window(cast.asta, promise_set)
    occurrence(cast.asta, promise_set, activity=told)
    services.remove_activity(by=cast.asta, activity=mistake)

    assert list(Activity.objects.all()) == [told]
    with pytest.raises(NotAllowed, match="redovisat"):
        services.remove_activity(by=cast.asta, activity=told)
    with pytest.raises(NotAllowed, match="annan organisation"):
        services.remove_activity(by=cast.petra, activity=told)


def test_what_stands_in_anothers_place_is_not_removed(cast: Cast, promise_set: PromiseSet) -> None:
    there = services.move_activity(
        by=cast.asta, activity=window(cast.asta, promise_set), starts_on=NEXT, ends_on=LATER
    )
    with pytest.raises(NotAllowed, match="i stället för"):
        services.remove_activity(by=cast.asta, activity=there)


def test_a_running_account_is_closed(cast: Cast, promise_set: PromiseSet) -> None:
    account = window(cast.asta, promise_set, kind=ActivityKind.RUNNING_ACCOUNT)
    done = services.finish_activity(by=cast.asta, activity=account)

    assert done.state == ActivityState.DONE
    with pytest.raises(NotAllowed, match="är gjord"):
        services.finish_activity(by=cast.asta, activity=account)


def test_nothing_is_late_that_waits_to_be_called_for(cast: Cast, promise_set: PromiseSet) -> None:
    over = {"ends_on": TODAY - timedelta(days=1)}
    late = window(cast.asta, promise_set, **over)
    window(cast.asta, promise_set, kind=ActivityKind.RESPONSE, **over)

    assert list(Activity.objects.late(TODAY)) == [late]
