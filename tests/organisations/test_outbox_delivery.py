"""Mail over a real connection, by real workers, some of them killed in the middle."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack, suppress
from pathlib import Path

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from loftet.organisations.models import AuditEvent, OutboxMessage
from loftet.organisations.services.outbox import post_mail
from tests.mail_server import MailServer, await_that, unsent
from tests.processes import kill_group, running


def post(number: int) -> OutboxMessage:
    with transaction.atomic():
        return post_mail(recipient=f"bo{number}@example.se", subject="Hej å ä ö", text="Rad 1\nRad 2")


def post_twice(number: int) -> OutboxMessage:
    """With two jobs next to each other, so that two workers reach for the mail at the same moment."""
    mail = post(number)
    app.configure_task("organisations.send_mail").defer(message_id=mail.pk)
    return mail


def test_two_workers_send_each_mail_once(
    surroundings: dict[str, str], mail_server: MailServer, tmp_path: Path
) -> None:
    mails = [post_twice(number) for number in range(12)]

    with ExitStack() as stack:
        for number in (1, 2):
            log = tmp_path / f"worker{number}.log"
            stack.enter_context(running("worker", env=surroundings, log=log))
        await_that(lambda: unsent() == 0)

    assert mail_server.taken == Counter({mail.message_id: 1 for mail in mails})
    assert set(OutboxMessage.objects.values_list("attempts", flat=True)) == {1}


def test_a_worker_that_dies_while_the_server_is_slow_to_part_has_noted_the_sending(
    surroundings: dict[str, str], mail_server: MailServer, tmp_path: Path
) -> None:
    mail, log = post(1), tmp_path / "worker.log"
    mail_server.is_deaf_to_leave = True
    with running("worker", env=surroundings, log=log) as worker:
        await_that(lambda: unsent() == 0)
        kill_group(worker)
    mail_server.is_deaf_to_leave = False

    assert mail_server.taken == Counter({mail.message_id: 1})


def test_what_a_killed_worker_held_is_sent_by_the_next(
    surroundings: dict[str, str], mail_server: MailServer, tmp_path: Path
) -> None:
    mail, log = post(1), tmp_path / "worker.log"
    mail_server.is_slow = True
    with running("worker", env=surroundings, log=log) as worker:
        assert mail_server.is_asked.wait(40), log.read_text()
        kill_group(worker)
    mail_server.is_slow = False
    await_that(lambda: mail_server.taken.total() <= 1)
    before = mail_server.taken.total()  # the server may have taken what the dead worker had handed over

    with suppress(AlreadyEnqueued):  # by the worker itself, just before it was killed
        app.configure_task("organisations.send_waiting_mail").defer(timestamp=0)
    with running("worker", env=surroundings, log=log):
        await_that(lambda: unsent() == 0)

    assert set(mail_server.taken) == {mail.message_id}, "sent again it is known as the same mail"
    assert mail_server.taken.total() <= before + 1


def test_a_refused_address_keeps_the_servers_words(
    surroundings: dict[str, str], mail_server: MailServer, tmp_path: Path
) -> None:
    with transaction.atomic():
        mail = post_mail(recipient="okand@example.se", subject="Hej", text="Hej")

    with running("worker", env=surroundings, log=tmp_path / "worker.log"):
        await_that(lambda: OutboxMessage.objects.filter(given_up_at__isnull=False).exists())

    mail.refresh_from_db()
    assert mail.last_error == "550 5.1.1 No such user here"
    assert AuditEvent.objects.filter(kind="mail_given_up").count() == 1
    assert not mail_server.taken
