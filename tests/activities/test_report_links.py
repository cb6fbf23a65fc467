"""Sending links to report by, and what they open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from loftet.activities import services
from loftet.activities.models import Occurrence, ReportLink, Submission
from loftet.activities.selectors.owed import list_owed
from loftet.activities.selectors.recipients import get_recipients
from loftet.organisations.audit import record
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, OutboxMessage, Role
from loftet.promises.models import PromiseSet
from tests.factories import Cast, make_actor

from .links import asked, author, done, mailed, page
from .making import TODAY, function, window


def test_the_letter_says_what_is_owed_and_until_when(cast: Cast, promise_set: PromiseSet) -> None:
    activity, unit = asked(cast.asta, promise_set)
    mailed(cast.asta, unit)

    letter = OutboxMessage.objects.latest("pk")
    assert letter.recipient == "va@example.se"
    assert letter.subject == "En sak att rapportera till Linköpings kommun"
    assert activity.title in letter.text
    assert "inget konto" in letter.text


def test_only_the_digest_of_the_secret_is_kept(cast: Cast, promise_set: PromiseSet) -> None:
    token = mailed(cast.asta, asked(cast.asta, promise_set)[1])

    events = AuditEvent.objects.values("data", "subject_name")
    assert token not in str([*ReportLink.objects.values(), *events])


def test_a_link_opens_what_is_assigned_to_its_recipient_and_nothing_else(
    cast: Cast, promise_set: PromiseSet
) -> None:
    activity, unit = asked(cast.asta, promise_set)
    window(cast.asta, promise_set, assigned_function=function(cast.asta, "Parken", "parken@example.se"))
    window(cast.asta, promise_set)
    mailed(cast.asta, unit)

    assert [row.activity for row in list_owed(author())] == [activity]


def test_what_has_not_begun_is_not_asked_for(cast: Cast, promise_set: PromiseSet) -> None:
    _activity, unit = asked(cast.asta, promise_set, starts_on=TODAY + timedelta(days=1))
    mailed(cast.asta, unit)

    assert list_owed(author()) == []


def test_what_is_late_stands_first_and_what_waits_to_be_called_for_last(
    cast: Cast, promise_set: PromiseSet
) -> None:
    response, unit = asked(cast.asta, promise_set, kind="response", title="Vid larm", amount=None)
    now, _unit = asked(cast.asta, promise_set)
    late, _unit = asked(cast.asta, promise_set, ends_on=TODAY - timedelta(days=1))
    mailed(cast.asta, unit)

    assert [row.activity for row in list_owed(author())] == [late, now, response]
    assert [row.is_late for row in list_owed(author())] == [True, False, False]


@pytest.mark.parametrize("role", [Role.READER, Role.REPORTER, Role.ADMINISTRATOR])
def test_only_a_coordinator_sends_links(cast: Cast, promise_set: PromiseSet, role: Role) -> None:
    _activity, unit = asked(cast.asta, promise_set)
    other = make_actor(role, organisation=cast.asta.organisation)

    with pytest.raises(NotAllowed, match="annan roll"):
        services.send_report_link(by=other, recipient=unit)


def test_nobody_sends_links_to_the_functions_or_people_of_others(cast: Cast, promise_set: PromiseSet) -> None:
    _activity, unit = asked(cast.asta, promise_set)

    with pytest.raises(NotAllowed, match="annan organisation"):
        services.send_report_link(by=cast.petra, recipient=unit)
    with pytest.raises(NotAllowed, match="ingen behörighet"):
        services.send_report_link(by=cast.petra, recipient=cast.bo.person)


def test_a_round_asks_everybody_who_owes_something_once(cast: Cast, promise_set: PromiseSet) -> None:
    _activity, unit = asked(cast.asta, promise_set)
    park = function(cast.asta, "Parken", "parken@example.se")
    window(cast.asta, promise_set, assigned_function=park)
    window(cast.asta, promise_set, assigned_person=cast.bo.person)
    window(cast.asta, promise_set)
    recipients = get_recipients(cast.asta, until=TODAY)

    assert recipients.unassigned == 1
    asked_now = [row.recipient for row in recipients.to_ask]
    assert len(services.send_report_links(by=cast.asta, recipients=asked_now)) == 3
    assert services.send_report_links(by=cast.asta, recipients=asked_now) == []
    assert {link.email for link in ReportLink.objects.all()} == {unit.email, park.email, cast.bo.person.email}


def test_a_link_sent_again_leaves_the_first_one_working(cast: Cast, promise_set: PromiseSet) -> None:
    _activity, unit = asked(cast.asta, promise_set)
    first, second = mailed(cast.asta, unit), mailed(cast.asta, unit)

    assert [Client().get(page(token)).status_code for token in (first, second)] == [200, 200]


def test_a_link_taken_back_says_so_and_shows_nothing(cast: Cast, promise_set: PromiseSet) -> None:
    activity, unit = asked(cast.asta, promise_set)
    token = mailed(cast.asta, unit)
    assert services.revoke_report_links(by=cast.asta, recipient=unit) == 1

    answer = Client().get(page(token))
    assert answer.status_code == 410
    assert "Linköpings kommun har dragit in länken" in answer.content.decode()
    assert activity.title not in answer.content.decode()
    with pytest.raises(NotAllowed, match="ingen länk att dra in"):
        services.revoke_report_links(by=cast.asta, recipient=unit)


def test_a_link_too_old_says_so(cast: Cast, promise_set: PromiseSet) -> None:
    activity, unit = asked(cast.asta, promise_set)
    services.send_report_link(by=cast.asta, recipient=unit, lasts=timedelta(seconds=-1))
    link = author().link

    assert list(ReportLink.objects.open_at(timezone.now())) == []
    with pytest.raises(NotAllowed, match="för gammal"):
        services.submit_report(by=author(), key="en-nyckel", rows=[done(activity)])
    assert not link.submissions.exists()


@pytest.mark.parametrize("token", ["x", "å" * 300, "%00"])
def test_an_unknown_link_says_what_to_do(db: None, token: str) -> None:
    answer = Client().get(f"/aktiviteter/rapport/{token}/")

    assert answer.status_code == 404
    assert "hela länken" in answer.content.decode()


def test_a_link_tells_only_of_what_it_opens(cast: Cast, promise_set: PromiseSet) -> None:
    _activity, unit = asked(cast.asta, promise_set)
    mailed(cast.asta, unit)
    unassigned = window(cast.petra, promise_set)

    with pytest.raises(NotAllowed, match="annan organisation"):
        services.submit_report(by=author(), key="en-nyckel", rows=[done(unassigned)])
    assert not Occurrence.objects.exists()


def test_what_comes_by_link_names_whom_the_link_was_sent_to(cast: Cast, promise_set: PromiseSet) -> None:
    activity, unit = asked(cast.asta, promise_set)
    mailed(cast.asta, unit)
    services.submit_report(by=author(), key="en-nyckel", rows=[done(activity)])

    told = Occurrence.objects.get()
    assert (told.recorded_by, told.recorded_as) == (None, "VA-avdelningen")
    assert told.organisation == cast.asta.organisation
    events = AuditEvent.objects.filter(kind__in=("occurrence_recorded", "report_submitted"))
    assert {event.person_shown_as for event in events} == {"VA-avdelningen"}


def test_what_comes_by_link_is_the_partys_own_until_handed_in(cast: Cast, promise_set: PromiseSet) -> None:
    activity, unit = asked(cast.asta, promise_set)
    mailed(cast.asta, unit)
    services.submit_report(by=author(), key="en-nyckel", rows=[done(activity)])

    assert Occurrence.objects.visible_to(cast.bo).count() == 1
    assert not Occurrence.objects.visible_to(cast.petra).exists()
    assert not Submission.objects.visible_to(cast.petra).exists()


def test_a_report_link_goes_to_a_function_or_a_person(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="a_report_link_goes_to_a_function_or_a_person"):
        keep_link(cast)


def test_a_report_link_says_whom_it_is_for(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="a_report_link_says_whom_it_is_for"):
        keep_link(cast, person=cast.bo.person, sent_to="")


@transaction.atomic
def keep_link(cast: Cast, **fields: object) -> None:
    link = ReportLink.objects.create(
        organisation=cast.asta.organisation,
        email="a@example.se",
        token_digest="0" * 64,
        sent_by=cast.asta.person,
        expires_at=timezone.now(),
        **({"sent_to": "Någon"} | fields),
    )
    record(by=cast.asta, kind="report_link_sent", subject=link)
