"""Mail goes through the outbox: written with what it tells of, in one transaction, and sent by a worker.

A row is locked while it is sent and passed by when another worker has it, so no mail is sent by two at once.
A worker that dies lets go of the row: the next that looks sends the mail, with the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from email.utils import make_msgid
from smtplib import SMTPDataError, SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from loftet.organisations.audit import record_system
from loftet.organisations.models import Organisation, OutboxMessage
from loftet.web.mail import Letter, send

SEND_MAIL = "organisations.send_mail"
# The wait after each failure; when they are used up, the mail is given up, after two days.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))


def post_mail(
    *,
    recipient: str,
    subject: str,
    text: str,
    html: str = "",
    unsubscribe_url: str = "",
    organisation: Organisation | None = None,
) -> OutboxMessage:
    """Put a mail in the outbox, in the caller's transaction; `organisation`: who writes.

    `html` says the same as `text`. `unsubscribe_url` is where one POST ends such mail (RFC 8058).
    """
    assert transaction.get_connection().in_atomic_block, (
        "a mail belongs in the transaction of what it tells of"
    )
    message = OutboxMessage.objects.create(
        message_id=make_msgid(domain=urlsplit(settings.BASE_URL).hostname),
        organisation=organisation,
        recipient=recipient,
        subject=subject,
        text=text,
        html=html,
        unsubscribe_url=unsubscribe_url,
    )
    _defer(message)
    return message


def send_message(*, message_id: int) -> None:
    """Send the mail now, unless it is dealt with or another worker has it."""
    with transaction.atomic():
        waiting = OutboxMessage.objects.waiting().select_for_update(skip_locked=True)
        message = waiting.filter(pk=message_id).first()
        if message is None:
            return
        try:
            take_leave = send(_letter(message))
        except Exception as error:  # whatever it was, it is kept, and must not stop the other mail
            _note_failure(message, error)
        else:
            transaction.on_commit(take_leave, robust=True)
            _note_sent(message)


def send_waiting(*, now: datetime) -> None:
    """Send what should have been sent by now: of a worker that died, or of a job that was lost."""
    overdue = OutboxMessage.objects.due_at(now).order_by("next_attempt_at", "pk")
    for pk in list(overdue.values_list("pk", flat=True)[:500]):
        send_message(message_id=pk)


def empty_mail(*, keys: Collection[int]) -> None:
    """Empty mails for ever, address and all; what waits is given up, what is being sent is waited for."""
    for message in OutboxMessage.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
        if message.sent_at is None and message.given_up_at is None:
            message.given_up_at = timezone.now()
        _forget_words(message)
        message.recipient = message.last_error = ""
        message.save(update_fields=["given_up_at", *_WORDS, "recipient", "last_error"])


def _letter(message: OutboxMessage) -> Letter:
    return Letter(
        message_id=message.message_id,
        to=message.recipient,
        subject=message.subject,
        text=message.text,
        html=message.html,
        unsubscribe_url=message.unsubscribe_url,
    )


def _note_sent(message: OutboxMessage) -> None:
    message.sent_at = timezone.now()
    message.attempts += 1
    _forget_words(message)
    message.last_error = ""
    message.save(update_fields=["sent_at", "attempts", *_WORDS, "last_error"])


# What opens doors, and is not kept longer than it is needed.
_WORDS = ("text", "html", "unsubscribe_url")


def _forget_words(message: OutboxMessage) -> None:
    for name in _WORDS:
        setattr(message, name, "")


def _note_failure(message: OutboxMessage, error: Exception) -> None:
    message.attempts += 1
    message.last_error = _in_words(error)[:500]
    if _is_final(error) or message.attempts > len(WAITS):
        _give_up(message)
    else:
        message.next_attempt_at = timezone.now() + WAITS[message.attempts - 1]
        _defer(message)
    message.save(update_fields=["attempts", "last_error", "next_attempt_at", "given_up_at", *_WORDS])


def _give_up(message: OutboxMessage) -> None:
    message.given_up_at = timezone.now()
    _forget_words(message)
    data = {"subject": message.subject, "error": message.last_error}
    record_system(organisation_id=message.organisation_id, kind="mail_given_up", subject=message, data=data)


def _defer(message: OutboxMessage) -> None:
    # Django's own connection carries the job, so it is there if and only if the mail is.
    task = app.configure_task(SEND_MAIL, schedule_at=message.next_attempt_at)
    task.defer(message_id=message.pk)


def _is_final(error: Exception) -> bool:
    """Whether the receiving server refused this mail for good; trying again would only annoy it."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    return isinstance(error, SMTPDataError) and error.smtp_code >= 500


def _in_words(error: Exception) -> str:
    if isinstance(error, SMTPRecipientsRefused):
        return "; ".join(_answer(code, words) for code, words in error.recipients.values())
    if isinstance(error, SMTPDataError):
        return _answer(error.smtp_code, error.smtp_error)
    return f"{type(error).__name__}: {error}"


def _answer(code: int, words: bytes | str) -> str:
    spoken = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {spoken}"
