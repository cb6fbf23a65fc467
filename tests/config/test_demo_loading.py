"""The demo holds one of everything, made by the services that people use."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Max
from django.utils import timezone

from loftet.activities.models import ReportLink
from loftet.agreements.models import Agreement, Signature, SignatureRequest
from loftet.config.demo.days import clock_at
from loftet.config.demo.loading import load_demo, wants_demo
from loftet.config.demo.removal import remove_demo
from loftet.domain.agreement_states import AgreementState
from loftet.organisations.models import (
    AuditEvent,
    Membership,
    Organisation,
    OrganisationKind,
    OutboxMessage,
    Person,
    Role,
)
from tests.config.demo import all_rows


@pytest.mark.usefixtures("demo")
def test_loading_it_again_changes_nothing() -> None:
    before = all_rows()
    assert load_demo() == "The demo is here already: nothing was loaded."
    assert all_rows() == before


@pytest.mark.usefixtures("demo")
def test_it_has_every_kind_of_organisation_and_every_role() -> None:
    assert {organisation.kind for organisation in Organisation.objects.all()} == set(OrganisationKind.values)
    assert {membership.role for membership in Membership.objects.active()} == set(Role.values)


@pytest.mark.usefixtures("demo")
def test_it_has_an_agreement_in_every_state_of_life() -> None:
    assert set(Agreement.objects.values_list("state", flat=True)) == {state.value for state in AgreementState}


@pytest.mark.usefixtures("demo")
def test_one_agreement_is_partly_signed_and_covers_two_municipalities() -> None:
    agreement = Agreement.objects.get(municipalities__name="Norrköping")
    assert agreement.municipalities.count() == 2
    assert Signature.objects.filter(version__record_id=agreement.pk).count() == 1
    assert SignatureRequest.objects.pending().filter(version__record_id=agreement.pk).count() == 3


@pytest.mark.usefixtures("demo")
def test_one_agreement_has_a_second_version_under_way() -> None:
    agreement = Agreement.objects.get(version=2)
    assert (agreement.shared_version, agreement.state) == (1, "in_force")
    assert agreement.change_reason


@pytest.mark.usefixtures("demo")
def test_signatures_were_given_by_account_and_on_paper_and_a_link_waits_to_be_tried() -> None:
    assert set(Signature.objects.values_list("route", flat=True)) == {"account", "paper"}
    assert SignatureRequest.objects.pending().filter(person__isnull=True).exists()


@pytest.mark.usefixtures("demo")
def test_a_police_area_covers_two_municipalities() -> None:
    orebro = Organisation.objects.get(name="Polisen Örebro").police_area
    assert orebro is not None
    assert {municipality.name for municipality in orebro.municipalities.all()} == {"Örebro", "Lekeberg"}


@pytest.mark.usefixtures("demo")
def test_everything_is_marked_as_demo_and_no_address_leads_anywhere() -> None:
    assert not Organisation.objects.real().exists()
    assert not Person.objects.filter(is_demo=False).exists()
    assert all(person.email.endswith(".example") for person in Person.objects.all())


@pytest.mark.usefixtures("demo")
def test_people_are_named_by_what_they_do_and_cannot_sign_in_with_a_password() -> None:
    for person in Person.objects.all():
        assert person.name == person.display_title
        assert not person.has_usable_password()


@pytest.mark.usefixtures("demo")
def test_only_letters_that_wait_for_an_answer_are_left() -> None:
    asked = {request.person.email if request.person else request.email for request in _pending()}
    invited = {"skoldirektor@linkoping.example"}
    reporting = {link.email for link in ReportLink.objects.all()}
    letters = set(OutboxMessage.objects.values_list("recipient", flat=True))
    assert letters == asked | invited | reporting


def _pending() -> list[SignatureRequest]:
    return list(SignatureRequest.objects.pending().select_related("person"))


@pytest.mark.usefixtures("demo")
def test_every_organisation_has_the_events_of_its_own() -> None:
    told = set(AuditEvent.objects.values_list("organisation_id", flat=True))
    assert told == set(Organisation.objects.values_list("pk", flat=True))


@pytest.mark.usefixtures("demo")
def test_a_start_after_its_removal_does_not_want_it_but_a_person_may_load_it_again() -> None:
    remove_demo()
    assert not Organisation.objects.exists()
    assert not wants_demo()
    assert load_demo().startswith("The demo is loaded")


@pytest.mark.usefixtures("demo")
def test_signatures_were_given_on_days_that_one_believes() -> None:
    today = timezone.localdate()
    signed = set(Signature.objects.values_list("signed_on", flat=True))

    assert len(signed) > 3
    assert max(signed) < today
    for signature in Signature.objects.select_related("version"):
        event = AuditEvent.objects.filter(kind__endswith="_signed", at__date=signature.signed_on)
        assert event.exists(), "what is told of the day is the same in the event log"
        assert signature.version.shared_at < signature.signed_at


@pytest.mark.usefixtures("demo")
def test_nobody_signed_before_they_came() -> None:
    came = Membership.objects.aggregate(latest=Max("started_at"))["latest"]

    assert came < min(AuditEvent.objects.filter(kind__endswith="_drafted").values_list("at", flat=True))


def test_the_clock_goes_right_again_after_it_stood_still() -> None:
    with clock_at(date(2024, 9, 1)):
        assert timezone.localdate() == date(2024, 9, 1)
        assert timezone.now() < timezone.now()

    assert timezone.localdate() > date(2024, 9, 1)
