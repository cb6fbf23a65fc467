"""Handing over one letter: to a mail server, or as a file in a folder that the demo shows as its mailbox.

Whether a letter has been handed over already is for the sender to know (the outbox); a folder can be asked
twice, since the same Message-ID always makes the same file.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage as ReadMessage
from email.parser import BytesParser
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

_LINK = re.compile(r"https?://[^\s<>\"]+")
_AFTER_A_LINK = ".,;:!?)"


@dataclass(frozen=True)
class Letter:
    """A letter as the outbox keeps it; ``message_id`` with its angle brackets, the same at every try.

    ``html`` says the same as ``text``; one POST to ``unsubscribe_url`` ends such mail. Both may be empty.
    """

    message_id: str
    to: str
    subject: str
    text: str
    html: str = ""
    unsubscribe_url: str = ""


@dataclass(frozen=True)
class ReadLetter:
    """A letter as the mailbox of the demo shows it."""

    key: str
    sent_at: datetime
    sender: str
    to: str
    subject: str
    text: str
    links: tuple[str, ...]


def send(letter: Letter) -> Callable[[], None]:
    """Hand it over, or raise what the mail server or the disk said.

    What comes back takes leave of the server. It is for after the sending is noted: so nothing else stands
    between the server's word that it has taken the letter and that note.
    """
    message = EmailMultiAlternatives(
        subject=letter.subject, body=letter.text, to=[letter.to], headers=_headers(letter)
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    if settings.EMAIL_URL:
        return _send_by_server(message)
    _write(settings.MAIL_FOLDER, letter.message_id, message.message().as_bytes())
    return _take_no_leave


def _send_by_server(message: EmailMultiAlternatives) -> Callable[[], None]:
    server = get_connection()
    take_leave = partial(_take_leave, server)
    try:
        server.open()
        server.send_messages([message])
    except Exception:
        take_leave()
        raise
    return take_leave


def _take_leave(server: BaseEmailBackend) -> None:
    """However the leave goes, the letter has been taken, or has not, before it."""
    with suppress(OSError):
        server.close()


def _take_no_leave() -> None:
    """A folder does not wait."""


def _headers(letter: Letter) -> dict[str, str]:
    headers = {
        "Message-ID": letter.message_id,
        "Date": format_datetime(timezone.now()),
        # Keeps holiday answers from coming back.
        "Auto-Submitted": "auto-generated",
    }
    if letter.unsubscribe_url:  # RFC 2369 and RFC 8058
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def folder_kept() -> str:
    """Where letters stay; empty where a mail server takes them."""
    return "" if settings.EMAIL_URL else str(settings.MAIL_FOLDER)


def read_folder(folder: Path, *, newest: int = 200) -> list[ReadLetter]:
    """The letters of the folder, the newest first."""
    letters = sorted(_read_all(folder), key=lambda letter: (letter.sent_at, letter.key), reverse=True)
    return letters[:newest]


def _write(folder: Path, message_id: str, content: bytes) -> None:
    target = folder / f"{hashlib.sha256(message_id.encode()).hexdigest()[:32]}.eml"
    if target.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", suffix=".part", delete=False) as draft:
        try:
            draft.write(content)
            draft.flush()
            os.fsync(draft.fileno())
            Path(draft.name).replace(target)
        except OSError:
            Path(draft.name).unlink(missing_ok=True)
            raise


def _read_all(folder: Path) -> Iterator[ReadLetter]:
    for path in folder.glob("*.eml"):
        with path.open("rb") as file:
            message = BytesParser(policy=policy.default).parse(file)
        assert isinstance(message, ReadMessage)
        yield _read(path, message)


def _read(path: Path, message: ReadMessage) -> ReadLetter:
    body = message.get_body(preferencelist=("plain",))
    text = str(body.get_content()) if body else ""
    return ReadLetter(
        key=path.stem,
        sent_at=_sent_at(path, message),
        sender=str(message.get("From", "")),
        to=str(message.get("To", "")),
        subject=str(message.get("Subject", "")),
        text=text,
        links=tuple(link.rstrip(_AFTER_A_LINK) for link in _LINK.findall(text)),
    )


def _sent_at(path: Path, message: ReadMessage) -> datetime:
    try:
        moment = parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError):
        moment = datetime.fromtimestamp(path.stat().st_mtime, tz=timezone.get_current_timezone())
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
