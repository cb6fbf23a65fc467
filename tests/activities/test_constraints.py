"""What the database refuses by itself, whoever asks."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from loftet.activities.models import Activity, CalendarAddress, Function, Occurrence, OccurrenceCount
from loftet.promises.models import PromiseSet
from tests.factories import Cast
from tests.promises.test_constraints import refuses, update

from .making import function, not_done, nothing, occurrence, window

EARLY, LATE = date(2026, 1, 1), date(2026, 2, 1)


def test_an_activity_that_makes_no_sense(promise_set: PromiseSet, cast: Cast) -> None:
    activity, unit = window(cast.asta, promise_set), function(cast.asta)
    refuses("an_activity_ends_after_it_starts", update(activity, starts_on=LATE, ends_on=EARLY))
    refuses("an_activity_asks_for_more_than_nothing", update(activity, amount=0))
    both = update(activity, assigned_person=cast.asta.person, assigned_function=unit)
    refuses("an_activity_goes_to_a_person_or_a_function", both)
    refuses("an_activity_not_done_says_why", update(activity, state="not_done"))
    refuses("an_activity_not_done_says_why", update(activity, not_done_reason="closed"))
    refuses("an_activity_not_done_says_why", update(activity, next_on=LATE))
    refuses("a_moved_activity_stands_somewhere", update(activity, state="moved"))
    refuses("a_moved_activity_stands_somewhere", update(activity, moved_to=window(cast.asta, promise_set)))
    refuses("an_activity_is_not_moved_to_itself", update(activity, state="moved", moved_to=activity))


def test_two_activities_with_one_uid(promise_set: PromiseSet, cast: Cast) -> None:
    one, other = window(cast.asta, promise_set), window(cast.asta, promise_set)
    refuses("uid", update(other, uid=one.uid))


def test_two_activities_moved_to_one(promise_set: PromiseSet, cast: Cast) -> None:
    there = window(cast.asta, promise_set)
    one, other = window(cast.asta, promise_set), window(cast.asta, promise_set)
    Activity.objects.filter(pk=one.pk).update(state="moved", moved_to=there)
    refuses("moved_to", update(other, state="moved", moved_to=there))


def test_an_occurrence_that_makes_no_sense(promise_set: PromiseSet, cast: Cast) -> None:
    done = occurrence(cast.asta, promise_set)
    refuses("an_occurrence_ends_after_it_starts", update(done, starts_on=LATE, ends_on=EARLY))
    other = cast.petra.organisation
    refuses("what_is_entered_for_another_names_its_source", update(done, entered_for=other))
    refuses("what_is_entered_for_another_names_its_source", update(done, entered_from="Årsrapporten"))
    own = update(done, entered_for=done.organisation, entered_from="Årsrapporten")
    refuses("nobody_enters_for_themselves", own)
    refuses("occurrence_says_who_told_it", update(done, recorded_as=""))
    refuses("occurrence_is_withdrawn_with_a_reason", update(done, withdrawn_at=timezone.now()))
    refuses("occurrence_is_withdrawn_with_a_reason", update(done, withdrawn_reason="Fel dag"))
    refuses("key", lambda: Occurrence.objects.create(**_same(done)))


def test_a_count_that_makes_no_sense(promise_set: PromiseSet, cast: Cast) -> None:
    count = OccurrenceCount.objects.get(occurrence=occurrence(cast.asta, promise_set))
    refuses("a_count_is_not_below_zero", update(count, number=-1))
    refuses("what_is_not_counted_has_no_number", update(count, is_counted=False))
    refuses("what_is_approximate_has_a_number", update(count, number=None, is_approximate=True))
    again = {name: getattr(count, name) for name in ("occurrence", "promise_key", "commitment_key", "unit")}
    refuses("an_occurrence_counts_a_unit_once", lambda: OccurrenceCount.objects.create(**again))


def test_a_report_that_makes_no_sense(promise_set: PromiseSet, cast: Cast) -> None:
    left, none = not_done(cast.asta, promise_set), nothing(cast.asta, promise_set)
    refuses("a_report_of_not_done_says_why", update(left, reason=""))
    refuses("a_report_of_not_done_says_why", update(none, reason="closed"))
    refuses("a_report_of_not_done_says_why", update(none, next_on=LATE))
    refuses("report_says_who_told_it", update(left, recorded_as=""))
    refuses("report_is_withdrawn_with_a_reason", update(left, withdrawn_at=timezone.now()))


def test_a_function_in_use_has_its_own_name(cast: Cast) -> None:
    first = function(cast.asta, "Parkenheten")
    refuses("a_function_in_use_has_its_own_name", lambda: function(cast.asta, "PARKENHETEN"))
    Function.objects.filter(pk=first.pk).update(ended_at=timezone.now())
    assert function(cast.asta, "Parkenheten").pk != first.pk
    assert function(cast.petra, "Parkenheten").organisation == cast.petra.organisation


def test_a_calendar_address_that_makes_no_sense(cast: Cast) -> None:
    unit = function(cast.asta)

    def address(digest: str, **follows: object) -> CalendarAddress:
        return CalendarAddress.objects.create(
            organisation=cast.asta.organisation, token_digest=digest * 64, **follows
        )

    kept = address("a", function=unit)
    refuses("a_calendar_follows_a_person_or_a_function", lambda: address("b"))
    both = {"function": unit, "person": cast.asta.person}
    refuses("a_calendar_follows_a_person_or_a_function", lambda: address("b", **both))
    refuses("a_plan_has_one_calendar_address_in_use", lambda: address("b", function=unit))
    refuses("token_digest", lambda: address("a", person=cast.asta.person))
    CalendarAddress.objects.filter(pk=kept.pk).update(revoked_at=timezone.now())
    assert address("b", function=unit).pk != kept.pk


def _same(done: Occurrence) -> dict[str, object]:
    names = ("key", "organisation", "promise_set", "recorded_as", "starts_on", "ends_on")
    return {name: getattr(done, name) for name in names}
