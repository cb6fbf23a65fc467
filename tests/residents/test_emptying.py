"""A question is emptied by one function of the owner, and only where law demands more than withdrawal."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, OutboxMessage
from loftet.organisations.services import outbox
from loftet.publication.models import WithdrawalGround
from loftet.publication.services import withdraw
from loftet.residents.models import Question
from loftet.residents.services import answer_question, empty_question, publish_answer, take_question
from loftet.web.mail import Letter
from tests.factories import Cast, make_cast, signed_in
from tests.publication.making import registrar

from .making import asked


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def published(cast: Cast) -> Question:
    question = take_question(by=cast.asta, question=asked(cast))
    question = answer_question(by=cast.asta, question=question, answer="I mars.", now=timezone.now())
    publish_answer(by=cast.asta, question=question, asked=question.text, answer=question.answer)
    return Question.objects.get()


def withdrawn(cast: Cast, ground: WithdrawalGround = WithdrawalGround.PERSONAL_DATA) -> Question:
    question = published(cast)
    assert question.published_as
    withdraw(by=registrar(cast), edition=question.published_as, ground=ground, reason="Ett namn.")
    return Question.objects.get()


def test_what_was_written_is_gone_and_that_it_was_asked_stays(cast: Cast) -> None:
    before = withdrawn(cast)
    after = empty_question(by=registrar(cast), question=before)
    assert (after.text, after.answer, after.email) == ("", "", "")
    assert after.emptied_at
    assert (after.asked_at, after.state, after.published_as_id) == (
        before.asked_at,
        before.state,
        before.published_as_id,
    )


def test_the_mails_that_repeat_it_are_emptied_and_what_waits_is_never_sent(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivered: list[Letter] = []
    monkeypatch.setattr(outbox, "send", lambda letter: delivered.append(letter) or (lambda: None))
    question = withdrawn(cast)
    receipt, answer = OutboxMessage.objects.filter(recipient=question.email).order_by("pk")
    outbox.send_message(message_id=receipt.pk)
    assert "När görs nästa mätning?" in delivered[0].text
    assert "I mars." in answer.text
    empty_question(by=registrar(cast), question=question)
    outbox.send_message(message_id=answer.pk)
    assert len(delivered) == 1
    kept = OutboxMessage.objects.filter(pk__in=(receipt.pk, answer.pk))
    assert list(kept.values_list("recipient", "text", "html")) == [("", "", "")] * 2
    assert not kept.waiting().exists()


def test_mail_to_the_same_address_about_something_else_is_left_alone(cast: Cast) -> None:
    question = withdrawn(cast)
    with transaction.atomic():
        other = outbox.post_mail(recipient=question.email, subject="Nytt", text="Något annat.")
    empty_question(by=registrar(cast), question=question)
    other.refresh_from_db()
    assert (other.recipient, other.text) == (question.email, "Något annat.")


def test_every_party_reads_in_its_trail_that_it_was_emptied_and_why(cast: Cast) -> None:
    rut = registrar(cast)
    question = empty_question(by=rut, question=withdrawn(cast))
    events = AuditEvent.objects.filter(subject_kind="question", subject_id=str(question.pk))
    told = {each.organisation_id: each for each in events if each.kind.startswith("question_emptied")}
    own, other = told[rut.organisation.pk], told[cast.petra.organisation.pk]
    assert (own.kind, own.person_id, own.data["ground"]) == (
        "question_emptied",
        rut.person.pk,
        "personal_data",
    )
    assert (other.kind, other.person_id, other.data["by"]) == (
        "question_emptied_by_party",
        None,
        rut.organisation.name,
    )


def test_it_waits_for_the_withdrawal(cast: Cast) -> None:
    question = published(cast)
    with pytest.raises(NotAllowed, match="Återkalla först"):
        empty_question(by=registrar(cast), question=question)


@pytest.mark.parametrize("ground", [WithdrawalGround.SECRECY, WithdrawalGround.COPYRIGHT])
def test_a_ground_that_only_forbids_showing_empties_nothing(cast: Cast, ground: WithdrawalGround) -> None:
    question, rut = withdrawn(cast, ground), registrar(cast)
    with pytest.raises(NotAllowed, match="inte att det bevaras"):
        empty_question(by=rut, question=question)
    with (
        pytest.raises(Exception, match="No law demands"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "SELECT loftet_empty_question(%s, %s, %s, '')",
            (question.pk, rut.organisation.pk, rut.person.pk),
        )


def test_only_a_registrar_empties_and_only_once(cast: Cast) -> None:
    question = withdrawn(cast)
    with pytest.raises(NotAllowed):
        empty_question(by=cast.asta, question=question)
    empty_question(by=registrar(cast), question=question)
    with pytest.raises(NotAllowed, match="redan tömd"):
        empty_question(by=registrar(cast), question=question)


@pytest.mark.parametrize("changes", [{"text": "Något annat."}, {"emptied_at": timezone.now()}])
def test_the_application_itself_cannot_rewrite_it(cast: Cast, changes: dict[str, object]) -> None:
    question = asked(cast)
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(**changes)


def test_the_pages_lead_there_and_say_what_is_gone(cast: Cast) -> None:
    question, client = withdrawn(cast), signed_in(registrar(cast))
    edition = client.get(reverse("publication:edition_detail", args=(question.published_as_id,)))
    assert question.get_absolute_url() in edition.content.decode()
    page = reverse("residents:question_empty", args=(question.pk,))
    assert page in client.get(question.get_absolute_url()).content.decode()
    assert client.post(page).status_code == 422
    assert client.post(page, {"confirmed": "on"}).url == question.get_absolute_url()
    shown = client.get(question.get_absolute_url()).content.decode()
    assert "eftersom lagen kräver det" in shown
    assert "När görs nästa mätning?" not in shown
    assert client.post(page, {"confirmed": "on"}).status_code == 422
