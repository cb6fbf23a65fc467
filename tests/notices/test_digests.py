"""What waits becomes mail: once for each thing, one mail at most in a period, ended with one click."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from loftet.domain.agreement_states import AgreementState
from loftet.domain.digests import Frequency
from loftet.notices.links import unsubscribe_url
from loftet.notices.models import ToldNotice
from loftet.notices.selectors import get_frequency
from loftet.notices.services import choose_frequency, send_digests
from loftet.organisations.models import AuditEvent, OrganisationKind, OutboxMessage, Role
from tests.factories import Cast, make_actor, make_agreement_at, make_cast, make_organisation, signed_in

pytestmark = pytest.mark.django_db
MORNING = timezone.make_aware(datetime(2024, 3, 4, 7, 0))  # noqa: DTZ001, a Monday
DAY = timedelta(days=1)


def make_draft(cast: Cast, title: str = "Trygga torg") -> None:
    make_agreement_at(AgreementState.DRAFT, owner=cast.asta, other=cast.petra, title=title)


def mail_to(cast: Cast) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(recipient=cast.asta.person.email).order_by("pk"))


def test_what_is_new_comes_in_one_mail_of_two_forms() -> None:
    cast = make_cast()
    make_draft(cast)
    make_draft(cast, "Trygg trafik")
    assert send_digests(now=MORNING) == 1
    (mail,) = mail_to(cast)
    assert mail.subject == "2 nya saker väntar på dig"
    for form in (mail.text, mail.html):
        assert "Trygga torg" in form
        assert "Utkast som inte är delat" in form
        assert mail.unsubscribe_url in form
        assert "http://" in form


def test_one_thing_is_named_in_the_subject() -> None:
    cast = make_cast()
    make_draft(cast)
    send_digests(now=MORNING)
    assert mail_to(cast)[0].subject == "Utkast som inte är delat: Trygga torg"


def test_nothing_is_told_twice_and_nothing_new_brings_no_mail() -> None:
    cast = make_cast()
    make_draft(cast)
    for days in range(3):
        send_digests(now=MORNING + days * DAY)
    assert len(mail_to(cast)) == 1


@pytest.mark.parametrize(
    ("frequency", "told_after_an_hour", "told_after_a_day", "told_after_a_week"),
    [
        (Frequency.AT_ONCE, 2, 2, 2),
        (Frequency.DAILY, 1, 2, 2),
        (Frequency.WEEKLY, 1, 1, 2),
        (Frequency.NEVER, 0, 0, 0),
    ],
)
def test_one_mail_at_most_in_the_chosen_period(
    frequency: Frequency, told_after_an_hour: int, told_after_a_day: int, told_after_a_week: int
) -> None:
    cast = make_cast()
    choose_frequency(by_person=cast.asta.person, frequency=frequency)
    make_draft(cast)
    send_digests(now=MORNING)
    make_draft(cast, "Trygg trafik")
    told = []
    for later in (timedelta(hours=1), DAY, 7 * DAY):
        send_digests(now=MORNING + later)
        told.append(len(mail_to(cast)))
    assert told == [told_after_an_hour, told_after_a_day, told_after_a_week]


def test_what_comes_later_in_a_quiet_week_waits_for_the_next() -> None:
    cast = make_cast()
    choose_frequency(by_person=cast.asta.person, frequency=Frequency.WEEKLY)
    send_digests(now=MORNING)
    make_draft(cast)
    send_digests(now=MORNING + 2 * DAY)
    assert mail_to(cast) == []


def test_a_person_of_two_organisations_gets_one_mail_that_names_both() -> None:
    cast = make_cast()
    other = make_organisation("Ljungby", name="Ljungby skolnämnd", kind=OrganisationKind.COMMITTEE)
    elsewhere = make_actor(Role.COORDINATOR, organisation=other, person=cast.asta.person)
    make_draft(cast)
    make_agreement_at(AgreementState.DRAFT, owner=elsewhere, other=cast.petra, title="Trygg skola")
    send_digests(now=MORNING)
    (mail,) = mail_to(cast)
    assert mail.text.index(cast.asta.organisation.name) < mail.text.index("Trygga torg")
    assert mail.text.index("Ljungby skolnämnd") < mail.text.index("Trygg skola")


def test_it_writes_in_the_language_of_the_reader() -> None:
    cast = make_cast()
    cast.asta.person.language = "en"
    cast.asta.person.save()
    make_draft(cast)
    send_digests(now=MORNING)
    assert mail_to(cast)[0].subject == "Draft that is not shared: Trygga torg"


def test_the_database_tells_nothing_twice() -> None:
    cast = make_cast()
    told = {"person": cast.asta.person, "organisation": cast.asta.organisation, "key": "share /1/"}
    ToldNotice.objects.create(**told)
    with pytest.raises(IntegrityError, match="a_notice_is_told_once"), transaction.atomic():
        ToldNotice.objects.create(**told)


def test_opening_the_address_in_the_mail_changes_nothing_and_one_post_ends_it() -> None:
    person = make_cast().asta.person
    address = unsubscribe_url(person)
    stranger = Client(enforce_csrf_checks=True)
    assert "Avsluta mejlen" in stranger.get(address).content.decode()
    assert get_frequency(person) is Frequency.DAILY
    for _ in range(2):
        answer = stranger.post(address, {"List-Unsubscribe": "One-Click"})
        assert "Du får inga fler mejl" in answer.content.decode()
    assert get_frequency(person) is Frequency.NEVER
    assert AuditEvent.objects.filter(kind="notices_chosen").count() == 1


def test_nobodys_address_is_not_found() -> None:
    assert Client().post(reverse("notices:unsubscribe", args=["1:falsk"])).status_code == 404


def test_the_choice_is_made_on_a_page_and_shown_again() -> None:
    asta = make_cast().asta
    page = reverse("notices:notice_settings")
    browser = signed_in(asta)
    assert browser.post(page, {"frequency": "weekly"}).status_code == 302
    assert browser.get(page).context["form"]["frequency"].value() is Frequency.WEEKLY
    assert browser.post(page, {"frequency": "hourly"}).status_code == 422
    assert get_frequency(asta.person) is Frequency.WEEKLY
