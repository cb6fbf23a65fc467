"""From the draft to the day that it runs: shared, signed by all three routes, let out, changed, ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from loftet.agreements import services as signing
from loftet.agreements.models import Signature, SignatureRequest
from loftet.agreements.selectors import list_waiting_for as waits_to_sign
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, OutboxMessage, Role
from loftet.promises import services
from loftet.promises.models import NoPersonAnswer, PromiseSet
from loftet.promises.selectors import get_reading, list_waiting_for
from tests.factories import Cast, make_actor

from .making import (
    CHIEF,
    DIRECTOR,
    YEAR,
    add,
    document,
    drafted,
    empty_set,
    found_in_mail,
    fresh,
    newest,
    rewrite_details,
    running,
    shared,
    sign,
    sign_all,
    signed,
)

PDF = b"%PDF-1.7\n%a page signed by hand\n%%EOF\n"
TODAY = timezone.localdate()


def by_link(cast: Cast, promise_set: PromiseSet) -> tuple[str, str]:
    signing.request_signature(by=cast.petra, record=promise_set, position=CHIEF, email="chef@example.se")
    token = found_in_mail("chef@example.se", r"/underskrift/([\w-]+)/")
    signing.send_code(token=token)
    return token, found_in_mail("chef@example.se", r"\b(\d{6})\b")


def test_the_other_party_sees_nothing_before_it_is_shared(draft: PromiseSet, cast: Cast) -> None:
    assert get_reading(cast.petra, draft.pk) is None
    assert get_reading(cast.cesar, draft.pk) is None


def test_sharing_hands_over_exactly_the_document(draft: PromiseSet, cast: Cast) -> None:
    version = services.share_set(by=cast.asta, promise_set=draft)
    reading = get_reading(cast.petra, draft.pk)
    assert reading is not None
    assert reading.document.to_data() == version.document == document(draft).to_data()
    assert get_reading(cast.cesar, draft.pk) is None
    assert OutboxMessage.objects.filter(recipient=cast.petra.person.email, subject__contains="Delad").exists()
    assert "medborgarlöftet" in OutboxMessage.objects.latest("pk").text


def test_an_empty_set_is_not_shared(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="inget löfte"):
        services.share_set(by=cast.asta, promise_set=empty_set(cast))


def test_only_what_was_shown_is_shared(draft: PromiseSet, cast: Cast) -> None:
    shown = fresh(draft).revision
    add(cast, draft, title="Kom emellan")
    with pytest.raises(NotAllowed, match="har ändrats"):
        services.share_set(by=cast.asta, promise_set=draft, revision=shown)
    assert not fresh(draft).shared_version


def test_personal_data_must_be_answered_before_sharing(draft: PromiseSet, cast: Cast) -> None:
    add(cast, draft, title="Ring oss", text="Polisen svarar varje dag. Ring 070-123 45 67.")
    with pytest.raises(NotAllowed, match="070-123 45 67"):
        services.share_set(by=cast.asta, promise_set=draft)
    reason = "Det är numret till vår växel."
    services.answer_personal_data(by=cast.asta, promise_set=draft, words="070-123 45 67", reason=reason)
    services.share_set(by=cast.asta, promise_set=draft)
    assert NoPersonAnswer.objects.get().reason == reason


def test_an_answer_needs_its_reason(draft: PromiseSet, cast: Cast) -> None:
    add(cast, draft, title="Ring oss", text="Ring 070-123 45 67.")
    with pytest.raises(NotAllowed, match="varför"):
        services.answer_personal_data(by=cast.asta, promise_set=draft, words="070-123 45 67", reason=" ")
    with pytest.raises(NotAllowed, match="står inte längre"):
        services.answer_personal_data(by=cast.asta, promise_set=draft, words="något annat", reason="x")


def test_personal_data_is_removed_in_one_act(draft: PromiseSet, cast: Cast) -> None:
    add(cast, draft, title="Ring oss", text="Ring 070-123 45 67 när som helst.")
    keys = [promise.key for promise in document(draft).promises]
    services.remove_personal_data(by=cast.asta, promise_set=draft, words="070-123 45 67")
    assert document(draft).promises[1].text == "Ring när som helst."
    assert [promise.key for promise in document(draft).promises] == keys
    services.share_set(by=cast.asta, promise_set=draft)


def test_the_last_signature_signs_the_set(cast: Cast) -> None:
    promise_set = shared(cast)
    sign(cast.asta, promise_set, DIRECTOR)
    assert fresh(promise_set).state == "shared"
    sign(cast.petra, promise_set, CHIEF)
    kept = fresh(promise_set)
    assert (kept.state, kept.valid_version, kept.valid_until) == ("signed", 1, date(YEAR, 12, 31))
    assert AuditEvent.objects.filter(kind="promise_set_signed").count() == 2


def test_it_is_signed_by_link_and_on_paper_over_one_digest(cast: Cast) -> None:
    promise_set = shared(cast)
    token, code = by_link(cast, promise_set)
    digest = newest(promise_set).digest
    signing.sign_with_link(token=token, code=code, digest=digest)
    signing.sign_on_paper(
        by=cast.asta, record=promise_set, position=DIRECTOR, signed_on=TODAY, name="sida.pdf", content=PDF
    )
    assert {signature.digest for signature in Signature.objects.filter(version=newest(promise_set))} == {
        digest
    }
    assert fresh(promise_set).state == "signed"


def test_a_wrong_code_signs_nothing(cast: Cast) -> None:
    promise_set = shared(cast)
    token, code = by_link(cast, promise_set)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    with pytest.raises(NotAllowed, match="fel"):
        signing.sign_with_link(token=token, code=wrong, digest=newest(promise_set).digest)
    assert not newest(promise_set).signatures.exists()


def test_nobody_signs_twice(cast: Cast) -> None:
    promise_set = shared(cast)
    sign(cast.asta, promise_set, DIRECTOR)
    with pytest.raises(NotAllowed):
        sign(cast.asta, promise_set, DIRECTOR)
    assert newest(promise_set).signatures.count() == 1


def test_an_outdated_version_is_not_signed(cast: Cast) -> None:
    promise_set = shared(cast)
    token, code = by_link(cast, promise_set)
    old = newest(promise_set)
    services.start_new_version(by=cast.asta, promise_set=promise_set, reason="Fel år.")
    rewrite_details(cast, promise_set, title="Rätt år")
    services.share_set(by=cast.asta, promise_set=promise_set)
    with pytest.raises(NotAllowed, match="nyare version"):
        signing.sign_with_link(token=token, code=code, digest=old.digest)
    assert not SignatureRequest.objects.pending().exists()


def test_a_request_waits_on_the_signatorys_day(cast: Cast) -> None:
    promise_set = shared(cast)
    chief = make_actor(Role.SIGNATORY, organisation=cast.petra.organisation)
    request = signing.request_signature(
        by=cast.petra, record=promise_set, position=CHIEF, person=chief.person
    )
    (item,) = waits_to_sign(chief)
    assert item.url == f"/loften/{promise_set.pk}/underteckna/{request.pk}/"


def test_it_waits_for_the_coordinators(cast: Cast) -> None:
    promise_set = drafted(cast)
    assert [item.kind for item in list_waiting_for(cast.asta)] == ["share"]
    services.share_set(by=cast.asta, promise_set=promise_set)
    assert [item.kind for item in list_waiting_for(cast.petra)] == ["ask"]
    sign_all(cast, promise_set)
    assert [item.kind for item in list_waiting_for(cast.petra)] == ["let_out"]
    services.make_ready(by=cast.petra, promise_set=promise_set)
    assert list_waiting_for(cast.asta) == list_waiting_for(cast.petra) == []


def test_it_is_let_out_when_all_have_signed_and_runs_from_its_first_day(cast: Cast) -> None:
    promise_set = shared(cast)
    with pytest.raises(NotAllowed, match="Alla måste"):
        services.make_ready(by=cast.asta, promise_set=promise_set)
    sign_all(cast, promise_set)
    assert services.make_ready(by=cast.petra, promise_set=promise_set).state == "running"


def test_before_the_first_day_it_waits_for_the_calendar(cast: Cast) -> None:
    begins, ends = TODAY + timedelta(days=10), TODAY + timedelta(days=20)
    promise_set = drafted(cast, starts_on=begins, ends_on=ends)
    services.share_set(by=cast.asta, promise_set=promise_set)
    sign_all(cast, promise_set)
    assert services.make_ready(by=cast.asta, promise_set=promise_set).state == "ready_to_publish"
    assert services.follow_calendar(today=begins - timedelta(days=1)) == 0
    assert services.follow_calendar(today=begins) == 1
    assert fresh(promise_set).state == "running"
    assert services.follow_calendar(today=begins) == 0
    assert services.follow_calendar(today=ends + timedelta(days=1)) == 1
    assert (fresh(promise_set).state, fresh(promise_set).ended_on) == ("ended", ends)


def test_either_of_two_parties_ends_it_with_a_reason(cast: Cast) -> None:
    promise_set = running(cast)
    with pytest.raises(NotAllowed, match="varför"):
        services.end_set(by=cast.petra, promise_set=promise_set, reason="")
    services.end_set(by=cast.petra, promise_set=promise_set, reason="Ersatt av ett nytt.")
    kept = fresh(promise_set)
    assert (kept.state, kept.end_reason) == ("ended", "Ersatt av ett nytt.")
    with pytest.raises(NotAllowed):
        services.end_set(by=cast.asta, promise_set=promise_set, reason="Igen.")


def test_a_signed_set_is_changed_only_by_a_new_version_signed_again(cast: Cast) -> None:
    promise_set = running(cast)
    services.start_new_version(by=cast.asta, promise_set=promise_set, reason="Två mätningar till.")
    rewrite_details(cast, promise_set, title="Medborgarlöfte, ändrat")
    services.share_set(by=cast.asta, promise_set=promise_set)
    assert (fresh(promise_set).state, fresh(promise_set).valid_version) == ("shared", 1)
    sign_all(cast, promise_set)
    assert (fresh(promise_set).state, fresh(promise_set).valid_version) == ("signed", 2)


def test_a_reader_of_a_party_reads_and_a_foreigner_does_not(cast: Cast) -> None:
    promise_set = signed(cast)
    reader = make_actor(Role.READER, organisation=cast.petra.organisation)
    assert get_reading(reader, promise_set.pk) is not None
    assert get_reading(cast.cesar, promise_set.pk) is None
