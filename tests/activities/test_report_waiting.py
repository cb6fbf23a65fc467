"""What waits to be reported, in Min dag."""

from __future__ import annotations

from datetime import timedelta

from loftet.activities.selectors.waiting import list_waiting_for
from loftet.activities.services import remove_activity
from loftet.organisations.actor import Actor
from loftet.organisations.models import Role
from loftet.promises.models import PromiseSet
from loftet.promises.services import make_ready, share_set
from tests.factories import Cast, make_actor, signed_in
from tests.promises.making import add, drafted, fresh, sign_all

from .making import TODAY, YESTERDAY, counted, occurrence, signed_of, window


def seen_by(actor: Actor) -> list[tuple[str, str]]:
    return [(item.kind.value, item.title) for item in list_waiting_for(actor)]


def test_who_reports_sees_what_is_assigned_and_who_coordinates_what_is_late(
    cast: Cast, promise_set: PromiseSet
) -> None:
    reporter = make_actor(Role.REPORTER, organisation=cast.asta.organisation)
    window(cast.asta, promise_set, assigned_person=reporter.person, title="Rapportörens")
    window(cast.asta, promise_set, assigned_person=cast.asta.person, title="Astas")
    window(cast.asta, promise_set, ends_on=YESTERDAY, title="Försenad")
    window(cast.asta, promise_set, starts_on=TODAY + timedelta(days=1), title="Sedan")

    assert seen_by(reporter) == [("report", "Rapportörens")]
    assert seen_by(cast.asta) == [("report", "Astas"), ("late", "Försenad")]
    assert seen_by(cast.bo) == seen_by(cast.petra) == []


def test_min_dag_leads_to_the_row(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set, assigned_person=cast.asta.person)

    assert (
        f"/aktiviteter/rapportera/#activity-{activity.pk}" in signed_in(cast.asta).get("/").content.decode()
    )


def test_many_of_one_promise_set_and_day_are_one_line_that_leads_to_the_list_and_is_told_once(
    cast: Cast, promise_set: PromiseSet
) -> None:
    """What is done of them makes the number fall, and is nothing new."""
    first, second, third = (
        window(cast.asta, promise_set, ends_on=YESTERDAY, title=f"Mätning {number}") for number in range(3)
    )
    window(cast.asta, promise_set, starts_on=TODAY + timedelta(days=1), title="Sedan")
    (many,) = list_waiting_for(cast.asta)
    listed = signed_in(cast.asta).get(many.url).content.decode()
    remove_activity(by=cast.asta, activity=first)
    (fewer,) = list_waiting_for(cast.asta)
    remove_activity(by=cast.asta, activity=third)
    (one,) = list_waiting_for(cast.asta)

    assert many.title == f"{promise_set.title}: 3 aktiviteter"
    assert all(f"Mätning {number}" in listed for number in range(3))
    assert "Sedan" not in listed
    assert fewer.title == f"{promise_set.title}: 2 aktiviteter"
    assert one.title == second.title
    assert many.key == fewer.key == one.key


def test_a_running_promise_that_nobody_has_planned_for_waits_for_the_coordinators_of_its_parties(
    cast: Cast, promise_set: PromiseSet
) -> None:
    assert seen_by(cast.asta) == [("plan", promise_set.title)]
    assert seen_by(cast.bo) == seen_by(cast.cesar) == []
    window(cast.asta, promise_set, starts_on=TODAY + timedelta(days=1))
    assert seen_by(cast.asta) == []


def test_what_is_planned_in_part_waits_until_nothing_of_ours_is_left_out(cast: Cast) -> None:
    """Two commitments name the municipality; what is told of without a plan is not left out either."""
    promise_set = drafted(cast)
    add(cast, promise_set, title="Vi mäter vid badet också")
    share_set(by=cast.asta, promise_set=promise_set)
    sign_all(cast, fresh(promise_set))
    running = make_ready(by=cast.asta, promise_set=fresh(promise_set))
    assert seen_by(cast.asta) == [("plan", running.title)]
    window(cast.asta, running, starts_on=TODAY + timedelta(days=1))
    assert seen_by(cast.asta) == [("unplanned", running.title)]
    _planned, other = signed_of(running).commitments
    occurrence(cast.asta, running, counts=(counted(running, commitment_key=other),))
    assert seen_by(cast.asta) == []


def test_the_list_behind_a_line_has_as_many_as_the_line_says(cast: Cast, promise_set: PromiseSet) -> None:
    for day, number in ((YESTERDAY, 2), (YESTERDAY - timedelta(days=1), 3)):
        for _each in range(number):
            window(cast.asta, promise_set, ends_on=day)
    browser = signed_in(cast.asta)
    lines = list_waiting_for(cast.asta)

    assert [line.title[-13:] for line in lines] == ["3 aktiviteter", "2 aktiviteter"]
    assert [len(browser.get(line.url).context["rows"]) for line in lines] == [3, 2]
    everything = lines[0].url.split("&sedan=")[0]
    assert (
        f'href="{everything[everything.index("?") :]}"'.replace("&", "&amp;")
        in browser.get(lines[0].url).content.decode()
    )
