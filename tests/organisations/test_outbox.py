from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPConnectError, SMTPDataError, SMTPRecipientsRefused
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from loftet.organisations.models import AuditEvent, OutboxMessage, Role
from loftet.organisations.selectors import list_undelivered
from loftet.organisations.services import outbox
from loftet.organisations.services.outbox import WAITS, post_mail, send_message, send_waiting
from loftet.web.mail import Letter
from tests.factories import make_actor, make_organisation

pytestmark = pytest.mark.django_db
REFUSED = SMTPRecipientsRefused({"bo@example.se": (550, b"5.1.1 No such user")})
LATER = SMTPRecipientsRefused({"bo@example.se": (451, b"Try later")})


class Sink:
    """Stands for the mail server: takes letters, or answers with what it is told to."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.answer: Exception | None = None

    def __call__(self, letter: Letter) -> Callable[[], None]:
        if self.answer:
            raise self.answer
        self.letters.append(letter)
        return lambda: None


@pytest.fixture
def sink(monkeypatch: pytest.MonkeyPatch) -> Sink:
    sink = Sink()
    monkeypatch.setattr(outbox, "send", sink)
    return sink


def make_mail(**fields: Any) -> OutboxMessage:
    with transaction.atomic():
        return post_mail(**{"recipient": "bo@example.se", "subject": "Hej", "text": "Länken", **fields})


def test_a_mail_and_its_job_come_together_or_not_at_all() -> None:
    mail = make_mail()
    with transaction.atomic():
        make_mail(recipient="cesar@example.se")
        transaction.set_rollback(True)

    jobs = ProcrastinateJob.objects.filter(task_name="organisations.send_mail")
    assert [job.args for job in jobs] == [{"message_id": mail.pk}]
    assert OutboxMessage.objects.count() == 1


def test_a_sent_mail_is_not_sent_again_and_its_links_are_forgotten(sink: Sink) -> None:
    mail = make_mail()

    send_message(message_id=mail.pk)
    send_message(message_id=mail.pk)

    mail.refresh_from_db()
    assert [letter.text for letter in sink.letters] == ["Länken"]
    assert (mail.text, mail.attempts, mail.last_error) == ("", 1, "")
    assert mail.sent_at is not None


def test_a_mail_tried_again_is_known_as_the_same(sink: Sink) -> None:
    mail = make_mail()
    sink.answer = SMTPConnectError(421, b"Busy")
    send_message(message_id=mail.pk)
    sink.answer = None

    send_message(message_id=mail.pk)

    assert [letter.message_id for letter in sink.letters] == [mail.message_id]
    assert mail.message_id.startswith("<")


def test_each_failure_waits_longer_and_defers_a_job(sink: Sink) -> None:
    mail = make_mail()
    sink.answer = LATER

    for attempt, wait in enumerate(WAITS, start=1):
        before = timezone.now()
        send_message(message_id=mail.pk)
        mail.refresh_from_db()
        assert mail.attempts == attempt
        assert before + wait <= mail.next_attempt_at <= timezone.now() + wait
        newest = ProcrastinateJob.objects.latest("id")
        assert newest.scheduled_at == mail.next_attempt_at
    assert mail.last_error == "451 Try later"
    assert mail.text == "Länken"


def test_after_two_days_it_is_given_up(sink: Sink) -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    mail = make_mail(organisation=asta.organisation)
    sink.answer = LATER

    for _attempt in range(len(WAITS) + 1):
        send_message(message_id=mail.pk)

    mail.refresh_from_db()
    assert mail.given_up_at is not None
    assert sum(WAITS, timedelta()) > timedelta(days=1, hours=20)


def test_a_refused_address_is_given_up_at_once_and_shown_to_the_administrator(sink: Sink) -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    mail = make_mail(organisation=asta.organisation)
    sink.answer = REFUSED

    send_message(message_id=mail.pk)

    (shown,) = list_undelivered(asta)
    assert (shown, shown.last_error, shown.text) == (mail, "550 5.1.1 No such user", "")
    event = AuditEvent.objects.visible_to(asta).get(kind="mail_given_up")
    assert event.data == {"subject": "Hej", "error": "550 5.1.1 No such user"}


def test_mail_of_others_is_not_shown(sink: Sink) -> None:
    make_mail(organisation=make_organisation("Ljungby"))
    make_mail()
    sink.answer = REFUSED
    send_waiting(now=timezone.now())

    assert not list_undelivered(make_actor(Role.ADMINISTRATOR)).exists()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (SMTPDataError(554, "Spam"), "554 Spam"),
        (
            ValueError("Header values can't contain newlines"),
            "ValueError: Header values can't contain newlines",
        ),
        (
            ConnectionRefusedError(111, "Connection refused"),
            "ConnectionRefusedError: [Errno 111] Connection refused",
        ),
        (OSError("x" * 900), "OSError: " + "x" * 491),
    ],
)
def test_whatever_goes_wrong_is_kept_in_words(sink: Sink, error: Exception, words: str) -> None:
    mail = make_mail()
    sink.answer = error

    send_message(message_id=mail.pk)

    mail.refresh_from_db()
    assert mail.last_error == words


def test_one_bad_mail_does_not_stop_the_others(sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = make_mail(recipient="bad@example.se"), make_mail(recipient="good@example.se")

    def refuse_one(letter: Letter) -> Callable[[], None]:
        if letter.to == bad.recipient:
            raise REFUSED
        return sink(letter)

    monkeypatch.setattr(outbox, "send", refuse_one)
    send_waiting(now=timezone.now())

    assert [letter.to for letter in sink.letters] == [good.recipient]


def test_the_sweep_leaves_what_is_not_due(sink: Sink) -> None:
    mail = make_mail()
    sink.answer = LATER
    send_message(message_id=mail.pk)
    sink.answer = None

    send_waiting(now=timezone.now())
    assert sink.letters == []
    send_waiting(now=timezone.now() + WAITS[0])
    assert len(sink.letters) == 1


def test_the_database_refuses_nonsense() -> None:
    mail = make_mail()
    now = timezone.now()

    with pytest.raises(IntegrityError, match="a_mail_is_not_both_sent_and_given_up"), transaction.atomic():
        OutboxMessage.objects.filter(pk=mail.pk).update(sent_at=now, given_up_at=now)
    with pytest.raises(IntegrityError, match="a_mail_keeps_its_text"), transaction.atomic():
        OutboxMessage.objects.filter(pk=mail.pk).update(text="")
