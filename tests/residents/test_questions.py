"""A question from the moment it is received: at every party, taken, answered or closed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from loftet.domain.answer import AnswerDocument
from loftet.domain.question_states import QuestionKind, QuestionState
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, OutboxMessage, Role
from loftet.residents.models import Question, Receipt
from loftet.residents.selectors.questions import get_answer_times, get_question
from loftet.residents.selectors.waiting import WaitingKind, list_waiting_for
from loftet.residents.services import (
    answer_question,
    close_question,
    give_consent,
    publish_answer,
    register_question,
    take_question,
    withdraw_consent,
)
from tests.factories import make_actor, make_cast
from tests.residents.making import ASKER, asked, promise_of, published

pytestmark = pytest.mark.django_db
FRIDAY = timezone.make_aware(datetime(2026, 12, 18, 15, 0))  # noqa: DTZ001


def test_every_party_receives_it_and_nobody_else_sees_it() -> None:
    cast = make_cast()
    question = asked(cast, now=FRIDAY)
    for actor in (cast.asta, cast.petra):
        assert list(Question.objects.visible_to(actor)) == [question]
        assert AuditEvent.objects.filter(
            kind="question_received", organisation_id=actor.organisation.pk
        ).exists()
    assert not Question.objects.visible_to(cast.cesar).exists()
    assert get_question(cast.cesar, question.pk) is None
    assert str(question.due_on) == "2027-01-08"


def test_who_left_an_address_is_told_who_has_received_it() -> None:
    cast = make_cast()
    asked(cast)
    (mail,) = OutboxMessage.objects.filter(recipient=ASKER)
    for actor in (cast.asta, cast.petra):
        assert actor.organisation.name in mail.text
    assert "arbetsdagar" not in mail.text
    assert "senast" not in mail.text


def test_who_left_no_address_gets_no_mail() -> None:
    cast = make_cast()
    asked(cast, email="")
    assert not OutboxMessage.objects.filter(recipient=ASKER).exists()


def test_an_answer_in_time_is_promised_only_while_every_party_stands_by_it() -> None:
    cast = make_cast()
    promise = promise_of(published(cast))
    agreement = promise.edition.agreement
    promised = []
    for act in (
        lambda: None,
        lambda: give_consent(by=cast.asta, agreement=agreement),
        lambda: give_consent(by=cast.petra, agreement=agreement),
        lambda: withdraw_consent(by=cast.petra, agreement=agreement),
    ):
        act()
        promised.append(asked(cast, promise=promise).is_promised)
    assert promised == [False, False, True, False]


def test_a_stranger_to_the_agreement_promises_nothing() -> None:
    cast = make_cast()
    agreement = promise_of(published(cast)).edition.agreement
    with pytest.raises(NotAllowed, match="inte part"):
        give_consent(by=cast.cesar, agreement=agreement)


def test_it_is_taken_answered_by_mail_and_counted() -> None:
    cast = make_cast()
    question = asked(cast, now=FRIDAY)
    question = take_question(by=cast.petra, question=question)
    answered = answer_question(
        by=cast.petra, question=question, answer="I mars.", now=FRIDAY + timedelta(days=4)
    )
    assert (answered.state, answered.owner) == (QuestionState.ANSWERED, cast.petra.organisation)
    mail = OutboxMessage.objects.filter(recipient=ASKER).order_by("-pk")[0]
    assert "I mars." in mail.text
    assert "När görs nästa mätning?" in mail.text
    times = get_answer_times(cast.asta, today=FRIDAY.date())
    assert (times.answered, times.days, times.in_time, times.waiting) == (1, 2, 1, 0)


def test_only_who_has_taken_it_answers() -> None:
    cast = make_cast()
    question = asked(cast)
    with pytest.raises(NotAllowed, match="ta den först"):
        answer_question(by=cast.asta, question=question, answer="Ja.", now=FRIDAY)
    take_question(by=cast.petra, question=question)
    with pytest.raises(NotAllowed, match="Ta över den först"):
        answer_question(by=cast.asta, question=question, answer="Ja.", now=FRIDAY)
    take_question(by=cast.asta, question=question)
    answer_question(by=cast.asta, question=question, answer="Ja.", now=FRIDAY)
    with pytest.raises(NotAllowed, match="redan besvarad"):
        answer_question(by=cast.asta, question=question, answer="Nej.", now=FRIDAY)
    with pytest.raises(NotAllowed, match="redan besvarad"):
        take_question(by=cast.petra, question=question)


def test_taking_twice_is_said() -> None:
    cast = make_cast()
    question = asked(cast)
    take_question(by=cast.asta, question=question)
    with pytest.raises(NotAllowed, match="redan tagit"):
        take_question(by=cast.asta, question=question)


def test_closing_says_why_and_a_closed_one_stays_closed() -> None:
    cast = make_cast()
    question = asked(cast)
    with pytest.raises(NotAllowed, match="varför"):
        close_question(by=cast.asta, question=question, reason=" ")
    close_question(by=cast.asta, question=question, reason="Skickad två gånger.")
    with pytest.raises(NotAllowed, match="avslutad"):
        take_question(by=cast.asta, question=question)


def test_each_party_keeps_a_number_of_its_own() -> None:
    cast = make_cast()
    question = asked(cast)
    registrar = make_actor(Role.REGISTRAR, organisation=cast.asta.organisation)
    register_question(by=registrar, question=question, registry_number="KS 2026/123")
    numbers = dict(Receipt.objects.values_list("organisation_id", "registry_number"))
    assert numbers == {cast.asta.organisation.pk: "KS 2026/123", cast.petra.organisation.pk: ""}
    with pytest.raises(NotAllowed):
        register_question(by=cast.asta, question=question, registry_number="KS 2026/124")


@pytest.mark.parametrize("role", [Role.READER, Role.REGISTRAR, Role.SIGNATORY, Role.ADMINISTRATOR])
def test_other_roles_take_nothing(role: Role) -> None:
    cast = make_cast()
    other = make_actor(role, organisation=cast.asta.organisation)
    with pytest.raises(NotAllowed):
        take_question(by=other, question=asked(cast))


def test_my_day_tells_of_it_until_it_is_answered() -> None:
    cast = make_cast()
    question = asked(cast)
    assert [item.kind for item in list_waiting_for(cast.asta)] == [WaitingKind.TAKE]
    take_question(by=cast.petra, question=question)
    assert list_waiting_for(cast.asta) == []
    assert [item.kind for item in list_waiting_for(cast.petra)] == [WaitingKind.ANSWER]
    Question.objects.filter(pk=question.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    assert [item.kind for item in list_waiting_for(cast.petra)] == [WaitingKind.LATE]
    answer_question(by=cast.petra, question=question, answer="Ja.", now=timezone.now())
    assert list_waiting_for(cast.petra) == []


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("a_question_taken_has_its_owner", {"state": "taken"}),
        ("a_question_answered_has_its_answer", {"answer": "Ja."}),
        ("a_question_closed_says_why", {"state": "closed"}),
        ("a_question_closed_says_why", {"closed_reason": "Så"}),
    ],
)
def test_a_question_that_makes_no_sense(constraint: str, fields: dict[str, str]) -> None:
    question = asked(make_cast())
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(**fields)


def test_a_party_receives_it_once() -> None:
    cast = make_cast()
    question = asked(cast)
    with pytest.raises(IntegrityError, match="received_once"), transaction.atomic():
        Receipt.objects.create(question=question, organisation=cast.asta.organisation)


def test_kinds_are_told_apart() -> None:
    assert asked(make_cast(), kind=QuestionKind.CONTRADICTION).kind == "contradiction"


def test_an_answer_is_published_after_review_without_who_asked() -> None:
    cast = make_cast()
    question = take_question(by=cast.asta, question=asked(cast, text="Vad gör mannen Nils Holgersson där?"))
    question = answer_question(by=cast.asta, question=question, answer="I mars.", now=timezone.now())
    with pytest.raises(NotAllowed, match="personuppgifter"):
        publish_answer(by=cast.asta, question=question, asked=question.text, answer="I mars.")
    with pytest.raises(NotAllowed, match="har tagit hand"):
        publish_answer(by=cast.petra, question=question, asked="Vad görs där?", answer="I mars.")
    edition = publish_answer(by=cast.asta, question=question, asked="Vad görs där?", answer="I mars.")
    answer = AnswerDocument.from_data(edition.document)
    assert (answer.question, answer.is_shortened, answer.working_days) == ("Vad görs där?", True, 0)
    assert {each.format for each in edition.files.all()} == {"html", "pdf", "docx", "csv", "json"}
    whole = (
        b"".join(bytes(each.content) for each in edition.files.all() if each.content)
        + str(edition.envelope).encode()
    )
    assert ASKER.encode() not in whole
    assert b"Holgersson" not in whole
    with pytest.raises(NotAllowed, match="redan besvarad"):
        publish_answer(by=cast.asta, question=question, asked="Vad görs där?", answer="I mars.")
