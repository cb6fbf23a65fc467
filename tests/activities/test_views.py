"""The pages of plans and of what was told, as people meet them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from loftet.activities.models import Activity, Occurrence, Report
from loftet.organisations.models import Role
from loftet.promises.models import PromiseSet
from tests.factories import Cast, make_actor, signed_in
from tests.promises.making import running

from .making import TODAY, YESTERDAY, first_key, function, not_done, occurrence, signed_of, window

YEAR, MONTH = TODAY.year, TODAY.month


def url(name: str, *args: object) -> str:
    return reverse(f"activities:{name}", args=args)


def page(client: Any, name: str, *args: object, **query: str) -> str:
    response = client.get(url(name, *args), query)
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_plan_is_shown_first_and_saved_in_one_act(cast: Cast, promise_set: PromiseSet) -> None:
    asta, unit = signed_in(cast.asta), function(cast.asta)
    preview = page(asta, "plan_create", promise_set.pk)
    assert preview.count("mätningar: 1") == 4
    assert not Activity.objects.exists()

    answer = asta.post(url("plan_create", promise_set.pk), {"who_0": f"f{unit.pk}"})
    assert answer.url == url("activity_plan", promise_set.pk)
    assert Activity.objects.filter(assigned_function=unit).count() == 4
    plan = page(asta, "activity_plan", promise_set.pk)
    assert "4 aktiviteter är planerade." in plan
    assert plan.count("VA-avdelningen") == 4
    assert "Gör planen" not in plan


def test_the_page_of_the_promise_leads_to_its_activities(cast: Cast, promise_set: PromiseSet) -> None:
    response = signed_in(cast.bo).get(promise_set.get_absolute_url())

    assert url("activity_plan", promise_set.pk) in response.content.decode()


@pytest.mark.parametrize(
    ("show", "titles"),
    [
        ("oppet", {"Försenad", "Nu", "Senare"}),
        ("nu", {"Nu"}),
        ("sent", {"Försenad"}),
        ("gjort", {"Gjord"}),
        ("inte", {"Inte"}),
        ("allt", {"Försenad", "Nu", "Senare", "Gjord", "Inte"}),
        ("finns-inte", {"Försenad", "Nu", "Senare"}),
    ],
)
def test_the_list_shows_what_is_chosen(
    cast: Cast, promise_set: PromiseSet, show: str, titles: set[str]
) -> None:
    window(cast.asta, promise_set, title="Försenad", ends_on=YESTERDAY)
    window(cast.asta, promise_set, title="Nu")
    window(cast.asta, promise_set, title="Senare", starts_on=TODAY + timedelta(days=2))
    occurrence(cast.asta, promise_set, activity=window(cast.asta, promise_set, title="Gjord"))
    not_done(cast.asta, promise_set, activity=window(cast.asta, promise_set, title="Inte"))
    shown = signed_in(cast.bo).get(url("activity_list"), {"visa": show})

    assert {row.title for row in shown.context["rows"]} == titles


def test_the_list_is_chosen_by_promise_and_by_who(cast: Cast, promise_set: PromiseSet) -> None:
    unit = function(cast.asta)
    given = window(cast.asta, promise_set, title="Given", assigned_function=unit)
    window(cast.asta, promise_set, title="Ingens")

    def titles(**query: str) -> set[str]:
        rows = signed_in(cast.bo).get(url("activity_list"), query).context["rows"]
        return {row.title for row in rows}

    assert titles(vem=f"f{unit.pk}") == {"Given"}
    assert titles(vem="ingen") == {"Ingens"}
    assert titles(vem="x9") == {"Given", "Ingens"}
    assert titles(lofte=str(given.promise_key)) == {"Given", "Ingens"}
    assert titles(lofte=str(given.uid)) == set()
    assert titles(medborgarlofte="999999") == set()


def test_promises_are_chosen_among_those_of_one_set(cast: Cast, promise_set: PromiseSet) -> None:
    other = running(cast)
    window(cast.asta, promise_set, title="Det enas")
    window(cast.asta, other, title="Det andras")
    bo = signed_in(cast.bo)
    every = page(bo, "activity_list")
    assert 'name="medborgarlofte"' in every
    assert 'name="lofte"' not in every
    one, another = (signed_of(each).document.promises[0].key for each in (promise_set, other))
    shown = bo.get(url("activity_list"), {"medborgarlofte": str(other.pk), "lofte": one})
    assert f'<option value="{another}"' in shown.content.decode()
    assert f'<option value="{one}"' not in shown.content.decode()
    assert {row.title for row in shown.context["rows"]} == {"Det andras"}, "a promise of the set before"


def test_a_month_is_a_table_with_what_ends_and_what_was_done(cast: Cast, promise_set: PromiseSet) -> None:
    window(cast.asta, promise_set, title="Sista dagen i dag", ends_on=TODAY)
    occurrence(cast.asta, promise_set, starts_on=TODAY)
    shown = page(signed_in(cast.bo), "activity_calendar", manad=f"{YEAR}-{MONTH:02}")

    assert "Sista dagen i dag" in shown
    assert "Gjordes" in shown
    assert shown.count('<th scope="col">') == 7
    assert page(signed_in(cast.bo), "activity_calendar", manad="9999-12")
    assert page(signed_in(cast.bo), "activity_calendar", manad="0001-01")
    assert page(signed_in(cast.bo), "activity_calendar", manad="skräp")


def test_something_done_is_told_from_an_activity(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set)
    typed = {
        "starts_on": YESTERDAY.isoformat(),
        "commitment_1": first_key(promise_set),
        "how_1": "number",
        "number_1": "1",
        "parties": [str(cast.petra.organisation.pk)],
        "public_note": "Prov togs.",
    }
    answer = signed_in(cast.asta).post(url("activity_tell", activity.pk), typed, follow=True)
    done = Occurrence.objects.get()

    assert (done.activity, done.parties.count(), done.counts.get().number) == (activity, 2, Decimal(1))
    assert "mätningar: 1" in answer.content.decode()
    assert "Gjort" in page(signed_in(cast.bo), "activity_detail", activity.pk)


def test_a_number_is_asked_for_where_none_is_written(cast: Cast, promise_set: PromiseSet) -> None:
    typed = {"starts_on": TODAY.isoformat(), "commitment_1": first_key(promise_set), "how_1": "number"}
    answer = signed_in(cast.asta).post(url("occurrence_create", promise_set.pk), typed)

    assert answer.status_code == 422
    assert "Skriv hur många" in answer.content.decode()
    assert not Occurrence.objects.exists()


@pytest.mark.parametrize(
    ("how", "words"),
    [("some", "mätningar: några, antalet okänt"), ("done", "Gjort"), ("begun", "Påbörjat")],
)
def test_what_has_no_number_is_told_as_it_is(
    cast: Cast, promise_set: PromiseSet, how: str, words: str
) -> None:
    typed = {"starts_on": TODAY.isoformat(), "commitment_1": first_key(promise_set), "how_1": how}
    answer = signed_in(cast.asta).post(url("occurrence_create", promise_set.pk), typed, follow=True)

    assert f"<strong>{words}</strong>" in answer.content.decode()


def test_what_was_not_done_is_told_with_its_reason(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set)
    typed = {"reason": "closed", "concerns_on": TODAY.isoformat(), "words": "Verket var stängt."}
    signed_in(cast.asta).post(url("activity_leave", activity.pk), typed)
    shown = page(signed_in(cast.bo), "activity_detail", activity.pk)

    assert Report.objects.get().reason == "closed"
    assert "Stängt, eller ingen på plats. Verket var stängt." in shown


def test_a_report_is_withdrawn_from_its_activity(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set)
    report, asta = not_done(cast.asta, promise_set, activity=activity), signed_in(cast.asta)
    address = url("report_withdraw", report.pk)
    assert address in page(asta, "activity_detail", activity.pk)

    answer = asta.post(address, {"reason": "Den blev gjord."})
    assert answer.url == activity.get_absolute_url()
    assert "återtaget: Den blev gjord." in page(asta, "activity_detail", activity.pk)


def test_a_correction_of_what_somebody_changed_shows_both(cast: Cast, promise_set: PromiseSet) -> None:
    done, asta = occurrence(cast.asta, promise_set), signed_in(cast.asta)
    typed = {
        "starts_on": YESTERDAY.isoformat(),
        "commitment_1": first_key(promise_set),
        "how_1": "number",
        "number_1": "2",
        "public_note": "Två prov.",
        "revision": "0",
    }
    assert asta.post(url("occurrence_correct", done.pk), typed).status_code == 302
    answer = asta.post(url("occurrence_correct", done.pk), {**typed, "public_note": "Tre prov."})

    assert answer.status_code == 422
    assert "Någon annan sparade" in answer.content.decode()
    assert "Tre prov." in answer.content.decode()
    assert "rättade uppgifterna" in page(asta, "occurrence_detail", done.pk)


def test_words_that_look_like_personal_data_are_pointed_out(cast: Cast, promise_set: PromiseSet) -> None:
    done = occurrence(cast.asta, promise_set, public_note="Ring 070-123 45 67.")
    shown = page(signed_in(cast.bo), "occurrence_detail", done.pk)

    assert escape("liknar ett telefonnummer") in shown


def test_an_address_of_a_calendar_is_shown_once(cast: Cast) -> None:
    asta = signed_in(cast.asta)
    made = asta.post(url("calendar_make"))
    assert ".ics" in made.content.decode()
    assert made["Cache-Control"] == "no-store"

    assert ".ics" not in page(asta, "calendar_addresses")


def test_a_reporter_meets_only_what_is_theirs(cast: Cast, promise_set: PromiseSet) -> None:
    reporter = make_actor(Role.REPORTER, organisation=cast.asta.organisation)
    window(cast.asta, promise_set, title="Min", assigned_person=reporter.person)
    other = window(cast.asta, promise_set, title="Någon annans")
    browser = signed_in(reporter)

    assert "Någon annans" not in page(browser, "activity_list")
    assert "Någon annans" not in page(browser, "activity_plan", promise_set.pk)
    assert browser.get(url("activity_detail", other.pk)).status_code == 404


@pytest.mark.parametrize("name", ["activity_list", "activity_calendar", "activity_plan", "occurrence_list"])
def test_the_number_of_queries_does_not_grow(cast: Cast, promise_set: PromiseSet, name: str) -> None:
    """Ten and a hundred activities, each told of once."""
    browser = signed_in(cast.bo)
    address = url(name, promise_set.pk) if name == "activity_plan" else url(name)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert browser.get(address, {"visa": "allt"}).status_code == 200
        return len(found)

    unit = function(cast.asta)
    _fill(cast, promise_set, 10, assigned_function=unit)
    few = queries()
    _fill(cast, promise_set, 90, assigned_function=unit)
    assert queries() == few


def _fill(cast: Cast, promise_set: PromiseSet, times: int, **fields: Any) -> None:
    for _ in range(times):
        activity = window(cast.asta, promise_set, amount=Decimal(2), **fields)
        occurrence(cast.asta, promise_set, activity=activity)
