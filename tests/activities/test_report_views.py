"""The page behind a report link, and the same rows signed in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from loftet.activities.models import Occurrence, OccurrenceCount, Report, ReportLink, Submission
from loftet.organisations.models import AuditEvent, OutboxMessage, Role
from loftet.promises.models import PromiseSet
from tests.factories import Cast, make_actor, signed_in

from .links import asked, key_on, mailed, page, report, typed
from .making import TODAY, window

PLATE = "En bil med ABC 123 stod där"


@pytest.fixture
def token(cast: Cast, promise_set: PromiseSet) -> str:
    """Of a link that opens one measurement."""
    return mailed(cast.asta, asked(cast.asta, promise_set)[1])


def the_activity() -> Any:
    return ReportLink.objects.get().activities.get()


def test_from_mail_to_receipt(token: str) -> None:
    answer = report(token, the_activity())

    html = answer.content.decode()
    assert "Tack, rapporten är mottagen" in html
    assert "Kommunen: 4 mätningar under" in html
    assert "1 av 4 hittills" in html
    assert "Det var allt" in html
    told = Occurrence.objects.get()
    assert (told.starts_on, told.ends_on) == (TODAY, TODAY)
    assert list(told.parties.all()) == [told.organisation]


def test_opening_changes_nothing_however_often(token: str) -> None:
    def kept() -> list[object]:
        tables = (AuditEvent, OutboxMessage, Submission, Occurrence)
        return [*ReportLink.objects.values(), *(table.objects.count() for table in tables)]

    before = kept()
    for _time in range(3):
        assert Client().get(page(token)).status_code == 200
        assert Client().head(page(token)).status_code == 405
    assert kept() == before


def test_the_page_is_kept_by_no_cache_and_no_search_engine_and_told_to_nobody(token: str) -> None:
    answer = Client().get(page(token))

    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer.content.decode()


def test_the_other_party_is_a_chip_and_comes_along(cast: Cast, token: str) -> None:
    assert "Polisen" in Client().get(page(token)).content.decode()
    report(token, the_activity(), parties=[str(cast.petra.organisation.pk)], place="Ryd")

    told = Occurrence.objects.get()
    assert set(told.parties.all()) == {cast.asta.organisation, cast.petra.organisation}
    assert told.place_name == "Ryd"


def test_how_many_may_be_unknown(token: str) -> None:
    answer = report(token, the_activity(), number="", is_unknown="on")

    assert "minst 0 av 4 hittills" in answer.content.decode()
    assert OccurrenceCount.objects.get().number is None


def test_about_so_many_is_kept_as_such(token: str) -> None:
    report(token, the_activity(), number="ca 2")

    count = OccurrenceCount.objects.get()
    assert (count.number, count.is_approximate) == (2, True)


def test_nothing_this_time(token: str) -> None:
    assert "Inget den här gången" in report(token, the_activity(), answer="nothing").content.decode()

    assert Report.objects.get().kind == "nothing"


def test_not_done_with_reason_and_a_new_day(token: str) -> None:
    activity, later = the_activity(), TODAY + timedelta(days=10)
    report(token, activity, answer="not_done", reason="closed", words="Sommarlov", next_on=later.isoformat())

    told = Report.objects.get()
    assert (told.reason, told.words, told.next_on) == ("closed", "Sommarlov", later)
    activity.refresh_from_db()
    assert activity.moved_to.starts_on == later


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"number": ""}, "Skriv hur många, eller kryssa i att du inte vet"),
        ({"number": "minst tre"}, "Skriv ett antal, till exempel"),
        ({"number": "0"}, "Välj då ”Inget den här gången”"),
        ({"day": (TODAY + timedelta(days=1)).isoformat()}, "kan inte ligga framåt i tiden"),
        ({"last_day": (TODAY + timedelta(days=1)).isoformat()}, "Sista dagen ska komma efter den första"),
        ({"answer": "not_done"}, "Välj en orsak."),
        (
            {"answer": "not_done", "reason": "closed", "next_on": TODAY.isoformat()},
            "Välj en dag som inte har varit",
        ),
        ({"answer": ""}, "Svara på minst en sak"),
        ({"answer": "", "public_note": "Klart"}, "Välj vad som hände"),
        ({"parties": ["999999"]}, "999999"),
        ({"public_note": PLATE}, "ser ut som en personuppgift"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    token: str, fields: dict[str, Any], words: str
) -> None:
    answer = report(token, the_activity(), place="Mellan husen", **fields)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Mellan husen" in answer.content.decode()
    assert not Submission.objects.exists()


def test_what_looks_like_personal_data_may_stand_the_second_time(token: str) -> None:
    activity = the_activity()
    answer = report(token, activity, public_note=PLATE)
    key = key_on(answer.content.decode())
    again = typed(activity, key=key, public_note=PLATE, seen="ABC 123")

    assert Client().post(page(token), again).status_code == 302
    assert Occurrence.objects.get().public_note == PLATE


def test_sent_twice_it_is_recorded_once_and_answered_alike(token: str) -> None:
    browser, activity = Client(), the_activity()
    data = typed(activity, key=key_on(browser.get(page(token)).content.decode()))

    first, second = browser.post(page(token), data), browser.post(page(token), data)
    assert first["Location"] == second["Location"]
    assert Occurrence.objects.count() == 1


def test_something_more_under_an_old_key_is_asked_about_and_recorded_when_sent_again(token: str) -> None:
    browser, activity = Client(), the_activity()
    data = typed(activity, key=key_on(browser.get(page(token)).content.decode()))
    browser.post(page(token), data)

    answer = browser.post(page(token), data | {"rows-0-place": "Ryd"})
    assert answer.status_code == 422
    assert "redan skickat formuläret" in answer.content.decode()
    more = data | {"rows-0-place": "Ryd", "key": key_on(answer.content.decode())}
    assert browser.post(page(token), more).status_code == 302
    assert Occurrence.objects.count() == 2


def test_rows_without_an_answer_wait(cast: Cast, promise_set: PromiseSet, token: str) -> None:
    first = the_activity()
    second, _unit = asked(cast.asta, promise_set)

    answer = report(token, first, second)
    assert "En sak till kan rapporteras" in answer.content.decode()
    assert Occurrence.objects.get().activity == first


def test_an_activity_that_the_link_does_not_open_is_not_there(
    cast: Cast, promise_set: PromiseSet, token: str
) -> None:
    others = window(cast.petra, promise_set)

    assert Client().post(page(token), typed(others, key="en-nyckel")).status_code == 404
    assert Client().post(page(token), {"activity": "9" * 40, "key": "en-nyckel"}).status_code == 404


def test_a_receipt_belongs_to_its_link(cast: Cast, promise_set: PromiseSet, token: str) -> None:
    report(token, the_activity())
    key = Submission.objects.get().key
    other = mailed(cast.asta, cast.bo.person)

    assert Client().get(reverse("activities:report_receipt", args=(other, key))).status_code == 404
    assert Client().get(reverse("activities:report_receipt", args=(token, "okand"))).status_code == 404


def test_a_report_that_came_too_late_says_why(cast: Cast, token: str) -> None:
    activity = the_activity()
    signed_in(cast.asta).post(reverse("activities:report_link_revoke", args=(f"funktion-{unit_pk()}",)))

    answer = Client().post(page(token), typed(activity, key="en-nyckel"))
    assert answer.status_code == 410
    assert "dragit in länken" in answer.content.decode()


def unit_pk() -> int:
    pk = ReportLink.objects.get().function_id
    assert pk is not None
    return pk


def test_a_reporter_sees_what_is_assigned_to_them_and_a_coordinator_all(
    cast: Cast, promise_set: PromiseSet
) -> None:
    reporter = make_actor(Role.REPORTER, organisation=cast.asta.organisation)
    window(cast.asta, promise_set, assigned_person=reporter.person, title="Rapportörens")
    window(cast.asta, promise_set, title="Ingens")
    url = reverse("activities:report_due")

    by_one, by_all = (signed_in(who).get(url).content.decode() for who in (reporter, cast.asta))
    assert ("Rapportörens" in by_one, "Ingens" in by_one) == (True, False)
    assert ("Rapportörens" in by_all, "Ingens" in by_all) == (True, True)
    assert "Rapportörens" not in signed_in(cast.petra).get(url).content.decode()


def test_signed_in_the_same_rows_are_sent_and_received(cast: Cast, promise_set: PromiseSet) -> None:
    activity, url = window(cast.asta, promise_set), reverse("activities:report_due")
    browser = signed_in(cast.asta)
    answer = browser.post(url, typed(activity, key=key_on(browser.get(url).content.decode())), follow=True)

    assert "Tack, rapporten är mottagen" in answer.content.decode()
    assert Occurrence.objects.get().recorded_by == cast.asta.person


def test_the_page_costs_the_same_for_few_and_for_many(
    cast: Cast, promise_set: PromiseSet, token: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(4):
        Client().get(page(token))
    for _each in range(10):
        asked(cast.asta, promise_set)
    with django_assert_num_queries(4):
        Client().get(page(token))


def test_the_coordinator_sends_to_all_again_and_takes_back(cast: Cast, promise_set: PromiseSet) -> None:
    _activity, unit = asked(cast.asta, promise_set)
    window(cast.asta, promise_set)
    browser, url = signed_in(cast.asta), reverse("activities:report_link_list")

    assert "En aktivitet är inte fördelad" in browser.get(url).content.decode()
    assert "En länk är skickad" in posted(browser, "report_link_send_all")
    assert "Inga länkar skickades" in posted(browser, "report_link_send_all")
    assert f"skickad till {unit.email}" in posted(browser, "report_link_send", f"funktion-{unit.pk}")
    assert "är indragna" in posted(browser, "report_link_revoke", f"funktion-{unit.pk}")
    assert "ingen länk att dra in" in posted(browser, "report_link_revoke", f"funktion-{unit.pk}")
    assert posted(browser, "report_link_send", f"person-{cast.bo.person.pk}")


@pytest.mark.parametrize(
    "slug", ["funktion-0", "person-999999", "annat-1", "funktion", "person-x", "person-" + "9" * 30]
)
def test_a_recipient_that_is_not_there_is_not_found(cast: Cast, slug: str) -> None:
    url = reverse("activities:report_link_send", args=(slug,))

    assert signed_in(cast.asta).post(url).status_code == 404


def posted(browser: Client, name: str, *arguments: str) -> str:
    return browser.post(reverse(f"activities:{name}", args=arguments), follow=True).content.decode()


def test_much_that_is_due_comes_ten_at_a_time_and_the_late_first(cast: Cast, promise_set: PromiseSet) -> None:
    late = {"starts_on": TODAY - timedelta(days=60), "ends_on": TODAY - timedelta(days=1)}
    for number in range(22):
        asked(cast.asta, promise_set, **(late if number > 19 else {}))
    last, unit = asked(cast.asta, promise_set)
    token = mailed(cast.asta, unit)
    first, third = (Client().get(page(token), {"sida": part}) for part in (1, 3))
    shown = [form.row for form in first.context["editor"].forms]
    assert [row.is_late for row in shown] == [True, True] + [False] * 8
    assert "1–10 av 23" in first.content.decode()
    assert [form.row.activity for form in third.context["editor"].forms][-1] == last

    browser, key = Client(), key_on(third.content.decode())
    answer = browser.post(f"{page(token)}?sida=3", typed(last, key=key), follow=True)
    assert "22 saker till kan rapporteras" in answer.content.decode()
