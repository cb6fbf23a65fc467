"""Handing over one letter."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail as django_mail
from django.utils import timezone
from pytest_django import Settings

from loftet.web.mail import Letter, read_folder, send

LETTER = Letter(
    message_id="<1@loftet>",
    to="bo@example.se",
    subject="Åsa bjuder in dig",
    text="Hej!\n\nÖppna http://localhost:8000/inbjudan/abc/. Länken gäller i sju dagar.\n",
)


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.EMAIL_URL = ""
    settings.MAIL_FOLDER = tmp_path / "mail"
    return tmp_path / "mail"


def test_it_writes_a_letter_that_can_be_read_again(folder: Path, settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Löftet <loftet@example.se>"
    send(LETTER)
    (read,) = read_folder(folder)
    assert (read.sender, read.to, read.subject) == ("Löftet <loftet@example.se>", LETTER.to, LETTER.subject)
    assert read.text == LETTER.text
    assert read.links == ("http://localhost:8000/inbjudan/abc/",)
    assert timezone.now() - read.sent_at < timedelta(minutes=1)


def test_it_writes_the_same_letter_once(folder: Path) -> None:
    send(LETTER)
    send(LETTER)
    assert len(list(folder.iterdir())) == 1


def test_a_message_id_cannot_lead_out_of_the_folder(folder: Path) -> None:
    send(Letter("<../../ut>", LETTER.to, LETTER.subject, LETTER.text))
    assert [path.suffix for path in folder.iterdir()] == [".eml"]


def test_it_leaves_nothing_half_written_when_the_disk_says_no(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        send(LETTER)
    assert list(folder.iterdir()) == []


def test_it_reads_the_newest_first_and_no_more_than_asked(folder: Path) -> None:
    folder.mkdir()
    for day in range(1, 4):
        text = f"Date: Mon, 0{day} Jan 2024 10:00:00 +0100\r\nSubject: {day}\r\nTo: a@b\r\n\r\nhej"
        (folder / f"{day}.eml").write_text(text)
    assert [letter.subject for letter in read_folder(folder, newest=2)] == ["3", "2"]


def test_it_reads_nothing_where_nothing_was_sent(folder: Path) -> None:
    assert read_folder(folder) == []


def test_it_hands_the_letter_to_the_mail_server_when_there_is_one(folder: Path, settings: Settings) -> None:
    settings.EMAIL_URL = "smtp://mail.example.se"
    send(LETTER)
    (message,) = django_mail.outbox
    assert message.extra_headers["Message-ID"] == LETTER.message_id
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert not folder.exists()


def test_a_letter_that_can_be_ended_says_so_to_mail_programs(folder: Path, settings: Settings) -> None:
    settings.EMAIL_URL = "smtp://mail.example.se"
    send(replace(LETTER, html="<p>Hej!</p>", unsubscribe_url="http://localhost:8000/avsluta/abc/"))
    (message,) = django_mail.outbox
    assert message.extra_headers["List-Unsubscribe"] == "<http://localhost:8000/avsluta/abc/>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [part.get_content_type() for part in message.message().walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_a_subject_of_two_lines_is_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match="newline"):
        send(Letter("<2@loftet>", LETTER.to, "hej\nBcc: alla@example.se", LETTER.text))
