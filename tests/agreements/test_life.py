from __future__ import annotations

from datetime import timedelta

import pytest

from loftet.agreements import services
from loftet.agreements.selectors import get_reading
from loftet.agreements.standing import Standing
from loftet.domain.agreement_states import AgreementState
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, OutboxMessage, Role
from tests.factories import Cast, make_actor, make_organisation

from .making import TODAY, ask, content, draft, fresh, in_force, mail_link, next_version, shared, signed

TOMORROW = TODAY + timedelta(days=1)


def test_it_enters_into_force_when_all_have_signed_and_the_first_day_has_come(cast: Cast) -> None:
    assert in_force(cast.asta, cast.petra).state == AgreementState.IN_FORCE


def test_either_party_lets_it_enter_into_force(cast: Cast) -> None:
    agreement = signed(cast.asta, cast.petra)
    assert services.enter_into_force(by=cast.petra, agreement=agreement).state == AgreementState.IN_FORCE


def test_it_does_not_enter_into_force_before_the_first_day(cast: Cast) -> None:
    agreement = signed(cast.asta, cast.petra, starts_on=TOMORROW)
    with pytest.raises(NotAllowed, match="börjar"):
        services.enter_into_force(by=cast.asta, agreement=agreement)


def test_it_does_not_enter_into_force_unsigned_twice_or_by_others(cast: Cast) -> None:
    for agreement in (
        draft(cast.asta, cast.petra),
        shared(cast.asta, cast.petra),
        in_force(cast.asta, cast.petra),
    ):
        with pytest.raises(NotAllowed):
            services.enter_into_force(by=cast.asta, agreement=agreement)
    with pytest.raises(NotAllowed):
        services.enter_into_force(by=cast.cesar, agreement=signed(cast.asta, cast.petra))


def test_the_calendar_lets_it_begin_and_end(cast: Cast) -> None:
    agreement = signed(cast.asta, cast.petra, starts_on=TOMORROW, ends_on=TOMORROW)
    assert services.follow_calendar(today=TODAY) == 0
    assert services.follow_calendar(today=TOMORROW) == 1
    assert fresh(agreement).state == AgreementState.IN_FORCE
    assert services.follow_calendar(today=TOMORROW) == 0
    assert services.follow_calendar(today=TOMORROW + timedelta(days=1)) == 1
    kept = fresh(agreement)
    assert (kept.state, kept.ended_on) == (AgreementState.ENDED, TOMORROW)


def test_the_calendar_ends_what_slept_through_its_period(cast: Cast) -> None:
    agreement = signed(cast.asta, cast.petra, starts_on=TOMORROW, ends_on=TOMORROW)
    assert services.follow_calendar(today=TODAY + timedelta(days=30)) == 1
    assert fresh(agreement).state == AgreementState.ENDED


def test_the_calendar_follows_what_is_signed_and_not_the_draft(cast: Cast) -> None:
    agreement = in_force(cast.asta, cast.petra, ends_on=TODAY)
    next_version(cast.asta, agreement, ends_on=TODAY + timedelta(days=700))
    services.follow_calendar(today=TOMORROW)
    assert fresh(agreement).state == AgreementState.ENDED


def test_the_calendar_leaves_a_version_that_waits_for_signatures(cast: Cast) -> None:
    agreement = in_force(cast.asta, cast.petra, ends_on=TODAY)
    next_version(cast.asta, agreement, ends_on=TODAY + timedelta(days=700))
    services.share_agreement(by=cast.asta, agreement=agreement)
    assert services.follow_calendar(today=TOMORROW) == 0


def test_what_the_calendar_does_is_logged_at_the_owner(cast: Cast) -> None:
    signed(cast.asta, cast.petra)
    services.follow_calendar(today=TODAY)
    event = AuditEvent.objects.get(kind="agreement_in_force")
    assert (event.organisation_id, event.person_id) == (cast.asta.organisation.pk, None)


def test_ending_has_a_reason_a_day_and_tells_the_others(cast: Cast) -> None:
    agreement = in_force(cast.asta, cast.petra)
    with pytest.raises(NotAllowed):
        services.end_agreement(by=cast.asta, agreement=agreement, reason=" ")
    services.end_agreement(by=cast.asta, agreement=agreement, reason="Ersätts av länets.")
    kept = fresh(agreement)
    assert (kept.state, kept.ended_on, kept.end_reason) == (AgreementState.ENDED, TODAY, "Ersätts av länets.")
    mail = OutboxMessage.objects.filter(subject__startswith="Har upphört").get()
    assert mail.recipient == cast.petra.person.email
    assert "Ersätts av länets." in mail.text
    with pytest.raises(NotAllowed):
        services.end_agreement(by=cast.asta, agreement=agreement, reason="En gång till.")


def test_a_party_left_out_is_told_of_the_end_by_the_version_that_it_has(cast: Cast) -> None:
    nora = make_actor(Role.COORDINATOR, organisation=make_organisation("Norrköping"), name="Nora")
    agreement = in_force(cast.asta, cast.petra, nora)
    next_version(
        cast.asta, agreement, title="Utan Norrköping", parties=content(cast.asta, cast.petra).parties
    )
    services.share_agreement(by=cast.asta, agreement=agreement)
    services.end_agreement(by=cast.asta, agreement=agreement, reason="Klart.")
    mail = OutboxMessage.objects.filter(subject__startswith="Har upphört")
    assert {each.recipient: each.subject for each in mail} == {
        cast.petra.person.email: "Har upphört: Utan Norrköping",
        nora.person.email: "Har upphört: Trygg i Linköping",
    }


def test_of_two_parties_either_may_end_it(cast: Cast) -> None:
    agreement = in_force(cast.asta, cast.petra)
    assert services.end_agreement(by=cast.petra, agreement=agreement, reason="Vi går ur.").ended_on == TODAY


def test_of_more_than_two_only_the_owner_ends_it_for_all(cast: Cast) -> None:
    nora = make_actor(Role.COORDINATOR, organisation=make_organisation("Norrköping"))
    agreement = shared(cast.asta, cast.petra, nora)
    with pytest.raises(NotAllowed, match="fler än två"):
        services.end_agreement(by=nora, agreement=agreement, reason="Vi går ur.")


def test_a_draft_and_what_belongs_to_others_are_not_ended(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        services.end_agreement(by=cast.asta, agreement=draft(cast.asta, cast.petra), reason="Nej.")
    agreement = shared(cast.asta, cast.petra)
    for actor in (cast.cesar, cast.bo):
        with pytest.raises(NotAllowed):
            services.end_agreement(by=actor, agreement=agreement, reason="Nej.")


def test_ending_closes_open_requests(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    mail_link(cast.petra, agreement)
    _signatory, request = ask(cast.asta, agreement)
    services.end_agreement(by=cast.asta, agreement=agreement, reason="Klart.")
    request.refresh_from_db()
    assert request.revoked_at is not None


def test_what_has_ended_stays_readable(cast: Cast) -> None:
    agreement = in_force(cast.asta, cast.petra)
    services.end_agreement(by=cast.asta, agreement=agreement, reason="Klart.")
    reading = get_reading(cast.petra, agreement.pk)
    assert reading is not None
    assert reading.standing is Standing.ENDED
